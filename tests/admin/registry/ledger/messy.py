"""Five ledgers as towns really send them, each a mess of another kind; the people are invented.

Id numbers are made so that they pass the check; nobody has them.
"""

import csv
import io
from datetime import date
from typing import Any

from openpyxl import Workbook

from admin.registry.rules.identity_numbers import check_digit

Rows = list[list[Any]]


def id_number(born: date = date(1948, 3, 5), sequence: int = 22) -> str:
    """An 18-digit number; an even sequence is a woman's."""
    digits = f"370303{born:%Y%m%d}{sequence:03}"
    return digits + check_digit(digits)


def old_number(born: date = date(1945, 6, 7), sequence: int = 33) -> str:
    """A 15-digit number."""
    return f"370303{born:%y%m%d}{sequence:03}"


def workbook(rows: Rows, merged: tuple[str, ...] = ()) -> bytes:
    """An .xlsx of these rows."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in rows:
        sheet.append(row)
    for cells in merged:
        sheet.merge_cells(cells)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def villages_list(*, mended: bool = True) -> bytes:
    """A village's sheet: a title, blank rows, 组 in three spellings, masked and missing phones."""
    number = id_number() if mended else id_number()[:-1] + "Q"
    return workbook(
        [
            ["测试村三留守及独居老人信息登记表"],
            ["填表人：某某", None, None, "2026年11月"],
            [],
            [
                "序号",
                "身份类别",
                "组别",
                "姓名",
                "性别",
                "身份证号",
                "联系电话",
                "家庭住址",
                "备注",
            ],
            [1, "留守老年人", "第十组", "赵 大妈", "女", number, "138****0001", "10组3号", None],
            [],
            [
                2,
                "独居老人",
                "十组",
                "钱大爷",
                "男",
                id_number(sequence=31),
                "无电话",
                "",
                "腿脚不便",
            ],
            [3, "留守老年人", "10组", "孙奶奶", "女", "3703031948******24", "13800000003", "", ""],
        ],
        merged=("A1:I1",),
    )


def towns_survey() -> bytes:
    """A town's survey: a column of villages merged downwards, ages without births, free words."""
    return workbook(
        [
            ["南定镇农村老年人摸底表"],
            ["村名", "老人姓名", "男女", "年龄", "身体状况", "自理能力", "主要经济来源", "子女数"],
            ["测试村", "李一", "男", 72, "高血压、腿疼", "半自理", "种地，养老金", "2人"],
            [None, "李二", "女", "81岁", "健康", "能自理", "子女给", "1"],
            [None, "李三", "女", "79", "说不清", "不能自理", "低保", ""],
        ],
        merged=("A1:H1", "A3:A5"),
    )


def children_beside() -> bytes:
    """Children in repeated columns, with numbers in the headers, and dates as text."""
    return workbook(
        [
            [
                "姓名", "身份证号码", "所在村", "子女1姓名", "子女1外出地点", "子女1外出时间",
                "子女2姓名", "子女2外出地点", "子女2外出时间", "紧急联系人", "紧急联系电话",
            ],
            [
                "周一", id_number(sequence=41), "测试村村委会", "周大", "上海市", "2019年3月",
                "周二丫", "青岛", "2020.5", "周大", "13900000001",
            ],
            [
                "周三", old_number(), "南定镇测试村", "周四", "北京", "2018", None, None, None,
                "周四", "0533-2280000",
            ],
        ]
    )  # fmt: skip


def children_below() -> bytes:
    """One row a child: the elder's cells are merged downwards; a sum at the end is no person."""
    number = id_number(sequence=51)
    return workbook(
        [
            ["留守老人及子女情况"],
            ["姓名", "公民身份号码", "村", "子女姓名", "联系电话", "外出地点"],
            ["吴老太", number, "测试村", "吴大", "13700000001", "济南"],
            [None, None, None, "吴二", "13700000002", "苏州"],
            ["郑老汉", id_number(sequence=61), "测试村", "郑大", "137****0003", "桓台县"],
        ],
        merged=("A1:F1", "A3:A4", "B3:B4", "C3:C4"),
    )


def old_export() -> bytes:
    """Text with commas in GBK of an old program: apostrophes, columns that we may not have."""
    stream = io.StringIO()
    writer = csv.writer(stream)
    writer.writerow(
        ["老年人姓名", "证件号码", "出生年月日", "行政村", "银行卡号", "民族", "老人电话"]
    )
    writer.writerow(
        ["王老五", f"'{id_number(sequence=71)}", "1948/3/5", "测试村", "6222", "汉", "13600000001"]
    )
    writer.writerow(["王老六", "", "19500102", "测试村", "", "汉", "2280001"])
    return stream.getvalue().encode("gbk")


ALL = (villages_list, towns_survey, children_beside, children_below, old_export)
