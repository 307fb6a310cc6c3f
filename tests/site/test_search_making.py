"""The lists and cards of everything that there is to find."""

from pages.search_files import value
from pages.search_making import Records, anew
from pages.search_postings import columns, split
from tests import factories
from tests.factories import VILLAGE
from tests.site.conftest import MakeCatalog, article


def test_each_entry_stands_in_the_lines_of_its_letters(catalog: MakeCatalog) -> None:
    factories.service(name="送餐上门", areas=[VILLAGE])
    made = anew(Records(catalog().index, [article()]))
    number = made.state.entries["service:1"][0]
    lines: dict[str, str] = {}
    for file, version in made.state.digests["n"].items():
        lines |= split(value(f"n{file}", version, made.texts[f"n{file}.{version}.js"]))
    assert columns(lines["送餐"]) == ([], [number])
    assert columns(lines["餐上"]) == ([number], [])


def test_every_file_that_is_told_is_there(catalog: MakeCatalog) -> None:
    factories.service()
    made = anew(Records(catalog().index, [article()]))
    told = {
        f"{family}{number}.{version}.js"
        for family, versions in made.state.digests.items()
        for number, version in versions.items()
    }
    assert told == made.texts.keys()


def test_sounds_and_letters_are_counted_line_by_line(catalog: MakeCatalog) -> None:
    factories.service(name="送餐")
    factories.service(name="松餐")
    made = anew(Records(catalog().index, []))
    assert made.state.sounds["son can"] == 2
    assert {"送", "松", "餐"} <= made.state.letters.keys()


def test_no_record_at_all_makes_files_of_nothing(catalog: MakeCatalog) -> None:
    made = anew(Records(catalog().index, []))
    assert made.state.entries == {}
    assert all('""' in text for text in made.texts.values())
