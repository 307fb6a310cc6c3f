"""Pairing on a page: hints for whom to ask, the mode from the graph, and the re-pair list.

It looks at the pairs within the person's area only, and pairs nobody by itself.
"""

from typing import Any

from flask import g, render_template
from flask_babel import gettext as _
from flask_login import current_user
from wtforms import Form

from admin.accounts import scope
from admin.registry import access
from admin.registry.care import matching, pairing_mode
from admin.registry.care.matching import Hint, Wish
from admin.registry.care.rows import Companion, Pairing
from admin.registry.people.elders import Elder
from admin.registry.register import Register
from admin.registry.rights import consents
from models import N_
from pages import clock

NEEDED = {
    "meals": "meals",
    "washing": "laundry",
    "farm_work": "chores",
    "errands": "errands",
    "medicine": "errands",
}
MOST_HINTS = 5


class PairingRegister(Register):
    """A pairing knows its companion by number, and nobody is given more than they can carry."""

    def values(self, form: Form) -> dict[str, Any]:
        given = super().values(form)
        chosen = scope.visible(current_user, Companion.select(), Companion)
        return given | {"companion": chosen.where(Companion.id == int(given["companion"])).get()}


def standing() -> Any:
    """The pairs in force within the person's area."""
    return access.visible(Pairing).where(Pairing.void_at.is_null() & Pairing.ended_on.is_null())


def _pairs() -> list[tuple[int, int]]:
    """Read once a request: a list shows the mode of every row."""
    if "pairs" not in g:
        query = standing().select(Pairing.companion, Pairing.elder)
        g.pairs = list(query.tuples())
        g.modes = pairing_mode.modes(g.pairs)
    pairs: list[tuple[int, int]] = g.pairs
    return pairs


def mode(pairing: Pairing) -> str:
    """The mode of a pairing in force, in words."""
    _pairs()
    found = g.modes.get((pairing.companion_id, pairing.elder_id))
    return _(pairing_mode.MODES[found]) if found and pairing.ended_on is None else ""


def load(companion: Companion) -> int:
    """How many elders the companion has now."""
    return sum(one == companion.id for one, _elder in _pairs())


def plain(companion: Companion) -> matching.Companion:
    """A companion as the rules know one; a member who is an elder of the registry is looked up."""
    return matching.Companion(
        key=str(companion.id),
        kind=companion.type,
        village=companion.area_code,
        group=companion.group,
        sex=companion.sex,
        skills=frozenset(companion.skills),
        is_fit=companion.is_fit and not _is_weak_elder(companion),
        born_on=companion.born_on,
        load=load(companion),
    )


def _is_weak_elder(companion: Companion) -> bool:
    """Whether somebody of that name and birthday is in the registry and needs help too."""
    if companion.born_on is None:
        return False
    same = (Elder.name == companion.name) & (Elder.born_on == companion.born_on)
    weak = Elder.self_care.in_(("partly", "unable")) | Elder.has_alarm
    return bool(access.visible(Elder).where(same & weak & Elder.left_on.is_null()).exists())


def _companions() -> list[Companion]:
    return list(access.visible(Companion).where(Companion.void_at.is_null()))


def hints(elder: Elder) -> list[Hint]:
    """Whom to ask first for this elder."""
    wish = Wish(
        village=elder.area_code,
        group=elder.group_name,
        sex=elder.sex,
        needs=frozenset(NEEDED[word] for word in elder.difficulties if word in NEEDED),
    )
    return matching.hints(wish, map(plain, _companions()), clock.today())


def offer(form: Form, elder: Elder) -> None:
    """Fill in the companions, the best first; who is full is told so and cannot be chosen anew."""
    standing = form["companion"].object_data
    chosen = str(standing.id) if isinstance(standing, Companion) else ""
    if isinstance(form["companion"].data, Companion):
        form["companion"].data = chosen
    people = {str(one.id): one for one in _companions()}
    refused = consents.is_refused(elder, "pairing")
    if refused:
        form["companion"].description = N_("本人不同意把情况告诉结对的人，不能再结新的对子。")
    order = [] if refused else [hint.companion.key for hint in hints(elder)]
    # Who was chosen before stays, though full by now.
    keys = order + [key for key in people if key == chosen and key not in order]
    form["companion"].choices = [
        ("", _("请选择")),
        *((key, f"{people[key].name}（{_(matching.KINDS[people[key].type])}）") for key in keys),
    ]


def beside(pairing: Pairing) -> dict[str, Any]:
    """The mode, on the pairing's page."""
    return {"mode": mode(pairing)}


def weak() -> str:
    """Companions who need somebody else to take over (要重新结对的), with their elders."""
    today, found = clock.today(), []
    people = {one.id: one for one in _companions()}
    by_companion: dict[int, list[Pairing]] = {}
    for pairing in standing().join(Elder).order_by(Pairing.id):
        by_companion.setdefault(pairing.companion_id, []).append(pairing)
    for number, pairings in by_companion.items():
        reasons = matching.needs_repair(plain(people[number]), today) if number in people else ()
        if reasons:
            found.append((people[number], reasons, pairings))
    return render_template("duty/weak.html", found=found, names=_names(found))


def _names(found: list[tuple[Companion, Any, Any]]) -> dict[str, str]:
    return access.names({companion.area_code for companion, _reasons, _pairings in found})
