"""The web manifest: relative, complete, and in the colours of the site."""

import json
from typing import Any

import pytest

from pages import assets, homescreen
from tests.site.conftest import MakeClient


@pytest.fixture
def manifest(client: MakeClient) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(client().get("/manifest.webmanifest").text)
    return found


def test_a_phone_finds_what_it_needs_to_install_the_site(manifest: dict[str, Any]) -> None:
    icons = {(icon["sizes"], icon["purpose"]) for icon in manifest["icons"]}
    assert icons == {("192x192", "any"), ("512x512", "any"), ("512x512", "maskable")}
    assert (manifest["name"], manifest["scope"]) == ("守望", "./")


def test_every_icon_is_there(manifest: dict[str, Any], client: MakeClient) -> None:
    answers = [client().get(icon["src"]) for icon in manifest["icons"]]
    assert {(answer.status_code, answer.mimetype) for answer in answers} == {(200, "image/png")}


def test_the_colours_are_those_of_the_style(manifest: dict[str, Any]) -> None:
    style = (assets.FOLDER / "site.css").read_text("utf-8")
    assert f"--accent: {homescreen.THEME};" in style
    assert f"--paper: {homescreen.PAPER};" in style
