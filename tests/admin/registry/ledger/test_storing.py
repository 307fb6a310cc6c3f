"""All or nothing, one step back, and nothing of it in the trail but that it was done."""

import json

import pytest

from admin.accounts.audit import Entry
from admin.registry.ledger import storing, undoing
from admin.registry.ledger.records import LedgerImport
from admin.registry.ledger.storing import NothingToDo, PlanOutdated, Stroke
from admin.registry.people.elders import Elder
from admin.registry.people.families import Guardian, Relative
from tests.admin.registry import factories
from tests.admin.registry.ledger import messy
from tests.admin.registry.ledger.conftest import Plan
from tests.factories import VILLAGE


def test_people_and_their_children_are_stored_with_a_dossier_number(
    plan: Plan, stroke: Stroke
) -> None:
    storing.store(plan(messy.children_beside()), stroke)
    first = Elder.get(Elder.name == "周一")
    assert first.dossier_number == f"{VILLAGE}-0001"
    assert first.id_number.reveal() == messy.id_number(sequence=41)
    assert [row.name for row in first.relatives] == ["周大", "周二丫"]
    assert Guardian.select().count() == 2


def test_the_trail_names_every_person_by_handle_and_no_value(plan: Plan, stroke: Stroke) -> None:
    storing.store(plan(messy.children_beside()), stroke)
    entries = list(Entry.select().where(Entry.event == "elder_imported"))
    assert {entry.key for entry in entries} == {e.handle for e in Elder.select()}
    told = json.dumps([[e.fields, e.detail] for e in entries], ensure_ascii=False)
    assert "周" not in told


def test_one_wrong_row_stops_them_all(plan: Plan, stroke: Stroke) -> None:
    with pytest.raises(NothingToDo):
        storing.store(plan(messy.villages_list(mended=False), VILLAGE), stroke)
    assert Elder.select().count() == 0


def test_somebody_saved_since_the_dry_run_stops_them_all(plan: Plan, stroke: Stroke) -> None:
    elder = factories.elder(id_number=messy.id_number())
    planned = plan(messy.villages_list(), VILLAGE)
    Elder.update(version=5).where(Elder.id == elder.id).execute()
    with pytest.raises(PlanOutdated):
        storing.store(planned, stroke)
    assert Elder.select().count() == 1
    assert LedgerImport.select().count() == 0


def test_undoing_takes_everybody_out_again(plan: Plan, stroke: Stroke) -> None:
    ledger = storing.store(plan(messy.children_beside()), stroke)
    undone = undoing.undo(ledger, stroke)
    assert (undone.count, undone.left) == (2, 0)
    assert Elder.select().count() + Relative.select().count() + Guardian.select().count() == 0


def test_undoing_puts_back_what_was_there(plan: Plan, stroke: Stroke) -> None:
    elder = factories.elder(name="赵大妈", id_number=messy.id_number(), phone="13911111111")
    ledger = storing.store(plan(messy.villages_list(), VILLAGE), stroke)
    assert Elder.get_by_id(elder.id).address == "10组3号"
    undoing.undo(ledger, stroke)
    again = Elder.get_by_id(elder.id)
    assert (again.address, again.phone.reveal()) == ("", "13911111111")
    assert again.id_number.reveal() == messy.id_number()


def test_who_has_been_visited_since_is_left_alone(plan: Plan, stroke: Stroke) -> None:
    ledger = storing.store(plan(messy.children_beside()), stroke)
    factories.visit(Elder.get(Elder.name == "周一"))
    undone = undoing.undo(ledger, stroke)
    assert (undone.count, undone.left) == (1, 1)
    assert [elder.name for elder in Elder.select()] == ["周一"]
    assert Relative.select().count() == 2


def test_an_import_is_undone_once(plan: Plan, stroke: Stroke) -> None:
    ledger = storing.store(plan(messy.children_beside()), stroke)
    undoing.undo(ledger, stroke)
    with pytest.raises(undoing.AlreadyUndone):
        undoing.undo(ledger, stroke)
