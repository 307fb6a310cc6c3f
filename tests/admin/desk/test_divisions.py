"""A table of divisions becomes areas, whole or not at all, and every bad line is named."""

import gzip
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

import pytest

from admin.config import ROOT
from admin.databases import Databases
from admin.desk import release, revisions
from admin.desk.divisions import (
    DivisionsRefused,
    Imported,
    import_divisions,
    read_divisions,
    spell,
)
from models import Area

HEADER = "code,name,level,parent_code\n"
DISTRICT = "370303,张店区,district,\n"
TOWN = "370303101,南定镇,town,370303\n"
VILLAGE = "370303101201,翟家村委会,village,370303101\n"
GOOD = HEADER + DISTRICT + TOWN + VILLAGE

Write = Callable[[str | bytes], Path]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    def write(content: str | bytes) -> Path:
        path = tmp_path / "divisions.csv"
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    return write


def codes(path: Path) -> list[str]:
    return [each.code for each in read_divisions(path)]


def errors(path: Path) -> list[str]:
    with pytest.raises(DivisionsRefused) as refused:
        read_divisions(path)
    return refused.value.errors


def area(databases: Databases, code: str) -> Area:
    with databases.working():
        found: Area = Area.get_by_id(code)
        return found


THREE = ["370303", "370303101", "370303101201"]


def test_a_plain_table_is_read(write: Write) -> None:
    assert codes(write(GOOD)) == THREE


@pytest.mark.parametrize("encoding", ["utf-8-sig", "gbk", "gb18030"])
def test_a_table_is_read_in_whatever_encoding_excel_wrote(write: Write, encoding: str) -> None:
    names = [each.name for each in read_divisions(write(GOOD.encode(encoding)))]
    assert names == ["张店区", "南定镇", "翟家村委会"]


def test_a_compressed_table_is_read(write: Write) -> None:
    assert codes(write(gzip.compress(GOOD.encode()))) == THREE


def test_windows_line_ends_and_blank_lines_do_no_harm(write: Write) -> None:
    assert codes(write(GOOD.replace("\n", "\r\n") + "\r\n,,,\r\n")) == THREE


def test_columns_may_come_in_any_order_with_others_between(write: Write) -> None:
    table = "Name,备注,parent_code,code,level\n张店区,x,,370303,district\n"
    assert codes(write(table)) == ["370303"]


def test_children_may_stand_above_their_parents(write: Write) -> None:
    assert codes(write(HEADER + VILLAGE + TOWN + DISTRICT)) == THREE


def test_codes_filled_up_with_zeros_are_trimmed(write: Write) -> None:
    table = (
        HEADER
        + "370303000000,张店区,district,370300000000\n"
        + "370303101000,南定镇,town,370303000000\n"
        + "370303101201,翟家村委会,village,370303101000\n"
    )
    found = read_divisions(write(table))
    assert [(each.code, each.parent) for each in found] == [
        ("370303", ""),
        ("370303101", "370303"),
        ("370303101201", "370303101"),
    ]


def test_the_top_of_the_file_may_have_a_parent_outside(write: Write) -> None:
    assert codes(write(HEADER + "370303,张店区,district,3703\n")) == ["370303"]


def test_a_parent_that_was_imported_before_is_known(databases: Databases, write: Write) -> None:
    now = datetime(2026, 11, 24)  # noqa: DTZ001
    import_divisions(databases, write(HEADER + DISTRICT), now=now)
    two = HEADER + TOWN + "370303102,沣水镇,town,370303\n"
    assert import_divisions(databases, write(two), now=now).created == 2


@pytest.mark.parametrize(
    ("bad", "says"),
    [
        ("370303101,南定镇,borough,370303\n", "borough"),
        ("37030310,南定镇,town,370303\n", "37030310"),
        ("37030310A,南定镇,town,370303\n", "37030310A"),
        ("３７０３０３１０１,南定镇,town,370303\n", "３７０３０３１０１"),
        ("370303,张店区,district,\n", "第 2 行重复"),
        ("370303102,南定镇,town,370399\n", "370399"),
        ("370303102,南定镇,town,\n", "parent_code"),
        ("370304102,南定镇,town,370303\n", "370304102"),
        ("370303102,,town,370303\n", "没有名称"),
        ("370303102,南定镇,village,370303\n", "12 位"),
        (f"370303102,{'长' * 81},town,370303\n", "80"),
    ],
)
def test_a_bad_line_is_named_with_what_is_wrong(write: Write, bad: str, says: str) -> None:
    (message,) = errors(write(HEADER + DISTRICT + bad))
    assert message.startswith("第 3 行")
    assert says in message


def test_a_line_that_breaks_off_lacks_everything_that_follows(write: Write) -> None:
    messages = errors(write(HEADER + DISTRICT + "370303102\n"))
    assert ["名称" in messages[0], "级别" in messages[1]] == [True, True]


def test_a_family_name_is_spelled_as_one() -> None:
    assert [spell("解庄村"), spell("解放社区")] == ["xie zhuang cun", "jie fang she qu"]


