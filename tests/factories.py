"""Makes one published row of any kind with sensible values, so that a test names only what matters.

Every factory writes to the database of the surrounding `using` and returns the row.
"""

from datetime import date, datetime
from itertools import count
from typing import Any

from models import (
    Activity,
    Area,
    Category,
    Channel,
    ContactPoint,
    Figure,
    Provider,
    Service,
    VolunteerTeam,
)

_numbers = count(1)

DISTRICT, TOWN, VILLAGE = "370303", "370303101", "370303101201"


def areas() -> list[Area]:
    """Zhangdian, one of its towns and one of the town's villages; made once a database."""
    rows: list[tuple[str, str, str, str | None]] = [
        (DISTRICT, "张店区", "district", None),
        (TOWN, "南定镇", "town", DISTRICT),
        (VILLAGE, "测试村村委会", "village", TOWN),
    ]
    return [
        Area.get_or_create(code=code, defaults={"name": name, "level": level, "parent": parent})[0]
        for code, name, level, parent in rows
    ]


def category(**values: Any) -> Category:
    number = next(_numbers)
    made: Category = Category.create(
        **{"name": f"类别{number}", "slug": f"lei-bie-{number}", "need": "没人做饭"} | values
    )
    return made


def phone(number: str = "0533-0001234", label: str = "办公室", hours: str = "") -> dict[str, str]:
    return {"number": number, "label": label, "hours": hours}


def _placed(model: Any, prefix: str, values: dict[str, Any]) -> Any:
    areas()
    number = next(_numbers)
    defaults = {"name": f"{model.label}{number}", "slug": f"{prefix}-{number}", "area": TOWN}
    return model.create(**defaults | values)


def provider(**values: Any) -> Provider:
    made: Provider = _placed(
        Provider, "provider", {"type": "day_care_centre", "phones": [phone()]} | values
    )
    return made


def channel(**values: Any) -> Channel:
    made: Channel = _placed(Channel, "channel", {"type": "window"} | values)
    return made


def team(**values: Any) -> VolunteerTeam:
    made: VolunteerTeam = _placed(VolunteerTeam, "team", values)
    return made


def contact(**values: Any) -> ContactPoint:
    made: ContactPoint = _placed(ContactPoint, "contact", {"phones": [phone()]} | values)
    return made


def activity(**values: Any) -> Activity:
    made: Activity = _placed(
        Activity,
        "activity",
        {"starts_at": datetime(2030, 1, 1, 9, 0)} | values,  # noqa: DTZ001 (local time)
    )
    return made


FIGURES = [
    {
        "title": "按年龄",
        "columns": ["60–69岁", "70–79岁", "80岁以上", "合计"],
        "rows": [
            {"name": "南定镇", "cells": [120, None, None, 180]},
            {"name": "全区", "cells": [520, 310, 96, 926]},
        ],
        "unit": "人",
        "note": "",
    }
]


def figure(**values: Any) -> Figure:
    defaults = {"area": DISTRICT, "counted_on": date(2026, 9, 30), "threshold": 10}
    made: Figure = _placed(Figure, "figure", defaults | {"tables": FIGURES} | values)
    return made


def service(**values: Any) -> Service:
    defaults = {
        "category": values.pop("category", None) or category(),
        "summary": "把热饭送到家。",
        "areas": [TOWN],
        "phones": [phone()],
    }
    made: Service = _placed(Service, "service", defaults | values)
    return made
