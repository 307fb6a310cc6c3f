"""What a build may write and remove: its own files, and nothing else."""

import errno
import shutil
import signal
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partialmethod
from pathlib import Path
from typing import Any

import pytest

from pages.ledger import Ledger
from pages.manifest import Installed, Manifest, OutputRefused


@pytest.fixture
def manifest(tmp_path: Path) -> Manifest:
    return Manifest(tmp_path / "output", tmp_path / "state")


def install(manifest: Manifest, files: dict[str, str]) -> Installed:
    staged = manifest.output.parent / "staged"
    for name, text in files.items():
        (staged / name).parent.mkdir(parents=True, exist_ok=True)
        (staged / name).write_text(text)
    try:
        with manifest.locked():
            return manifest.install(staged)
    finally:
        shutil.rmtree(staged)


def names(manifest: Manifest) -> set[str]:
    root = manifest.output
    return {p.relative_to(root).as_posix() for p in root.rglob("*") if p.is_file()} - {".shouwang"}


def test_files_are_put_in_place(manifest: Manifest) -> None:
    assert install(manifest, {"a/index.html": "x"}).written == 1
    assert names(manifest) == {"a/index.html"}


def test_a_file_that_stands_already_is_left_alone(manifest: Manifest) -> None:
    install(manifest, {"index.html": "x"})
    before = (manifest.output / "index.html").stat().st_mtime_ns
    assert install(manifest, {"index.html": "x"}).written == 0
    assert (manifest.output / "index.html").stat().st_mtime_ns == before


def test_a_file_of_ours_that_is_gone_is_removed_with_its_folder(manifest: Manifest) -> None:
    install(manifest, {"index.html": "x", "a/b/index.html": "x"})
    assert install(manifest, {"index.html": "x"}).removed == 1
    assert not (manifest.output / "a").exists()


def test_a_file_that_we_did_not_write_is_never_removed(manifest: Manifest) -> None:
    install(manifest, {"index.html": "x"})
    (manifest.output / "photo.jpg").write_text("mine")
    install(manifest, {"other.html": "x"})
    assert names(manifest) == {"other.html", "photo.jpg"}


def test_a_file_that_somebody_changed_is_kept_and_said(manifest: Manifest) -> None:
    install(manifest, {"index.html": "x", "old.html": "x"})
    (manifest.output / "old.html").write_text("changed by hand")
    result = install(manifest, {"index.html": "x"})
    assert "old.html" in names(manifest)
    assert any("old.html" in note for note in result.notes)


def test_a_page_that_somebody_changed_is_restored(manifest: Manifest) -> None:
    install(manifest, {"index.html": "x"})
    (manifest.output / "index.html").write_text("changed by hand")
    install(manifest, {"index.html": "x"})
    assert (manifest.output / "index.html").read_text() == "x"


@pytest.mark.parametrize("damage", ["", "{", '{"format": 99, "files": {}}'])
def test_a_damaged_manifest_removes_nothing_and_is_said(manifest: Manifest, damage: str) -> None:
    install(manifest, {"index.html": "x", "old.html": "x"})
    manifest.path.write_text(damage)
    result = install(manifest, {"index.html": "x"})
    assert names(manifest) == {"index.html", "old.html"}
    assert len(result.notes) == 1


def test_a_lost_manifest_is_said(manifest: Manifest) -> None:
    install(manifest, {"index.html": "x"})
    manifest.path.unlink()
    assert len(install(manifest, {"index.html": "x"}).notes) == 1


def test_of_a_folder_that_somebody_took_away_nothing_is_known(manifest: Manifest) -> None:
    install(manifest, {"index.html": "一"})
    shutil.rmtree(manifest.output)
    assert manifest.read() == Ledger()


