"""Whatever six people do in whatever order, a stranger reads what the simple rules say.

Every step goes through the office's own pages, as its person; after each the public database, the
standings and the former addresses are compared with `desk_model`. Going back is compared row by row
with what was public then.
"""

import shutil
import tempfile
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from admin.databases import open_databases
from admin.desk import archive, release, revisions
from models import KINDS, FormerSlug
from pages import clock
from tests.admin.conftest import FOREIGN, Browser, DeskInTest
from tests.admin.desk import public_side
from tests.admin.desk.desk_model import PEOPLE, TOWNS, Identity, Text, World
from tests.admin.desk.views.conftest import posted
from tests.factories import TOWN

# Who may most comes most, so that a run gets somewhere.
WHO = st.sampled_from(
    [*sorted(PEOPLE), "administrator", "administrator", "editor", "editor", "town"]
)
KEY = st.sampled_from(sorted(TOWNS))
NAME = st.sampled_from(["送餐", "送热饭", "洗衣"])
SLUG = st.sampled_from(["a", "b", "c", "shared"])
DAYS = st.sampled_from([None, None, None, 0, 1])
THEN = st.sampled_from(["save", "submit", "submit", "publish", "publish", "publish"])
GROUND = st.sampled_from([("area", TOWN), ("area", FOREIGN), ("category", "1")])


@dataclass
class Template:
    """An office to begin from: its files, and browsers that are signed in there."""

    desk: DeskInTest
    folder: Path
    browsers: dict[str, Browser]


