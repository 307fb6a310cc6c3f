"""Which revision of a record should be public: the one place that changes `Record.live`.

It only says so, in the admin database; carrying it out is `release`'s work, and whether somebody
may say it is asked before. An address that goes out with a revision is claimed for ever.
"""

from collections.abc import Mapping
from typing import Any

from admin.desk import slugs
from admin.desk.revisions import Record, revision

Dates = dict[str, Any]


def make_live(kind: str, key: str, number: int) -> None:
    """Let a revision be public; a plan, and a submission that it contains, are thereby settled."""
    item = revision(kind, key, number)
    chosen = _chosen(kind, key)
    Record.update(live=number, withdrawn=False, due=None, due_at=None, **dates(item.fields)).where(
        chosen
    ).execute()
    Record.update(submitted=None).where(chosen & (Record.submitted <= number)).execute()
    if item.fields.get("slug"):
        slugs.claim(kind, [(item.fields["slug"], key)])


def stand_as(kind: str, key: str, number: int) -> None:
    """Let be public again what was so before; plans and submissions stay as they are."""
    changes = dates(revision(kind, key, number).fields)
    Record.update(live=number, withdrawn=False, **changes).where(_chosen(kind, key)).execute()


def take_off(kind: str, key: str, **also: Any) -> None:
    """Let nothing of the record be public; `also` are further columns of `Record` to set."""
    Record.update(live=None, withdrawn=True, starts_on=None, ends_on=None, **also).where(
        _chosen(kind, key)
    ).execute()


def never_was(kind: str, key: str) -> None:
    """Let the record be a draft that nobody has published yet."""
    Record.update(live=None, withdrawn=False, starts_on=None, ends_on=None).where(
        _chosen(kind, key)
    ).execute()


def dates(fields: Mapping[str, Any]) -> Dates:
    """From when to when a revision of these fields may be public."""
    return {"starts_on": fields.get("valid_from"), "ends_on": fields.get("valid_until")}


def _chosen(kind: str, key: str) -> Any:
    return (Record.kind == kind) & (Record.key == key)
