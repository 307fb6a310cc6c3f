"""The freezer stays in its folder and names the page that failed."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from flask import Flask, render_template

from pages.freezer import FORK_FROM, CarefulFreezer, PageFailed, UnsafePath

Address = str | tuple[str, dict[str, str]]
Freeze = Callable[..., list[str]]
MANY = [f"/p/n{number}/" for number in range(FORK_FROM)]
# Two processes begin a page that never ends; then the one that started the other is killed.
KILLED = """
import os, signal, tempfile, time
from flask import Flask
from pages.freezer import FORK_FROM, CarefulFreezer
first = os.getpid()
def page(slug):
    os.write(1, f"{os.getpid()}\\n".encode())
    time.sleep(1)
    if os.getpid() != first:
        os.kill(first, signal.SIGKILL)
    time.sleep(60)
with tempfile.TemporaryDirectory() as folder:
    app = Flask("small", static_folder=None)
    app.config.update(FREEZER_DESTINATION=folder, FREEZER_REMOVE_EXTRA_FILES=False)
    app.add_url_rule("/p/<slug>/", "page", page)
    freezer = CarefulFreezer(app, with_no_argument_rules=False, log_url_for=False, jobs=2)
    freezer.register_generator(lambda: [f"/p/n{number}/" for number in range(FORK_FROM)])
    list(freezer.freeze_yield())
"""


@pytest.fixture
def app(tmp_path: Path) -> Flask:
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates" / "broken.html").write_text("one\n{{ missing.thing }}\n")
    app = Flask("small", template_folder=str(tmp_path / "templates"), static_folder=None)
    app.config.update(
        FREEZER_DESTINATION=str(tmp_path / "out"),
        FREEZER_REMOVE_EXTRA_FILES=False,
        PROPAGATE_EXCEPTIONS=True,
    )
    app.add_url_rule("/broken/", "broken", lambda: render_template("broken.html"))
    app.add_url_rule("/p/<path:slug>/", "page", lambda slug: f"<p>{slug}</p>")
    app.add_url_rule("/s/<slug>/", "service", lambda slug: {}[slug])
    app.add_url_rule("/gone/", "gone", lambda: os._exit(3))
    app.add_url_rule("/who/<slug>/", "who", lambda slug: f"{slug} {os.getpid()}")
    app.add_url_rule("/data.json", "data", lambda: "not json")
    return app


@pytest.fixture
def freeze(app: Flask) -> Freeze:
    def freeze(*addresses: Address, jobs: int = 1) -> list[str]:
        freezer = CarefulFreezer(app, with_no_argument_rules=False, log_url_for=False, jobs=jobs)
        freezer.register_generator(lambda: addresses)
        return [page.url for page in freezer.freeze_yield()]

    return freeze


def test_a_page_is_written(freeze: Freeze, tmp_path: Path) -> None:
    assert freeze("/p/one/") == ["/p/one/"]
    assert (tmp_path / "out/p/one/index.html").read_text() == "<p>one</p>"


def test_a_page_that_fails_is_named_with_template_and_line(
    freeze: Freeze,
) -> None:
    with pytest.raises(PageFailed, match=r"/broken/.*broken\.html.*2 "):
        freeze("/broken/")


def test_an_address_that_answers_404_is_a_failure(freeze: Freeze) -> None:
    with pytest.raises(PageFailed, match="404"):
        freeze("/nothing/")


def test_a_wrong_content_type_is_a_failure(freeze: Freeze) -> None:
    with pytest.raises(PageFailed, match="json"):
        freeze("/data.json")


@pytest.mark.parametrize(
    "url", ["/p/../../../escape/", "/p/%2e%2e/x/", "/p/A/", "/p/送餐/", "/p/a b/"]
)
def test_an_address_that_is_no_safe_file_name_is_refused(
    freeze: Freeze, tmp_path: Path, url: str
) -> None:
    with pytest.raises(UnsafePath):
        freeze(url)
    assert not list(tmp_path.rglob("escape"))


@pytest.mark.parametrize("slug", ["c?draft", "c#draft", "c%3Fdraft", "?"])
def test_an_address_that_would_be_cut_is_refused(freeze: Freeze, tmp_path: Path, slug: str) -> None:
    with pytest.raises(UnsafePath, match=r"draft|\?"):
        freeze(("page", {"slug": slug}))
    assert not (tmp_path / "out/p").exists()


@pytest.mark.parametrize("url", ["/p/c/?draft", "/p/c/#draft", "/p/c%3Fdraft/"])
def test_a_url_that_would_be_cut_is_refused(freeze: Freeze, url: str) -> None:
    with pytest.raises(UnsafePath, match="draft"):
        freeze(url)


def test_a_page_that_fails_names_its_record(freeze: Freeze) -> None:
    with pytest.raises(PageFailed, match=r"/s/song-can/.*service slug=song-can.*KeyError"):
        freeze("/s/song-can/")


def test_many_pages_are_written_by_several_processes(freeze: Freeze, tmp_path: Path) -> None:
    urls = [f"/who/n{number}/" for number in range(FORK_FROM)]
    assert freeze(*urls, jobs=2) == urls
    writers = {path.read_text().split()[1] for path in (tmp_path / "out").rglob("*.html")}
    assert len(list((tmp_path / "out").rglob("*.html"))) == len(urls)
    assert len(writers) == 2
    assert str(os.getpid()) in writers


@pytest.mark.parametrize(("count", "jobs"), [(FORK_FROM - 1, 2), (FORK_FROM, 1)])
def test_few_pages_and_one_job_need_no_other_process(
    freeze: Freeze, tmp_path: Path, count: int, jobs: int
) -> None:
    freeze(*[f"/who/n{number}/" for number in range(count)], jobs=jobs)
    writers = {path.read_text().split()[1] for path in (tmp_path / "out").rglob("*.html")}
    assert writers == {str(os.getpid())}


def test_where_nothing_can_fork_one_process_writes(
    freeze: Freeze, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("multiprocessing.get_all_start_methods", lambda: ["spawn"])
    freeze("/who/me/", *MANY, jobs=2)
    assert (tmp_path / "out/who/me/index.html").read_text() == f"me {os.getpid()}"


@pytest.mark.parametrize(
    ("url", "expected"),
    [("/s/song-can/", "slug=song-can"), ("/data.json", "json"), ("/gone/", "--jobs 1")],
)
def test_a_page_that_fails_in_another_process_is_named(
    freeze: Freeze, url: str, expected: str
) -> None:
    with pytest.raises(PageFailed, match=expected):
        freeze(*MANY, url, jobs=2)


def test_other_processes_end_with_the_one_that_started_them() -> None:
    """They hold the build's lock: one that outlived a killed build would block the next."""
    command = [sys.executable, "-c", KILLED]
    done = subprocess.run(command, capture_output=True, text=True, timeout=30, check=False)
    assert done.returncode == -signal.SIGKILL
    assert len(done.stdout.split()) == 2
