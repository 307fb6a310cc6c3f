"""Takes the handbook's pictures of a clerk's round of calls, of an import, and of the accounts.

`python -m tests.browser.desk_screenshots` sets up an installation of its own in a temporary folder
with the demonstration, and signs in as a town's clerk and as the district.
"""

import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from flask import Flask
from openpyxl import Workbook
from playwright.sync_api import Browser, Page

from admin import create_app
from admin.accounts import users
from admin.config import load_config
from models import ContactPoint
from tests.browser.app_host import AppHost
from tests.browser.chromium import chromium
from tests.browser.demonstration import ROOT
from tests.browser.screenshots import picture

SIZES = {"phone": (390, 844), "desktop": (1280, 860)}
PEOPLE = {
    "town_editor": {"phone": "南定镇-张", "desktop": "南定镇-赵"},
    "district_editor": {"phone": "区民政-李", "desktop": "区民政-钱"},
    "village_contact": {"phone": "村里-王", "desktop": "村里-孙"},
    "district_administrator": {"phone": "区管理-周", "desktop": "区管理-吴"},
}
TOWN, DISTRICT = "370303101", "370303"
TABLE = [
    ["名称叫什么", "一句话说明", "服务类别", "联系电话", "归口镇村", "服务标准"],
    ["修剪指甲", "上门给老人剪指甲", "生活照料", "0533-0001111", "南定镇", "每月一次"],
    ["代写书信", "帮老人写信读信", "没有的类别", "找小王", "南定镇", "随叫随到"],
    ["陪同看病", "陪老人去医院", "生活照料", "0533-0002222", "南定镇", "提前一天约"],
]


def main() -> None:
    """Write the pictures into docs/screenshots/."""
    with tempfile.TemporaryDirectory() as folder, chromium() as browser:
        os.environ["SHOUWANG_INSTANCE"] = f"{folder}/instance"
        for command in ("init", "demo-data"):
            flask = [sys.executable, "-m", "flask", "--app", "admin", command]
            subprocess.run(flask, cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
        app = create_app(load_config(os.environ))
        host = AppHost(app).start()
        try:
            look(browser, app, host.address, Path(folder) / "table.xlsx")
        finally:
            host.stop()


def look(browser: Browser, app: Flask, address: str, table: Path) -> None:
    for name in SIZES:
        clerk = signed_in(browser, app, address, name, "town_editor", TOWN)
        for place in ("verify", "tables", "quality"):
            clerk.goto(f"{address}/{place}/")
            picture(clerk, f"{place}-{name}")
        import_table(clerk, address, table, name)
        editor = signed_in(browser, app, address, name, "district_editor", DISTRICT)
        picture(editor, f"front-district-{name}")
        pass_on(browser, app, address, name, editor)
        boss = signed_in(browser, app, address, name, "district_administrator", DISTRICT)
        keep_accounts(boss, address, name)


def pass_on(browser: Browser, app: Flask, address: str, name: str, editor: Page) -> None:
    """A village submits a change; the district looks at it, and at what it would release."""
    with app.extensions["shouwang"].databases.working():
        rows = ContactPoint.select().where(ContactPoint.area.startswith(f"{TOWN}2"))
        row = rows[list(SIZES).index(name)]
    village = signed_in(browser, app, address, name, "village_contact", row.area_id)
    village.goto(f"{address}/contact/edit/?id={row.id}")
    village.get_by_label("谁接").first.fill("村委会值班室")
    village.get_by_role("button", name="提交审核").click()
    editor.goto(f"{address}/review/contact/{row.id}/")
    picture(editor, f"review-{name}")
    editor.get_by_label("随下一次整批发布").check()
    editor.get_by_role("button", name="通过", exact=True).click()
    editor.goto(f"{address}/releases/")
    picture(editor, f"releases-{name}")
    editor.goto(f"{address}/history/contact/{row.id}/")
    picture(editor, f"history-{name}")


def keep_accounts(page: Page, address: str, name: str) -> None:
    """Invite somebody, and look at the accounts and at the trail of it."""
    page.goto(f"{address}/accounts/new")
    page.get_by_label("账号名").fill({"phone": "南定镇-冯", "desktop": "南定镇-陈"}[name])
    page.get_by_label("角色").select_option("town_editor")
    page.locator("#area").fill("南定镇")
    page.locator(".suggestions li").first.click()
    page.get_by_role("button", name="开账号").click()
    page.get_by_role("heading", name="把这一页交给本人").wait_for()
    picture(page, f"slip-{name}")
    for place, title in (("accounts", "people"), ("trail", "trail"), ("me", "mine")):
        page.goto(f"{address}/{place}/")
        picture(page, f"{title}-{name}")


def import_table(page: Page, address: str, table: Path, name: str) -> None:
    book = Workbook()
    sheet: Any = book.active
    for row in TABLE:
        sheet.append(row)
    book.save(table)
    page.goto(f"{address}/tables/")
    page.locator("#file-service").set_input_files(table)
    page.get_by_role("button", name="上传，先试算").first.click()
    page.get_by_label("名称叫什么").select_option("name")
    picture(page, f"columns-{name}")
    page.get_by_role("button", name="对好了，试算").click()
    page.get_by_role("heading", name="试算结果").wait_for()
    picture(page, f"plan-{name}")


def signed_in(browser: Browser, app: Flask, address: str, name: str, role: str, area: str) -> Page:
    with app.app_context(), app.extensions["shouwang"].databases.working():
        user, password = users.add(PEOPLE[role][name], role, area)
        account = user.name
    width, height = SIZES[name]
    size: Any = {"width": width, "height": height}
    page = browser.new_context(viewport=size, locale="zh-CN").new_page()
    page.goto(address)
    page.get_by_label("账号").fill(account)
    page.get_by_label("密码").fill(password)
    page.get_by_role("button", name="登录").click()
    page.get_by_role("heading", name="今天要做的").wait_for()
    return page


if __name__ == "__main__":
    main()
