"""One full row of every kind, so that every part of every page of the site is shown.

Writes to the database of the surrounding `using`; a new part of a page gets its row here, a text
that strains the layout in `overfill`.
"""

from datetime import date, datetime

from models import Area, FormerSlug, Photo, Service, Setting
from tests import factories
from tests.factories import DISTRICT, TOWN, VILLAGE

HOURS = {"week": {str(day): [{"opens": "08:00", "closes": "17:00"}] for day in range(1, 6)}}


def fill() -> None:
    """Every kind once, in the town and village of the factories."""
    team, channel = factories.team(slug="team", members=9), factories.channel(slug="channel")
    Photo.create(name="men.jpg", width=4, height=3, content=b"jpeg")
    provider = factories.provider(
        slug="provider", photo="men.jpg", photo_alt="大门", hours=HOURS, latitude=36.8,
        longitude=118.0, capacity=12, description_html="<p>有床。</p>", address="村委会东邻",
    )  # fmt: skip
    top = factories.category(slug="category")
    factories.service(
        slug="service", name="送餐上门", category=factories.category(parent=top),
        providers=[provider.id], channels=[channel.id], areas=[TOWN, VILLAGE], hours=HOURS,
        audience=["left_behind"], eligibility="年满80岁", standard="热餐送到手", funder="区财政",
        delivery="送到家", steps=["打电话", "等答复"], bring=["身份证"], cost_note="每餐3元",
        content_html="<h2>做什么</h2>", source="张民[2018]152号", verified_on=date(2026, 8, 1),
        valid_until=date(2027, 1, 1), revision=3,
    )  # fmt: skip
    starts = datetime(2026, 10, 1, 9)  # noqa: DTZ001 (local time)
    factories.activity(slug="activity", team=team, starts_at=starts)
    past = datetime(2026, 1, 1, 9)  # noqa: DTZ001 (local time)
    factories.activity(slug="past", starts_at=past)
    for code in (DISTRICT, TOWN, VILLAGE):
        factories.contact(area=code, hours=HOURS)
    factories.figure(slug="2026-q3")
    Setting.create(name="district", value=DISTRICT)


LONG_NAME = "山东省淄博市张店区某某街道办事处某某社区居民委员会第二便民服务点"
LONG_TEXT = "子女都在外地打工、身边没有人照看、自己做饭洗衣有困难的老人，" * 12
UNBROKEN = "https://example.gov.cn/" + "laonianren" * 12


def overfill() -> None:
    """Rows that strain a page: names of 30 characters, long texts, and a village with nothing.

    They lie beside `fill`'s, which must have been called.
    """
    crowded, lonely = f"{TOWN}202", f"{TOWN}203"
    Area.create(code=crowded, name=LONG_NAME, level="village", parent=TOWN)
    Area.create(code=lonely, name="孤村村委会", level="village", parent=TOWN)
    kind = factories.category(name=LONG_NAME, slug="long", need=LONG_NAME[:16])
    hours = "周一至周五8:00–11:30、13:30–17:00，节假日有人值班"
    long = factories.phone("0533-0001234 转 8001", LONG_NAME, hours)
    provider = factories.provider(name=LONG_NAME, area=crowded, address=LONG_NAME, phones=[long])
    for number in range(8):
        factories.service(
            name=f"{LONG_NAME}{number}", slug=f"long-{number}", category=kind, areas=[crowded],
            phones=[long, long], providers=[provider.id], summary=LONG_TEXT[:70], source=UNBROKEN,
            eligibility=LONG_TEXT, steps=[LONG_TEXT, UNBROKEN], bring=[LONG_NAME, UNBROKEN],
            content_html=f"<p>{LONG_TEXT}</p><ul><li>{UNBROKEN}</li></ul>", hours=HOURS,
        )  # fmt: skip
    factories.contact(area=crowded, name=LONG_NAME, phones=[long], duty=LONG_TEXT[:60])
    starts = datetime(2026, 10, 2, 9)  # noqa: DTZ001 (local time)
    factories.activity(name=LONG_NAME, area=crowded, place=LONG_NAME, starts_at=starts)
    FormerSlug.create(kind="service", slug="former", key=Service.get(slug="service").key)
