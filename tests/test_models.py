"""What may be published is declared field by field, in the clerk's language."""

import peewee as pw
import pytest

from models import KINDS, PUBLIC_TABLES, Service, current_database, public
from tests import factories


def undeclared(model: type[pw.Model]) -> list[str]:
    return [
        field.name
        for field in model._meta.sorted_fields
        if not getattr(field, "may_be_published", False) and field.name != "id"
    ]


@pytest.mark.parametrize("model", PUBLIC_TABLES)
def test_every_column_is_declared_public(model: type[pw.Model]) -> None:
    assert undeclared(model) == []


def test_a_column_that_is_not_declared_is_found() -> None:
    class Careless(pw.Model):
        name = public(pw.CharField(), "名称")
        note = pw.TextField()

        class Meta:
            database = current_database

    assert undeclared(Careless) == ["note"]


@pytest.mark.parametrize("model", PUBLIC_TABLES)
def test_every_column_has_a_label_in_chinese(model: type[pw.Model]) -> None:
    unlabelled = [
        field.name
        for field in model._meta.sorted_fields
        if field.name != "id" and not (field.verbose_name or "").strip()
    ]
    assert unlabelled == []


def test_the_six_statutory_columns_are_there() -> None:
    names = {field.name for field in Service.public_fields()}
    assert names >= {"content", "audience", "delivery", "standard", "funder", "channels"}


@pytest.mark.usefixtures("public_database")
def test_fields_are_plain_values_that_make_the_same_row_again() -> None:
    service = factories.service(valid_from="2026-12-01")
    fields = Service.get_by_id(service.id).fields()
    again = Service.create(**fields | {"slug": "again"})
    assert Service.get_by_id(again.id).fields() == fields | {"slug": "again"}


def test_kinds_are_named_once() -> None:
    assert [model.kind for model in KINDS.values()] == list(KINDS)
