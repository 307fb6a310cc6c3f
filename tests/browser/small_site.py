"""A small site with a little of everything that can be searched for, built whole."""

from datetime import date
from pathlib import Path

import peewee as pw

from models import PUBLIC_TABLES, SCHEMA_VERSION, using
from pages import builder
from tests import factories
from tests.factories import VILLAGE

ARTICLE = (
    "---\ntitle: 防骗\nsummary: 免费鸡蛋。\ntopic: safety\nupdated_on: 2026-11-01\n---\n先看。\n"
)


def rows() -> None:
    """One of everything, and enough services for a second page of results."""
    home = factories.category(name="生活照料", slug="home", need="没人做饭")
    meals = factories.category(name="送餐做饭", slug="meals", need="吃不上饭", parent=home)
    laundry = factories.category(name="清洗衣物", slug="laundry", need="衣服洗不动", parent=home)
    hair = factories.category(name="修面理发", slug="hair", need="头发长了", parent=home)
    factories.service(name="送餐上门", slug="song-can", category=meals)
    text = {"content_html": "<p>被罩也洗。</p>"}
    factories.service(name="洗衣送回家", slug="xi-yi", category=laundry, areas=[VILLAGE], **text)
    factories.service(name="<b>量血压</b>", slug="liang", category=meals, phones=[])
    factories.contact(name="南定镇民政办", phones=[factories.phone("0533-0004321转8", "值班")])
    for number in range(14):
        factories.service(name=f"理发{number}", slug=f"li-fa-{number}", category=hair)


def small_site(folder: Path) -> Path:
    """The folder of the built site."""
    database = pw.SqliteDatabase(str(folder / "public.db"))
    with database.connection_context(), using(database):
        database.create_tables(PUBLIC_TABLES)
        database.pragma("user_version", SCHEMA_VERSION)
        rows()
    (folder / "content").mkdir()
    (folder / "content" / "fraud.md").write_text(ARTICLE, encoding="utf-8")
    order = builder.Order(
        str(folder / "public.db"), folder / "site", folder / "content", folder / "state"
    )
    builder.build(order, date(2026, 11, 24), lambda _done, _total: None)
    return folder / "site"
