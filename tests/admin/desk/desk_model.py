"""The rules of the desk in plain dicts: what ought to be public after whatever has been done.

It knows services of two towns, the areas and the category that they stand on, and six people. It is
written from the promises, not from the code, and is compared with the real thing step by step.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from tests.admin.conftest import FOREIGN
from tests.factories import DISTRICT, TOWN

Identity = tuple[str, str]
STRUCTURE = {"area", "category"}
GROUND: dict[Identity, list[Identity]] = {
    ("area", DISTRICT): [],
    ("area", TOWN): [("area", DISTRICT)],
    ("area", FOREIGN): [("area", DISTRICT)],
    ("category", "1"): [],
}
TOWNS = {"1": TOWN, "2": FOREIGN}
PEOPLE = {
    "administrator": ("district_administrator", DISTRICT),
    "editor": ("district_editor", DISTRICT),
    "town": ("town_editor", TOWN),
    "foreign": ("town_editor", FOREIGN),
    "village": ("village_contact", f"{TOWN}201"),
    "auditor": ("auditor", DISTRICT),
}


@dataclass(frozen=True)
class Text:
    """What a machine edits of a service."""

    name: str
    slug: str
    until: str = ""


@dataclass
class Thing:
    """One record as the rules know it."""

    texts: dict[int, Text]
    authors: dict[int, str]
    live: int | None = None
    withdrawn: bool = False
    submitted: int | None = None
    submitter: str = ""
    due: int | None = None

    @property
    def head(self) -> int:
        return max(self.texts)

    @property
    def standing(self) -> str:
        if self.submitted is not None:
            return "submitted"
        if self.due is not None:
            return "approved"
        if self.withdrawn or self.live is None:
            return "withdrawn" if self.withdrawn else "draft"
        return "live" if self.live == self.head else "changed"


@dataclass(frozen=True)
class Public:
    """What a stranger can read: revisions by record, and former addresses by slug."""

    numbers: dict[Identity, int] = field(default_factory=dict)
    former: dict[str, str] = field(default_factory=dict)


@dataclass
class World:
    """Everything that the desk remembers; every method is one thing that somebody does."""

    today: date
    four_eyes: bool
    things: dict[Identity, Thing] = field(default_factory=dict)
    owners: dict[str, str] = field(default_factory=dict)
    public: Public = field(default_factory=Public)
    releases: dict[int, Public] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for identity in GROUND:
            self.things[identity] = Thing({1: Text("", "")}, {1: ""})
        for key, name, slug in (
            ("1", "本镇送餐", "ben-zhen-song-can"),
            ("2", "外镇送餐", "wai-zhen-song-can"),
        ):
            self.things["service", key] = Thing({1: Text(name, slug)}, {1: ""})

    # Who may

    def may(self, who: str, what: str, identity: Identity) -> bool:
        role, area = PEOPLE[who]
        kind = identity[0]
        district = role.startswith("district")
        if what == "read":
            return kind == "category" or self.home(identity).startswith(area)
        if kind in STRUCTURE:
            return district
        allowed = {"town_editor": {"edit", "publish"}, "village_contact": {"edit"}}.get(role, set())
        return (district or what in allowed) and self.home(identity).startswith(area)

    def home(self, identity: Identity) -> str:
        return TOWNS[identity[1]] if identity[0] == "service" else identity[1]

    def leans_on(self, identity: Identity) -> list[Identity]:
        if identity[0] == "service":
            return [("area", TOWNS[identity[1]]), ("category", "1")]
        return GROUND[identity]

    def along(self, identity: Identity) -> Iterator[Identity]:
        for below in self.leans_on(identity):
            if self.things[below].live is None:
                yield from self.along(below)
                yield below

    def is_free(self, slug: str, key: str) -> bool:
        working = any(
            thing.texts[thing.head].slug == slug
            for (kind, other), thing in self.things.items()
            if kind == "service" and other != key
        )
        return not working and self.owners.get(slug, key) == key

    # What is done

    def edit(self, who: str, key: str, text: Text) -> None:
        thing = self.things["service", key]
        if not self.may(who, "edit", ("service", key)) or not self.is_free(text.slug, key):
            return
        if text != thing.texts[thing.head]:
            self._add(thing, who, text)

    def _add(self, thing: Thing, who: str, text: Text) -> None:
        number = thing.head + 1
        thing.texts[number], thing.authors[number] = text, who

    def restore(self, who: str, key: str, number: int) -> None:
        thing = self.things["service", key]
        text = thing.texts[number]
        if self.may(who, "edit", ("service", key)) and self.is_free(text.slug, key):
            self._add(thing, who, text)

    def submit(self, who: str, key: str) -> None:
        thing = self.things["service", key]
        if not self.may(who, "edit", ("service", key)):
            return
        if thing.head not in {thing.live, thing.submitted}:
            thing.submitted, thing.submitter = thing.head, who

    def settle(self, who: str, key: str, right: str) -> None:
        if self.may(who, right, ("service", key)):
            self.things["service", key].submitted = None

    def cleared(self, who: str, key: str, number: int) -> list[tuple[Identity, int]]:
        """What may go out together; nothing where anything forbids it."""
        identity: Identity = ("service", key)
        thing = self.things[identity]
        along = list(dict.fromkeys(self.along(identity)))
        if not all(self.may(who, "publish", each) for each in [identity, *along]):
            return []
        own = thing.authors[number] == who
        own |= thing.submitted == number and thing.submitter == who
        if (self.four_eyes and own) or not self.is_free(thing.texts[number].slug, key):
            return []
        return [(identity, number), *((each, 1) for each in along)]

    def publish(self, who: str, key: str, number: int | None = None) -> None:
        chosen = self.cleared(who, key, number or self.things["service", key].head)
        for each, revision in chosen:
            self._make_live(each, revision)
        if chosen:
            self.carry(self.today)

    def accept(self, who: str, key: str, *, now: bool) -> None:
        thing = self.things["service", key]
        if thing.submitted is None:
            return
        if now:
            self.publish(who, key, thing.submitted)
            return
        for each, revision in self.cleared(who, key, thing.submitted):
            self.things[each].due = revision
            self._claim(each, revision)
            self.things[each].submitted = None

    def cancel(self, who: str, key: str) -> None:
        if self.may(who, "publish", ("service", key)):
            self.things["service", key].due = None

    def withdraw(self, who: str, identity: Identity) -> None:
        thing = self.things[identity]
        if not self.may(who, "publish", identity) or not self.may(who, "read", identity):
            return
        users = [i for i, each in self.things.items() if each.live and identity in self.leans_on(i)]
        if users:
            return
        thing.live, thing.withdrawn, thing.due = None, True, None
        self.carry(self.today)

    def release(self, who: str) -> None:
        if PEOPLE[who][0].startswith("district"):
            self._promote()
            self.carry(self.today)

    def _promote(self) -> None:
        going = {i for i, thing in self.things.items() if thing.due is not None}
        while True:
            staying = {
                i
                for i in going
                if any(self.things[b].live is None and b not in going for b in self.leans_on(i))
            }
            if not staying:
                break
            going -= staying
        for identity in going:
            self._make_live(identity, self.things[identity].due or 0)

    def _make_live(self, identity: Identity, number: int) -> None:
        thing = self.things[identity]
        thing.live, thing.withdrawn, thing.due = number, False, None
        if thing.submitted is not None and thing.submitted <= number:
            thing.submitted = None
        self._claim(identity, number)

    def _claim(self, identity: Identity, number: int) -> None:
        if identity[0] == "service":
            self.owners[self.things[identity].texts[number].slug] = identity[1]

    def go_back(self, who: str, number: int) -> None:
        if not PEOPLE[who][0].startswith("district"):
            return
        past, standing = self.releases[number], set(self.public.numbers)
        for identity, revision in past.numbers.items():
            thing = self.things[identity]
            thing.live, thing.withdrawn = revision, False
        for identity in standing - set(past.numbers):
            self._take_off(identity)
        for identity, thing in self.things.items():
            hidden = thing.live is not None and identity not in standing | set(past.numbers)
            if hidden and any(self.things[b].live is None for b in self.leans_on(identity)):
                self._take_off(identity)
        self.public = past
        self.releases[len(self.releases) + 1] = past

    def _take_off(self, identity: Identity) -> None:
        self.things[identity].live, self.things[identity].withdrawn = None, True

    def carry(self, today: date) -> None:
        """Make public what is live and within its dates."""
        before, numbers = self.public, {}
        former = dict(before.former)
        for identity, thing in self.things.items():
            until = thing.texts[thing.live].until if thing.live else ""
            if thing.live and not (until and until < str(today)):
                numbers[identity] = thing.live
        for identity, number in numbers.items():
            self._lead_on(identity, before.numbers.get(identity), number, former)
        if numbers != before.numbers:
            self.public = Public(numbers, former)
            self.releases[len(self.releases) + 1] = self.public

    def _lead_on(
        self, identity: Identity, old: int | None, new: int, former: dict[str, str]
    ) -> None:
        if identity[0] != "service" or old == new:
            return
        texts = self.things[identity].texts
        if old is not None and texts[old].slug != texts[new].slug:
            former[texts[old].slug] = identity[1]
        former.pop(texts[new].slug, None)
