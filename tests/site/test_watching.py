"""A watched site follows what it is made from, and outlives a mistake."""

import re
import shutil
import signal
import time
from pathlib import Path

import pytest

from models import Service
from tests.factories import VILLAGE
from tests.site.test_builder import ARTICLE
from tests.site.watched import ROOT, Watched, program, release, watched

__all__ = ["program", "watched"]
PROGRAM = ("site", "templates", "translations", "models.py", "build.py")


def test_a_release_is_followed(watched: Watched) -> None:
    Service.update(name="新名字").execute()
    release()
    watched.wait_for("services/song-can/index.html", "新名字")
    watched.wait_for(f"areas/{VILLAGE}/index.html", "新名字")


def test_a_correction_is_on_its_page_before_a_build(watched: Watched) -> None:
    """The second one: by then the site is held in memory, whatever the machine is busy with."""
    page = watched.output / "services/song-can/index.html"
    for number in range(20):
        Service.update(summary=f"第{number}句").execute()
        release()
        watched.wait(lambda text=f"第{number}句": text in page.read_text("utf-8"))  # type: ignore[misc]
        if any("corrected: " in line for line in watched.said):
            break
        time.sleep(0.5)
    watched.wait_to_hear("corrected: ")


def test_a_change_without_a_word_in_the_log_is_followed(watched: Watched) -> None:
    Service.update(name="新名字").execute()
    watched.wait_for("services/song-can/index.html", "新名字")


def test_a_mistake_leaves_the_last_good_site_and_its_correction_is_followed(
    watched: Watched,
) -> None:
    article = watched.output.parent / "content" / "heat.md"
    article.write_text("no front matter")
    watched.wait_to_hear("heat.md")
    assert (watched.output / "index.html").is_file()
    article.write_text(ARTICLE, encoding="utf-8")
    watched.wait_for("articles/heat/index.html", "防暑")


def test_ctrl_c_ends_it_with_all_its_processes(watched: Watched) -> None:
    (watched.output.parent / "content" / "heat.md").write_text(ARTICLE, encoding="utf-8")
    watched.process.send_signal(signal.SIGINT)
    assert watched.process.wait(60) == 1
    assert not list(watched.output.parent.glob(".shouwang-*"))


def test_nothing_in_the_folder_knows_of_the_preview(watched: Watched) -> None:
    pages = list(watched.output.rglob("*.html"))
    assert pages
    assert not any(b".shouwang/" in path.read_bytes() for path in pages)


@pytest.mark.slow
class TestAProgramOfItsOwn:
    """Which a test may change."""

    @pytest.fixture
    def program(self, tmp_path: Path) -> Path:
        folder = tmp_path / "program"
        for name in PROGRAM:
            copy = shutil.copytree if (ROOT / name).is_dir() else shutil.copy
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            copy(ROOT / name, folder / name)
        return folder

    def test_a_template_with_a_mistake_is_named_with_page_and_line(self, watched: Watched) -> None:
        template = watched.program / "templates/pages/service.html"
        text = template.read_text("utf-8")
        before = (watched.output / "services/song-can/index.html").read_bytes()
        template.write_text(
            text.replace("{% block main %}", "{% block main %}\n{{ nothing.at_all }}")
        )
        watched.wait_to_hear("/services/song-can/")
        said = next(line for line in watched.said if "/services/song-can/" in line)
        assert re.search(r"service\.html 第 \d+ 行", said)
        assert (watched.output / "services/song-can/index.html").read_bytes() == before
        template.write_text(text.replace("{% block main %}", "{% block main %}\n<p>改好了</p>"))
        watched.wait_for("services/song-can/index.html", "改好了")

    def test_a_changed_style_is_followed(self, watched: Watched) -> None:
        style = watched.program / "site/static/site.css"
        style.write_text(style.read_text("utf-8") + "\n.new-rule { color: red; }\n", "utf-8")
        watched.wait(
            lambda: any(
                ".new-rule" in p.read_text() for p in watched.output.glob("static/site.*.css")
            )
        )
