"""The files of the search index."""

import json
import re
from typing import Any

from pages.catalog import Catalog
from tests import factories
from tests.factories import DISTRICT, TOWN, VILLAGE
from tests.site.conftest import MakeCatalog, MakeClient


def value(catalog: Catalog, name: str) -> Any:
    """What a file hands over."""
    (file,) = (file for file in catalog.search_index.files if file.startswith(f"{name}."))
    script = catalog.search_file(file)
    return json.loads(script.removeprefix(f'Shouwang.take("{name}",').removesuffix(");\n"))


def directory(catalog: Catalog) -> dict[str, Any]:
    found: dict[str, Any] = value(catalog, "directory")
    return found


def test_the_same_rows_give_the_same_files(catalog: MakeCatalog) -> None:
    factories.service()
    assert catalog().search_index.files == catalog().search_index.files


def test_another_row_gives_every_list_and_card_another_name(catalog: MakeCatalog) -> None:
    factories.service(name="送餐")
    before = catalog().search_index.files
    factories.service(name="理发")
    after = catalog().search_index.files
    same = {name.split(".")[0] for name in before.keys() & after.keys()}
    assert same <= {"characters", "sounds"}


def test_every_file_that_the_directory_names_is_there(catalog: MakeCatalog) -> None:
    factories.service()
    found, files = directory(catalog()), catalog().search_index.files
    names = [f"{family}{n}" for family, count in found["counts"].items() for n in range(count)]
    names += [f"c{n}" for n in range(found["total"] // found["cards"] + 1)]
    assert {f"{name}.{found['version']}.js" for name in names} <= files.keys()
    assert {found["characters"], found["sounds"]} <= files.keys()


def test_a_file_is_a_call_with_json_and_nothing_that_ends_a_line_of_old_scripts(
    catalog: MakeCatalog,
) -> None:
    factories.service(name="送\u2028餐</script>", summary='"\\\u2029')
    for script in catalog().search_index.files.values():
        assert re.fullmatch(r'Shouwang\.take\("[a-z]+\d*",.*\);\n', script, re.DOTALL)
        assert not {"\u2028", "\u2029"} & set(script)


def test_a_card_tells_what_to_dial_only_where_it_is_not_all_the_digits(
    catalog: MakeCatalog,
) -> None:
    factories.service(slug="a", phones=[factories.phone("0533-0001234")])
    factories.service(slug="b", phones=[factories.phone("0533-0001234转8")])
    cards = {card[0]: card for card in value(catalog(), "c0")}
    assert cards["a"][4:] == ["0533-0001234"]
    assert cards["b"][4:] == ["0533-0001234转8", "05330001234"]


def test_the_directory_knows_where_everything_is_and_of_which_kind(catalog: MakeCatalog) -> None:
    factories.service(areas=[VILLAGE, TOWN])
    found = directory(catalog())
    assert [area[0] for area in found["areas"]] == [DISTRICT, TOWN, VILLAGE]
    assert sum(count for _kind, count in found["kinds"]) == found["total"]
    assert [[1, 2], 1] in found["places"]


def test_finer_categories_know_the_one_above(catalog: MakeCatalog) -> None:
    top = factories.category(slug="top")
    factories.category(slug="below", parent=top)
    assert directory(catalog())["categories"] == [["top", 0], ["below", 1]]


def test_a_site_without_any_record_has_an_index_of_nothing(catalog: MakeCatalog) -> None:
    assert directory(catalog())["total"] == 1  # the article


def test_a_file_is_served_under_its_name_and_may_be_kept_for_ever(
    catalog: MakeCatalog, client: MakeClient
) -> None:
    name = catalog().search_index.directory
    answer = client().get(f"/search/{name}")
    assert answer.mimetype == "text/javascript"
    assert "immutable" in answer.headers["Cache-Control"]


def test_a_file_of_an_older_index_is_gone(client: MakeClient) -> None:
    assert client().get("/search/directory.0000000000.js").status_code == 404


def test_the_page_names_the_directory_and_has_lists_beside(
    catalog: MakeCatalog, client: MakeClient
) -> None:
    factories.service(category=factories.category(need="没人做饭"))
    page = client().get("/search/").text
    assert f"/search/{catalog().search_index.directory}" in page
    assert "没人做饭" in page
    assert "南定镇" in page
