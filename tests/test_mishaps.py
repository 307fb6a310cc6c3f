"""What goes wrong in a build leaves the old site whole, is said, and is put right by the next."""

import hashlib
import os
import re
import shutil
import signal
import subprocess
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from datetime import time as hour
from pathlib import Path

import pytest

from models import Area, Service
from pages import ledger
from pages.builder import Order, build
from pages.freezer import PageFailed
from pages.making import Maker, Result, Task
from tests import factories
from tests.mishaps import ROOT, Disk, Site, change_every_page, disk, full, log, read_only, site
from tests.site.test_builder import tree

__all__ = ["disk", "site"]
# Real builds, each from its own process.
pytestmark = pytest.mark.slow
ROOMY = 64 << 20
JOBS = [("--jobs=1",), ("--jobs=2",)]


def assert_said(done: subprocess.CompletedProcess[str], *words: str) -> None:
    """One line that a person can do something about, and a status that a script sees."""
    assert done.returncode == 1, done.stdout
    assert done.stderr.count("\n") == 1, done.stderr
    assert all(word in done.stderr for word in words), done.stderr


@pytest.mark.parametrize("jobs", JOBS)
def test_a_full_disk_leaves_the_old_site_whole(
    site: Site, disk: Disk, jobs: tuple[str, ...]
) -> None:
    place = disk(ROOMY)
    site.output = place / "site"
    site.build()
    before = site.pages
    change_every_page()
    with full(place, left=200_000):
        assert_said(site.build(*jobs), "Error: 磁盘", str(place))
        assert site.pages == before
    site.assert_mended(*jobs)


def test_an_output_disk_of_its_own_that_is_full_leaves_the_old_site_whole(
    site: Site, disk: Disk
) -> None:
    """The new files come from another disk, and there is room for some of them only."""
    site.output = disk(ROOMY)
    site.build()
    before = site.pages
    change_every_page()
    with full(site.output, left=200_000):
        assert_said(site.build(), "Error: 磁盘", str(site.output))
        assert site.pages == before
    site.assert_mended()


@pytest.mark.parametrize("left", [0, 50_000])
def test_an_instance_folder_without_room_is_said(site: Site, disk: Disk, left: int) -> None:
    site.instance = disk(ROOMY) / "instance"
    site.build()
    change_every_page()
    with full(site.instance.parent, left=left):
        assert_said(site.build(), "Error: 磁盘")
    site.assert_mended()


def test_an_output_folder_and_an_instance_on_disks_of_their_own_are_kept_right(
    site: Site, disk: Disk
) -> None:
    site.output, site.instance = disk(ROOMY), disk(ROOMY) / "instance"
    site.assert_mended()
    change_every_page()
    Service.delete().where(Service.slug == "fu-wu-7").execute()
    site.assert_mended("--jobs=2")
    assert not (site.output / "services/fu-wu-7").exists()


def test_an_output_folder_that_may_not_be_written_is_said(site: Site, disk: Disk) -> None:
    site.output = disk(ROOMY)
    site.build()
    before = site.pages
    change_every_page()
    with read_only(site.output):
        assert_said(site.build(), "Error: ", str(site.output), "不能写")
        assert site.pages == before
    site.assert_mended()


def test_a_report_that_cannot_be_written_is_said(site: Site) -> None:
    place = site.folder / "nowhere" / "report.txt"
    assert_said(site.build(f"--report={place}"), "Error: ", str(place))
    site.assert_mended()


def test_of_two_builds_at_once_the_second_is_told_and_the_first_is_right(site: Site) -> None:
    site.build()
    before = site.pages
    change_every_page()
    first = site.start()
    wait(lambda: bool(site.staging), first)
    first.send_signal(signal.SIGSTOP)
    assert_said(site.build(), "另一个生成正在写", str(site.output))
    assert site.pages == before
    first.send_signal(signal.SIGCONT)
    first.communicate(timeout=60)
    assert first.returncode == 0
    assert site.is_whole()


@pytest.mark.parametrize("jobs", JOBS)
def test_ctrl_c_at_any_moment_leaves_the_old_site_or_the_new_one(
    site: Site, jobs: tuple[str, ...]
) -> None:
    """At a dozen moments from the command's first line to its last."""
    site.build()
    for number in range(10):
        before = site.pages
        Area.update(name=f"第{number}镇").where(Area.code == factories.TOWN).execute()
        log("area", factories.TOWN)
        process = site.start(*jobs)
        time.sleep(0.15 * number)
        os.killpg(process.pid, signal.SIGINT)
        process.communicate(timeout=60)
        assert site.is_tidy()
        assert process.returncode or site.pages != before
        assert site.pages == before or site.is_whole()
    site.assert_mended(*jobs)


@pytest.mark.parametrize("jobs", JOBS)
def test_ctrl_c_among_the_pages_leaves_the_old_site_whole(
    site: Site, jobs: tuple[str, ...]
) -> None:
    site.build()
    before = site.pages
    change_every_page()
    process = site.start(*jobs)
    wait(lambda: any(list(folder.rglob("*.html")) for folder in site.staging), process)
    os.killpg(process.pid, signal.SIGINT)
    _out, said = process.communicate(timeout=60)
    assert process.returncode == 1
    assert said.strip() == "Aborted!"
    assert site.pages == before
    assert site.is_tidy()
    site.assert_mended(*jobs)


