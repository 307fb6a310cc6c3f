"""Rows are read as the database has them, and cost little memory while no page shows them."""

import pickle
from datetime import date, datetime
from typing import Any

import peewee as pw
import pytest

from models import Service
from pages.catalog_snapshot import read_rows
from pages.rows import Shape, check, digest, let_go, packed, with_any
from tests import factories
from tests.site.conftest import MakeCatalog


@pytest.fixture
def row(public: pw.Database) -> Any:
    """One published service, read as a build reads it."""
    factories.service(name="送餐上门", valid_until=date(2027, 1, 1))
    rows, _digests = read_rows()
    return rows["service"]["1"]


def test_a_record_has_the_values_of_its_model(row: Any) -> None:
    model = Service.get()
    for name in row.shape.place:
        assert getattr(row, name) == getattr(model, name), name


def test_what_was_let_go_of_is_read_again(row: Any) -> None:
    before = {name: getattr(row, name) for name in row.shape.place}
    let_go(row)
    assert {name: getattr(row, name) for name in row.shape.place} == before


def test_a_row_that_was_let_go_of_holds_no_columns(row: Any) -> None:
    assert row.summary
    let_go(row)
    assert not {"summary", "raw"} & vars(row).keys()


def test_the_page_of_a_service_leaves_no_columns_behind(catalog: MakeCatalog) -> None:
    slug = factories.service(name="送餐上门").slug
    known = catalog()
    known.service(slug)
    assert "content_html" not in vars(known.index.services["1"])


def test_looking_for_dates_keeps_no_columns(row: Any) -> None:
    let_go(row)
    assert with_any([row], "valid_from", "valid_until") == {"1"}
    assert "raw" not in vars(row)


def test_what_a_servers_driver_hands_out_is_kept_as_it_is() -> None:
    raw = ("1", datetime(2026, 1, 1))  # noqa: DTZ001 (as a driver has it)
    assert packed(raw) is None
    assert digest(raw, None) != digest(("1", datetime(2026, 1, 2)), None)  # noqa: DTZ001


def test_equal_columns_have_one_digest() -> None:
    one, other = [b"a" * 3, 1], [b"".join([b"aa", b"a"]), 1]
    assert digest(one, packed(one)) == digest(other, packed(other))


def test_a_row_is_the_same_in_another_process(row: Any) -> None:
    let_go(row)
    assert pickle.loads(pickle.dumps(row)).name == "送餐上门"


def test_a_value_that_cannot_be_read_is_found(row: Any) -> None:
    raw = list(row.raw)
    raw[row.shape.place["areas"]] = b"no list"
    with pytest.raises(ValueError, match="Expecting value"):
        check(Shape(Service).row(raw))
