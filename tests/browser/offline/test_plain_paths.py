"""Without script: each of the main paths leads to a number."""

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.offline.reader import (
    OLD,
)
from tests.browser.offline.web_host import WebHost

pytestmark = [pytest.mark.browser, pytest.mark.slow]


@pytest.mark.parametrize("taps", [["没人做饭"], ["南定镇"], ["找电话"], ["出了急事怎么办、打给谁"]])
def test_without_script_one_tap_leads_to_a_number(
    browser: Browser, host: WebHost, taps: list[str]
) -> None:
    context = browser.new_context(java_script_enabled=False)
    phone = context.new_page()
    phone.goto(host.address)
    for name in taps:
        phone.get_by_role("link", name=name).first.click()
    numbers = phone.locator("main a[href^='tel:0533000']")
    expect(numbers.first).to_be_visible()
    context.close()


def test_without_script_a_village_says_all(browser: Browser, host: WebHost) -> None:
    context = browser.new_context(java_script_enabled=False)
    phone = context.new_page()
    phone.goto(host.address)
    phone.get_by_role("link", name="南定镇").first.click()
    phone.get_by_role("link", name="测试村村委会").first.click()
    expect(phone.locator("main")).to_contain_text(OLD)
    expect(phone.locator("main")).to_contain_text("送餐")
    expect(phone.get_by_role("button")).to_have_count(0)
    phone.get_by_role("link", name="没网的时候怎么看").click()
    expect(phone.get_by_role("heading", name="怎样存下自己的村")).to_be_visible()
    context.close()
