"""A ledger on its way: read within bounds, kept sealed for a day, tried out, and stored.

Files of up to 100,000 rows are taken; what the file was called is not kept.
"""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from admin.accounts.users import User
from admin.registry.in_force import Act
from admin.registry.ledger import columns, storing
from admin.registry.ledger.plans import Planned, Planner
from admin.registry.ledger.records import (
    LedgerColumn,
    LedgerImport,
    LedgerItem,
    LedgerUpload,
    packed,
    unpacked,
)
from admin.registry.ledger.storing import Stroke, Told
from admin.registry.people import keeping, recomputation
from admin.registry.people.elders import Elder
from admin.sheets import separated, workbooks
from admin.sheets.tables import Expected, Table, plain_header
from models import current_database

KEPT = timedelta(hours=24)
LARGEST = 15 * 1024 * 1024
MOST_ROWS = 100_000
MOST_ONE_BY_ONE = 300
MOST_UNPACKED = 256 * 1024 * 1024


def read(content: bytes) -> Table:
    """The table of a ledger, from a workbook or from text with commas.

    :raises FileRefused: it cannot be taken; the message says why.
    """
    expected = Expected(columns.known(), MOST_ROWS, MOST_UNPACKED)
    reader = workbooks if workbooks.is_workbook(content) else separated
    return reader.read(expected, content)


def keep(table: Table, user: User, now: datetime, area_code: str = "") -> LedgerUpload:
    """Keep a table until tomorrow, with the columns that we know or remember."""
    LedgerUpload.delete().where(LedgerUpload.at < now - KEPT).execute()
    made: LedgerUpload = LedgerUpload.create(
        author_id=user.id,
        at=now,
        area_code=area_code,
        headers=table.headers,
        columns=columns.match(table.headers, remembered(user.id)),
        table=packed(table.plain()),
    )
    return made


def table_of(upload: LedgerUpload) -> Table:
    """The table as it was read."""
    return Table.of(unpacked(upload.table.reveal()))


def remembered(author_id: int) -> dict[str, str]:
    """Field by header, as the account has matched them before."""
    mine = LedgerColumn.select(LedgerColumn.header, LedgerColumn.field)
    return dict(mine.where(LedgerColumn.author_id == author_id).tuples())


def is_clear(upload: LedgerUpload) -> bool:
    """Whether nothing is left to ask: each column is known, or was left out before."""
    seen = remembered(upload.author_id)
    headers = map(plain_header, upload.headers)
    pairs = zip(headers, upload.columns, strict=True)
    return "name" in upload.columns and all(f or not h or h in seen for h, f in pairs)


def choose(upload: LedgerUpload, chosen: Sequence[str], area_code: str) -> None:
    """Take the clerk's matching, and remember it for the next time."""
    values = {"columns": list(chosen), "area_code": area_code, "plan": ""}
    LedgerUpload.update(values).where(LedgerUpload.token == upload.token).execute()
    for text, field in zip(upload.headers, chosen, strict=False):
        name = plain_header(text)[:80]
        if name and columns.known().get(name) != field:
            LedgerColumn.replace_one(upload.author_id, name, field)


def try_out(upload: LedgerUpload, user: User, today: date) -> list[Planned]:
    """The dry run, kept with the upload."""
    table = table_of(upload)
    plan = Planner(table, upload.columns, user, str(upload.area_code), today).plan()
    told = packed([each.plain() for each in plan])
    LedgerUpload.update({"plan": told}).where(LedgerUpload.token == upload.token).execute()
    return plan


def planned(upload: LedgerUpload) -> list[Planned]:
    """The dry run that was kept; nothing where there was none yet."""
    return [Planned.of(each) for each in unpacked(upload.plan.reveal()) or []]


def store(
    upload: LedgerUpload, stroke: Stroke, told: Told = lambda _done, _all: None
) -> LedgerImport:
    """Store what the dry run has shown, and forget the upload.

    :raises NothingToDo, PlanOutdated: see `storing.store`.
    """
    with current_database.atomic():
        ledger = storing.store(planned(upload), stroke, told)
        LedgerUpload.delete().where(LedgerUpload.token == upload.token).execute()
    return ledger


def ask_rules(ledger: LedgerImport, act: Act) -> None:
    """Let the rules say of everybody imported whether they are left behind and what is owed."""
    ids = LedgerItem.select(LedgerItem.elder).where(LedgerItem.ledger == ledger).distinct()
    if ledger.added + ledger.changed > MOST_ONE_BY_ONE:
        # Whoever came or changed waits for the rules, and nobody else does.
        waiting = Elder.computed_on.is_null()
        recomputation.recompute(act.today, act.rules, chosen=waiting)
        return
    for elder in Elder.select().where(Elder.id.in_(ids)):
        keeping.refresh(elder, act, quiet=True)


def plan_of(content: bytes, stroke: Stroke, area_code: str) -> list[Planned]:
    """A whole ledger's fate at once, for the command line; unknown columns are left out.

    :raises FileRefused: the file cannot be taken.
    """
    table = read(content)
    chosen = columns.match(table.headers, {})
    return Planner(table, chosen, stroke.user, area_code, stroke.today).plan()
