"""Every private column says what it is kept for, and nothing that is gone is named."""

from collections.abc import Iterator
from typing import Any

import pytest

from admin import app  # noqa: F401 (with the back office every private model is imported)
from admin.accounts.openings import Opening
from admin.registry.logged import Logged
from admin.registry.people.elders import Elder, Kept
from admin.registry.rights import purposes
from admin.registry.rights.purposes import ELDER, OFFICE, PURPOSES, TABLES, purpose_of


def private(model: Any = Kept) -> Iterator[Any]:
    """Every private table of the program; those that tests make up are not of it."""
    for child in model.__subclasses__():
        if child is not Logged and child.__module__.startswith("admin."):
            yield child
        yield from private(child)


MODELS = sorted({*private(), Opening}, key=lambda model: model._meta.table_name)


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model._meta.table_name)
def test_every_private_column_has_its_purpose_and_ground(model: Any) -> None:
    for field in model._meta.sorted_fields:
        found = purpose_of(model._meta.table_name, field.name)
        assert found.purpose
        assert found.ground


def test_no_purpose_stands_for_what_is_not_kept() -> None:
    assert set(TABLES) == {model._meta.table_name for model in MODELS} - {"elder"}
    assert set(ELDER) == set(Elder._meta.fields)


def test_every_purpose_is_used() -> None:
    used = {*TABLES.values(), *ELDER.values()}
    assert used == {each.group for each in (*PURPOSES, *OFFICE)}


def test_a_new_column_without_a_purpose_is_found() -> None:
    with pytest.raises(KeyError):
        purposes.purpose_of("elder", "religion")
