"""The ways to ledgers, files, reports, the platform and rights; see `tests.admin.routes`.

Who gives out accounts sees no elder; an auditor looks and changes nothing.
"""

from datetime import datetime
from typing import Any

from admin.accounts.users import User
from admin.jobs import runs
from admin.registry.ledger import uploads
from admin.registry.ledger.records import LedgerImport
from admin.registry.platform.records import PlatformUpload
from admin.sheets.tables import Row, Table

READERS = "403 200 200 200 200"
WRITERS = "403 200 200 200 403"
MOVED = "403 302 302 302 403"

HIDDEN = "403 404 404 404 404"
HIDDEN_WRITE = "403 404 404 404 403"
Line = tuple[str, ...]

OWNED = ("ledger_upload", "ledger_import", "platform_upload")

# fmt: off
LINES: tuple[Line, ...] = (
    ("ledger.index",  "GET",  "/ledger/",                              READERS),
    ("ledger.upload", "POST", "/ledger/upload",                        MOVED),
    ("ledger.match",  "GET",  "/ledger/uploads/{ledger_upload}/columns", READERS, HIDDEN),
    ("ledger.match",  "POST", "/ledger/uploads/{ledger_upload}/columns", READERS, HIDDEN),
    ("ledger.tried",  "GET",  "/ledger/uploads/{ledger_upload}",       READERS, HIDDEN),
    ("ledger.store",  "POST", "/ledger/uploads/{ledger_upload}/store", MOVED, HIDDEN),
    ("ledger.running", "GET", "/ledger/uploads/{ledger_upload}/running", READERS, HIDDEN),
    ("ledger.undo",   "GET",  "/ledger/imports/{ledger_import}/undo",  WRITERS, HIDDEN),
    ("ledger.undo",   "POST", "/ledger/imports/{ledger_import}/undo",  MOVED, HIDDEN),
    ("ledger.export", "POST", "/ledger/export",                        READERS),
    ("dossier.index", "GET",  "/dossier/",                             READERS),
    ("dossier.index", "POST", "/dossier/",                             READERS),
    ("dossier.masked", "GET", "/dossier/nobody.pdf",                   HIDDEN),
    ("reports.index", "GET",  "/reports/",                             READERS),
    ("reports.show",  "GET",  "/reports/to-town/",                     READERS),
    ("reports.take",  "GET",  "/reports/ledger.xlsx",                  READERS),
    ("reports.tell_town", "POST", "/reports/to-town/report",           MOVED),
    ("reports.read",  "POST", "/reports/to-town/read",                 "403 302 302 403 403"),
    ("platform.index", "GET", "/platform/",                            READERS),
    ("platform.make", "POST", "/platform/make",                        WRITERS),
    ("platform.uploaded", "POST", "/platform/{platform_upload}/uploaded", MOVED),
    ("platform.layout", "POST", "/platform/layout",                    "403 200 200 403 403"),
    ("platform.reconcile", "POST", "/platform/reconcile",              WRITERS),
    ("rights.index",  "GET",  "/rights/",                              READERS),
    ("rights.consent", "GET", "/rights/consent.pdf",                   READERS),
    ("rights.notice", "GET",  "/rights/notice.pdf",                    READERS),
    ("dossier.whole", "POST", "/dossier/nobody.pdf",                   "403 400 400 400 403"),
)
# fmt: on


def plant_of_one(user: User, now: datetime) -> dict[str, str]:
    """What belongs to one person: an upload and an import."""
    table = Table(["姓名"], [Row(2, ["甲一"])])
    kept = uploads.keep(table, user, now)
    run = runs.ask("ledger", now=now, target=kept.token, author_id=user.id)[0]
    runs.claim(run.id, now)
    runs.end(run.id, now)
    made: Any = LedgerImport.create(author_id=user.id, area_code=user.area_code, at=now)
    own: Any = PlatformUpload.create(area_code=user.area_code, made_at=now, count=0)
    return {
        "ledger_upload": kept.token,
        "ledger_import": str(made.id),
        "platform_upload": str(own.id),
    }
