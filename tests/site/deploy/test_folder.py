"""A folder is switched or renamed into, whole, and nothing of others is touched."""

import os
from pathlib import Path
from typing import Any

import pytest

from pages.deploy.delivery import TargetForeign
from pages.deploy.places import PlaceFailed
from tests.site.deploy.conftest import FIRST, SECOND, Made, Works, cut_after, standing


def root(works: Works) -> Path:
    return Path(works.target.options["path"])


@pytest.fixture(params=["link", "plain"])
def folder(request: pytest.FixtureRequest, works: Made) -> Works:
    """A place that is ours to be a link, and a folder that was there before."""
    made = works()
    if request.param == "plain":
        root(made).mkdir()
    return made


def test_the_folder_holds_the_site(folder: Works) -> None:
    folder.put(FIRST)
    assert standing(root(folder)) == FIRST


def test_the_next_site_takes_its_place_to_the_last_byte(folder: Works) -> None:
    folder.put(FIRST)
    folder.put(SECOND)
    assert standing(root(folder)) == SECOND


def test_only_what_changed_is_written(folder: Works) -> None:
    folder.put(FIRST)
    done = folder.put(FIRST | {"404.html": "other"})
    assert (done.put, done.bytes, done.removed) == (["404.html"], 5, 0)


def test_nothing_changed_is_nothing_written(folder: Works) -> None:
    folder.put(FIRST)
    before = (root(folder) / "index.html").stat().st_mtime_ns
    assert folder.put(FIRST).sent == 0
    assert (root(folder) / "index.html").stat().st_mtime_ns == before


def test_a_file_that_only_looks_newer_does_not_travel(folder: Works) -> None:
    folder.put(FIRST)
    os.utime(folder.folder / "output" / "index.html", (2e9, 2e9))
    assert folder.deploy().sent == 0


def test_an_empty_folder_is_not_left_where_a_page_was(folder: Works) -> None:
    folder.put(FIRST)
    folder.put(SECOND)
    assert not (root(folder) / "services" / "song-can").exists()


def test_a_file_of_others_stays_through_every_deploy(folder: Works) -> None:
    folder.put(FIRST)
    (root(folder) / "MP_verify_x.txt").write_text("theirs")
    (root(folder) / "services/song-can/theirs.txt").write_text("theirs")
    folder.put(SECOND)
    folder.put(FIRST)
    found = standing(root(folder))
    assert found.pop("MP_verify_x.txt") == found.pop("services/song-can/theirs.txt") == "theirs"
    assert found == FIRST


def test_a_file_of_others_in_the_way_stops_it_before_anything_changes(folder: Works) -> None:
    folder.put(FIRST)
    (root(folder) / "services" / "xi-yi").mkdir()
    (root(folder) / "services/xi-yi/index.html").write_text("theirs")
    with pytest.raises(TargetForeign, match=r"services/xi-yi/index\.html"):
        folder.put(SECOND)
    assert standing(root(folder)) == FIRST | {"services/xi-yi/index.html": "theirs"}


def test_a_folder_with_other_things_is_refused_unless_confirmed(works: Made) -> None:
    made = works()
    root(made).mkdir()
    (root(made) / "thesis.docx").write_text("theirs")
    made.build(FIRST)
    with pytest.raises(TargetForeign, match=r"thesis\.docx"):
        made.deploy()
    assert standing(root(made)) == {"thesis.docx": "theirs"}
    made.deploy(adopt=True)
    assert standing(root(made)) == FIRST | {"thesis.docx": "theirs"}


def test_a_disk_that_is_not_there_any_more_is_not_taken_for_an_empty_one(folder: Works) -> None:
    folder.put(FIRST)
    root(folder).rename(root(folder).with_name("unmounted"))
    root(folder).mkdir()
    with pytest.raises(TargetForeign, match="第 1 版"):
        folder.deploy()


def test_the_site_of_another_installation_is_refused_unless_confirmed(folder: Works) -> None:
    folder.put(FIRST)
    other = Works(folder.folder / "other", folder.now, folder.target)
    other.build(SECOND)
    with pytest.raises(TargetForeign, match="另一套"):
        other.deploy()
    other.deploy(adopt=True)
    assert standing(root(folder)) == SECOND


def test_another_machine_of_the_same_installation_goes_on(folder: Works) -> None:
    folder.put(FIRST)
    for path in (folder.folder / "instance" / "deploys").glob("web.*"):
        path.unlink()
    folder.put(SECOND)
    assert standing(root(folder)) == SECOND


def test_a_link_that_leads_out_is_not_followed(works: Made) -> None:
    made = works()
    root(made).mkdir()
    made.put(FIRST)
    elsewhere = made.folder / "elsewhere"
    elsewhere.mkdir()
    (root(made) / "articles").symlink_to(elsewhere)
    with pytest.raises(PlaceFailed, match="articles"):
        made.put(FIRST | {"articles/index.html": "x"})
    assert list(elsewhere.iterdir()) == []


@pytest.mark.parametrize("place", ["instance/www", "output", "."])
def test_a_folder_that_is_ours_for_something_else_is_refused(works: Made, place: str) -> None:
    made = works()
    made.build(FIRST)
    (made.folder / "instance").mkdir(exist_ok=True)
    again = works(path=str(made.folder / place))
    with pytest.raises(PlaceFailed, match="互相包含"):
        again.deploy()


def test_a_place_below_a_folder_that_is_missing_is_refused(works: Made, tmp_path: Path) -> None:
    made = works()
    made.target.options["path"] = str(tmp_path / "nowhere" / "site")
    made.build(FIRST)
    with pytest.raises(PlaceFailed, match="上一级"):
        made.deploy()


def test_a_switched_site_that_is_cut_off_stays_the_old_one(works: Made) -> None:
    made = works()
    made.put(FIRST)
    made.build(SECOND)
    cut_after(made, 2)
    assert standing(root(made)) == FIRST
    assert len(list(root(made).parent.joinpath(".site.shouwang").iterdir())) == 1


@pytest.mark.parametrize("after", range(1, 7))
def test_a_plain_folder_that_is_cut_off_goes_on(works: Made, after: int) -> None:
    made = works()
    root(made).mkdir()
    made.put(FIRST)
    made.build(SECOND)
    cut_after(made, after)
    done = made.deploy()
    assert standing(root(made)) == SECOND
    assert done.sent <= 6 - after


def test_what_an_edition_left_half_done_is_put_right_by_another(works: Made) -> None:
    made = works()
    root(made).mkdir()
    made.put(FIRST)
    made.build(SECOND)
    cut_after(made, 4)
    made.put(FIRST)
    assert standing(root(made)) == FIRST


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_that_may_not_be_written_is_told(folder: Works) -> None:
    folder.put(FIRST)
    root(folder).parent.chmod(0o500)
    root(folder).chmod(0o500)
    try:
        with pytest.raises(PlaceFailed, match="没有权限"):
            folder.put(SECOND)
    finally:
        root(folder).parent.chmod(0o700)
        root(folder).chmod(0o700)
    assert standing(root(folder)) == FIRST


def test_old_sites_do_not_pile_up_beside_the_link(works: Made) -> None:
    made = works()
    for number in range(5):
        made.put(FIRST | {"404.html": str(number)})
    sites: list[Any] = list(root(made).parent.joinpath(".site.shouwang").iterdir())
    assert len(sites) == 1


def test_progress_counts_every_file(folder: Works) -> None:
    folder.put(FIRST)
    assert folder.told == [(n, len(FIRST)) for n in range(1, len(FIRST) + 1)]
