"""An inspection step by step: drawn by its seed, asked, faults found, put right, closed, told of.

Whom it asks is drawn once, when it is made, and nobody chooses. It closes only when every fault has
been put right or is named in the notice as not.
"""

from datetime import date, datetime
from typing import Any

from admin.accounts import audit, scope
from admin.registry import logged
from admin.registry.people.elders import Elder
from admin.registry.supervision import sampling
from admin.registry.supervision.rows import Finding, Inspection, Sample
from admin.registry.visits.records import VisitDuty
from models import current_database

MONTHS_BACK = 3


def draw(inspection: Inspection, *, actor_id: int | None, now: datetime) -> list[Sample]:
    """Draw whom to ask, keep the seed, and store one row each."""
    inspection.seed = sampling.new_seed(inspection.id)
    with current_database.atomic():
        Inspection.update(seed=inspection.seed).where(Inspection.id == inspection.id).execute()
        weights = _weights(inspection.area_code, inspection.way, inspection.on)
        drawn = sampling.draw(weights, inspection.size, inspection.seed)
        elders = {elder.handle: elder for elder in _chosen(drawn)}
        samples = [_sample(inspection, elders[handle], actor_id, now) for handle in drawn]
        audit.note(
            "inspection_drawn",
            now=now,
            kind=inspection.kind,
            key=str(inspection.id),
            area_code=inspection.area_code,
            actor_id=actor_id,
            row=inspection.id,
            count=len(samples),
        )
    return samples


def _chosen(handles: list[str]) -> list[Elder]:
    return list(Elder.select().where(Elder.handle.in_(handles)))


def _sample(inspection: Inspection, elder: Elder, actor_id: int | None, now: datetime) -> Sample:
    row: Sample = Sample.create(
        area_code=elder.area_code,
        inspection=inspection,
        elder=elder,
        made_by=actor_id,
        made_at=now,
    )
    return row


def _weights(code: str, way: str, on: date) -> dict[str, float]:
    """Every elder of the place with the number of tickets."""
    active = Elder.left_on.is_null() & scope.below(code, Elder.area_code)
    columns = (Elder.id, Elder.handle, Elder.is_priority, Elder.has_alarm)
    people = list(Elder.select(*columns).where(active).tuples())
    if way == "random":
        return {handle: 1.0 for _id, handle, _priority, _alarm in people}
    missed = _missed(code, on)
    return {
        handle: sampling.risk_weight(
            is_priority=bool(priority),
            is_alarming=bool(alarm),
            missed_months=missed.get(id, 0),
            doubts=0,
        )
        for id, handle, priority, alarm in people
    }


def _missed(code: str, on: date) -> dict[int, int]:
    """How many duties of the last months are still open, by elder."""
    first = date(on.year - (on.month <= MONTHS_BACK), (on.month - MONTHS_BACK - 1) % 12 + 1, 1)
    query = VisitDuty.select(VisitDuty.elder).where(
        scope.below(code, VisitDuty.area_code)
        & (VisitDuty.first_on >= first)
        & (VisitDuty.last_on < on)
        & (VisitDuty.outcome == "open")
    )
    found: dict[int, int] = {}
    for (elder,) in query.tuples():
        found[elder] = found.get(elder, 0) + 1
    return found


def answer(
    sample: Sample,
    answers: dict[str, str],
    note: str,
    *,
    today: date,
    actor_id: int | None,
    now: datetime,
) -> None:
    """Set down what an elder said.

    :raises logged.Outdated: somebody did so meanwhile.
    """
    known = {q: a for q, a in answers.items() if q in Sample.QUESTIONS and a in {"yes", "no"}}
    values: dict[str, Any] = {"answers": known, "note": note, "asked_on": today}
    logged.change(sample, values, actor_id=actor_id, now=now)


def results(samples: list[Sample]) -> dict[str, tuple[int, int]]:
    """Of each question: how many said yes, and how many answered."""
    return {
        question: (
            sum(sample.answers.get(question) == "yes" for sample in samples),
            sum(question in sample.answers for sample in samples),
        )
        for question in Sample.QUESTIONS
    }


def late(findings: list[Finding], today: date) -> list[Finding]:
    """What should have been put right and was not."""
    return [f for f in findings if f.remedied_on is None and f.due_on < today]
