"""A contact writes visits where there is no network: each arrives once, and none is lost."""

import json
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from admin.registry.people.elders import Elder
from admin.registry.visits.records import Visit
from models import Area
from tests.admin.conftest import DeskInTest
from tests.admin.registry import factories
from tests.factories import VILLAGE

pytestmark = pytest.mark.browser

NAMES = ("王秀英", "李建国", "赵桂兰")
MASKED = ("王*英", "李*国", "赵*兰")
ANSWERS = ("精神好", "独居", "子女尽到了", "没有发现")
OFFLINE = "/visits/offline/"


@pytest.fixture
def elders(town_desk: DeskInTest) -> list[str]:
    """Three people of the contact's village."""
    with town_desk.office.databases.working():
        Area.update(is_rural=True).where(Area.code == VILLAGE).execute()
        return [factories.left_behind(name=name, group_name="3").handle for name in NAMES]


@pytest.fixture
def phone(
    page: Page, signed_in: Callable[[str], Page], elders: list[str], address: str
) -> Iterator[Page]:
    """The contact's telephone with the page and the people on it."""
    page.set_viewport_size({"width": 390, "height": 844})
    signed_in("village_contact")
    page.goto(address + OFFLINE)
    expect(page.locator("#people li")).to_have_count(3)
    page.evaluate("navigator.serviceWorker.ready")
    yield page
    page.context.set_offline(False)


@pytest.fixture
def in_the_dark(phone: Page) -> Page:
    """The network is cut, and the page opened anew."""
    phone.context.set_offline(True)
    phone.reload()
    expect(phone.locator("#net")).to_contain_text("没有网")
    return phone


def write(phone: Page, masked: str) -> None:
    """Write one visit down, as in front of a door."""
    phone.locator("#people button", has_text=masked).click()
    for check in ("吃", "穿", "住", "医"):
        phone.get_by_role("group", name=check, exact=True).get_by_text("正常").click()
    for answer in ANSWERS:
        phone.locator("#visit").get_by_text(answer, exact=True).click()
    phone.get_by_role("button", name="记下").click()
    expect(phone.locator("#list")).to_be_visible()


def waiting(phone: Page, number: int) -> None:
    if number:
        expect(phone.locator("#waiting")).to_have_text(str(number))
    else:
        expect(phone.locator("#net")).to_have_text("有网。")
        expect(phone.locator("#outbox")).to_be_hidden()


def visits(desk: DeskInTest) -> list[str]:
    """The elders' handles of the visits that the office has."""
    with desk.office.databases.working():
        query = Visit.select(Visit, Elder).join(Elder).order_by(Visit.id)
        return [row.elder.handle for row in query]


def reached(phone: Page) -> None:
    """The network is back."""
    phone.context.set_offline(False)
    waiting(phone, 0)


@pytest.mark.allows_network_errors
def test_three_visits_written_offline_arrive_once_each(
    town_desk: DeskInTest, in_the_dark: Page, elders: list[str]
) -> None:
    for masked in MASKED:
        write(in_the_dark, masked)
    waiting(in_the_dark, 3)
    in_the_dark.reload()
    waiting(in_the_dark, 3)
    assert visits(town_desk) == []

    reached(in_the_dark)
    assert sorted(visits(town_desk)) == sorted(elders)
    in_the_dark.reload()
    expect(in_the_dark.locator(".visit-done")).to_have_count(3)
    assert len(visits(town_desk)) == 3


def test_the_telephone_keeps_no_whole_name(phone: Page) -> None:
    kept = phone.evaluate(
        """async () => {
            const opened = await new Promise((done) => {
                const asked = indexedDB.open("visits");
                asked.onsuccess = () => done(asked.result);
            });
            const all = (store) => new Promise((done) => {
                const asked = opened.transaction(store).objectStore(store).getAll();
                asked.onsuccess = () => done(asked.result);
            });
            const cached = await (await caches.open("visits-1")).match("/visits/offline/");
            return [await all("people"), await all("facts"), await cached.text()];
        }"""
    )
    text = json.dumps(kept, ensure_ascii=False)
    assert MASKED[0] in text
    assert not any(name in text for name in NAMES)
    assert "village_contact" not in text
    assert "csrf" not in text


def test_signing_out_clears_the_telephone(phone: Page, address: str) -> None:
    phone.goto(f"{address}/visits/")
    phone.get_by_role("button", name="退出").click()
    phone.wait_for_url("**/sign-in**")
    kept = phone.evaluate(
        """async () => [
            (await indexedDB.databases()).map((one) => one.name),
            await caches.keys(),
            (await navigator.serviceWorker.getRegistrations()).length,
        ]"""
    )
    assert kept == [[], [], 0]


@pytest.mark.allows_network_errors
def test_what_is_not_sent_is_told_before_signing_out(
    town_desk: DeskInTest, in_the_dark: Page, address: str
) -> None:
    write(in_the_dark, MASKED[0])
    context: BrowserContext = in_the_dark.context
    context.route("**/visits/offline/send", lambda route: route.abort())
    context.set_offline(False)
    in_the_dark.goto(f"{address}/visits/")
    in_the_dark.get_by_role("button", name="退出").click()
    told = in_the_dark.get_by_role("alert").filter(has_text="还有 1 条走访没发出去")
    expect(told).to_be_visible()
    context.unroute("**/visits/offline/send")
    told.click()
    waiting(in_the_dark, 0)
    assert len(visits(town_desk)) == 1


@pytest.mark.allows_network_errors
def test_what_is_missing_is_told_without_a_network(in_the_dark: Page) -> None:
    in_the_dark.locator("#people button", has_text=MASKED[0]).click()
    in_the_dark.get_by_role("button", name="记下").click()
    expect(in_the_dark.get_by_role("alert")).to_contain_text("吃：上门走访要填这一项。")
