"""Whether a revision may go out, and what must go out with it; asked by publishing and by review.

It reads and answers. It makes nothing live and writes nothing.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from flask_babel import gettext as _

from admin.desk import checks, companions
from admin.desk.companions import Identity
from admin.desk.revisions import Record, Revision, find, revision
from models import KINDS, Area

May = Callable[[str, str], bool]
# Whoever has drawn figures up never lets them out, whatever the office allows itself.
ALWAYS_FOUR_EYES = frozenset({"figure"})


class Refused(Exception):
    """The record must not go out, or must not go away; `reasons` say why and what to do."""

    def __init__(self, reasons: list[str]) -> None:
        super().__init__(f"{len(reasons)} reasons")
        self.reasons = reasons


class OwnWork(Refused):
    """The approver wrote or submitted it; another person must let it out."""


class Outdated(Refused):
    """What was to be decided has been decided or taken back meanwhile, or never was."""


@dataclass(frozen=True)
class Approver:
    """Who lets something out: the account (None: the program), and what binds it.

    `may(kind, area_code)` says whether the account may publish a record kept by that area.
    """

    id: int | None
    may: May
    four_eyes: bool = False


def is_own(record: Record, item: Revision, person: int | None) -> bool:
    """Whether the person wrote or submitted this revision, so that other eyes must see it."""
    if person is None:
        return False
    submitted = record.submitted == item.number and record.submitter_id == person
    return item.author_id == person or submitted


def cleared(
    kind: str, key: str, number: int | None, *, approver: Approver, today: date
) -> list[tuple[str, str, int]]:
    """The revisions to be made live: this one, then the companions that no stranger can see yet.

    :raises Refused: something is missing or is not the approver's to publish.
    :raises OwnWork: something is the approver's own, under four eyes.
    """
    record = find(kind, key)
    if record is None:
        raise Refused([_("这条信息还没有保存过。")])
    along = companions.unpublished(kind, key, number)
    chosen = [(kind, key, number or record.head), *((*each, head(*each)) for each in along)]
    reasons = [reason for each in along for reason in strangers(each, approver.may)]
    reasons += [reason for each in chosen for reason in lacking(*each, today)]
    own = [reason for each in chosen for reason in _unseen(*each, approver)]
    if own:
        raise OwnWork(reasons + own)
    if reasons:
        raise Refused(reasons)
    return chosen


def head(kind: str, key: str) -> int:
    """The number of the newest revision."""
    record = find(kind, key)
    return record.head if record else 0


def lacking(kind: str, key: str, number: int, today: date) -> list[str]:
    """What the revision still lacks, one sentence a field."""
    fields = revision(kind, key, number).fields
    labels = {f.name: str(f.verbose_name) for f in KINDS[kind].public_fields()}
    problems = checks.missing(kind, fields) + checks.check(kind, key, fields, today)
    title = companions.title(kind, key)
    return [f"{title} · {_(labels.get(p.field, ''))}：{p.message}" for p in problems]


def strangers(identity: Identity, may: May) -> list[str]:
    """Why a companion is not the approver's to publish."""
    area = companions.area_code(*identity)
    if may(identity[0], area):
        return []
    keeper = Area.get_or_none(Area.code == area)
    name, office = companions.title(*identity), keeper.name if keeper else _("区里")
    return [_("要用到的“%(name)s”还没有发布，请先联系%(office)s发布它。", name=name, office=office)]


def _unseen(kind: str, key: str, number: int, approver: Approver) -> list[str]:
    record = find(kind, key)
    is_bound = approver.four_eyes or kind in ALWAYS_FOUR_EYES
    if not is_bound or record is None:
        return []
    if not is_own(record, revision(kind, key, number), approver.id):
        return []
    title = companions.title(kind, key)
    return [_("%(name)s是您自己改的或提交的，要由另一个人审核通过。", name=title)]