def test_every_bad_line_is_named_at_once_and_in_order(write: Write) -> None:
    bad = "370303101,,town,370303\n370303102,沣水镇,borough,370303\n370303104,傅家镇,town,370388\n"
    lines = [message.split("：")[0] for message in errors(write(HEADER + DISTRICT + bad))]
    assert lines == ["第 3 行", "第 4 行", "第 5 行"]


def test_a_bad_town_is_not_reported_again_for_each_of_its_villages(write: Write) -> None:
    assert len(errors(write(HEADER + DISTRICT + TOWN.replace("南定镇", "") + VILLAGE))) == 1


def test_no_more_than_fifty_errors_are_listed(write: Write) -> None:
    assert len(errors(write(HEADER + "x,y,z,\n" * 80))) == 50


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "空"),
        (HEADER.encode(), "没有一行"),
        (b"code,name,level\n370303,a,district\n", "parent_code"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "CSV"),
        (b"\xff\xff\xff\xff,\xff\n", "CSV"),
        (b"PK\x03\x04rest", "Excel"),
        (gzip.compress(b"code,name", mtime=0)[:15], "压缩"),
        ((GOOD + '"').encode() + b"\n" + b"x" * 200_000, "引号"),
    ],
)
def test_a_file_that_is_no_table_is_refused_in_one_sentence(
    write: Write, content: bytes, says: str
) -> None:
    (message,) = errors(write(content))
    assert says in message


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    (message,) = errors(tmp_path / "nowhere.csv")
    assert "nowhere.csv" in message


def test_an_import_makes_areas_with_pinyin_and_a_guess_at_rural(
    databases: Databases, write: Write, now: datetime
) -> None:
    import_divisions(databases, write(GOOD), now=now)
    village = area(databases, "370303101201")
    assert (village.parent_id, village.pinyin, village.is_rural) == (
        "370303101",
        "zhai jia cun wei hui",
        True,
    )


def test_a_community_of_the_city_is_not_taken_for_rural(
    databases: Databases, write: Write, now: datetime
) -> None:
    community = "370303101001,朝阳社区居委会,village,370303101\n"
    import_divisions(databases, write(GOOD + community), now=now)
    assert not area(databases, "370303101001").is_rural


def test_an_imported_area_goes_out_with_the_next_release(
    databases: Databases, write: Write, now: datetime, today: date
) -> None:
    import_divisions(databases, write(GOOD), now=now)
    released = release.release(databases, author_id=None, now=now, today=today)
    assert released.put == [("area", code) for code in THREE]


def test_importing_the_same_file_again_changes_nothing(
    databases: Databases, write: Write, now: datetime
) -> None:
    import_divisions(databases, write(GOOD), now=now)
    assert import_divisions(databases, write(GOOD), now=now) == Imported(0, 0, 3)
    with databases.working():
        assert len(revisions.history("area", "370303101")) == 1


def test_a_new_name_is_a_new_revision_that_is_live(
    databases: Databases, write: Write, now: datetime
) -> None:
    import_divisions(databases, write(GOOD), now=now)
    renamed = write(GOOD.replace("南定镇", "南定街道"))
    assert import_divisions(databases, renamed, now=now) == Imported(0, 1, 2)
    with databases.working():
        record = revisions.find("area", "370303101")
        assert record is not None
        assert (record.head, record.live) == (2, 2)
    assert area(databases, "370303101").pinyin == spell("南定街道")


def test_a_new_name_does_not_undo_what_the_office_has_said(
    databases: Databases, write: Write, now: datetime, today: date
) -> None:
    import_divisions(databases, write(GOOD), now=now)
    with databases.working():
        fields = area(databases, "370303101201").fields() | {"is_rural": False}
        revisions.save("area", "370303101201", fields, author_id=1, now=now, today=today)
    import_divisions(databases, write(GOOD.replace("翟家", "翟家新")), now=now)
    assert not area(databases, "370303101201").is_rural


def test_an_area_that_was_withdrawn_stays_withdrawn_under_a_new_name(
    databases: Databases, write: Write, now: datetime, today: date
) -> None:
    import_divisions(databases, write(GOOD), now=now)
    release.withdraw(databases, "area", THREE[2], author_id=None, now=now, today=today)
    import_divisions(databases, write(GOOD.replace("翟家", "翟家新")), now=now)
    with databases.working():
        assert revisions.standing("area", THREE[2]) == "withdrawn"


def test_a_file_of_one_part_does_not_cut_it_off_from_its_parent(
    databases: Databases, write: Write, now: datetime
) -> None:
    import_divisions(databases, write(GOOD), now=now)
    import_divisions(databases, write(HEADER + "370303101,新名镇,town,\n"), now=now)
    assert area(databases, "370303101").parent_id == "370303"


def test_a_refused_file_leaves_no_area_behind(
    databases: Databases, write: Write, now: datetime
) -> None:
    with pytest.raises(DivisionsRefused):
        import_divisions(databases, write(GOOD + "x,y,z,\n"), now=now)
    with databases.working():
        assert Area.select().count() == 0


def test_the_shipped_table_holds_the_whole_district(databases: Databases, now: datetime) -> None:
    shipped = ROOT / "admin" / "data" / "zhangdian-divisions.csv"
    assert import_divisions(databases, shipped, now=now).created == 318
