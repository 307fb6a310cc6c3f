"""Compressed copies are made of what changed and of nothing else, and never say another thing."""

import gzip
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import brotli
import pytest

from models import Service, using
from pages.manifest import Manifest, OutputRefused
from pages.outputs import of_parts
from pages.precompressing import LEAST, TEXTS, text_of
from tests import factories
from tests.site.test_changed import Site
from tests.site.test_manifest import install, steps
from tests.site.test_standing import stand, withdrawal

PAGE = "services/service/index.html"
UNPACK = {".br": brotli.decompress, ".gz": gzip.decompress}


@pytest.fixture
def site() -> Iterator[Site]:
    """A site that is built with copies."""
    site = Site(Path(tempfile.mkdtemp()))
    site.precompress = True
    with using(site.database):
        site.build("increments")
        yield site
    site.close()


def output(site: Site) -> Path:
    return site.folder / "increments"


def wrong_copies(site: Site) -> list[str]:
    """Copies that do not say what their text says, or whose text is gone."""
    files = [path for path in output(site).rglob("*") if path.suffix in UNPACK]
    return [
        path.name
        for path in files
        if not path.with_suffix("").is_file()
        or UNPACK[path.suffix](path.read_bytes()) != path.with_suffix("").read_bytes()
    ]


def numbers(site: Site) -> dict[str, int]:
    """Which file each copy is (a new one has another number), by its path."""
    folder = output(site)
    copies = [path for path in folder.rglob("*") if path.suffix in UNPACK]
    return {path.relative_to(folder).as_posix(): path.stat().st_ino for path in copies}


def correct(site: Site) -> None:
    Service.update(phones=[factories.phone("0533-0009999")]).execute()
    site.log("service", Service.select().get().key)


def test_each_text_has_copies_that_say_the_same(site: Site) -> None:
    files = [path for path in output(site).rglob("*") if path.name.endswith(TEXTS)]
    lacking = [
        path.name
        for path in files
        if path.stat().st_size >= LEAST
        and not all(path.with_name(path.name + ending).exists() for ending in UNPACK)
    ]
    assert (lacking, wrong_copies(site)) == ([], [])
    assert len(files) > 50


def test_what_is_no_text_has_no_copies(site: Site) -> None:
    assert {Path(text_of(name)).suffix for name in numbers(site)} <= set(TEXTS)


def test_a_copy_saves_something(site: Site) -> None:
    sizes = [
        ((output(site) / name).stat().st_size, (output(site) / text_of(name)).stat().st_size)
        for name in numbers(site)
    ]
    assert all(packed < whole for packed, whole in sizes)


