"""With 20,000 elders in the register nothing of anybody leaves it, whatever the office does.

They are really loaded, worked with, released beside and built beside; then everything that a
stranger, a log's reader or a host's operator could read is searched for every one of them.
"""

import io
import json
import logging
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import pytest

from admin import create_app, logs
from admin.accounts.audit import Entry
from admin.config import Config
from admin.databases import Databases, initialise
from admin.desk import demo as desk
from admin.desk import leaks, release, revisions
from admin.jobs import runs
from admin.jobs.work import Work
from admin.registry import demo
from admin.registry.in_force import Rules
from admin.registry.people.elders import Elder
from models import Service, current_database
from pages import clock
from tests.admin.conftest import OfficeInTest
from tests.admin.registry import markers
from tests.admin.registry.duty_table import ROOT
from tests.admin.registry.markers import Markers, Witness, Witnessed

pytestmark = pytest.mark.slow

ELDERS = 20_000


@dataclass
class Town:
    """An office over 20,000 elders, what marks them, and what has left it."""

    office: OfficeInTest
    marks: Markers
    elder: Elder
    foreign: Elder
    told: dict[str, str]
    log: io.StringIO
    seen: Witnessed

    @property
    def databases(self) -> Databases:
        return self.office.databases

    def browser(self, role: str) -> Witness:
        home = str(self.elder.area_code)
        areas = {"town_editor": home[:9], "village_contact": home}
        found = self.office.browser(role, areas.get(role, ""))
        assert isinstance(found, Witness)
        found.seen = self.seen
        return found


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    folder = tmp_path_factory.mktemp("town")
    config = Config(instance=folder / "instance", output=str(folder / "output"))
    databases = initialise(config)
    moment: dict[str, Any] = {"now": clock.now(), "today": clock.today()}
    desk.load(databases, services=60, seed=1, divisions=None, **moment)
    demo.load(databases, ELDERS, 1, **moment, rules=Rules.of(config))
    app = create_app(config)
    app.extensions["shouwang"].databases = databases
    app.test_client_class = Witness
    app.config["PROPAGATE_EXCEPTIONS"] = False
    stream = io.StringIO()
    with databases.working():
        markers.make_unmistakable()
        marks = markers.read()
        first = Elder.select().where(Elder.has_alarm, Elder.phone != "").order_by(Elder.id)
        elder = first.get()
        told = {"name": elder.name, "address": elder.address}
        told |= {what: getattr(elder, what).reveal() for what in ("phone", "id_number")}
        foreign = Elder.select().where(~Elder.area_code.startswith(elder.area_code[:9])).get()
    office = OfficeInTest(app, config, databases)
    made = Town(office, marks, elder, foreign, told, stream, Witnessed())
    with _logging_to(stream):
        yield made
    for database in (databases.admin, databases.public):
        database.close()


@contextmanager
def _logging_to(stream: io.StringIO) -> Iterator[None]:
    """The office's own log, as the server would write it, into a text."""
    handler, root = logging.StreamHandler(stream), logging.getLogger()
    handler.setFormatter(logs.JsonLines())
    level = root.level
    root.addHandler(handler)
    root.setLevel(logging.INFO)
    yield
    root.setLevel(level)
    root.removeHandler(handler)


def work(town: Town) -> None:
    """What clerks do all day, with mistakes, and what a curious one tries."""
    name, phone, number = (town.told[what] for what in ("name", "phone", "id_number"))
    path = f"/elders/{town.elder.key}/"
    for role in ("town_editor", "village_contact", "district_editor", "auditor"):
        browser = town.browser(role)
        for page in ("/", "/elders/", "/elders/?first=alarm", "/visits/due/", "/notices/", path):
            browser.get(page)
        for wanted in (name, phone, number, "' OR 1=1"):
            browser.post("/elders/search", data={"search": wanted})
            browser.get("/elders/")
        for report in ("ledger", "priority", "to-town", "without-helper", "dossiers"):
            browser.get(f"/reports/{report}/?area={town.elder.area_code}")
            browser.get(f"/reports/{report}.xlsx?area={town.elder.area_code}")
        browser.post("/ledger/export", data={"area": str(town.elder.area_code), "form": "csv"})
        wish = {"part": "elder", "row": "0", "field": "phone", "reason": "ring_up"}
        browser.post(f"{path}reveal", data=wish)
    _mistakes(town, {"name": name, "phone": phone, "id_number": "370399194013450011"})


