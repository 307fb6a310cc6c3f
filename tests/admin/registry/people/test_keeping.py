"""A save keeps what stood before, names fields in the trail, and never covers another's save."""

import pytest

from admin.accounts.audit import Entry
from admin.databases import Databases
from admin.registry.in_force import Act
from admin.registry.people import keeping, registering
from admin.registry.people.elders import Elder, ElderVersion
from admin.registry.people.keeping import ChangedMeanwhile
from tests.admin.registry import factories
from tests.factories import areas

PHONE, OTHER = "13800001234", "13900004321"


def test_what_stood_before_is_kept_sealed(databases: Databases, act: Act) -> None:
    with databases.working():
        areas()
        elder = factories.elder(phone=PHONE, note="旧")
        stored = elder.phone.stored
        registering.change(elder, {"phone": OTHER, "note": "新"}, act)
        version = ElderVersion.get()
        assert version.before == {"phone": stored, "note": "旧"}
        assert Elder.get().phone.reveal() == OTHER


def test_the_trail_names_the_fields_and_no_value(databases: Databases, act: Act) -> None:
    with databases.working():
        areas()
        elder = factories.elder(phone=PHONE)
        registering.change(elder, {"phone": OTHER, "name": "改了名"}, act)
        entry = Entry.select().order_by(Entry.sequence.desc()).get()
        assert (entry.event, entry.key) == ("elder_saved", elder.key)
        assert set(entry.fields) == {"name", "pinyin", "phone"}
        text = str(entry.__data__)
    assert OTHER not in text
    assert "改了名" not in text


def test_the_same_again_changes_nothing(databases: Databases, act: Act) -> None:
    with databases.working():
        areas()
        elder = factories.elder(phone=PHONE)
        assert registering.change(elder, {"phone": PHONE, "name": str(elder.name)}, act) == [
            "pinyin"
        ]
        assert registering.change(elder, {"phone": PHONE, "name": str(elder.name)}, act) == []


def test_a_save_from_an_older_form_is_refused_whole(databases: Databases, act: Act) -> None:
    with databases.working():
        areas()
        elder = factories.elder()
        seen = keeping.stamp(elder)
        registering.change(elder, {"note": "先"}, act, seen)
        with pytest.raises(ChangedMeanwhile):
            registering.change(elder, {"note": "后"}, act, seen)
        assert Elder.get().note == "先"


def test_a_night_between_two_saves_is_no_conflict(databases: Databases, act: Act) -> None:
    with databases.working():
        areas()
        elder = factories.elder()
        seen = keeping.stamp(elder)
        keeping.refresh(elder, act)
        assert registering.change(elder, {"note": "新"}, act, seen) == ["note"]
