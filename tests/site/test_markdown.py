"""Rendered text can do no harm, whatever was written."""

from html.parser import HTMLParser

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
ACTIVE = {"script", "style", "svg", "iframe", "img", "object", "embed", "form", "meta", "base"}


class Reader(HTMLParser):
    """Reads HTML as a browser does, and keeps what could act."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in ACTIVE:
            self.found.append(tag)
        for name, value in attrs:
            scheme = "".join((value or "").split()).lower().partition(":")[0]
            if name.startswith("on") or name == "style" or scheme in {"javascript", "data"}:
                self.found.append(f"{tag} {name}")


def live_markup(html: str) -> list[str]:
    """Tags and attributes that could act; what is text, or escaped in a value, is only text."""
    return Reader(html).found


@pytest.mark.parametrize("text", HARMFUL)
def test_what_could_act_is_made_inert(text: str) -> None:
    assert live_markup(render(text)) == []


@pytest.mark.parametrize("text", [text for text in HARMFUL if not text.startswith("[")])
def test_the_check_would_see_it_unrendered(text: str) -> None:
    assert live_markup(text) != []


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
