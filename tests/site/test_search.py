"""The files of the search index."""

import json
import re
from typing import Any

from models import Service
from pages.catalog import Catalog
from pages.search_files import DIGEST
from pages.search_postings import ungapped
from tests import factories
from tests.factories import DISTRICT, VILLAGE
from tests.site.conftest import MakeCatalog, MakeClient


def value(catalog: Catalog, name: str) -> Any:
    """What a file hands over."""
    (file,) = (file for file in catalog.search_index.files if file.startswith(f"{name}."))
    script = catalog.search_file(file)
    return json.loads(script.removeprefix(f'Shouwang.take("{name}",').removesuffix(");\n"))


def services(count: int) -> None:
    """So many services of one village."""
    for number in range(count):
        factories.service(name=f"送餐{number}", areas=[VILLAGE])


def directory(catalog: Catalog) -> dict[str, Any]:
    found: dict[str, Any] = value(catalog, "directory")
    return found


def test_the_same_rows_give_the_same_files(catalog: MakeCatalog) -> None:
    factories.service()
    assert catalog().search_index.files == catalog().search_index.files


def test_a_corrected_number_changes_one_card_file_and_the_way_to_it(catalog: MakeCatalog) -> None:
    services(40)
    before = catalog().search_index.files
    Service.update(phones=[factories.phone("0533-0009999")]).where(Service.id == 7).execute()
    after = catalog().search_index.files
    new = {name.split(".")[0] for name in after.keys() - before.keys()}
    assert {name.rstrip("0123456789") for name in new} == {"c", "cnames", "directory"}
    assert len(new) == 3


def test_one_more_record_leaves_all_other_numbers_as_they_are(catalog: MakeCatalog) -> None:
    services(40)
    before = catalog().search_index
    factories.service(name="啊哈")
    after = catalog().search_index
    assert [before.number("service", str(key)) for key in range(1, 41)] == [
        after.number("service", str(key)) for key in range(1, 41)
    ]


def test_every_file_is_named_by_a_list_that_the_directory_names(catalog: MakeCatalog) -> None:
    services(40)
    found, index = directory(catalog()), catalog().search_index
    names = {f"{name}.{found[name]}.js" for name in ("areas", "characters", "sounds")}
    for family, lists in found["lists"].items():
        for number, version in enumerate(cut(lists)):
            names.add(f"{family}names{number}.{version}.js")
            versions = enumerate(cut(value(catalog(), f"{family}names{number}")))
            start = number * found["group"]
            names |= {f"{family}{start + at}.{one}.js" for at, one in versions if int(one, 16)}
    assert names | {index.directory} == set(index.names)


def cut(text: str) -> list[str]:
    return [text[at : at + DIGEST] for at in range(0, len(text), DIGEST)]


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
    cards = {card[0]: card for card in shown(catalog())}
    assert cards["a"][4::2] == ["0533-0001234"]
    assert cards["b"][4::2] == ["0533-0001234转8", "05330001234"]


def shown(catalog: Catalog) -> list[Any]:
    """Every card."""
    names = [name.split(".")[0] for name in catalog.search_index.names]
    blocks = [value(catalog, name) for name in names if re.fullmatch(r"c\d+", name)]
    return [card for block in blocks for card in block if card]


def test_a_card_lies_where_its_number_says(catalog: MakeCatalog) -> None:
    factories.service(slug="a", areas=[VILLAGE])
    number, size = catalog().search_index.number("service", "1"), directory(catalog())["cards"]
    assert value(catalog(), f"c{number // size}")[number % size][0] == "a"


def test_the_places_are_told_in_the_order_of_their_numbers(catalog: MakeCatalog) -> None:
    factories.service()
    (first, *_more) = value(catalog(), "areas")
    assert (first[0], ungapped(first[1])) == (len(DISTRICT), [int(DISTRICT)])
    assert catalog().search_index.number("area", VILLAGE) == 2


def test_a_site_without_any_record_has_an_index_of_nothing(catalog: MakeCatalog) -> None:
    assert [card[0] for card in shown(catalog())] == ["fang-pian"]


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