def _mistakes(town: Town, form: dict[str, str]) -> None:
    """Forms that are refused, addresses that are guessed, and a database that is broken."""
    clerk, path = town.browser("town_editor"), f"/elders/{town.elder.key}/"
    clerk.post(f"{path}edit", data=form)
    clerk.post("/elders/new", data=form)
    clerk.post(f"{path}edit", data=form, headers={"X-CSRFToken": ""})
    clerk.post("/elders/new", data=form | {"note": form["name"] * 1_000_000})
    clerk.post(f"/elders/{town.foreign.key}/edit", data=form)
    clerk.get(f"/elders/{town.foreign.key}/")
    clerk.post("/care/incident/new", data={"elder": town.elder.key, "what": form["name"] * 400})
    clerk.post("/visits/offline/send", json={"visits": [form | {"elder": "nobody"}]})
    town.browser("auditor").post(f"{path}edit", data=form)
    with town.databases.working():
        current_database.execute_sql("ALTER TABLE relative RENAME TO broken")
    clerk.get(path)
    clerk.post(f"{path}edit", data=form | {"name": form["name"]})
    with town.databases.working():
        current_database.execute_sql("ALTER TABLE broken RENAME TO relative")


def run_jobs(town: Town) -> str:
    """The night and a backup; their log."""
    worker = Work(town.office.app, lambda _number: None)
    with town.databases.working():
        numbers = [worker.ask(job, clock.now())[0].id for job in ("recompute", "report")]
    for number in numbers:
        worker.carry_out(number)
    with town.databases.working():
        return "\n".join(run.log + run.reason for run in runs.history(10))


def write(summary: str) -> Any:
    """Put a text into an approved service behind the form's back, which would refuse a number."""
    row = Service.select().order_by(Service.id.desc()).first()
    about = (revisions.Revision.kind == "service") & (revisions.Revision.key == row.key)
    newest = revisions.Revision.select().where(about).order_by(revisions.Revision.id.desc()).first()
    fields = newest.fields | {"summary": "送饭"}
    revisions.save("service", row.key, fields, author_id=None, now=clock.now(), today=clock.today())
    release.approve_all()
    newest = revisions.Revision.select().where(about).order_by(revisions.Revision.id.desc()).first()
    revisions.Revision.update(fields=newest.fields | {"summary": summary}).where(
        revisions.Revision.id == newest.id
    ).execute()
    return row


def publish(town: Town) -> None:
    """Change something, release it, and build the whole site."""
    moment: dict[str, Any] = {"now": clock.now(), "today": clock.today()}
    with town.databases.working():
        write("每天中午把热饭送到家。")
    release.release(town.databases, author_id=None, **moment)
    config = town.office.config
    command = [sys.executable, "build.py", "--public-db", str(config.public_path)]
    command += ["--output", str(config.output_path), "--quiet"]
    environment = os.environ | {"SHOUWANG_INSTANCE": str(config.instance)}
    subprocess.run(command, check=True, cwd=ROOT, env=environment)


def test_nothing_of_anybody_leaves_the_register(town: Town) -> None:
    work(town)
    told = run_jobs(town)
    publish(town)
    found = town.marks.found
    assert {200, 302, 400, 403, 404, 413, 500} <= town.seen.statuses
    assert found("\n".join(town.seen.addresses)) == set()
    assert found("\n".join(town.seen.headers)) == set()
    assert found("\n".join(town.seen.errors)) == set()
    assert town.log.getvalue().count("\n") > 50
    assert found(town.log.getvalue() + told) == set()
    with town.databases.working():
        trail = json.dumps(list(Entry.select().dicts()), default=str, ensure_ascii=False)
    assert found(trail) == set()
    assert found("\n".join(markers.everything_in(town.office.config.public_path))) == set()
    assert town.marks.in_file(town.office.config.public_path) == set()
    files = [path for path in town.office.config.output_path.rglob("*") if path.is_file()]
    assert len(files) > 300
    assert {str(path): hits for path in files if (hits := town.marks.in_file(path))} == {}


def test_the_search_finds_every_one_of_them(town: Town) -> None:
    assert len(town.marks.addresses) == ELDERS
    assert sum(map(len, town.marks.names.values())) > 10_000
    with town.databases.working():
        for elder in Elder.select().order_by(Elder.id.desc()).limit(20):
            texts = [str(elder.name), str(elder.address), elder.id_number.reveal()]
            texts += [elder.phone.reveal()] if elder.phone else []
            assert town.marks.found("。".join(texts)) >= set(texts)
            assert town.marks.found(json.dumps(elder.name)) == {elder.name}


@pytest.mark.parametrize("what", ["name", "phone", "address", "id_number"])
def test_one_who_is_planted_stops_the_release_with_its_place(town: Town, what: str) -> None:
    moment: dict[str, Any] = {"now": clock.now(), "today": clock.today()}
    text = town.told[what]
    with town.databases.working() as database, database.atomic() as written:
        row = write(f"请联系{text}办理")
        with pytest.raises(leaks.LeakFound) as stopped:
            release.release(town.databases, author_id=None, **moment)
        written.rollback()
    assert (stopped.value.kind, stopped.value.key) == ("service", row.key)
    assert stopped.value.field == "summary"
    assert text not in str(stopped.value)
