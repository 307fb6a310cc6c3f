"""The articles that the product ships: all are usable and plain, and give no one's telephone.

Each rule is also seen to find a planted violation.
"""

import re
import unicodedata
from itertools import pairwise
from pathlib import Path

import pytest

from pages.articles import TOPICS, Article, read_article, read_articles
from tests.house_figures import ROOT

FEWEST = 12
LONGEST_SENTENCE = 60
# Known everywhere in the country. Every other number differs by place or may change, and belongs
# into a published contact that has a keeper and a date.
EMERGENCY = {"110", "119", "120"}
TELEPHONE = re.compile(
    r"(?<!\d)(?:"
    r"1[12]\d{1,4}|9\d{4,5}"  # short numbers and hotlines
    r"|[48]00[- ]?\d{3}[- ]?\d{4}"
    r"|0\d{2,3}[- ]?\d{7,8}|[2-8]\d{6,7}"  # landlines
    r"|1[3-9]\d(?:[- ]?\d{4}){2}"
    r")(?!\d)"
)
TAG = re.compile(r"<[^>]*>")
HEADING = re.compile(r"<h(\d)>")
LINK = re.compile(r'<a href="([^"]*)"')
SENTENCE_END = re.compile(r"[。！？；：]|</(?:p|li|h\d|td|th)>")
ARTICLES = read_articles(ROOT / "content")


def telephones(article: Article) -> list[str]:
    """Every number in an article that somebody might ring, but for the emergency numbers."""
    words = (article.title, article.summary, article.source, article.html)
    text = unicodedata.normalize("NFKC", TAG.sub(" ", " ".join(words)))
    return [number for number in TELEPHONE.findall(text) if number not in EMERGENCY]


def long_sentences(article: Article) -> list[str]:
    """What is too long to be read aloud in one breath."""
    found = [TAG.sub("", part).strip() for part in SENTENCE_END.split(article.html)]
    return [sentence for sentence in found if len(sentence) > LONGEST_SENTENCE]


def skipped_headings(article: Article) -> list[int]:
    """The levels that have no heading one level above before them; the title is the page's h1."""
    levels = [1, *map(int, HEADING.findall(article.html))]
    return [level for above, level in pairwise(levels) if level > above + 1]


def lost_links(article: Article) -> list[str]:
    """The links that lead to no article: an article is one folder beside another."""
    addresses = {f"../{other.slug}/index.html" for other in ARTICLES}
    return [link for link in LINK.findall(article.html) if link not in addresses]


def made(folder: Path, text: str) -> Article:
    """An article with this text."""
    path = folder / "planted.md"
    front = "title: 一\nsummary: 二\ntopic: howto\nupdated_on: 2026-11-01"
    path.write_text(f"---\n{front}\n---\n{text}\n", encoding="utf-8")
    return read_article(path)


def test_there_are_enough_articles_and_no_topic_is_empty() -> None:
    assert len(ARTICLES) >= FEWEST
    assert {article.topic for article in ARTICLES} == TOPICS.keys()


def test_no_two_articles_have_the_same_title() -> None:
    assert len({article.title for article in ARTICLES}) == len(ARTICLES)


@pytest.mark.parametrize("article", ARTICLES, ids=lambda article: article.slug)
def test_an_article_is_fit_to_be_read(article: Article) -> None:
    assert telephones(article) == []
    assert long_sentences(article) == []
    assert skipped_headings(article) == []
    assert lost_links(article) == []


@pytest.mark.parametrize("article", ARTICLES, ids=lambda article: article.slug)
def test_what_is_said_of_the_law_names_its_source(article: Article) -> None:
    assert article.source or article.topic not in {"policy", "rights"}


@pytest.mark.parametrize(
    "number",
    ["12345", "12349", "114", "96110", "0533-2281234", "2281234", "400-810-1234", "13805331234",
     "１３８０５３３１２３４", "138 0533 1234"],
)  # fmt: skip
def test_a_planted_telephone_is_found(tmp_path: Path, number: str) -> None:
    assert telephones(made(tmp_path, f"请打**{number}**问。")) != []


@pytest.mark.parametrize("text", ["打110、119、120。", "2018年152号文件", "2026-11-24", "60周岁"])
def test_what_is_no_telephone_is_let_through(tmp_path: Path, text: str) -> None:
    assert telephones(made(tmp_path, text)) == []


def test_a_planted_long_sentence_is_found(tmp_path: Path) -> None:
    assert long_sentences(made(tmp_path, "长，" * 31 + "。短。")) != []


def test_a_planted_gap_between_headings_is_found(tmp_path: Path) -> None:
    assert skipped_headings(made(tmp_path, "# 一\n\n### 三")) == [4]


@pytest.mark.parametrize("link", ["../nowhere/index.html", "https://example.org/", "medicines.md"])
def test_a_planted_lost_link_is_found(tmp_path: Path, link: str) -> None:
    assert lost_links(made(tmp_path, f"见[别处]({link})。")) == [link]


def test_some_article_leads_to_another() -> None:
    assert any(LINK.search(article.html) for article in ARTICLES)
