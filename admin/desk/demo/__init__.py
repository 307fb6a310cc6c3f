"""Fills an empty installation with a demonstration: real places, invented offices, no person.

The same seed, day and divisions give the same rows. It refuses to work where anything but areas
has been written, so that it never covers what somebody has edited.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from flask_babel import gettext as _

from admin.config import ROOT
from admin.databases import Databases
from admin.desk import bulk, release, revisions
from admin.desk.demo import offers, texts
from admin.desk.demo.dice import Dice
from admin.desk.demo.figures import write_figures
from admin.desk.demo.offices import open_offices, write_activities, write_teams
from admin.desk.demo.world import World, read_world
from admin.desk.demo.writer import Writer
from admin.desk.divisions import import_divisions
from models import KINDS, Activity, ContactPoint, Provider, Service, Setting

SHIPPED_DIVISIONS = ROOT / "admin" / "data" / "zhangdian-divisions.csv"


class DemoRefused(Exception):
    """The installation holds records already; the demonstration would mix with them."""


@dataclass(frozen=True)
class Loaded:
    """How many records of each kind there are now."""

    counts: dict[str, int]


def load(
    databases: Databases,
    *,
    services: int | None,
    seed: int,
    divisions: Path | None,
    now: datetime,
    today: date,
) -> Loaded:
    """Load and release the demonstration, and leave some records as drafts.

    :raises DemoRefused: something has been written already.
    :raises DivisionsRefused: the file of divisions needs mending.
    """
    with databases.working() as database, database.atomic():
        _refuse_edited()
        import_divisions(databases, divisions or SHIPPED_DIVISIONS, now=now)
        world = read_world()
        _write(world, services, Dice(seed, today), Writer(now, today), today)
        _write_settings(world)
    release.release(databases, author_id=None, now=now, today=today)
    with databases.working() as database, database.atomic():
        _leave_drafts(now, today)
        return Loaded({kind: model.select().count() for kind, model in KINDS.items()})


def _refuse_edited() -> None:
    for kind, model in KINDS.items():
        if kind != "area" and model.select().exists():
            raise DemoRefused(_("已经有资料了，演示数据只能装进新的系统。"))


def _write(world: World, wanted: int | None, dice: Dice, writer: Writer, today: date) -> None:
    categories = _write_categories(writer)
    directory = open_offices(world, dice, writer)
    teams = write_teams(world, dice, writer, today)
    write_activities(world, dice, writer, today, teams)
    planned = offers.plan(world, directory, wanted)
    entries = (offers.fields(offer, categories, directory, dice, today) for offer in planned)
    writer.write("service", entries)
    write_figures(writer, today)


def _write_categories(writer: Writer) -> dict[str, int]:
    """The tree of categories; gives keys by slug."""
    tops = texts.read("categories")
    keys = dict(_numbered(writer, tops, None))
    for top in tops:
        keys |= dict(_numbered(writer, top["children"], keys[top["slug"]]))
    return keys


def _numbered(
    writer: Writer, rows: list[dict[str, Any]], parent: int | None
) -> Iterator[tuple[str, int]]:
    plain = [
        {name: value for name, value in row.items() if name != "children"}
        | {"parent": parent, "position": position}
        for position, row in enumerate(rows, 1)
    ]
    return zip((row["slug"] for row in plain), writer.write("category", plain), strict=True)


def _write_settings(world: World) -> None:
    district = world.districts[0].name
    values = {
        "title": f"{world.root.name}老年人关爱服务清单",
        "office": f"{world.root.name}{'民政厅' if world.root.level == 'province' else '民政局'}",
        "district": world.root.code if world.root.name == district else world.districts[0].code,
        "demonstration": "yes",
    }
    bulk.put(Setting, [{"name": name, "value": value} for name, value in values.items()])


def _leave_drafts(now: datetime, today: date) -> None:
    """A list is only understood when records stand in it differently."""

    def edit(row: Any, key: str | None, **values: Any) -> None:
        fields = row.fields() | values
        revisions.save(row.kind, key, fields, author_id=None, now=now, today=today)

    for model, note in ((Provider, "新址"), (Activity, "加场")):
        row = model.select().order_by(model.id).first()
        if row:
            edit(row, None, name=f"{row.name}{note}", slug="")
    service = Service.select().order_by(Service.id).first()
    if service:
        edit(service, service.key, cost_note="新的收费办法正在征求意见。")
    contact = ContactPoint.select().order_by(ContactPoint.id.desc()).first()
    if contact:
        moved = contact.phones[0] | {"number": "0533-0009999"}
        edit(contact, contact.key, phones=[moved])