def another_version(content: bytes) -> bytes:
    return content.replace(ledger.HEAD, b"shouwang 1\n", 1)


def cut_off(content: bytes) -> bytes:
    return content[: len(content) // 2]


def nothing_of_the_kind(_content: bytes) -> bytes:
    return b"a letter to a friend\n"


def another_program_s(_content: bytes) -> bytes:
    return ledger.HEAD + hashlib.sha256(b"").digest()


@pytest.mark.parametrize(
    "damage", [another_version, cut_off, nothing_of_the_kind, another_program_s]
)
def test_a_manifest_that_cannot_be_read_makes_a_full_build_and_is_said(
    site: Site, damage: Callable[[bytes], bytes]
) -> None:
    site.build()
    path = next((site.instance / "manifests").glob("*.ledger"))
    path.write_bytes(damage(path.read_bytes()))
    change_every_page()
    done = site.build()
    assert done.returncode == 0
    assert "不删除任何旧文件" in done.stderr
    assert site.clean().items() <= site.pages.items()


def test_a_page_edited_by_hand_is_noticed_with_check_and_restored(site: Site) -> None:
    site.build()
    page = site.output / "services/fu-wu-7/index.html"
    page.write_text("by hand")
    site.build()
    assert page.read_text() == "by hand"
    done = site.build("--check")
    assert "1 written" in done.stdout
    assert site.is_whole()


def test_an_article_whose_time_lies_ahead_is_not_left_out(site: Site) -> None:
    """The clock went back: times that are to come say nothing, and gate zero believes none."""
    article, ahead = site.content / "heat.md", time.time() + 86_400
    text = article.read_text("utf-8")
    for word in ("多喝水", "少出门"):
        article.write_text(text.replace("多喝水", word), "utf-8")
        os.utime(article, (ahead, ahead))
        site.build()
        assert word in site.pages["articles/heat/index.html"].decode()
    assert not list((site.instance / "manifests").glob("*.stamp"))
    assert site.is_whole()


def test_an_older_copy_of_the_public_database_is_built_as_it_is(site: Site) -> None:
    copy = site.folder / "copy.db"
    shutil.copy2(site.public, copy)
    change_every_page()
    site.build()
    shutil.copy2(copy, site.public)
    site.assert_mended()


def test_an_older_copy_that_has_gone_another_way_since_is_built_as_it_is(site: Site) -> None:
    """The same change at another time: the log has as many entries, and they say other days."""
    copy = site.folder / "copy.db"
    shutil.copy2(site.public, copy)
    change_every_page()
    site.build()
    shutil.copy2(copy, site.public)
    change_every_page()
    site.assert_mended()


def test_a_clock_that_went_back_a_day_builds_that_day(site: Site, today: date) -> None:
    factories.activity(starts_at=datetime.combine(today, hour(10)))
    for day in (today, today - timedelta(days=1)):
        build_on(site, site.output, day)
    build_on(site, site.folder / "clean", today - timedelta(days=1))
    assert site.pages == tree(site.folder / "clean")


def build_on(site: Site, output: Path, day: date) -> None:
    order = Order(str(site.public), output, site.content, site.instance / output.name)
    order = replace(order, without=frozenset({"posters"}))
    build(order, day, lambda _done, _total: None)


def test_a_worker_that_the_system_kills_leaves_the_old_site_whole(
    site: Site, today: date, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As it does where memory runs out."""
    build_on(site, site.output, today)
    before, first, make = site.pages, os.getpid(), Maker.make
    change_every_page()

    def killed(maker: Maker, tasks: Sequence[Task]) -> list[Result]:
        time.sleep(0.05)
        if os.getpid() != first:
            os.kill(os.getpid(), signal.SIGKILL)
        return make(maker, tasks)

    monkeypatch.setattr(Maker, "make", killed)
    order = Order(str(site.public), site.output, site.content, site.instance / "site", jobs=2)
    order = replace(order, without=frozenset({"posters"}))
    with pytest.raises(PageFailed, match="--jobs 1"):
        build(order, today, lambda _done, _total: None)
    assert site.pages == before
    assert site.is_tidy()
    monkeypatch.undo()
    build(order, today, lambda _done, _total: None)
    build_on(site, site.folder / "clean", today)
    assert site.pages == tree(site.folder / "clean")


def test_every_line_of_the_table_has_a_test_that_is_there() -> None:
    text = (ROOT / "docs/builds-boundaries.md").read_text("utf-8")
    lines = [line for line in text.splitlines() if line.startswith("| ")][1:]
    found = [re.search(r"\| `(tests/[\w/.]+)` (test_\w+) \|$", line) for line in lines]
    assert all(found), lines
    for file, test in (match.groups() for match in found if match):
        assert f"def {test}(" in (ROOT / file).read_text("utf-8"), test


def wait(happened: Callable[[], bool], process: subprocess.Popen[str]) -> None:
    """Until something has happened to a build that is under way."""
    while not happened():
        assert process.poll() is None, process.communicate()
        time.sleep(0.002)
