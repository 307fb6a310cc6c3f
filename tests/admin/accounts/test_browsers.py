"""A browser is called by two words that a person knows, and by nothing that it made up."""

import pytest

from admin.accounts.browsers import short_name

CHROME = "AppleWebKit/537.36 (KHTML, like Gecko) Chrome/120.0 Safari/537.36"


@pytest.mark.parametrize(
    ("agent", "name"),
    [
        (f"Mozilla/5.0 (Windows NT 10.0; Win64; x64) {CHROME} Edg/120.0", "Edge · Windows"),
        (f"Mozilla/5.0 (Linux; Android 13) {CHROME} MicroMessenger/8.0", "微信 · Android"),
        (f"Mozilla/5.0 (Linux; Android 13) {CHROME}", "Chrome · Android"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) Safari/604.1", "Safari · iPhone"),
        ("Mozilla/5.0 (Macintosh; Intel Mac OS X 10.15; rv:120.0) Firefox/120.0", "Firefox · Mac"),
    ],
)
def test_the_usual_browsers_are_named(agent: str, name: str) -> None:
    assert short_name(agent) == name


@pytest.mark.parametrize("agent", ["", "curl/8.0", "<script>alert(1)</script>", "张三的手机"])
def test_what_is_not_known_is_not_repeated(agent: str) -> None:
    assert short_name(agent) == ""
