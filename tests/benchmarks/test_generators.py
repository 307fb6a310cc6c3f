"""Which peers are found, how they are run, and what of their pages is compared with ours."""

import sys
from pathlib import Path

import pytest

from benchmarks import generators
from benchmarks.builds import ALL
from benchmarks.generators import PEERS, compared, found


def write(output: Path, page: str, text: str) -> None:
    """A page of a site."""
    (output / page).mkdir(parents=True)
    (output / page / "index.html").write_text(text, "utf-8")


def test_the_peers_of_a_whole_benchmark_are_known() -> None:
    assert ALL.split(",") == list(PEERS)


def test_a_peer_that_cannot_be_had_is_left_out(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    nothing = [[sys.executable, "-c", "raise SystemExit(1)"]]
    monkeypatch.setitem(generators.PROGRAMS, "pelican", (tmp_path / "pelican", nothing))
    monkeypatch.setitem(generators.PROGRAMS, "eleventy", (tmp_path / "11ty", [["no-such-thing"]]))
    assert list(found(["pelican", "eleventy", "no-such-peer", "frozen"], None)) == ["frozen"]


def test_a_peer_is_installed_when_it_is_first_wanted(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    program = tmp_path / "pelican"
    making = [[sys.executable, "-c", f"open({str(program)!r}, 'x')"]]
    monkeypatch.setitem(generators.PROGRAMS, "pelican", (program, making))
    for _time in ("first", "second"):
        assert found(["pelican"], None)["pelican"].program == str(program)


def test_hugo_is_taken_from_where_it_is_said_to_be() -> None:
    peers = found(["hugo", "hugo-files"], "/elsewhere/hugo")
    command = peers["hugo-files"].command(peers["hugo"].program, *map(Path, ("p", "s", "o")))
    assert command == ["/elsewhere/hugo", "--quiet", "--source=s", "--destination=o"]


def test_a_page_is_told_that_says_something_else(tmp_path: Path) -> None:
    for side, text in (("ours", "a <b>phone</b>"), ("theirs", "<i>a</i>  telephone")):
        write(tmp_path / side, "services/x", text)
        write(tmp_path / side, "areas/y", "<p>the same</p><script>otherwise</script>")
    write(tmp_path / "theirs", "categories/z", "only theirs")
    others = ["categories/z/index.html", "services/x/index.html"]
    assert compared(tmp_path / "ours", tmp_path / "theirs") == (2, others)


def test_of_many_pages_some_are_read(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(generators, "MOST_COMPARED", 4)
    for number in range(10):
        for side in ("ours", "theirs"):
            write(tmp_path / side, f"services/{number}", "said")
    (tmp_path / "theirs/services/3/index.html").write_text("something else", "utf-8")
    assert compared(tmp_path / "ours", tmp_path / "theirs") == (4, ["services/3/index.html"])
