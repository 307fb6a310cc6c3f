"""While sites replace each other, readers who follow links meet no gap."""

import time
from pathlib import Path

import pytest

from pages.deploy.delivery import LONGEST_CHAIN
from pages.deploy.secrets import Secrets
from tests.site.deploy.conftest import FIRST, SECOND, Files, Made, Works, standing
from tests.site.deploy.crowd import READERS, Crowd
from tests.site.deploy.hosts import caddy, host

RELEASES, LINGER = 20, 4


def edition(number: int) -> Files:
    """A site whose pages, style and one address are new in each edition."""
    style, page = f"static/site.{number:02x}aa.css", f"services/s-{number}/"
    head = f'<link href="{{up}}{style}">'
    return {
        "index.html": head.format(up="") + '<a href="services/"></a>' + "x" * 5000,
        "services/index.html": head.format(up="../") + f'<a href="s-{number}/"></a>',
        f"{page}index.html": head.format(up="../../") + '<a href="../../"></a>',
        style: f"/* {number} */",
        "404.html": "none such",
        "version.txt": str(number),
        "sw.js": f"// {number}",
    }


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["link", "plain", "sshd"])
def test_a_thousand_readers_meet_no_gap_while_twenty_sites_replace_each_other(
    works: Made, tmp_path: Path, kind: str
) -> None:
    if kind == "sshd":
        with host("sshd", tmp_path) as served:
            read_through(works(**served.options, linger=LINGER), served.root)
        return
    made = works(linger=LINGER)
    root = Path(made.target.options["path"])
    if kind == "plain":
        root.mkdir()
    read_through(made, root)


def read_through(made: Works, root: Path) -> None:
    made.put(edition(0))
    with caddy(root, made.folder) as address, Crowd(address) as crowd:
        until = time.monotonic() + 60
        while crowd.open < READERS and time.monotonic() < until:
            time.sleep(0.1)
        for number in range(1, RELEASES + 1):
            made.put(edition(number))
    assert crowd.missed == []
    assert crowd.open == READERS
    assert min(crowd.journeys) > 0
    assert standing(root) == edition(RELEASES)


def test_a_long_chain_of_lists_becomes_one(works: Made) -> None:
    made = works()
    root = Path(made.target.options["path"])
    for number in range(LONGEST_CHAIN + 1):
        made.put(FIRST | {"404.html": str(number)})
    assert len(list((root / "_shouwang").iterdir())) <= 4
    (made.deploying.instance / "deploys" / "web.json").unlink()
    assert made.put(FIRST | {"404.html": "last"}).put == ["404.html"]


def test_what_is_written_for_one_page_is_small(works: Made) -> None:
    made = works()
    root = Path(made.target.options["path"])
    many = {f"a/{n}/index.html": f"{n} " * 500 for n in range(300)}
    made.put(FIRST | many)
    made.put(FIRST | many | {"a/7/index.html": "x" * 5000})
    lists = sorted((root / "_shouwang").glob("*.gz"))
    assert lists[-1].stat().st_size + (root / "_shouwang/head.json").stat().st_size < 600


def test_two_deploys_to_one_target_do_not_run_at_once(works: Made) -> None:
    made = works()
    made.build(FIRST)
    with made.deploying.state("web").locked(), pytest.raises(Exception, match="另一次发布"):
        made.deploy()


def test_a_secret_is_not_lost_with_a_missing_key(works: Made) -> None:
    secrets = Secrets(works().deploying.instance)
    secrets.put("web", "s")
    assert secrets.get("web") == "s"


@pytest.mark.parametrize("kind", ["folder", "sshd"])
def test_compressed_copies_are_put_out_and_taken_away_with_their_pages(
    works: Made, tmp_path: Path, kind: str
) -> None:
    page = "services/song-can/index.html"
    first = FIRST | {f"{page}.br": "packed", f"{page}.gz": "packed"}
    if kind == "folder":
        made = works()
        check_copies(made, Path(made.target.options["path"]), first)
        return
    with host("sshd", tmp_path) as served:
        check_copies(works(**served.options), served.root, first)


def check_copies(made: Works, root: Path, first: Files) -> None:
    made.put(first)
    assert standing(root) == first
    made.put(SECOND)
    assert standing(root) == SECOND
