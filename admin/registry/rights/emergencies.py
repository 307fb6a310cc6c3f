"""应急查阅 (break the glass): one file beyond the own area, for a reason and some hours, reviewed.

Whoever opens must already know whom they mean: a name with a number or a birthday, and nobody is
listed. Wrong guesses are noted and bounded. The file is to be looked at and never to be changed;
which rows that opens is decided by `accounts.scope` alone.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from admin import sealed
from admin.accounts import audit, scope
from admin.accounts.openings import Opening
from admin.accounts.users import User
from admin.registry import words
from admin.registry.in_force import Act
from admin.registry.people.elders import Elder, Notice
from models import current_database

MOST_GUESSES = 10
MEMORY = timedelta(hours=24)


class NotFound(LookupError):
    """Nobody, or more than one, is called and numbered like that."""


class TooManyGuesses(Exception):
    """This account has been wrong too often since yesterday."""


class NotNow(Exception):
    """The opening has ended, has been reviewed, or is one's own."""


@dataclass(frozen=True)
class Known:
    """What somebody knows of the person whose file they need."""

    name: str
    id_number: str = ""
    dossier_number: str = ""
    born_on: date | None = None


def find(known: Known, act: Act) -> Elder:
    """The one elder of that name and number or birthday.

    :raises NotFound: there is none, or several.
    :raises TooManyGuesses: and no answer is given any more today.
    """
    guesses = audit.Entry.select().where(
        (audit.Entry.event == "emergency_failed")
        & (audit.Entry.actor_id == act.author_id)
        & (audit.Entry.at > act.now - MEMORY)
    )
    if guesses.count() >= MOST_GUESSES:
        raise TooManyGuesses
    found = list(_matching(known).limit(2))
    if len(found) != 1:
        audit.note("emergency_failed", now=act.now, kind="elders", actor_id=act.author_id)
        raise NotFound
    elder: Elder = found[0]
    return elder


def _matching(known: Known) -> Any:
    query = Elder.select().where((Elder.name == known.name) & Elder.left_on.is_null())
    if known.id_number:
        return query.where(Elder.id_fingerprint == sealed.fingerprint(known.id_number.upper()))
    if known.dossier_number:
        return query.where(Elder.dossier_number == known.dossier_number)
    return query.where(Elder.born_on == known.born_on)


def open_file(elder: Elder, act: Act, *, reason: str, text: str, hours: int) -> Opening:
    """Open the file to whoever acts, tell the trail, and tell the place where the elder lives."""
    with current_database.atomic():
        made: Opening = Opening.create(
            actor_id=act.author_id,
            subject=elder.key,
            area_code=elder.area_code,
            reason=reason,
            text=text,
            opened_at=act.now,
            ends_at=act.now + timedelta(hours=hours),
        )
        _note("emergency_opened", made, act, {"reason": reason, "hours": hours})
        Notice.create(elder=elder, area_code=elder.area_code, kind="opened", made_on=act.today)
    return made


def _note(event: str, row: Opening, act: Act, detail: Mapping[str, Any] | None = None) -> None:
    audit.note(
        event,
        now=act.now,
        kind="elder",
        key=row.subject,
        area_code=row.area_code,
        actor_id=act.author_id,
        **(detail or {}),
    )


def opening_of(elder: Elder, act: Act) -> Opening | None:
    """The opening through which somebody sees this file, if it is not of their own area."""
    user = User.get_or_none(User.id == act.author_id)
    here = scope.visible(user, Elder.select(), Elder).where(Elder.id == elder.id) if user else None
    if here is not None and here.exists():
        return None
    found: Opening | None = running(act).where(Opening.subject == elder.key).first()
    return found


def running(act: Act) -> Any:
    """What is open to whoever acts, what ends last first."""
    own = (Opening.actor_id == act.author_id) & Opening.ended_at.is_null()
    return (
        Opening.select().where(own & (Opening.ends_at > act.now)).order_by(Opening.ends_at.desc())
    )


def end(row: Opening, act: Act) -> None:
    """Close one's own opening before its hours are over.

    :raises NotNow: it is another's, or over.
    """
    if row.actor_id != act.author_id or not row.is_open(act.now):
        raise NotNow
    with current_database.atomic():
        Opening.update(ended_at=act.now).where(Opening.id == row.id).execute()
        _note("emergency_ended", row, act)


def review(row: Opening, verdict: str, remark: str, act: Act) -> None:
    """Say whether it was necessary; nobody reviews what they opened themselves.

    :raises NotNow: it is one's own or has been reviewed, or the word is none.
    """
    if verdict not in words.EMERGENCY_VERDICTS or row.actor_id == act.author_id:
        raise NotNow
    values = {"verdict": verdict, "remark": remark}
    fresh = (Opening.id == row.id) & Opening.reviewed_at.is_null()
    with current_database.atomic():
        done = Opening.update(reviewed_by=act.author_id, reviewed_at=act.now, **values)
        if not done.where(fresh).execute():
            raise NotNow
        _note("emergency_reviewed", row, act, {"outcome": verdict})


def of_area(user: User) -> Any:
    """The openings of files of somebody's area, the latest first."""
    return scope.visible(user, Opening.select(), Opening).order_by(Opening.opened_at.desc())


def waiting(user: User) -> int:
    """How many of them wait for a review by this person."""
    open_ = Opening.reviewed_at.is_null() & (Opening.actor_id != user.id)
    return int(of_area(user).where(open_).count())
