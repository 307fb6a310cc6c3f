"""How fast the registry answers over a district of many elders: lists, the day's work, the night's.

`python -m benchmarks.registry [--elders N] [--folder DIR]` fills an embedded installation with a
year of visits (or takes the one that is in DIR), asks as a town and as the district, and prints
milliseconds: the median of some answers. Nothing fails by it.
"""

import statistics
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import click
from flask.testing import FlaskClient

from admin import create_app
from admin.accounts.users import User
from admin.config import Config
from admin.databases import Databases, initialise, open_databases
from admin.desk import demo
from admin.registry import demo as people
from admin.registry.in_force import Rules
from admin.registry.people import listing, recomputation
from admin.registry.people.elders import Elder
from admin.registry.visits import work_list
from admin.registry.visits.records import Visit
from models import Area
from pages import clock
from tests.admin.conftest import Browser, OfficeInTest

TIMES = 5
PAGES = {
    "list": "/elders/",
    "list, page 100": "/elders/?page=100",
    "list, left behind": "/elders/?answer=yes",
    "list, priority": "/elders/?first=priority",
    "list, not visited this month": "/elders/?visit=due",
    "list, no helper": "/elders/?lacks=helper",
    "list, not complete": "/elders/?lacks=fields",
    "list, one town, priority, due": "/elders/?area={town}&first=priority&visit=due",
    "due": "/visits/due/",
    "a file": "/elders/{elder}/",
    "front page": "/",
}


@click.command()
@click.option("--elders", default=100_000, show_default=True, type=click.IntRange(1))
@click.option("--folder", type=click.Path(path_type=Path, file_okay=False), help="Keep it here.")
def main(elders: int, folder: Path | None) -> None:
    """Print a line an answer."""
    with tempfile.TemporaryDirectory() as temporary:
        instance = folder or Path(temporary) / "instance"
        config = Config(instance=instance, output=str(instance.parent / "output"))
        databases = open_databases(config) if config.key_path.exists() else _fill(config, elders)
        _measure(config, databases)


def _fill(config: Config, elders: int) -> Databases:
    databases = initialise(config)
    moment: dict[str, Any] = {"now": clock.now(), "today": clock.today()}
    demo.load(databases, services=40, seed=1, divisions=None, **moment)
    begun = time.perf_counter()
    visits = people.load(databases, elders, 1, **moment, rules=Rules.of(config))
    seconds = time.perf_counter() - begun
    click.echo(f"invented {elders} elders and {visits} visits in {seconds:.0f} s")
    return databases


def _measure(config: Config, databases: Databases) -> None:
    app = create_app(config)
    app.extensions["shouwang"].databases = databases
    app.test_client_class = Browser
    office = OfficeInTest(app, config, databases)
    with databases.working():
        User.delete().execute()  # those of the last time, whose passwords nobody knows
        elder = Elder.select().where(Elder.left_on.is_null()).first()
        town = str(elder.area_code)[:9]
        lived = Elder.select().where(Elder.area_code.startswith(town)).count()
        click.echo(f"{Elder.select().count()} elders, {Visit.select().count()} visits,")
        click.echo(f"{Area.select().count()} areas; {lived} elders in the town {town}\n")
        _night(config)
        _alone(office.account("town_editor", town))
    names = {"town": town, "elder": elder.handle}
    _pages(office, {"town": ("town_editor", town), "district": ("district_editor", "")}, names)


def _night(config: Config) -> None:
    rules, today = Rules.of(config), clock.today()
    for label in ("night, a day on which nothing changes", "the same again"):
        begun = time.perf_counter()
        recomputation.recompute(today, rules)
        click.echo(f"{label:44} {time.perf_counter() - begun:8.1f} s")


def _alone(user: User) -> None:
    """The queries by themselves, without a page around them."""
    today = clock.today()
    asked = listing.Asked(first="priority", visit="due")
    for label, ask in (
        ("town's work list, query", lambda: work_list.page(user, today)),
        ("town's count of the due, query", lambda: work_list.count(user, today)),
        ("town's list with filters, query", lambda: listing.page(user, asked, 1, today)),
    ):
        click.echo(f"{label:44} {_median(ask):8.1f} ms")


def _pages(office: OfficeInTest, who: dict[str, tuple[str, str]], names: dict[str, str]) -> None:
    browsers: dict[str, FlaskClient] = {name: office.browser(*one) for name, one in who.items()}
    click.echo(f"\n{'page, ms':44} " + " ".join(f"{name:>10}" for name in browsers))
    for label, path in PAGES.items():
        address = path.format(**names)
        figures = [_median(partial(b.get, address)) for b in browsers.values()]
        click.echo(f"{label:44} " + " ".join(f"{figure:10.0f}" for figure in figures))


def _median(ask: Callable[[], Any]) -> float:
    spent = []
    for _time in range(TIMES + 1):
        begun = time.perf_counter()
        ask()
        spent.append((time.perf_counter() - begun) * 1000)
    return statistics.median(spent[1:])


if __name__ == "__main__":
    main()
