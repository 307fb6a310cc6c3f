"""What a build may write and remove: its own files, and nothing else."""

from pathlib import Path

import pytest

from pages.manifest import Installed, Manifest, OutputRefused


@pytest.fixture
def manifest(tmp_path: Path) -> Manifest:
    return Manifest(tmp_path / "output", tmp_path / "state")


def install(manifest: Manifest, files: dict[str, str]) -> Installed:
    staged = manifest.output.parent / "staged"
    for name, text in files.items():
        (staged / name).parent.mkdir(parents=True, exist_ok=True)
        (staged / name).write_text(text)
    with manifest.locked():
        result = manifest.install(staged)
    for path in staged.rglob("*"):
        if path.is_file():
            path.unlink()
    return result


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
