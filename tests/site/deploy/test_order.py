"""Nothing leads to what is not there, at any moment of a delivery."""

import re

from hypothesis import given
from hypothesis import strategies as st

from pages.deploy.order import folders_left_empty, plan
from tests.site.deploy.conftest import FIRST, SECOND

PLACES = [f"services/{name}/index.html" for name in "abcdef"]
HREF = re.compile(r"\[(.*?)\]")


def test_what_says_that_a_version_comes_is_first_and_its_worker_last() -> None:
    made = plan({}, set(), FIRST)
    assert (made.sent[0], made.last) == ("version.txt", ("sw.js",))


def test_a_style_comes_before_a_page_and_a_new_page_before_what_leads_to_it() -> None:
    sent = plan(FIRST, set(FIRST), SECOND).sent
    order = ["static/site.bb.css", "services/xi-yi/index.html", "services/index.html"]
    assert [name for name in sent if name in order] == order


def test_what_names_pages_for_machines_comes_after_them() -> None:
    wanted = dict.fromkeys(("feed.xml", "sitemap-1.xml", "index.html", "a/index.html"), "x")
    assert plan({}, set(), wanted).sent[-2:] == ["feed.xml", "sitemap-1.xml"]


def test_what_may_stand_half_done_travels_again() -> None:
    made = plan({"a.html": "1"}, {"a.html", "b.html"}, {"a.html": "1", "b.html": "1"})
    assert made.sent == ["b.html"]


def test_a_folder_goes_when_the_last_of_ours_in_it_does() -> None:
    gone = ["services/a/index.html", "services/b/index.html", "services/b/card.vcf"]
    assert folders_left_empty(gone, ["services/c/index.html"]) == ["services/a", "services/b"]
    assert folders_left_empty(["a/b/c.html"], ["a/d.html"]) == ["a/b"]


@given(
    before=st.sets(st.sampled_from(PLACES), min_size=1),
    after=st.sets(st.sampled_from(PLACES), min_size=1),
)
def test_no_reader_who_follows_links_from_the_entry_meets_a_gap(
    before: set[str], after: set[str]
) -> None:
    old, new = linked(before, "old"), linked(after, "new")
    made = plan(old, set(old), new)
    host = dict(old)
    for name in made.sent:
        host[name] = new[name]
        assert gaps(host) == set()
    for name in made.gone:
        del host[name]
        assert gaps(host) == set()
    assert host == new


def linked(pages: set[str], style: str) -> dict[str, str]:
    """A site whose pages all lead to each other; a file's content is what it needs."""
    asset = f"static/{style}.css"
    content = f"[{asset}]" + "".join(f"[{page}]" for page in sorted(pages))
    return {"index.html": content, asset: "", **dict.fromkeys(pages, content)}


def gaps(host: dict[str, str]) -> set[str]:
    """What is missing of what the entry leads to, at any distance."""
    seen, ahead = set(), {"index.html"}
    while ahead:
        seen |= ahead
        ahead = {link for name in ahead for link in HREF.findall(host.get(name, ""))} - seen
    return seen - host.keys()


def test_a_compressed_copy_travels_with_its_text() -> None:
    copies = {f"{name}{ending}" for name in FIRST for ending in (".br", ".gz")}
    made = plan({}, set(), dict.fromkeys([*FIRST, *copies], "x"))
    assert set(made.last) == {"sw.js", "sw.js.br", "sw.js.gz"}
    for each in made.arriving:
        texts = {name for name in each if name in FIRST}
        assert set(each) - texts == {
            f"{name}{ending}" for name in texts for ending in (".br", ".gz")
        }


def test_a_copy_of_a_page_that_stands_is_no_new_page() -> None:
    """It would come before what the page needs."""
    sent = plan({"a/b/c/index.html": "1"}, {"a/b/c/index.html"}, {
        "a/b/c/index.html": "2", "a/b/c/index.html.br": "2", "a/b/d/index.html": "2",
    }).sent  # fmt: skip
    assert sent == ["a/b/d/index.html", "a/b/c/index.html", "a/b/c/index.html.br"]
