"""Static files: each under a name that changes with its content, and nothing from elsewhere."""

from pathlib import Path

import pytest

from pages.assets import FOLDER, UnknownAsset, hashed, names
from tests.site.conftest import MakeClient


def test_the_public_name_carries_a_hash_of_the_content(tmp_path: Path) -> None:
    (tmp_path / "one").mkdir()
    (tmp_path / "two").mkdir()
    (tmp_path / "one" / "site.css").write_text("a{}")
    (tmp_path / "two" / "site.css").write_text("b{}")
    assert hashed("site.css", tmp_path / "one") != hashed("site.css", tmp_path / "two")


def test_a_file_in_a_folder_keeps_its_folder(tmp_path: Path) -> None:
    (tmp_path / "icons").mkdir()
    (tmp_path / "icons" / "meal.svg").write_text("<svg/>")
    assert next(iter(names(tmp_path))).startswith("icons/meal.")


def test_a_name_that_no_file_has_is_refused() -> None:
    with pytest.raises(UnknownAsset):
        hashed("missing.css")


def test_an_asset_is_served_under_its_hashed_name(client: MakeClient) -> None:
    response = client().get(f"/static/{hashed('site.css')}")
    assert response.data == (FOLDER / "site.css").read_bytes()


@pytest.mark.parametrize("name", ["site.css", "site.0000000000.css", "../README.md", "%2e%2e/x"])
def test_no_other_name_is_served(client: MakeClient, name: str) -> None:
    assert client().get(f"/static/{name}").status_code == 404


def test_the_stylesheet_asks_no_other_server_for_anything() -> None:
    text = (FOLDER / "site.css").read_text(encoding="utf-8")
    assert not any(word in text for word in ("url(", "@import", "http:", "https:"))
