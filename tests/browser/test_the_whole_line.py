"""The main job, from a clerk's correction to the page that a family reads."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests import factories
from tests.admin.conftest import DeskInTest

pytestmark = pytest.mark.browser

OLD, NEW = "0533-0001234", "0533-0007777"
Build = Callable[[], Path]
SignedIn = Callable[[str], Page]


def read(page: Page, site: Path, place: str) -> str:
    """The text of a page of the site, opened as a file."""
    page.goto((site / place / "index.html").as_uri())
    return page.inner_text("main")


def test_a_corrected_number_reaches_the_service_and_the_village(
    town_desk: DeskInTest, signed_in: SignedIn, build: Build
) -> None:
    page = signed_in("district_editor")
    office = page.url
    page.goto(f"{office}service/edit/?id=1")
    page.get_by_role("button", name="发布").click()
    expect(page.locator(".flash").first).to_contain_text("已发布《本镇送餐》")
    village = town_desk.row("area", factories.VILLAGE)
    assert village is not None
    page.goto(f"{office}area/edit/?id={factories.VILLAGE}")
    page.get_by_role("button", name="发布").click()
    service = f"services/{town_desk.row('service', '1').slug}"
    site = build()
    assert OLD in read(page, site, service)

    page.goto(f"{office}service/edit/?id=1")
    page.get_by_label("号码").first.fill(NEW)
    page.get_by_role("button", name="保存").click()
    expect(page.locator(".flash")).to_contain_text("还没有发布")
    site = build()
    assert NEW not in read(page, site, service)
    assert OLD in read(page, site, service)

    page.goto(f"{office}service/edit/?id=1")
    page.get_by_role("button", name="发布").click()
    expect(page.locator(".flash").first).to_contain_text("已发布")
    site = build()
    for place in (service, f"areas/{factories.VILLAGE}"):
        text = read(page, site, place)
        assert NEW in text, place
        assert OLD not in text, place
