"""One cell and its value: what goes out comes in again, and what is doubtful is refused."""

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from admin.desk.difference import bare
from admin.desk.sheets import cells
from admin.desk.sheets.columns import Column, columns
from admin.desk.sheets.references import References
from admin.sheets.values import Wrong

texts = st.text("办公室/；;、\n (（0-9a|\"'", max_size=12).map(str.strip)
phones = st.lists(
    st.fixed_dictionaries(
        {
            "number": st.sampled_from(["0533-0001234", "400 0000 000", "12345"]),
            "label": texts,
            "hours": texts,
            "shared": st.booleans(),
        }
    ),
    min_size=1,
    max_size=3,
)


def column(name: str, kind: str = "service") -> Column:
    return next(each for each in columns(kind) if each.field == name)


def read(name: str, cell: Any, refs: References, kind: str = "service") -> Any:
    return cells.read(column(name, kind), cell, refs, [])


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=phones)
def test_telephones_come_back_as_they_went_out(refs: References, rows: list[Any]) -> None:
    written = cells.write(column("phones"), rows, refs)
    assert bare(read("phones", written, refs)) == bare(rows)


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(lines=st.lists(texts.filter(bool), min_size=1, max_size=4))
def test_lines_come_back_as_they_went_out(refs: References, lines: list[str]) -> None:
    written = cells.write(column("bring"), lines, refs)
    assert read("bring", written, refs) == lines


@pytest.mark.parametrize(
    ("cell", "numbers"),
    [
        ("0533-0001234", ["0533-0001234"]),
        ("0533-0001234/办公室/工作日", ["0533-0001234"]),
        ("0533-0001234（办公室）", ["0533-0001234"]),
        ("0533-0001234、0533-0005678", ["0533-0001234", "0533-0005678"]),
        ("0533-0001234\n0533-0005678", ["0533-0001234", "0533-0005678"]),
        (13800001234, ["13800001234"]),
        (4000000000.0, ["4000000000"]),
    ],
)
def test_telephones_as_people_write_them(refs: References, cell: Any, numbers: list[str]) -> None:
    assert [row["number"] for row in read("phones", cell, refs)] == numbers


def test_a_number_that_has_lost_its_zero_is_refused(refs: References) -> None:
    with pytest.raises(Wrong, match="前面的 0 丢了"):
        read("phones", 5330001234, refs)


@pytest.mark.parametrize(
    "cell", ["2026-09-30", "2026/9/30", "2026.9.30", "2026年9月30日", 46295, 46295.0]
)
def test_a_date_is_read_as_text_and_as_a_number(refs: References, cell: Any) -> None:
    assert read("verified_on", cell, refs) == "2026-09-30"


@pytest.mark.parametrize("cell", ["昨天", "2026-13-01", "2026-02-30", 7, "30/9/2026"])
def test_what_is_no_date_is_refused(refs: References, cell: Any) -> None:
    with pytest.raises(Wrong, match="日期写成"):
        read("verified_on", cell, refs)


@pytest.mark.parametrize(("cell", "whole"), [("20", 20), (20, 20), (20.0, 20), ("２０", 20)])
def test_a_whole_number_is_read(refs: References, cell: Any, whole: int) -> None:
    assert read("capacity", cell, refs, "provider") == whole


@pytest.mark.parametrize("cell", ["20人", 2.5, "很多", "9" * 20])
def test_what_is_no_whole_number_is_refused(refs: References, cell: Any) -> None:
    with pytest.raises(Wrong):
        read("capacity", cell, refs, "provider")


def test_a_choice_is_read_by_its_label_and_another_names_what_there_is(refs: References) -> None:
    assert read("cost_kind", "免费", refs) == "free"
    with pytest.raises(Wrong, match="可选：免费、"):
        read("cost_kind", "送", refs)


def test_audiences_are_read_by_their_labels(refs: References) -> None:
    assert read("audience", "留守老人，独居老人", refs) == ["left_behind", "living_alone"]
    with pytest.raises(Wrong):
        read("audience", "所有人", refs)
