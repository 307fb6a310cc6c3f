"""How fast the back office answers over a province: lists, pickers, the round of calls.

`python -m benchmarks.desk [--services N] [--divisions FILE.csv.gz] [--folder DIR]` fills an
installation (or takes the one that is in DIR), asks each page as a clerk of a province, a district
and a town, and prints milliseconds: the median of some answers. Nothing fails by it.
"""

import statistics
import tempfile
import time
from pathlib import Path
from typing import Any

import click
from flask.testing import FlaskClient

from admin import create_app
from admin.accounts.users import User
from admin.config import Config
from admin.databases import initialise, open_databases
from admin.desk import demo
from models import Area, Service
from pages import clock
from tests.admin.conftest import Browser, OfficeInTest

LIMIT = 200
TIMES = 5
PATHS = {
    "list of services": "/service/",
    "page 500": "/service/?page=500",
    "sorted by name": "/service/?sort=0",
    "sorted by day verified": "/service/?sort=6",
    "search": "/service/?search=送餐",
    "search by pinyin": "/service/?search=xi-yi",
    "one town": "/service/?town={town}",
    "one category": "/service/?category=1",
    "live": "/service/?standing=live",
    "drafts": "/service/?standing=draft",
    "verified before": "/service/?verified-before=2026-01-01",
    "six columns not filled": "/service/?lacking=yes",
    "list of areas": "/area/",
    "search an area": "/area/?search=张店",
    "list of institutions": "/provider/",
    "pick an area by name": "/pick/area?q=南定",
    "pick an area by pinyin": "/pick/area?q=nanding",
    "pick an area by initials": "/pick/area?q=nd",
    "pick an area by code": "/pick/area?q=370303",
    "pick an institution": "/pick/provider?q=日间照料",
    "pick an institution by initials": "/pick/provider?q=rjzl",
    "a form": "/service/edit/?id={service}",
    "front page": "/",
    "to verify": "/verify/",
    "towns": "/verify/towns",
    "suggestions": "/suggest/",
    "what deserves a look": "/quality/?town={town}",
}


@click.command()
@click.option("--services", default=100_000, show_default=True, type=click.IntRange(1))
@click.option("--divisions", type=click.Path(path_type=Path, exists=True), help="CSV of areas.")
@click.option("--folder", type=click.Path(path_type=Path), help="Keep the installation here.")
def main(services: int, divisions: Path | None, folder: Path | None) -> None:
    """Print how long each page takes."""
    with tempfile.TemporaryDirectory() as temporary:
        config = Config(instance=folder or Path(temporary) / "instance")
        office, town, service = fill(config, services, divisions)
        homes = {"province": town[:2], "district": town[:6], "town": town}
        people = {
            name: office.browser("town_editor" if name == "town" else "district_editor", code)
            for name, code in homes.items()
        }
        click.echo(f"{'milliseconds':32}" + "".join(f"{name:>10}" for name in people))
        for label, path in PATHS.items():
            address = path.format(town=town, service=service)
            times = [measure(browser, address) for browser in people.values()]
            slow = "  over" if max(times) > LIMIT else ""
            click.echo(f"{label:32}" + "".join(f"{each:10.0f}" for each in times) + slow)


def fill(config: Config, services: int, divisions: Path | None) -> tuple[OfficeInTest, str, str]:
    """An office with that many services; a town of it and one of the town's services."""
    is_there = config.key_path.exists()
    databases = open_databases(config) if is_there else initialise(config)
    with databases.working():
        if not Service.select().exists():
            moment: dict[str, Any] = {"now": clock.now(), "today": clock.today()}
            demo.load(databases, services=services, seed=1, divisions=divisions, **moment)
        counts = Service.select().count(), Area.select().count()
        town = Area.select().where(Area.level == "town").order_by(Area.code).first().code
        service = Service.select().where(Service.area.startswith(town)).first().key
        # A folder that was kept has these accounts; nobody signs in with a password here.
        known = {str(user.name): "" for user in User.select()}
    click.echo("{} services, {} areas".format(*counts))
    app = create_app(config)
    app.extensions["shouwang"].databases = databases
    app.test_client_class = Browser
    return OfficeInTest(app, config, databases, known), town, service


def measure(browser: FlaskClient, path: str) -> float:
    """Milliseconds from a request to the last byte of its answer: the median."""
    times = []
    for _time in range(TIMES):
        begun = time.perf_counter()
        answer = browser.get(path, follow_redirects=True)
        times.append(1000 * (time.perf_counter() - begun))
        assert answer.status_code == 200, (path, answer.status_code)
    return statistics.median(times)


if __name__ == "__main__":
    main()
