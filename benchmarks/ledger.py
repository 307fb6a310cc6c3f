"""How long a ledger of 20,000 people takes to be read, tried out, stored and undone; and one of
100,000 rows, of which 3,000 are faulty, to be answered. Prints seconds; judges nothing.
"""

import io
import tempfile
from datetime import date, datetime, timedelta
from pathlib import Path
from time import perf_counter

import click
import xlsxwriter

from admin.accounts.users import User
from admin.config import Config
from admin.databases import initialise
from admin.registry.ledger import plans, storing, undoing, uploads
from admin.registry.ledger.plans import Planned
from admin.registry.ledger.storing import Stroke
from admin.registry.rules.identity_numbers import check_digit
from models import Area

HEADS = ["姓名", "身份证号", "村", "组别", "电话", "健康状况", "子女1姓名", "子女1外出地点"]
FIRST = date(1936, 1, 1)
VILLAGES = 40


def ledger(rows: int, faulty: int = 0) -> bytes:
    """A workbook of that many invented people."""
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, HEADS)
        for number in range(rows):
            born = FIRST + timedelta(days=number % 9_000)
            digits = f"370303{born:%Y%m%d}{number // 9_000:03}"
            check = check_digit(digits) if number >= faulty else "Q"
            place = f"试验{number % VILLAGES}村"
            phone = f"138{number:08}"
            name = f"王{chr(0x4E00 + number % 5_000)}{chr(0x5E00 + number // 5_000)}"
            values = [name, digits + check, place, "3组", phone, "高血压", f"子{name}", "上海市"]
            sheet.write_row(number + 1, 0, values)
    return stream.getvalue()


def _areas() -> None:
    Area.create(code="370303", name="张店区", level="district", parent=None)
    Area.create(code="370303101", name="南定镇", level="town", parent="370303")
    for number in range(VILLAGES):
        code, name = f"370303101{number + 200}", f"试验{number}村村委会"
        Area.create(code=code, name=name, level="village", parent="370303101")


def main() -> None:
    """Measure on an embedded database in a temporary folder."""
    with tempfile.TemporaryDirectory() as folder:
        databases = initialise(Config(instance=Path(folder) / "instance"))
        with databases.working():
            _areas()
            user = User(role="district_editor", area_code="370303")
            stroke = Stroke(user, None, datetime(2026, 11, 24, 4), date(2026, 11, 24))  # noqa: DTZ001
            plan = _measure("20,000 rows: read and tried out", ledger(20_000), stroke)
            began = perf_counter()
            made = storing.store(plan, stroke)
            click.echo(f"20,000 rows: stored          {perf_counter() - began:8.1f} s")
            _measure("20,000 rows: the same again", ledger(20_000), stroke)
            began = perf_counter()
            undoing.undo(made, stroke)
            click.echo(f"20,000 rows: undone          {perf_counter() - began:8.1f} s")
            plan = _measure("100,000 rows, 3,000 faulty", ledger(100_000, 3_000), stroke)
            click.echo(str(plans.counts(plan)))


def _measure(what: str, content: bytes, stroke: Stroke) -> list[Planned]:
    began = perf_counter()
    plan = uploads.plan_of(content, stroke, "")
    click.echo(f"{what}  {perf_counter() - began:8.1f} s  {len(content) / 1e6:.1f} MB")
    return plan


if __name__ == "__main__":
    main()