def test_a_build_that_was_cut_off_leaves_no_page_of_either_site_behind(
    manifest: Manifest, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was withdrawn must go, also where its page was about to be replaced."""
    install(manifest, {"a.html": "1", "index.html": "1"})
    with monkeypatch.context() as patch:
        patch.setattr(Manifest, "_put", raise_interrupt)
        for text in "23":
            with pytest.raises(KeyboardInterrupt):
                install(manifest, {"a.html": text, "index.html": "1"})
    result = install(manifest, {"index.html": "1"})
    assert (names(manifest), result.notes) == ({"index.html"}, [])


def raise_interrupt(_manifest: Manifest, _source: Path, _name: str) -> int:
    raise KeyboardInterrupt


def test_ctrl_c_waits_until_the_site_is_whole(
    manifest: Manifest, monkeypatch: pytest.MonkeyPatch
) -> None:
    put = Manifest._put

    def interrupted(self: Manifest, source: Path, name: str) -> int:
        signal.raise_signal(signal.SIGINT)
        return put(self, source, name)

    install(manifest, {"a.html": "before"})
    monkeypatch.setattr(Manifest, "_put", interrupted)
    # What a shell starts in the background ignores Ctrl-C.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    with pytest.raises(KeyboardInterrupt):
        install(manifest, {"a.html": "x", "b.html": "x"})
    assert names(manifest) == {"a.html", "b.html"}
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler


def steps(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What is put and removed from now on, in that order."""
    order: list[str] = []

    def note(manifest: Manifest, step: Callable[..., Any], *values: Any) -> Any:
        order.append(next(v for v in values if isinstance(v, str)))
        return step(manifest, *values)

    monkeypatch.setattr(Manifest, "_put", partialmethod(note, Manifest._put))
    monkeypatch.setattr(Manifest, "_remove", partialmethod(note, Manifest._remove))
    return order


def test_what_a_readers_worker_goes_by_stands_first_and_last(
    manifest: Manifest, monkeypatch: pytest.MonkeyPatch
) -> None:
    install(manifest, {"gone.html": "1"})
    order = steps(monkeypatch)
    install(manifest, dict.fromkeys(["a.html", "sw.js", "version.txt", "z.css"], "2"))
    assert order == ["version.txt", "z.css", "a.html", "gone.html", "sw.js"]


def test_a_site_can_be_installed_in_any_thread(manifest: Manifest) -> None:
    with ThreadPoolExecutor(1) as threads:
        assert threads.submit(install, manifest, {"a.html": "x"}).result().written == 1


LINKS = {"areas": "areas/index.html", "areas/1": "areas/1/index.html", ".shouwang": "index.html"}


@pytest.mark.parametrize("link", LINKS)
def test_no_link_leads_a_build_out_of_its_folder(
    manifest: Manifest, tmp_path: Path, link: str
) -> None:
    install(manifest, {"0.html": "before"})
    (manifest.output / ".shouwang").rename(tmp_path / "marker")
    place = manifest.output / link
    place.parent.mkdir(exist_ok=True)
    target = tmp_path / ("marker" if link == ".shouwang" else "elsewhere")
    place.symlink_to(target)
    if link != ".shouwang":
        (manifest.output / ".shouwang").touch()
        target.mkdir()
    before = {path: path.read_text() for path in tmp_path.glob("marker")}
    with pytest.raises(OutputRefused, match=link):
        install(manifest, {"0.html": "after", LINKS[link]: "x"})
    assert (manifest.output / "0.html").read_text() == "before"
    assert not (tmp_path / "elsewhere").exists() or not list((tmp_path / "elsewhere").iterdir())
    assert all(path.read_text() == text for path, text in before.items())


def test_no_link_leads_a_removal_out_of_its_folder(manifest: Manifest, tmp_path: Path) -> None:
    install(manifest, {"index.html": "x", "a/index.html": "x"})
    (manifest.output / "a").rename(tmp_path / "kept")
    (manifest.output / "a").symlink_to(tmp_path / "kept")
    with pytest.raises(OutputRefused, match="a"):
        install(manifest, {"index.html": "x"})
    assert (tmp_path / "kept" / "index.html").exists()


def test_a_page_that_became_a_link_is_a_page_again(manifest: Manifest, tmp_path: Path) -> None:
    install(manifest, {"index.html": "x"})
    (tmp_path / "other.html").write_text("x")
    (manifest.output / "index.html").unlink()
    (manifest.output / "index.html").symlink_to(tmp_path / "other.html")
    install(manifest, {"index.html": "x"})
    assert not (manifest.output / "index.html").is_symlink()


FOREIGN: list[Callable[[Path], object]] = [
    lambda place: place.write_text("mine"),
    lambda place: place.mkdir(),
    lambda place: place.symlink_to("nowhere"),
]


@pytest.mark.parametrize("make", FOREIGN)
def test_a_file_that_we_did_not_write_is_never_overwritten(
    manifest: Manifest, make: Callable[[Path], object]
) -> None:
    install(manifest, {"0.html": "before"})
    make(manifest.output / "search.html")
    with pytest.raises(OutputRefused, match=r"search\.html"):
        install(manifest, {"0.html": "after", "search.html": "ours"})
    assert (manifest.output / "0.html").read_text() == "before"


def test_a_file_in_the_place_of_a_folder_is_never_overwritten(manifest: Manifest) -> None:
    install(manifest, {"0.html": "before"})
    (manifest.output / "search").write_text("mine")
    with pytest.raises(OutputRefused, match="search"):
        install(manifest, {"0.html": "after", "search/index.html": "ours"})
    assert (manifest.output / "0.html").read_text() == "before"


def test_a_file_that_we_would_write_all_the_same_is_taken_over(manifest: Manifest) -> None:
    install(manifest, {"index.html": "x"})
    (manifest.output / "search.html").write_text("same")
    assert install(manifest, {"index.html": "x", "search.html": "same"}).written == 0
    assert install(manifest, {"index.html": "x"}).removed == 1


def test_after_a_lost_manifest_our_pages_are_written_anew_and_it_is_said(
    manifest: Manifest,
) -> None:
    install(manifest, {"index.html": "old"})
    manifest.path.unlink()
    result = install(manifest, {"index.html": "new"})
    assert (manifest.output / "index.html").read_text() == "new"
    assert any("重写" in note for note in result.notes)


def test_a_folder_on_another_disk_gets_whole_files(
    manifest: Manifest, monkeypatch: pytest.MonkeyPatch
) -> None:
    replace = Path.replace

    def other_disk(self: Path, target: Path) -> Path:
        if manifest.output in target.parents and manifest.output not in self.parents:
            raise OSError(errno.EXDEV, "Invalid cross-device link")
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", other_disk)
    for text in "12":
        install(manifest, {"a/index.html": text})
        assert (manifest.output / "a/index.html").read_text() == text
        assert names(manifest) == {"a/index.html"}


def test_another_error_of_the_disk_is_not_hidden(
    manifest: Manifest, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_self: Path, _target: Path) -> Path:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("pages.ledger.write_pending", lambda _path, _files: None)
    monkeypatch.setattr("pages.ledger.write", lambda _path, _ledger: None)
    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(OSError, match="space"):
        install(manifest, {"index.html": "x"})


def test_a_folder_with_other_things_is_refused(manifest: Manifest, tmp_path: Path) -> None:
    manifest.output.mkdir()
    (manifest.output / "thesis.docx").touch()
    with pytest.raises(OutputRefused, match=r"thesis\.docx"):
        manifest.check_output(tmp_path / "source")


def test_a_folder_that_holds_only_a_readme_is_accepted(manifest: Manifest, tmp_path: Path) -> None:
    manifest.output.mkdir()
    (manifest.output / "README.md").touch()
    manifest.check_output(tmp_path / "source")


@pytest.mark.parametrize("place", ["/", str(Path.home()), "source", "."])
def test_a_folder_that_matters_is_refused(tmp_path: Path, place: str) -> None:
    manifest = Manifest(tmp_path / place, tmp_path / "state")
    with pytest.raises(OutputRefused):
        manifest.check_output(tmp_path / "source")


def test_a_second_build_of_the_same_folder_is_told(manifest: Manifest) -> None:
    with manifest.locked(), pytest.raises(OutputRefused, match="另一个"), manifest.locked():
        pass
