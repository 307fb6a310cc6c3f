"""What the page of changes tells, and what it never names."""

from datetime import date, datetime, timedelta

from models import Change, Provider, Service
from pages.catalog_pages import ChangesPage
from pages.catalog_snapshot import MOST_CHANGES
from tests import factories
from tests.factories import TOWN
from tests.site.conftest import GetPage, MakeCatalog

BEGUN = datetime(2026, 7, 1, 2)  # noqa: DTZ001 (UTC without a zone)
LATER = BEGUN + timedelta(days=10)


def log(*rows: object, at: datetime = LATER) -> None:
    """A release: what it put or took away, at one moment."""
    for row in rows:
        kind, key = row if isinstance(row, tuple) else (row.kind, row.key)  # type: ignore[attr-defined]
        Change.create(kind=kind, key=key, at=at)


def told(page: ChangesPage) -> list[tuple[date, str, int]]:
    return [
        (found.day, change.name or change.kind, change.gone)
        for found in page.days
        for change in found.changes
    ]


def test_the_first_release_is_one_line(catalog: MakeCatalog, get_page: GetPage) -> None:
    log(factories.service(), factories.provider(), ("setting", "title"), at=BEGUN)
    page = catalog().changes()
    assert (page.days, page.first) == ((), (BEGUN, 2))
    assert "2026年7月1日首次发布 2 条信息" in get_page("/changes/").text


def test_what_is_published_is_named_and_led_to(get_page: GetPage) -> None:
    log(factories.areas()[0], at=BEGUN)
    log(factories.service(slug="x", name="送餐上门"))
    page = get_page("/changes/")
    assert page.select_one('main [href="/services/x/"]').text == "送餐上门"  # type: ignore[union-attr]
    assert "新增或更新" in page.text


def test_what_was_withdrawn_is_counted_and_never_named(
    catalog: MakeCatalog, get_page: GetPage
) -> None:
    gone = [factories.service(name="秘密服务", slug="mi-mi") for _ in [1]]
    gone.append(factories.service(name="秘密二"))
    log(factories.areas()[0], at=BEGUN)
    log(*gone)
    Service.delete().execute()
    log(*gone, at=LATER + timedelta(days=1))
    assert told(catalog().changes()) == [(date(2026, 7, 12), "service", 2)]
    text = str(get_page("/changes/"))
    assert "服务项目，2 条" in text
    assert "秘密" not in text
    assert "mi-mi" not in text


def test_a_record_is_told_of_once_a_day_and_again_another_day(catalog: MakeCatalog) -> None:
    row = factories.service(name="甲")
    log(factories.areas()[0], at=BEGUN)
    for hours in (0, 1, 2, 24):
        log(row, at=LATER + timedelta(hours=hours))
    days = [day for day, name, _gone in told(catalog().changes())]
    assert days == [date(2026, 7, 12), date(2026, 7, 11)]


def test_a_day_is_one_in_china(catalog: MakeCatalog) -> None:
    log(factories.areas()[0], at=BEGUN)
    log(factories.service(), at=datetime(2026, 7, 11, 17))  # noqa: DTZ001 (UTC without a zone)
    assert catalog().changes().days[0].day == date(2026, 7, 12)


def test_a_service_outside_its_dates_is_not_spoken_of(catalog: MakeCatalog) -> None:
    log(factories.areas()[0], at=BEGUN)
    log(factories.service(name="旧", valid_until=date(2026, 8, 1)))
    assert told(catalog().changes()) == []


def test_a_contact_is_found_on_the_page_of_its_area(catalog: MakeCatalog) -> None:
    log(factories.areas()[0], at=BEGUN)
    log(factories.contact(name="南定镇民政办"))
    (change,) = catalog().changes().days[0].changes
    assert change.link is not None
    assert (change.link.kind, change.link.slug, change.name) == ("area", TOWN, "南定镇民政办")


def test_a_long_log_is_cut_and_says_so(catalog: MakeCatalog, get_page: GetPage) -> None:
    log(factories.areas()[0], at=BEGUN)
    for number in range(MOST_CHANGES + 1):
        log(factories.provider(), at=LATER + timedelta(minutes=number))
    page = catalog().changes()
    assert (len(told(page)), page.cut) == (MOST_CHANGES, True)
    assert "更早的变化不再列出" in get_page("/changes/").text
    Provider.delete().execute()


def test_where_nothing_was_ever_published_the_page_says_so(get_page: GetPage) -> None:
    assert "还没有发布过信息" in get_page("/changes/").text