class Desk(RuleBasedStateMachine):
    """The office and its model, side by side."""

    def __init__(self, template: Template) -> None:
        super().__init__()
        self.desk, self.browsers = template.desk, template.browsers
        self.folder = Path(tempfile.mkdtemp(dir=template.folder.parent))
        shutil.copytree(template.folder, self.folder / "instance")
        self.office = self.desk.office.app.extensions["shouwang"]
        self.config = replace(self.desk.office.config, instance=self.folder / "instance")
        self.databases = open_databases(self.config)
        self.office.databases = self.desk.office.databases = self.databases
        self.past: dict[int, Any] = {}

    @initialize(four_eyes=st.booleans(), published=st.sampled_from(["", "1", "12"]))
    def begin(self, four_eyes: bool, published: str) -> None:
        self.office.config = replace(self.config, four_eyes=four_eyes)
        self.world = World(clock.today(), four_eyes)
        for key in published:
            self.publish("editor", key)

    def teardown(self) -> None:
        for database in (self.databases.admin, self.databases.public):
            database.close()
        shutil.rmtree(self.folder)

    def post(self, who: str, path: str, **data: Any) -> None:
        answer = self.browsers[who].post(path, data=data)
        assert answer.status_code in {200, 302, 403, 404}, (path, answer.status_code)
        self.look()

    def look(self) -> None:
        """Set down what is public now, for going back to it."""
        with self.databases.working():
            latest = archive.latest(0, 1)
        self.past.setdefault(latest[0].id if latest else 0, public_side.rows(self.databases))

    def save(self, who: str, key: str, text: Text, then: str, base: int) -> None:
        form = posted(
            then=then,
            base=str(base),
            name=text.name,
            slug=text.slug,
            valid_until=text.until,
            area=TOWNS[key],
            areas=[TOWNS[key]],
        )
        self.post(who, f"/service/edit/?id={key}", **form)

    def head(self, key: str) -> int:
        return self.world.things["service", key].head

    def text(self, key: str) -> Text:
        return self.world.things["service", key].texts[self.head(key)]

    @rule(who=WHO, key=KEY, name=NAME, slug=SLUG, days=DAYS, then=THEN)
    def edit(self, who: str, key: str, name: str, slug: str, days: int | None, then: str) -> None:
        until = "" if days is None else str(self.world.today + timedelta(days=days))
        text = Text(name, slug if slug == "shared" else f"{slug}-{key}", until)
        self.save(who, key, text, then, self.head(key))
        self.world.edit(who, key, text)
        if self.text(key) == text:
            getattr(self.world, then, lambda *_given: None)(who, key)

    @rule(key=KEY, slug=SLUG)
    def publish_another_address_and_go_back(self, key: str, slug: str) -> None:
        before = len(self.world.releases)
        self.edit("town" if key == "1" else "foreign", key, "改名", slug, None, "submit")
        if self.submitted():
            self.accept_one("editor", self.submitted()[0], "now")
        if before:
            self.return_to("administrator", before)

    @rule(key=KEY, ground=GROUND)
    def plan_and_take_the_ground_away(self, key: str, ground: Identity) -> None:
        self.withdraw("administrator", key)
        self.edit("town" if key == "1" else "foreign", key, "待发", "shared", None, "submit")
        if self.submitted():
            self.accept_one("editor", self.submitted()[0], "next")
        self.withdraw_ground("editor", ground)
        self.withdraw_ground("editor", ("category", "1"))

    @rule(who=WHO, key=KEY)
    def edit_what_has_moved_on(self, who: str, key: str) -> None:
        self.save(who, key, Text("迟到的", self.text(key).slug), "publish", self.head(key) - 1)

    @rule(who=WHO, key=KEY)
    def submit(self, who: str, key: str) -> None:
        self.save(who, key, self.text(key), "submit", self.head(key))
        self.world.submit(who, key)

    @rule(who=WHO, key=KEY)
    def publish(self, who: str, key: str) -> None:
        self.save(who, key, self.text(key), "publish", self.head(key))
        self.world.publish(who, key)

    def submitted(self) -> list[str]:
        return [key for key in TOWNS if self.world.things["service", key].submitted]

    def review(self, who: str, key: str, what: str, **data: str) -> None:
        number = self.world.things["service", key].submitted or self.head(key)
        self.post(who, f"/review/service/{key}/{what}", number=str(number), **data)

    @precondition(lambda self: bool(self.submitted()))
    @rule(who=WHO, when=st.sampled_from(["now", "next"]), data=st.data())
    def accept(self, who: str, when: str, data: st.DataObject) -> None:
        self.accept_one(who, data.draw(st.sampled_from(self.submitted())), when)

    def accept_one(self, who: str, key: str, when: str) -> None:
        self.review(who, key, "accept", when=when)
        self.world.accept(who, key, now=when == "now")

    @precondition(lambda self: bool(self.submitted()))
    @rule(who=WHO, what=st.sampled_from([("return", "publish"), ("recall", "edit")]))
    def settle(self, who: str, what: tuple[str, str]) -> None:
        key = self.submitted()[0]
        self.review(who, key, what[0], text="请改")
        self.world.settle(who, key, what[1])

    def planned(self) -> list[str]:
        return [key for key in TOWNS if self.world.things["service", key].due]

    @precondition(lambda self: bool(self.planned()))
    @rule(who=WHO, what=st.sampled_from(["cancel", "withdraw"]))
    def take_a_plan_back(self, who: str, what: str) -> None:
        key = self.planned()[0]
        if what == "withdraw":
            self.withdraw(who, key)
            return
        self.review(who, key, "cancel")
        self.world.cancel(who, key)

    @precondition(lambda self: bool(self.planned()))
    @rule(who=WHO, ground=GROUND)
    def withdraw_what_a_plan_stands_on(self, who: str, ground: Identity) -> None:
        self.withdraw_ground(who, ground)
        self.release_everything("editor")

    @rule(who=WHO, key=KEY)
    def withdraw(self, who: str, key: str) -> None:
        self.post(who, f"/service/withdraw/?id={key}")
        self.world.withdraw(who, ("service", key))

    @rule(who=WHO, ground=GROUND)
    def withdraw_ground(self, who: str, ground: Identity) -> None:
        self.post(who, f"/{ground[0]}/withdraw/?id={ground[1]}")
        self.world.withdraw(who, ground)

    @rule(who=WHO, key=KEY, data=st.data())
    def restore(self, who: str, key: str, data: st.DataObject) -> None:
        number = data.draw(st.integers(1, self.head(key)))
        base = str(self.head(key))
        self.post(who, f"/history/service/{key}/restore", number=str(number), base=base)
        self.world.restore(who, key, number)

    @rule(who=WHO)
    def release_everything(self, who: str) -> None:
        self.post(who, "/releases/new", when="now")
        self.world.release(who)

    @rule(days=st.integers(0, 2))
    def a_day_passes(self, days: int) -> None:
        later = self.world.today + timedelta(days=days)
        release.release(self.databases, author_id=None, now=clock.now(), today=later)
        self.world.carry(later)

    def has_released(self) -> bool:
        return bool(self.world.releases)

    @precondition(has_released)
    @rule(
        who=st.sampled_from(["editor", "administrator", "editor", "town", "auditor"]), d=st.data()
    )
    def go_back(self, who: str, d: st.DataObject) -> None:
        other = [n for n, past in self.world.releases.items() if past != self.world.public]
        number = d.draw(st.sampled_from(other or list(self.world.releases)))
        self.return_to(who, number)

    def return_to(self, who: str, number: int) -> None:
        self.post(who, f"/releases/{number}/back")
        self.world.go_back(who, number)
        if PEOPLE[who][0].startswith("district"):
            assert public_side.rows(self.databases) == self.past[number]

    @invariant()
    def a_stranger_reads_what_the_rules_say(self) -> None:
        self.look()
        with self.databases.publishing():
            found = {
                (kind, row.key): (
                    row.revision,
                    Text(row.name, row.slug, str(row.valid_until or "")),
                )
                if kind == "service"
                else (row.revision, None)
                for kind, model in KINDS.items()
                for row in model.select()
            }
            former = {slug: key for _kind, slug, key in FormerSlug.select().tuples()}
        assert found == {
            (kind, key): (n, self.world.things[kind, key].texts[n] if kind == "service" else None)
            for (kind, key), n in self.world.public.numbers.items()
        }
        assert former == self.world.public.former

    @invariant()
    def the_records_stand_as_the_rules_say(self) -> None:
        with self.databases.working():
            found = {i: revisions.standing(*i) for i in self.world.things}
        assert found == {i: thing.standing for i, thing in self.world.things.items()}


@pytest.fixture
def template(town_desk: DeskInTest, tmp_path: Path) -> Template:
    """The office with everybody signed in, copied for each run."""
    office = town_desk.office
    browsers = {who: office.browser(*where) for who, where in PEOPLE.items()}
    for database in (office.databases.admin, office.databases.public):
        database.close()
    folder = tmp_path / "runs" / "template"
    shutil.copytree(office.config.instance, folder)
    return Template(town_desk, folder, browsers)


def run(template: Template, runs: int, steps: int, **given: Any) -> None:
    profile = settings(
        max_examples=runs,
        stateful_step_count=steps,
        deadline=None,
        suppress_health_check=list(HealthCheck),
        **given,
    )

    class Run(Desk):
        def __init__(self) -> None:
            super().__init__(template)

    run_state_machine_as_test(Run, settings=profile)


def test_a_few_runs_of_the_desk_are_as_the_rules_say(template: Template) -> None:
    run(template, 5, 20, derandomize=True, database=None)


@pytest.mark.slow
def test_many_runs_of_the_desk_are_as_the_rules_say(template: Template) -> None:
    run(template, 50, 30)
