"""Names in cells and whom they mean, within the scope."""

import peewee as pw
import pytest

from admin.desk.sheets.references import References
from admin.sheets.values import Wrong
from tests import factories
from tests.admin.desk.conftest import Save, provider

FOREIGN = "370303102"


@pytest.mark.parametrize("said", ["南定镇", "370303101", "370303101 南定镇", " 南定镇 "])
def test_an_area_is_found_by_name_and_by_code(refs: References, said: str) -> None:
    assert refs.find("area", said) == factories.TOWN


def test_what_is_written_out_is_found_again(refs: References, save: Save) -> None:
    key = save("provider", provider(name="120 急救站")).key
    assert refs.find("provider", refs.text("provider", key)) == key
    assert refs.find("provider", "120 急救站") == key


def test_a_name_that_two_share_is_refused_with_their_numbers(refs: References, save: Save) -> None:
    one, two = (save("provider", provider()).key for _ in range(2))
    with pytest.raises(Wrong, match=f"{one}、{two}"):
        refs.find("provider", "南定日间照料中心")


def test_another_towns_record_is_not_found_but_may_stay(
    desk: pw.Database, refs: References, save: Save
) -> None:
    save("area", {"name": "沣水镇", "level": "town", "parent": factories.DISTRICT}, key=FOREIGN)
    key = save("provider", provider(name="外镇的", area=FOREIGN)).key
    for said in ("外镇的", key):
        with pytest.raises(Wrong, match="没有找到"):
            refs.find("provider", said)
    assert refs.find("provider", f"{key} 外镇的", [key]) == key