def test_only_what_changed_is_compressed(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    correct(site)
    before, compress = site.build("increments"), brotli.compress
    asked: list[bytes] = []

    def noted(content: bytes, quality: int) -> bytes:
        asked.append(content)
        return bytes(compress(content, quality=quality))

    monkeypatch.setattr("brotli.compress", noted)
    Service.update(name="新名").execute()
    after = site.build("increments")
    changed = [n for n, text in after.items() if n.endswith(TEXTS) and before.get(n) != text]
    big = [after[name] for name in changed if len(after[name]) >= LEAST]
    assert sorted(asked) == sorted(big)
    assert 0 < len(big) < len(before) / 4


def test_a_build_of_everything_compresses_nothing_that_stands(site: Site) -> None:
    """As after an update of the program: every page is made, and is the page that stood."""
    before, ledger = numbers(site), Manifest(output(site), site.folder / "increments-state")
    known = ledger.read()
    assert known
    known.edition = "an earlier one"
    ledger._close(known)
    site.build("increments")
    assert numbers(site) == before


def test_a_withdrawn_page_takes_its_copies_along(site: Site) -> None:
    withdrawal(site)
    site.build("increments")
    assert not (output(site) / PAGE).parent.exists()


def test_without_the_option_the_copies_go(site: Site) -> None:
    site.precompress = False
    assert site.differs() == []
    assert numbers(site) == {}


def test_with_the_option_the_texts_that_stand_get_copies(site: Site) -> None:
    before = numbers(site)
    site.precompress = False
    site.build("increments")
    site.precompress = True
    assert site.differs() == []
    assert numbers(site).keys() == before.keys()


def test_a_version_does_not_depend_on_copies(site: Site) -> None:
    version = (output(site) / "version.txt").read_text()
    site.precompress = False
    assert site.build("increments")["version.txt"].decode() == version


def test_a_copy_that_somebody_changed_is_restored(site: Site) -> None:
    before = numbers(site)
    for ending in UNPACK:
        (output(site) / f"{PAGE}{ending}").write_bytes(b"by hand")
    site.build("increments", check=True)
    assert wrong_copies(site) == []
    assert sum(numbers(site)[name] != number for name, number in before.items()) == len(UNPACK)


def test_a_copy_that_is_lost_is_restored(site: Site) -> None:
    (output(site) / f"{PAGE}.br").unlink()
    site.build("increments", check=True)
    assert site.differs() == []


def test_what_somebody_changed_by_hand_gets_no_copy(site: Site) -> None:
    site.precompress = False
    site.build("increments")
    (output(site) / PAGE).write_text("by hand" * LEAST)
    site.precompress = True
    site.build("increments")
    assert f"{PAGE}.br" not in numbers(site)
    site.build("increments", check=True)
    assert site.differs() == []


def test_a_strange_file_in_the_place_of_a_copy_stops_a_build(site: Site) -> None:
    site.precompress = False
    before = site.build("increments")
    (output(site) / f"{PAGE}.gz").write_bytes(b"mine")
    site.precompress = True
    with pytest.raises(OutputRefused, match=r"index\.html\.gz"):
        site.build("increments")
    (output(site) / f"{PAGE}.gz").unlink()
    assert site.build("clean", full=True).items() >= before.items()


def test_a_corrected_page_has_no_stale_copy_and_soon_a_new_one(site: Site) -> None:
    standing = stand(site)
    correct(site)
    assert standing.correct(site.today)
    assert "0533-0009999" in (output(site) / PAGE).read_text()
    assert f"{PAGE}.br" not in numbers(site)
    assert wrong_copies(site) == []
    assert site.differs() == []
    assert f"{PAGE}.br" in numbers(site)


def test_without_brotli_there_is_the_other_copy_and_a_word(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "brotli", None)
    site.build("increments")
    assert {Path(name).suffix for name in numbers(site)} == {".gz"}
    assert any("brotli" in note for note in site.last.installed.notes)


def test_a_report_tells_the_copies(site: Site) -> None:
    site.build("increments")
    built = site.last
    copies = numbers(site)
    size = sum((output(site) / name).stat().st_size for name in copies)
    assert built.copies == (len(copies), size)
    assert not any(name.endswith(tuple(UNPACK)) for name in built.kinds)
    site.precompress = False
    site.build("increments")
    assert (site.last.files, site.last.copies) == (built.files, (0, 0))


def test_a_part_that_is_left_alone_keeps_its_copies(site: Site) -> None:
    """The search, where none of its entries has changed."""
    before = numbers(site)
    site.log("service", Service.select().get().key)
    assert site.differs() == []
    searched = {name: number for name, number in before.items() if name.startswith("search/")}
    assert searched
    assert searched.items() <= numbers(site).items()


@pytest.mark.parametrize(
    ("name", "text"),
    [("a.html.br", "a.html"), ("a.html", "a.html"), ("photos/a.jpg.gz", "photos/a.jpg.gz")],
)
def test_a_copy_is_known_by_its_name(name: str, text: str) -> None:
    assert text_of(name) == text


def test_a_copy_comes_and_goes_right_after_its_text(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    manifest = Manifest(tmp_path / "output", tmp_path / "state")
    install(manifest, {"a.html": "1", "a.html.br": "1", "gone.html": "1", "gone.html.gz": "1"})
    order = steps(monkeypatch)
    install(manifest, {"a.html": "2", "b.css": "2", "b.css.gz": "2", "sw.js": "2", "sw.js.br": "2"})
    pages = ["a.html", "a.html.br", "gone.html", "gone.html.gz"]
    assert order == ["b.css", "b.css.gz", *pages, "sw.js", "sw.js.br"]


def test_a_part_that_is_left_alone_is_its_texts() -> None:
    """Their copies are entered later, beside what a version is counted from."""
    assert of_parts(["search"], ["search/a.js", "search/a.js.br"]) == ["search/a.js"]
