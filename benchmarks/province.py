"""A province for benchmarks: as many services as one wants in as many places, the same each time.

Writes a public database and nothing else. Texts are put together from a few words, as real lists
repeat themselves village by village; every hundredth service is of a whole town.
"""

import json
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import peewee as pw

from models import (
    PUBLIC_TABLES,
    SCHEMA_VERSION,
    Area,
    Category,
    Change,
    Channel,
    ContactPoint,
    Provider,
    Service,
    Setting,
    using,
)

AT = "2026-09-01 08:00:00"
KINDS = ("送餐上门", "打扫卫生", "陪同看病", "定期探访", "代购跑腿", "理发", "洗衣", "法律咨询")
NEEDS = (
    "没人做饭",
    "没人打扫",
    "看病没人陪",
    "没人说话",
    "买不了东西",
    "没人理发",
    "衣服洗不动",
    "有纠纷",
)
WORDS = (
    "每周两次",
    "志愿者上门",
    "先打电话约时间",
    "行动不便的优先",
    "由村委会登记",
    "三个工作日内答复",
)
HOURS = {"week": {str(day): [{"opens": "08:00", "closes": "17:00"}] for day in range(1, 6)}}
Row = dict[str, Any]


def write(path: Path, services: int, villages: int = 0) -> None:
    """A new database of that many services in so many villages (one for fifty, if not said)."""
    villages = villages or max(20, services // 50)
    path.unlink(missing_ok=True)
    database = pw.SqliteDatabase(str(path), pragmas={"synchronous": 0, "journal_mode": "off"})
    with database.connection_context(), using(database):
        database.create_tables(PUBLIC_TABLES)
        database.pragma("user_version", SCHEMA_VERSION)
        with database.atomic():
            codes = list(_write_places(villages))
            _write_services(services, codes)


def _write_places(villages: int) -> Iterator[str]:
    Setting.insert_many([{"name": "district", "value": "370303"},
                         {"name": "office", "value": "民政局"}]).execute()  # fmt: skip
    rows: list[Row] = [{"code": "370303", "name": "测试区", "level": "district", "parent": None}]
    for number in range(villages):
        town, code = f"370303{number // 20:03}", f"370303{number // 20:03}{number % 20:03}"
        if number % 20 == 0:
            rows.append({"code": town, "name": f"第{number // 20}镇", "level": "town",
                         "parent": "370303"})  # fmt: skip
        rows.append({"code": code, "name": f"第{number}村", "level": "village", "parent": town})
        yield code
    _insert(Area, rows)
    _insert(ContactPoint, [_contact(number, row["code"]) for number, row in enumerate(rows, 1)])
    places = [row["code"] for row in rows if row["level"] == "town"]
    _insert(Provider, [_provider(number, code) for number, code in enumerate(places, 1)])
    _insert(Channel, [_channel(number, code) for number, code in enumerate(places, 1)])
    _insert(Category, [_category(number) for number in range(1, len(KINDS) + 1)])


def _phone(number: int) -> Row:
    return {"number": f"0533-{number % 10_000_000:07}", "label": "值班", "hours": "8:00–17:00"}


def _contact(number: int, code: str) -> Row:
    return {"id": number, "name": f"{code}办公室", "slug": f"ban-{number}", "area": code,
            "duty": "养老补贴、上门探访", "phones": [_phone(number)], "hours": HOURS,
            "verified_on": "2026-08-20"}  # fmt: skip


def _provider(number: int, code: str) -> Row:
    return {"id": number, "name": f"{code}照料中心", "slug": f"zhong-xin-{number}", "area": code,
            "type": "day_care_centre", "address": "村委会东邻", "phones": [_phone(number * 7)],
            "verified_on": "2026-08-20"}  # fmt: skip


def _channel(number: int, code: str) -> Row:
    return {"id": number, "name": f"{code}窗口", "slug": f"chuang-kou-{number}", "area": code,
            "type": "window", "summary": "当天答复", "phones": [_phone(number * 11)],
            "verified_on": "2026-08-20"}  # fmt: skip


def _category(number: int) -> Row:
    return {"id": number, "name": KINDS[number - 1], "slug": f"lei-{number}", "icon": "meal",
            "position": number, "need": NEEDS[number - 1],
            "summary": WORDS[number % 6]}  # fmt: skip


def _write_services(services: int, codes: list[str]) -> None:
    dice = random.Random(6)  # noqa: S311
    for start in range(0, services, 10_000):
        numbers = range(start + 1, min(start + 10_000, services) + 1)
        _insert(Service, [_service(dice, number, codes) for number in numbers])


def _service(dice: random.Random, number: int, codes: list[str]) -> Row:
    village = (number * 7919) % len(codes)
    code = codes[village][:9] if number % 100 == 0 else codes[village]
    kind = number % len(KINDS)
    said = "，".join(dice.sample(WORDS, 4))
    return {
        "id": number, "name": f"{KINDS[kind]}（{number}）", "slug": f"fu-wu-{number}", "area": code,
        "areas": [code], "category": kind + 1, "summary": f"{said}。", "revision": 1,
        "content": said, "content_html": f"<h2>做什么</h2><p>{said}。</p><ul><li>{said}</li></ul>",
        "audience": ["left_behind", "living_alone"], "eligibility": "年满六十岁",
        "funder": "区财政",
        "delivery": "上门", "standard": said, "channels": [village // 20 + 1],
        "providers": [village // 20 + 1], "steps": ["打电话", "等答复"], "bring": ["身份证"],
        "phones": [_phone(number * 3), _phone(number * 5)], "hours": HOURS, "cost_kind": "free",
        "source": "张民[2018]152号", "verified_on": "2026-08-20",
    }  # fmt: skip


def _insert(model: type[pw.Model], rows: list[Row]) -> None:
    """Rows with the same columns, and what the log of changes says of them."""
    fields = [model._meta.fields[name] for name in rows[0]]
    columns = ", ".join(f'"{field.column_name}"' for field in fields)
    marks = ", ".join("?" * len(fields))
    table = model._meta.table_name
    cursor = model._meta.database.connection().cursor()
    defaults = {f.name: f.default for f in model._meta.sorted_fields if f.default is not None}
    missing = {n: v() if callable(v) else v for n, v in defaults.items() if n not in rows[0]}
    columns += "".join(f', "{model._meta.fields[name].column_name}"' for name in missing)
    marks += "".join(", ?" for _name in missing)
    more = [_plain(value) for value in missing.values()]
    query = f'INSERT INTO "{table}" ({columns}) VALUES ({marks})'  # noqa: S608 (our names)
    cursor.executemany(query, [[*map(_plain, row.values()), *more] for row in rows])
    log = [(model.kind, str(row.get("id") or row["code"]), AT) for row in rows]
    log_table = Change._meta.table_name
    cursor.executemany(f"INSERT INTO {log_table} (kind, key, at) VALUES (?, ?, ?)", log)  # noqa: S608


def _plain(value: Any) -> Any:
    return json.dumps(value, ensure_ascii=False) if isinstance(value, list | dict) else value
