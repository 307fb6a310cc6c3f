"""What somebody's consent or refusal carries with it: what stops when it is taken back.

The last word on a purpose counts. Silence is no refusal: what the duty needs is kept on the ground
of the law, and only what rests on consent stops. It deletes what was kept with a consent that is
gone (个人信息保护法 art. 47), in the file and in its earlier versions.
"""

from typing import Any

from admin.registry.in_force import Act
from admin.registry.people import keeping
from admin.registry.people.elders import Elder, ElderVersion
from admin.registry.people.papers import Consent
from models import current_database

# What is kept on the ground of a consent, by its purpose.
FIELDS: dict[str, tuple[str, ...]] = {"health": ("illnesses",)}


def is_refused(elder: Elder, purpose: str) -> bool:
    """Whether the elder's last word on a purpose is no, or was a yes that has been taken back."""
    last = (
        Consent.select()
        .where((Consent.elder == elder) & (Consent.purpose == purpose))
        .order_by(Consent.id.desc())
        .first()
    )
    return last is not None and (not last.is_given or last.withdrawn_on is not None)


def withdraw(elder: Elder, row: Consent, act: Act) -> None:
    """Note that a consent has been taken back, and stop what rested on it."""
    with current_database.atomic():
        keeping.change(elder, row, {"withdrawn_on": act.today}, act)
        stop(elder, row.purpose, act)


def stop(elder: Elder, purpose: str, act: Act) -> None:
    """Empty what was kept for a purpose that is refused now, whatever version holds it."""
    names = FIELDS.get(purpose, ())
    if not names or not is_refused(elder, purpose):
        return
    with current_database.atomic():
        empty: dict[str, Any] = {name: [] for name in names}
        keeping.change(elder, Elder.get_by_id(elder.id), empty, act)
        for version in ElderVersion.select().where(ElderVersion.elder == elder):
            kept = {name: value for name, value in version.before.items() if name not in names}
            if version.part == Elder._meta.table_name and kept != version.before:
                ElderVersion.update(before=kept).where(ElderVersion.id == version.id).execute()
