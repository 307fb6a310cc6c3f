"""A watched site follows what it is made from, and outlives a mistake."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import peewee as pw
import pytest

from models import Service
from tests import factories
from tests.site.test_builder import ARTICLE

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def output(tmp_path: Path, public_path: Path, public_database: pw.Database) -> Iterator[Path]:
    """The folder of a site that is being watched, built once."""
    factories.service(slug="song-can")
    (tmp_path / "content").mkdir()
    options = [f"--public-db={public_path}", f"--output={tmp_path / 'site'}", "--quiet"]
    options += [f"--content={tmp_path / 'content'}", "--without=posters", "--watch"]
    process = subprocess.Popen(
        [sys.executable, str(ROOT / "build.py"), *options],
        env={**os.environ, "SHOUWANG_INSTANCE": str(tmp_path / "instance")},
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
    )  # fmt: skip
    assert process.stdout is not None
    process.stdout.readline()
    yield tmp_path / "site"
    process.terminate()
    process.communicate()


def wait_for(path: Path, text: str) -> None:
    """Until a file says something; the test's own time limit ends it otherwise."""
    end = time.monotonic() + 120
    while time.monotonic() < end:
        if path.is_file() and text in path.read_text("utf-8"):
            return
        time.sleep(0.05)
    raise AssertionError(f"{path.name} never said {text}")


def test_a_release_is_followed(output: Path) -> None:
    Service.update(name="新名字").execute()
    wait_for(output / "services/song-can/index.html", "新名字")


def test_a_mistake_leaves_the_last_good_site_and_its_correction_is_followed(output: Path) -> None:
    article = output.parent / "content" / "heat.md"
    article.write_text("no front matter")
    time.sleep(1)
    assert (output / "index.html").is_file()
    article.write_text(ARTICLE, encoding="utf-8")
    wait_for(output / "articles/heat/index.html", "防暑")
