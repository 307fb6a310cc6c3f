"""A town's clerk takes a messy ledger in with the browser: dry run, correction, import, undo."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.admin.registry.ledger import messy
from tests.factories import VILLAGE

pytestmark = pytest.mark.browser


def upload(page: Page, address: str, file: Path) -> None:
    page.goto(f"{address.rstrip('/')}/ledger/")
    page.get_by_label("选一个 .xlsx").set_input_files(file)
    page.get_by_label("表里没有写村名的").select_option(VILLAGE)
    page.get_by_role("button", name="上传，先试算").click()


def test_a_messy_ledger_is_corrected_imported_and_undone(
    signed_in: Callable[[str], Page], address: str, tmp_path: Path
) -> None:
    page = signed_in("town_editor")
    file = tmp_path / "ledger.xlsx"
    file.write_bytes(messy.villages_list(mended=False))
    upload(page, address, file)
    expect(page.get_by_text("一行也不会导入")).to_be_visible()
    expect(page.get_by_text("F5")).to_be_visible()
    file.write_bytes(messy.villages_list())
    upload(page, address, file)
    page.get_by_role("button", name="导入这 3 人").click()
    expect(page.get_by_text("已登记 3 人")).to_be_visible()
    page.get_by_role("link", name="撤销这次导入").click()
    page.get_by_role("button", name="撤销").click()
    expect(page.get_by_text("3 人恢复成导入以前的样子")).to_be_visible()
