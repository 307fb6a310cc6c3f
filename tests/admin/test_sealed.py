"""A sealed column gives its text to whoever asks for it with the key, and to nobody else."""

from collections.abc import Iterator

import pytest

from admin import sealed
from admin.databases import Databases
from admin.registry.people.elders import Elder
from admin.sealed import CannotOpen, NoSealingKey, Sealed
from tests.admin.registry import factories

KEY, OTHER = "ab" * 32, "cd" * 32
PHONE = "13800001234"


@pytest.fixture
def opened() -> Iterator[None]:
    with sealed.opened_with(KEY):
        yield


def test_a_text_comes_back(opened: None) -> None:
    assert Sealed.seal(PHONE, "elder.phone").reveal() == PHONE


def test_nothing_shows_it_by_accident(opened: None) -> None:
    kept = Sealed.seal(PHONE, "elder.phone")
    assert PHONE not in f"{kept} {kept!r} {kept.stored}"


def test_equal_texts_are_kept_unlike(opened: None) -> None:
    assert Sealed.seal(PHONE, "a.b").stored != Sealed.seal(PHONE, "a.b").stored


def test_another_column_does_not_open_it(opened: None) -> None:
    moved = Sealed(Sealed.seal(PHONE, "elder.phone").stored, "elder.id_number")
    with pytest.raises(CannotOpen):
        moved.reveal()


def test_another_key_does_not_open_it(opened: None) -> None:
    kept = Sealed.seal(PHONE, "elder.phone")
    with sealed.opened_with(OTHER), pytest.raises(CannotOpen):
        kept.reveal()


def test_without_a_key_there_is_nothing_to_work_with() -> None:
    with pytest.raises(NoSealingKey):
        Sealed.seal(PHONE, "elder.phone")


def test_equal_texts_have_one_fingerprint_under_one_key(opened: None) -> None:
    mine = sealed.fingerprint(PHONE)
    assert mine == sealed.fingerprint(PHONE)
    with sealed.opened_with(OTHER):
        assert sealed.fingerprint(PHONE) != mine


def test_nothing_has_no_fingerprint(opened: None) -> None:
    assert sealed.fingerprint("") == ""


def test_a_row_keeps_no_plain_text_in_memory_or_on_disk(databases: Databases) -> None:
    with databases.working() as database:
        made = factories.elder(phone=PHONE)
        assert isinstance(made.phone, Sealed)
        stored = database.execute_sql("SELECT phone FROM elder").fetchone()[0]
        assert PHONE not in stored
        assert Elder.get().phone.reveal() == PHONE
