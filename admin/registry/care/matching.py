"""Hints for pairing: who could help whom, how many are enough, and when a companion needs help.

Pure functions over plain rows. A hint orders and explains; it never pairs anybody, and nobody is
turned away by it but by the load limit.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from models import N_

KINDS: dict[str, str] = {
    "volunteer": N_("志愿者"),
    "association_member": N_("老年协会会员"),
    "neighbour": N_("邻居"),
}
LIMITS = {"volunteer": 5, "association_member": 3, "neighbour": 2}
# 低龄健康老人: an elder helps while young among the old and in health.
HELPING_AGE_ENDS = 80
REASONS: dict[str, str] = {
    "same_village": N_("同村"),
    "same_group": N_("同组"),
    "wanted_sex": N_("性别合适"),
    "skill": N_("有需要的本领"),
    "free": N_("还没有帮扶对象"),
}
WEIGHTS = {"same_village": 4, "same_group": 2, "wanted_sex": 2, "skill": 3, "free": 1}


@dataclass(frozen=True)
class Companion:
    """Who offers help: village and group, sex, skills, whether fit, and how many they have."""

    key: str
    kind: str
    village: str
    group: str = ""
    sex: str = ""
    skills: frozenset[str] = frozenset()
    is_fit: bool = True
    born_on: date | None = None
    load: int = 0


@dataclass(frozen=True)
class Wish:
    """What an elder needs: where, from a man or a woman (empty: either), and which help."""

    village: str
    group: str = ""
    sex: str = ""
    needs: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Hint:
    """A companion that could be asked, with the reasons in the order of their weight."""

    companion: Companion
    reasons: tuple[str, ...]


def is_full(companion: Companion) -> bool:
    """Whether the companion has as many elders as somebody of that kind can carry."""
    return companion.load >= LIMITS[companion.kind]


def needs_repair(companion: Companion, today: date) -> tuple[str, ...]:
    """Why a companion's elders need somebody else; empty while all is well."""
    reasons = [] if companion.is_fit else [N_("自己身体变差了")]
    age = age_on(companion.born_on, today)
    if age is not None and age >= HELPING_AGE_ENDS:
        reasons.append(N_("自己满 80 岁了"))
    if companion.load > LIMITS[companion.kind]:
        reasons.append(N_("帮扶的人太多"))
    return tuple(reasons)


def age_on(born_on: date | None, today: date) -> int | None:
    """Full years; somebody born on 29 February has their birthday on 1 March in other years."""
    if born_on is None:
        return None
    return today.year - born_on.year - ((today.month, today.day) < (born_on.month, born_on.day))


def hints(wish: Wish, companions: Iterable[Companion], today: date) -> list[Hint]:
    """Who could be asked, the best first; nobody who is full or needs help themselves."""
    able = [c for c in companions if not is_full(c) and not needs_repair(c, today)]
    made = [Hint(companion, _reasons(wish, companion)) for companion in able]
    return sorted(made, key=lambda hint: (-score(hint), hint.companion.load, hint.companion.key))


def score(hint: Hint) -> int:
    """How much speaks for it."""
    return sum(WEIGHTS[reason] for reason in hint.reasons)


def _reasons(wish: Wish, companion: Companion) -> tuple[str, ...]:
    same_village = companion.village == wish.village
    holds = {
        "same_village": same_village,
        "same_group": same_village and bool(wish.group) and companion.group == wish.group,
        "wanted_sex": bool(wish.sex) and companion.sex == wish.sex,
        "skill": bool(wish.needs & companion.skills),
        "free": companion.load == 0,
    }
    return tuple(sorted((r for r in REASONS if holds[r]), key=lambda r: -WEIGHTS[r]))
