"""From a clerk's correction to the page that a family reads on a host, cut off once on the way."""

import os
import signal
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, suppress
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from admin.jobs.queue import Jobs, jobs
from admin.jobs.runs import JobRun
from pages.deploy.secrets import Secrets
from tests.admin.conftest import DeskInTest
from tests.site.deploy.hosts import Host, caddy, host

pytestmark = [pytest.mark.browser, pytest.mark.slow]

KINDS = ["folder", "sshd", "vsftpd", "webdav", "s3", "sftp", "ftp"]
OLD, NEW = "0533-0001234", "0533-0007777"
SECONDS = 90_000
SignedIn = Callable[[str], Page]


@pytest.fixture
def working(town_desk: DeskInTest) -> Iterator[Jobs]:
    """The worker that `make serve` brings along."""
    found = jobs(town_desk.office.app)
    assert found.start()
    yield found
    found.stop()


@pytest.fixture(params=KINDS)
def hosted(
    request: pytest.FixtureRequest, town_desk: DeskInTest, tmp_path: Path
) -> Iterator[tuple[Host | None, str]]:
    """A target of that kind in the configuration, and the address where readers find it."""
    with ExitStack() as stack:
        served, root = None, tmp_path / "www"
        options = {"kind": "folder", "path": str(root)}
        if request.param != "folder":
            served = stack.enter_context(host(request.param, tmp_path))
            options, root = served.options, served.root
        address = stack.enter_context(caddy(root, tmp_path))
        table = {**options, "url": address, "linger": 0}
        lines = (f'{k} = "{v}"' if isinstance(v, str) else f"{k} = {v}" for k, v in table.items())
        instance = town_desk.office.config.instance
        (instance / "config.toml").write_text("[targets.web]\n" + "\n".join(lines))
        Secrets(instance).put("web", served.secret if served else "")
        yield served, address


def upload(page: Page, office: str) -> None:
    page.goto(f"{office}releases/")
    page.get_by_role("button", name="生成并上传").click()


def correct(page: Page, office: str, number: str) -> None:
    page.goto(f"{office}service/edit/?id=1")
    page.get_by_label("号码").first.fill(number)
    page.get_by_role("button", name="发布").click()
    expect(page.locator(".flash").first).to_contain_text("已发布")


def cut_off(desk: DeskInTest, served: Host | None) -> threading.Thread:
    """As soon as something has arrived, the host dies; a folder's own program does instead."""

    def kill_host() -> bool:
        assert served is not None
        served.server.kill()
        return True

    def wait() -> None:
        for _tick in range(3000):
            with desk.office.databases.working():
                run = JobRun.select().where(JobRun.job == "publish").order_by(-JobRun.id).first()
            if run and "正在上传" in run.log and (kill_host() if served else kill_deploy()):
                return
            time.sleep(0.01)

    thread = threading.Thread(target=wait)
    thread.start()
    return thread


def kill_deploy() -> bool:
    """End this process's own child that deploys, if there is one yet."""
    children = Path(f"/proc/{os.getpid()}/task").glob("*/children")
    for number in (n for path in children for n in path.read_text().split()):
        with suppress(OSError):
            if "build.py\0deploy" in Path(f"/proc/{number}/cmdline").read_text():
                os.kill(int(number), signal.SIGKILL)
                return True
    return False


@pytest.mark.usefixtures("working")
def test_a_correction_reaches_readers_though_the_upload_is_cut(
    town_desk: DeskInTest, signed_in: SignedIn, hosted: tuple[Host | None, str]
) -> None:
    served, address = hosted
    page = signed_in("district_editor")
    office = page.url
    correct(page, office, OLD)
    upload(page, office)
    expect(page.get_by_text("网站已经是最新的了")).to_be_visible(timeout=SECONDS)
    place = f"{address}services/{town_desk.row('service', '1').slug}/"
    page.goto(place)
    expect(page.locator("main")).to_contain_text(OLD)

    correct(page, office, NEW)
    cutting = cut_off(town_desk, served)
    upload(page, office)
    expect(page.locator(".badge.job-failed")).to_be_visible(timeout=SECONDS)
    cutting.join()
    page.goto(address)
    expect(page.locator("main")).to_be_visible()

    if served:
        served.server.start()
    upload(page, office)
    expect(page.get_by_text("网站已经是最新的了")).to_be_visible(timeout=SECONDS)
    page.goto(place)
    expect(page.locator("main")).to_contain_text(NEW)
