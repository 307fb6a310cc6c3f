"""Invented people for a demonstration: the same seed, day and villages give the same rows.

No number of it can be anybody's: the id numbers begin with a county that does not exist, the
telephones with an exchange that is not given out. It refuses a register that holds somebody.
"""

from datetime import date, datetime

from admin.databases import Databases
from admin.registry.demo import invention, writing
from admin.registry.in_force import Rules
from admin.registry.people import recomputation
from admin.registry.people.elders import Elder
from models import N_, Area

MONTHS = 12


class DemoRefused(Exception):
    """There are people in the register; invented ones would mix with them."""


def load(
    databases: Databases, count: int, seed: int, now: datetime, today: date, rules: Rules
) -> int:
    """Invent so many elders with families, helpers and a year of visits; how many visits.

    :raises DemoRefused: the register is not empty, or there is no village to live in.
    """
    with databases.working() as database:
        if Elder.select().exists():
            raise DemoRefused(N_("已经登记了老人，演示的老人只能装进空的登记。"))
        villages = [
            area.code
            for area in Area.select(Area.code).where(Area.level == "village").order_by(Area.code)
        ]
        rural = Area.select(Area.code).where(Area.level == "village", Area.is_rural == True)  # noqa: E712 (SQL)
        homes = [area.code for area in rural.order_by(Area.code)] or villages
        if not homes:
            raise DemoRefused(N_("还没有村居，不能生成老人。请先导入区划。"))
        plan = invention.Invention(homes, count, seed, now, today)
        visits = writing.write(database, plan, MONTHS)
        recomputation.recompute(today, rules)
    return visits
