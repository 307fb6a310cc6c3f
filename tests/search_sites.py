"""Large sites of which only the search is built, for tests and benchmarks.

Beside the demonstration there are services without any pattern, the worst that an index can be
given: a real list repeats itself village by village, here every name, summary and text is thrown
together from three thousand words. The same seed gives the same rows.
"""

import os
import random
import subprocess
import sys
from datetime import date
from pathlib import Path

import peewee as pw
from pypinyin.phrases_dict import phrases_dict

from admin.desk.divisions_file import read_lines
from models import PUBLIC_TABLES, SCHEMA_VERSION, Area, Category, Service, using
from pages import create_app
from pages.builder import read_snapshot
from pages.catalog import Catalog
from pages.files import file_urls
from pages.freezer import CarefulFreezer
from pages.search_words import common_characters

ROOT = Path(__file__).resolve().parents[1]
DIVISIONS = ROOT / "admin" / "data" / "zhangdian-divisions.csv"
TODAY = date(2026, 11, 24)
CHUNK = 500


def demonstration(folder: Path, services: int) -> Path:
    """The public database of a new demonstration of that size."""
    environment = {**os.environ, "SHOUWANG_INSTANCE": str(folder / "instance")}
    for command in (["init"], ["demo-data", "--services", str(services)]):
        arguments = [sys.executable, "-m", "flask", "--app", "admin", *command]
        subprocess.run(arguments, cwd=ROOT, env=environment, check=True, capture_output=True)
    return folder / "instance" / "public.db"


def irregular(folder: Path, services: int) -> Path:
    """A public database of as many services that have nothing in common."""
    path = folder / "public.db"
    database = pw.SqliteDatabase(str(path), pragmas={"synchronous": 0})
    with database.connection_context(), using(database), database.atomic():
        database.create_tables(PUBLIC_TABLES)
        database.pragma("user_version", SCHEMA_VERSION)
        _write(services)
    return path


def _write(services: int) -> None:
    for _line, row in read_lines(DIVISIONS):
        Area.create(
            code=row["code"], name=row["name"], level=row["level"],
            parent=row["parent_code"] if row["level"] != "district" else None,
        )  # fmt: skip
    for number in range(12):
        Category.create(name=f"第{number}类", slug=f"category-{number}")
    dice = random.Random(1)
    words = sorted(word for word in phrases_dict if _is_common(word))
    words = dice.sample(words, 3_000)
    codes = [area.code for area in Area.select().order_by(Area.code)]
    rows = [_service(dice, words, codes, number) for number in range(services)]
    for start in range(0, services, CHUNK):
        Service.insert_many(rows[start : start + CHUNK]).execute()


def _is_common(word: str, common: frozenset[str] = frozenset(common_characters())) -> bool:
    return len(word) == 2 and common.issuperset(word)


def _service(
    dice: random.Random, words: list[str], codes: list[str], number: int
) -> dict[str, object]:
    def said(count: int) -> str:
        return "".join(dice.choice(words) for _word in range(count))

    code = dice.choice(codes)
    digits = f"0533-000{dice.randrange(10_000):04}"
    return {
        "name": said(dice.randint(2, 4)), "slug": f"fu-wu-{number:x}-{dice.randrange(10**6):x}",
        "area": code, "areas": [code], "category": dice.randint(1, 12), "summary": said(10),
        "content_html": f"<p>{said(20)}。{said(15)}</p>",
        "phones": [{"number": digits, "label": "", "hours": ""}],
    }  # fmt: skip


def catalog(public: Path) -> Catalog:
    """What is published in a database, and no article."""
    return Catalog(read_snapshot(str(public)), [], TODAY)


def search_site(found: Catalog, folder: Path) -> Path:
    """The search page with all its files, and no other page."""
    app = create_app(lambda: found)
    app.config.update(
        FREEZER_DESTINATION=str(folder), FREEZER_RELATIVE_URLS=True, PROPAGATE_EXCEPTIONS=True
    )
    options = {"with_static_files": False, "with_no_argument_rules": False, "log_url_for": False}
    freezer = CarefulFreezer(app, **options)
    assets = [("asset", values) for endpoint, values in file_urls(found) if endpoint == "asset"]
    freezer.register_generator(lambda: [("search", {}), *assets])
    freezer.freeze()
    for name, content in found.search_index.files.items():
        (folder / "search" / name).write_text(content, encoding="utf-8")
    return folder
