"""Rendered text can do no harm, whatever was written."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pages.markdown import TooLong, render

HARMFUL = [
    "<script>alert(1)</script>",
    '<img src=x onerror="alert(1)">',
    "[x](javascript:alert(1))",
    "[x](data:text/html;base64,PHNjcmlwdD4=)",
    "<svg onload=alert(1)>",
    '<a href="https://example.org" onclick="x()">x</a>',
    "<iframe src=https://example.org></iframe>",
    '<p style="position:fixed">x</p>',
    "<style>*{display:none}</style>",
]
ACTIVE = re.compile(r"<script|<style|<svg|<iframe|<img|\son\w+\s*=|javascript:|data:text", re.I)


def live_markup(html: str) -> list[str]:
    """The tags of the HTML that could act; text between tags is only text."""
    return [tag for tag in re.findall(r"<[^>]*>", html) if ACTIVE.search(tag)]


@pytest.mark.parametrize("text", HARMFUL)
def test_what_could_act_is_made_inert(text: str) -> None:
    assert live_markup(render(text)) == []


def test_the_check_would_see_a_script() -> None:
    assert live_markup("<p><script>alert(1)</script></p>")


@given(st.lists(st.sampled_from([*HARMFUL, "**", "\n", "[", "](", ")", "`", "中文", "<", ">"])))
def test_no_mixture_of_harmful_pieces_survives(pieces: list[str]) -> None:
    assert live_markup(render("".join(pieces))) == []


def test_the_words_of_what_is_refused_stay_readable() -> None:
    assert "热饭" in render("<b>热饭</b>")


def test_headings_begin_below_the_pages_own() -> None:
    assert render("# 一\n\n## 二") == "<h2>一</h2>\n<h3>二</h3>"


def test_lists_and_tables_are_kept() -> None:
    html = render("- 一\n- 二\n\n| 甲 | 乙 |\n|---|---|\n| 1 | 2 |")
    assert "<li>一</li>" in html
    assert "<td>1</td>" in html


def test_a_telephone_link_is_kept() -> None:
    assert 'href="tel:120"' in render("[120](tel:120)")


def test_characters_that_hide_text_are_taken_out() -> None:
    assert render("送\u202e餐\u200b") == "<p>送餐</p>"


def test_an_empty_text_renders_to_nothing() -> None:
    assert render(" \n") == ""


def test_a_text_too_long_to_be_meant_is_refused() -> None:
    with pytest.raises(TooLong):
        render("字" * 200_001)
