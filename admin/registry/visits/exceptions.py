"""What changes the duty: an excuse while the elder is away, and a blow that asks for more."""

from datetime import date, datetime

from admin.registry.in_force import Act
from admin.registry.people import keeping
from admin.registry.people.elders import Elder
from admin.registry.rules import visit_state
from admin.registry.visits.records import MajorChange, VisitExcuse
from models import current_database


def excuse(
    elder: Elder, kind: str, starts_on: date, ends_on: date | None, note: str, act: Act
) -> VisitExcuse:
    """Write down why an elder cannot be visited at home; the duty is judged again."""
    with current_database.atomic():
        elder = keeping.lock(elder)
        made: VisitExcuse = VisitExcuse.create(
            elder=elder,
            kind=kind,
            starts_on=starts_on,
            ends_on=ends_on,
            note=note,
            author_id=act.author_id,
            created_at=act.now,
        )
        keeping.note("excuse_recorded", elder, act, reason=kind)
        keeping.refresh(elder, act, since=starts_on)
    return made


def end(row: VisitExcuse, act: Act) -> None:
    """The elder is back today; an excuse that had not begun never was."""
    with current_database.atomic():
        elder = keeping.lock(row.elder)
        begun = row.starts_on < act.today
        values = {"ends_on": act.today - date.resolution} if begun else {"taken_back_at": act.now}
        VisitExcuse.update(**values).where(VisitExcuse.id == row.id).execute()
        keeping.note("excuse_ended", elder, act)
        keeping.refresh(elder, act, since=row.starts_on)


def running(elder: Elder, today: date) -> list[VisitExcuse]:
    """The excuses that have not ended."""
    found = VisitExcuse.select().where(
        VisitExcuse.elder == elder,
        VisitExcuse.taken_back_at.is_null(),
        VisitExcuse.ends_on.is_null() | (VisitExcuse.ends_on >= today),
    )
    return list(found.order_by(VisitExcuse.starts_on))


def strike(elder: Elder, kind: str, happened_at: datetime, note: str, act: Act) -> MajorChange:
    """Write down a major change: somebody has to go within 24 hours of its being known."""
    with current_database.atomic():
        made: MajorChange = MajorChange.create(
            elder=keeping.lock(elder),
            kind=kind,
            happened_at=happened_at,
            visit_by=act.now + visit_state.AFTER_A_BLOW,
            note=note,
            author_id=act.author_id,
            created_at=act.now,
        )
        keeping.note("blow_recorded", elder, act, reason=kind)
    return made
