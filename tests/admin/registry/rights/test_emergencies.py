"""A file beyond the area is opened to who knows whom they mean, for some hours, and reviewed."""

from dataclasses import replace
from datetime import timedelta

import pytest

from admin.accounts import audit
from admin.accounts.openings import Opening
from admin.databases import Databases
from admin.registry.in_force import Act
from admin.registry.people.elders import Elder, Notice
from admin.registry.rights import emergencies
from admin.registry.rights.emergencies import Known
from tests.admin.registry import factories

ID_NUMBER = "11010519491231002X"


@pytest.fixture
def officer(act: Act) -> Act:
    return replace(act, author_id=7)


def opened(act: Act, hours: int = 2) -> tuple[Elder, Opening]:
    elder = factories.left_behind(name="王秀英", id_number=ID_NUMBER)
    row = emergencies.open_file(elder, act, reason="found", text="在车站", hours=hours)
    return elder, row


def test_a_name_and_a_number_find_one_person(databases: Databases, officer: Act) -> None:
    with databases.working():
        elder = factories.left_behind(name="王秀英", id_number=ID_NUMBER)
        factories.left_behind(name="王秀英")
        known = Known("王秀英", id_number=ID_NUMBER.lower())
        assert emergencies.find(known, officer) == elder


def test_a_name_that_fits_two_finds_nobody_and_is_noted(databases: Databases, officer: Act) -> None:
    with databases.working():
        born_on = factories.left_behind(name="王秀英").born_on
        factories.left_behind(name="王秀英")
        with pytest.raises(emergencies.NotFound):
            emergencies.find(Known("王秀英", born_on=born_on), officer)
        assert audit.Entry.select().where(audit.Entry.event == "emergency_failed").count() == 1


def test_who_guesses_too_often_is_answered_no_more(databases: Databases, officer: Act) -> None:
    with databases.working():
        elder = factories.left_behind(name="王秀英", id_number=ID_NUMBER)
        for _guess in range(emergencies.MOST_GUESSES):
            with pytest.raises(emergencies.NotFound):
                emergencies.find(Known(elder.name, dossier_number="x"), officer)
        with pytest.raises(emergencies.TooManyGuesses):
            emergencies.find(Known(elder.name, id_number=ID_NUMBER), officer)


def test_an_opening_ends_by_itself(databases: Databases, officer: Act) -> None:
    with databases.working():
        _elder, row = opened(officer)
        later = replace(officer, now=officer.now + timedelta(hours=2))
        assert list(emergencies.running(officer)) == [row]
        assert list(emergencies.running(later)) == []


def test_the_place_of_the_elder_is_told(databases: Databases, officer: Act) -> None:
    with databases.working():
        elder, _row = opened(officer)
        assert [(n.elder_id, n.kind) for n in Notice.select()] == [(elder.id, "opened")]


def test_nobody_reviews_what_they_opened(databases: Databases, officer: Act) -> None:
    with databases.working():
        _elder, row = opened(officer)
        with pytest.raises(emergencies.NotNow):
            emergencies.review(row, "proper", "", officer)
        emergencies.review(row, "improper", "没有说清", replace(officer, author_id=8))
        with pytest.raises(emergencies.NotNow):
            emergencies.review(row, "proper", "", replace(officer, author_id=9))
