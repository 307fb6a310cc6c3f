"""The ways into care, danger, supervision and figures, as lines of the table in `routes`.

District administrators keep accounts and see no elder, so that every line begins with 403.
"""

from datetime import date, datetime
from typing import Any, NamedTuple

from admin.accounts.openings import Opening
from admin.registry.care.rows import (
    CareLog,
    Companion,
    Contract,
    FundEntry,
    Organisation,
    Pairing,
    Promotion,
    ServiceRequest,
)
from admin.registry.danger.rows import Incident, RiskEntry, Urging
from admin.registry.figures.rows import AllowedWord
from admin.registry.people.elders import Elder
from admin.registry.rights.rows import LegalHold, RightsRequest
from admin.registry.supervision.rows import Finding, Inspection, Sample
from tests.admin.registry import factories

NOW, TODAY = datetime(2026, 11, 24, 4), date(2026, 11, 24)  # noqa: DTZ001
LOOKERS, HIDDEN = "403 200 200 200 200", "403 404 404 404 404"
HIDDEN_KEEPERS = "403 404 404 404 403"
WRITERS, DECIDERS = "403 200 200 200 403", "403 200 200 403 403"
MOVED = "403 302 302 302 302"
ASKED = {"type": "copy", "asker": "self", "asked_on": TODAY, "due_on": TODAY}
WRITTEN, DECIDED = "403 302 302 302 403", "403 302 302 403 403"
DISTRICT, HANDED = "403 200 403 403 403", "403 302 403 403 403"
# What everybody writes in their own area, and what editors alone decide.
WRITES = (CareLog, ServiceRequest, Companion, Pairing, Organisation, FundEntry, Promotion)
WRITES += (Incident, Urging, RiskEntry, RightsRequest)  # type: ignore[assignment]
DECIDES = (Contract, Inspection, AllowedWord, LegalHold)
# What is never rewritten.
FIXED = (Inspection, RightsRequest)
# A form sent empty leaves what stands: without a day or a number in it that is no mistake.
TEXTS = (Incident, RiskEntry, AllowedWord, LegalHold)
Line = tuple[str, str, str, str, str]


RIGHTS: tuple[Line, ...] = (
    ("rights_request.decide", "POST", "/care/rights-request/{row}/decide", DECIDED, HIDDEN),
    ("rights_request.handed", "POST", "/care/rights-request/{row}/handed", WRITTEN, HIDDEN),
    ("rights_request.letter", "GET", "/care/rights-request/{row}/letter.pdf", MOVED, HIDDEN),
    ("emergency.index", "GET", "/emergency/", LOOKERS, ""),
    ("emergency.new", "GET", "/emergency/new", DECIDERS, ""),
    ("emergency.new", "POST", "/emergency/new", DECIDERS, ""),
    ("emergency.end", "POST", "/emergency/{opening}/end", "403 404 404 403 403", ""),
    ("emergency.review", "POST", "/emergency/{opening}/review", DECIDED, HIDDEN),
    ("retention.index", "GET", "/retention/", LOOKERS, ""),
    ("retention.confirm", "GET", "/retention/left", DISTRICT, ""),
    ("retention.confirm", "POST", "/retention/left", DISTRICT, ""),
    ("scans.add", "GET", "/elders/{elder}/guardian/{guardian}/scan", WRITERS, HIDDEN_KEEPERS),
    ("scans.add", "POST", "/elders/{elder}/guardian/{guardian}/scan", WRITERS, HIDDEN_KEEPERS),
    ("scans.one", "GET", "/elders/{elder}/scans/{scan}", LOOKERS, HIDDEN),
)


class Planted(NamedTuple):
    """A kind, an area, and the key of its row there."""

    kind: str
    area: str
    key: str


def _lists(model: Any, writers: str) -> list[Line]:
    kind, base = model.kind, f"/care/{model.kind.replace('_', '-')}"
    kept = "403 403 403 403 403" if model in FIXED else writers
    if model in TEXTS:
        kept = writers.replace("200", "302")
    return [
        (f"{kind}.index", "GET", f"{base}/", LOOKERS, ""),
        (f"{kind}.new", "GET", f"{base}/new", writers, ""),
        (f"{kind}.new", "POST", f"{base}/new", writers, ""),
        (f"{kind}.one", "GET", f"{base}/{{row}}", LOOKERS, HIDDEN),
        (f"{kind}.one", "POST", f"{base}/{{row}}", kept, HIDDEN),
        (f"{kind}.void", "GET", f"{base}/{{row}}/void", writers, HIDDEN),
        (f"{kind}.void", "POST", f"{base}/{{row}}/void", writers, HIDDEN),
        (f"{kind}.export", "POST", f"{base}/export", LOOKERS, ""),
    ]


