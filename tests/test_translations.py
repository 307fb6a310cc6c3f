"""The English catalogue: every text of the interface has its English, with the same gaps."""

import io
import re
import subprocess
import sys
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po

ROOT = Path(__file__).resolve().parents[1]
ENGLISH = ROOT / "translations" / "en" / "LC_MESSAGES" / "messages.po"
GAP = re.compile(r"%\((\w+)\)[a-z]|%%")
CHINESE = re.compile("[\u4e00-\u9fff]+")
# The order's own number, and what a clerk types as it stands here.
MEANT = re.compile(
    r"张民\[2018\]152号|/公用|周一至周五 08:30-12:00 13:30-17:00；周六 09:00-12:00|“[无男女]”"
)
EXTRACT = "extract -F pyproject.toml -k N_ -k _ -k lazy_gettext -k _l --no-location"


@pytest.fixture(scope="module")
def english() -> Catalog:
    return read_po(io.BytesIO(ENGLISH.read_bytes()), locale="en")


def texts(catalog: Catalog) -> set[str]:
    return {message.id for message in catalog if isinstance(message.id, str) and message.id}


def test_every_text_of_the_interface_is_in_the_catalogue(english: Catalog, tmp_path: Path) -> None:
    found = tmp_path / "messages.pot"
    command = [sys.executable, "-m", "babel.messages.frontend", "-q", *EXTRACT.split()]
    subprocess.run([*command, "-o", str(found), "."], cwd=ROOT, check=True)
    wanted = texts(read_po(io.BytesIO(found.read_bytes())))
    assert wanted ^ texts(english) == set(), "run `make translations`"


def test_every_text_has_its_english(english: Catalog) -> None:
    assert [message.id for message in english if message.id and not message.string] == []


def test_no_translation_is_a_guess(english: Catalog) -> None:
    assert [message.id for message in english if message.id and message.fuzzy] == []


def test_an_english_text_has_the_gaps_of_the_chinese(english: Catalog) -> None:
    pairs = [(str(m.id), str(m.string)) for m in english if m.id]
    assert [a for a, b in pairs if sorted(GAP.findall(a)) != sorted(GAP.findall(b))] == []


def test_no_english_text_is_left_in_chinese(english: Catalog) -> None:
    strings = [str(message.string) for message in english if message.id]
    assert [s for s in strings if CHINESE.search(MEANT.sub("", s))] == []
