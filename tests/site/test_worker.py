"""The worker that a build writes: of which version it is, and what it keeps for everyone."""

import json
import re
from base64 import b64encode
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any

import peewee as pw
import pytest

from models import Service
from pages import builder
from pages.worker import VERSION, WORKER
from tests import factories
from tests.site.conftest import MakeClient

Build = Callable[..., Path]
REGISTERED = re.compile(r'data-worker="([^"]*)"')


@pytest.fixture
def build(tmp_path: Path, public_path: Path, public_database: pw.Database, today: date) -> Build:
    """Build a site with one service; the folder."""
    factories.service(slug="song-can", areas=[factories.VILLAGE])
    factories.contact()
    content = tmp_path / "content"
    content.mkdir()
    order = builder.Order(str(public_path), tmp_path / "output", content, tmp_path / "state")

    def build(**changes: Any) -> Path:
        builder.build(replace(order, **changes), today, lambda _done, _total: None)
        return order.output

    return build


def facts(output: Path) -> dict[str, Any]:
    """What the build has written into the worker's program."""
    found = re.search(r"^const SITE = (.*);$", (output / WORKER).read_text("utf-8"), re.MULTILINE)
    assert found
    made: dict[str, Any] = json.loads(found[1])
    return made


def version(output: Path) -> str:
    return (output / VERSION).read_text("utf-8").strip()


def test_worker_and_site_are_of_one_version(build: Build) -> None:
    output = build()
    assert facts(output)["version"] == version(output)


def test_the_same_site_is_the_same_version(build: Build) -> None:
    before = version(build())
    assert version(build(full=True)) == before


def test_any_change_of_any_page_is_another_version(build: Build) -> None:
    before = version(build())
    Service.update(source="张民[2018]152号").execute()
    assert version(build()) != before


def test_what_everyone_gets_kept_is_named_with_its_digest(build: Build) -> None:
    output = build()
    shell = dict(facts(output)["shell"])
    for name, digest in shell.items():
        content = sha256((output / name).read_bytes()).digest()
        assert digest == f"sha256-{b64encode(content).decode()}", name


def test_what_everyone_gets_kept_are_four_pages_and_what_they_load(build: Build) -> None:
    shell = dict(facts(build())["shell"])
    pages = {name for name in shell if name.endswith(".html")}
    assert pages == {f"{p}index.html" for p in ("", "emergency/", "contacts/", "offline/")}
    kinds = {name.split(".")[0] for name in shell.keys() - pages}
    assert {"static/site", "static/icon", "static/js/offline"} <= kinds


def test_every_page_but_the_one_for_what_is_missing_leads_to_the_worker(build: Build) -> None:
    output = build()
    for path in output.rglob("*.html"):
        found = REGISTERED.findall(path.read_text("utf-8"))
        places = [(path.parent / link).resolve() for link in found]
        assert places == ([] if path.name == "404.html" else [output / WORKER]), path


def test_a_preview_has_no_worker_and_offers_to_keep_nothing(client: MakeClient) -> None:
    factories.areas()
    for path in ("/", f"/areas/{factories.VILLAGE}/", "/offline/", "/about/"):
        text = client().get(path).text
        assert "offline.js" not in text, path
        assert "没网也能看" not in text, path
    assert client().get(f"/{WORKER}").status_code == 404


def test_a_site_that_keeps_nothing_has_the_worker_that_ends_the_last_one(build: Build) -> None:
    build()
    output = build(offline=False)
    assert "unregister()" in (output / WORKER).read_text("utf-8")
    assert not (output / VERSION).exists()
    assert not REGISTERED.search((output / "index.html").read_text("utf-8"))