def lines() -> list[Line]:
    """Endpoint, method, path, the answers in the own area and beyond."""
    found = [line for model in WRITES for line in _lists(model, WRITERS)]
    found += [line for model in DECIDES for line in _lists(model, DECIDERS)]
    inspection = "/care/inspection/{row}"
    return [
        *found,
        *RIGHTS,
        ("request.step", "POST", "/care/request/{row}/step", WRITTEN, HIDDEN),
        ("companion.phone", "POST", "/care/companion/{row}/phone", WRITERS, HIDDEN),
        ("pairing.weak", "GET", "/care/pairing/weak", LOOKERS, ""),
        ("incident.incident_act", "POST", "/care/incident/{row}/respond", WRITTEN, HIDDEN),
        ("urging.letter", "GET", "/care/urging/{row}/letter", LOOKERS, HIDDEN),
        ("risk.risk_act", "POST", "/care/risk/{row}/approve", DECIDED, HIDDEN),
        ("inspection.ask", "GET", f"{inspection}/ask/{{sample}}", DECIDERS, HIDDEN),
        ("inspection.ask", "POST", f"{inspection}/ask/{{sample}}", DECIDERS, HIDDEN),
        ("inspection.find", "POST", f"{inspection}/finding", DECIDERS, HIDDEN),
        ("inspection.remedy", "POST", f"{inspection}/finding/{{finding}}/remedy", WRITTEN, HIDDEN),
        (
            "inspection.close_finding",
            "POST",
            f"{inspection}/finding/{{finding}}/close",
            DECIDED,
            HIDDEN,
        ),
        ("inspection.close", "POST", f"{inspection}/close", DECIDED, HIDDEN),
        ("inspection.notice", "GET", f"{inspection}/notice", LOOKERS, HIDDEN),
        ("supervision.home", "GET", "/supervision/", LOOKERS, ""),
        ("supervision.place", "GET", "/supervision/{area}/", LOOKERS, HIDDEN),
        ("supervision.faults_of", "GET", "/supervision/{area}/faults", LOOKERS, HIDDEN),
        ("supervision.count", "POST", "/supervision/{area}/count", DECIDED, HIDDEN),
        ("public_figures.index", "GET", "/public-figures/", DISTRICT, ""),
        ("public_figures.hand_over", "POST", "/public-figures/hand-over", HANDED, ""),
    ]


def plant(area: str, provider: str) -> list[Planted]:
    """One row of everything in an area."""
    elder = factories.left_behind(area_code=area)
    rows = _care(elder, area, provider) + _watch(elder, area)
    return [Planted(_kind(row), area, str(row.id)) for row in rows]


def _kind(row: Any) -> str:
    return str(getattr(row, "kind", type(row).__name__.lower()))


def _made(model: Any, area: str, **values: Any) -> Any:
    return model.create(area_code=area, made_at=NOW, **values)


def _care(elder: Elder, area: str, provider: str) -> list[Any]:
    companion = _made(Companion, area, name="帮", type="volunteer")
    money = {"fen": 100, "provider": int(provider), "items": "x", "planned": 1}
    return [
        companion,
        _made(CareLog, area, elder=elder, on=TODAY),
        _made(ServiceRequest, area, elder=elder, need="health", asked_on=TODAY),
        _made(Pairing, area, elder=elder, companion=companion, begun_on=TODAY),
        _made(Organisation, area, name="协会", type="elders_association"),
        _made(
            FundEntry, area, association="协会", on=TODAY, direction="in", source="dues",
            fen=100, purpose="x",
        ),
        _made(Contract, area, begins_on=TODAY, ends_on=TODAY, **money),
        _made(Promotion, area, topic="law", on=TODAY, place="x", attendance=1),
    ]  # fmt: skip


def _watch(elder: Elder, area: str) -> list[Any]:
    inspection = _made(Inspection, area, name="查", on=TODAY, way="random", size=1)
    what = {"fault": "mere_form", "what": "x", "due_on": TODAY}
    return [
        _made(
            Incident, area, elder=elder, type="fall", gravity="urgent", what="x", reported_at=NOW
        ),
        _made(Urging, area, elder=elder, whom="子", type="told", way="phone", on=TODAY),
        _made(
            RightsRequest,
            area,
            elder=elder,
            type="copy",
            asker="self",
            asked_on=TODAY,
            due_on=TODAY,
        ),
        _made(LegalHold, area, elder=elder, reason="x"),
        _made(RiskEntry, area, elder=elder, reason="safety", measures="x"),
        inspection,
        _made(Sample, area, inspection=inspection, elder=elder),
        _made(Finding, area, inspection=inspection, **what),
        Opening.create(
            actor_id=10**6,
            subject=elder.handle,
            area_code=area,
            reason="found",
            text="x",
            opened_at=NOW,
            ends_at=NOW,
        ),
        _made(AllowedWord, area, word="高峰", reason="x"),
    ]
