"""The pages about published figures show what was frozen, and no number that was not."""

from datetime import date

from tests import factories
from tests.site.conftest import GetPage, MakeCatalog


def test_issues_are_listed_the_latest_first(catalog: MakeCatalog) -> None:
    factories.figure(slug="a", counted_on=date(2026, 6, 30))
    factories.figure(slug="b", counted_on=date(2026, 9, 30))
    assert [issue.slug for issue, _day in catalog().figures().issues] == ["b", "a"]


def test_a_hidden_number_is_a_mark_with_its_reason(get_page: GetPage) -> None:
    factories.figure(slug="a")
    page = get_page("/figures/a/")
    assert [cell.get_text() for cell in page.select(".figures dd")].count("…不显示") == 2
    assert "少于 10" in page.main.get_text()  # type: ignore[union-attr]


def test_a_whole_table_explains_no_gap(get_page: GetPage) -> None:
    whole = [factories.FIGURES[0] | {"rows": [{"name": "全区", "cells": [520, 310, 96, 926]}]}]
    factories.figure(slug="a", tables=whole)
    assert "…" not in get_page("/figures/a/").main.get_text()  # type: ignore[union-attr]


def test_without_an_issue_the_page_says_so(get_page: GetPage) -> None:
    assert "还没有发布" in get_page("/figures/").main.get_text()  # type: ignore[union-attr]
