"""The checker finds each fault that is planted, and none where there is none."""

from pathlib import Path

import pytest

from tests import site_checker


def write(folder: Path, body: str) -> Path:
    (folder / "sub").mkdir()
    (folder / "sub" / "index.html").write_text('<h1 id="top">x</h1>')
    (folder / "index.html").write_text(body)
    return folder


@pytest.mark.parametrize(
    "body",
    [
        '<a href="sub/index.html#top">x</a>',
        '<a href="#here" id="here">x</a>',
        '<a href="tel:120">120</a>',
        '<a href="sms:13800000000?body=x">x</a>',
        '<a href="https://uri.amap.com/search?keyword=x" rel="noopener noreferrer">x</a>',
        '<meta http-equiv="refresh" content="0; url=sub/index.html">',
    ],
)
def test_a_good_page_has_no_problem(tmp_path: Path, body: str) -> None:
    assert site_checker.problems(write(tmp_path, body)) == []


@pytest.mark.parametrize(
    ("body", "problem"),
    [
        ('<a href="gone.html">x</a>', "dead link gone.html"),
        ('<img src="gone.png">', "dead link gone.png"),
        ('<a href="../outside.html">x</a>', "dead link ../outside.html"),
        ('<a href="sub/index.html#gone">x</a>', "dead anchor sub/index.html#gone"),
        ('<a href="/sub/">x</a>', "absolute link /sub/"),
        ('<a href="http://localhost/">x</a>', "absolute link http://localhost/"),
        ('<a href="https://a.example/">x</a>', "absolute link https://a.example/"),
        ('<a href="https://a.example/" rel="noopener">x</a>', "absolute link https://a.example/"),
        (
            '<img src="https://a.example/" rel="noopener noreferrer">',
            "absolute link https://a.example/",
        ),
        ('<p id="a"></p><p id="a"></p>', "id a twice"),
    ],
)
def test_a_planted_fault_is_found(tmp_path: Path, body: str, problem: str) -> None:
    assert site_checker.problems(write(tmp_path, body)) == [f"index.html: {problem}"]
