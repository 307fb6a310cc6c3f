"""The last sites are kept by content, and any of them comes back byte by byte."""

import pytest

from pages.deploy.editions import EditionUnknown
from pages.manifest import OutputRefused
from tests.site.deploy.conftest import FIRST, Made, standing

TEN = [FIRST | {"404.html": str(number), f"a/{number}/index.html": "x"} for number in range(12)]


def test_each_of_the_last_ten_comes_back_to_the_last_byte(works: Made) -> None:
    made = works()
    for files in TEN:
        made.put(files)
    numbers = made.deploying.editions.numbers()
    assert numbers == list(range(3, 13))
    for number in numbers:
        made.deploy(to=number)
        assert standing(made.folder / "www" / "site") == TEN[number - 1]


def test_an_edition_that_is_dropped_is_told_with_those_there_are(works: Made) -> None:
    made = works()
    made.put(FIRST)
    with pytest.raises(EditionUnknown, match=r"第 7 版.*现有：1"):
        made.deploy(to=7)


def test_a_site_that_did_not_change_is_no_new_edition(works: Made) -> None:
    made = works()
    assert made.put(FIRST).edition == made.put(FIRST).edition == 1


def test_contents_that_nobody_needs_are_dropped(works: Made) -> None:
    made = works()
    for number in range(12):
        made.put({"index.html": str(number)})
    assert len(list(made.deploying.editions.objects.glob("*/*"))) == 10


def test_what_others_put_into_the_output_is_not_published(works: Made) -> None:
    made = works()
    made.build(FIRST)
    (made.folder / "output" / "names.xlsx").write_text("private")
    made.deploy()
    assert standing(made.folder / "www" / "site") == FIRST


def test_a_page_that_was_altered_by_hand_is_not_published(works: Made) -> None:
    made = works()
    made.build(FIRST)
    (made.folder / "output" / "index.html").write_text("altered")
    with pytest.raises(OutputRefused, match=r"index\.html"):
        made.deploy()


def test_an_output_that_nobody_built_is_refused(works: Made) -> None:
    with pytest.raises(OutputRefused, match=r"build\.py"):
        works().deploy()


def test_a_lost_content_is_told_before_anything_changes(works: Made) -> None:
    made = works()
    made.put(FIRST)
    made.put(FIRST | {"404.html": "other"})
    first = made.deploying.editions.get(1)
    made.deploying.editions.object(first.files["404.html"]).unlink()
    with pytest.raises(EditionUnknown, match="版本库缺了"):
        made.deploy(to=1)
    assert standing(made.folder / "www" / "site")["404.html"] == "other"
