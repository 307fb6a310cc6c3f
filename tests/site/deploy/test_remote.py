"""The same promises on real servers: SFTP, FTP, WebDAV, S3."""

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from pages.deploy.delivery import TargetForeign
from pages.deploy.places import PlaceFailed
from pages.deploy.secrets import Secrets
from tests.site.deploy.conftest import FIRST, SECOND, Made, Works, cut_after, standing
from tests.site.deploy.hosts import Host, host, make_key

KINDS = ["sftp", "ftp", "webdav", "s3", "sshd", "vsftpd"]
Uploading = tuple[Works, Host]


@pytest.fixture(params=KINDS)
def uploading(request: pytest.FixtureRequest, works: Made, tmp_path: Path) -> Iterator[Uploading]:
    with host(request.param, tmp_path) as served:
        made = works(**served.options)
        Secrets(made.deploying.instance).put("web", served.secret)
        yield made, served


def test_the_host_holds_the_site_and_then_the_next(uploading: Uploading) -> None:
    works, served = uploading
    works.put(FIRST)
    assert standing(served.root) == FIRST
    done = works.put(SECOND)
    assert standing(served.root) == SECOND
    assert (done.sent, done.removed) == (6, 2)
    assert not (served.root / "services" / "song-can").exists()


def test_only_what_changed_travels_and_nothing_twice(uploading: Uploading) -> None:
    works, served = uploading
    works.put(FIRST)
    assert works.put(FIRST | {"404.html": "other"}).put == ["404.html"]
    assert works.deploy().sent == 0
    works.deploy(to=1)
    assert standing(served.root) == FIRST


def test_others_files_stay_and_a_place_of_others_is_refused(uploading: Uploading) -> None:
    works, served = uploading
    (served.root / "thesis.docx").write_text("theirs")
    works.build(FIRST)
    with pytest.raises(TargetForeign, match=r"thesis\.docx"):
        works.deploy()
    works.deploy(adopt=True)
    works.put(SECOND)
    assert standing(served.root) == SECOND | {"thesis.docx": "theirs"}


def test_a_file_of_others_in_the_way_is_not_overwritten(uploading: Uploading) -> None:
    works, served = uploading
    works.put(FIRST)
    (served.root / "services" / "xi-yi").mkdir()
    (served.root / "services/xi-yi/index.html").write_text("theirs")
    with pytest.raises(TargetForeign, match="xi-yi"):
        works.put(SECOND)
    assert standing(served.root) == FIRST | {"services/xi-yi/index.html": "theirs"}


def test_another_machine_goes_on_from_the_hosts_own_record(uploading: Uploading) -> None:
    works, served = uploading
    works.put(FIRST)
    for path in (works.deploying.instance / "deploys").glob("web.*"):
        path.unlink()
    assert works.put(SECOND).sent == 6
    assert standing(served.root) == SECOND


def refused(works: Works, files: dict[str, str]) -> str:
    """What a deploy that fails says, in one line."""
    with pytest.raises(PlaceFailed) as failed:
        works.put(files)
    return str(failed.value)


def test_a_wrong_password_is_told_and_repeated_nowhere(uploading: Uploading) -> None:
    works, served = uploading
    if served.pinned_by_key:
        pytest.skip("nobody enters there with a password")
    Secrets(works.deploying.instance).put("web", "hunter2-hunter2")
    said = refused(works, FIRST)
    assert "密码不对" in said
    assert "hunter2" not in said + "".join(works.said)
    assert standing(served.root) == {}


@pytest.mark.parametrize("uploading", ["sshd"], indirect=True)
def test_a_host_that_shows_another_key_is_refused(uploading: Uploading) -> None:
    works, served = uploading
    works.put(FIRST)
    assert "SHA256:" in works.said[0]
    keys = works.deploying.state("web").host_keys_path
    make_key(served.notes["folder"] / "another")
    kind, key, _who = (served.notes["folder"] / "another.pub").read_text().split()
    keys.write_text(f"{kind} {key}\n")
    assert "密钥" in refused(works, SECOND)
    assert standing(served.root) == FIRST


@pytest.mark.parametrize("uploading", ["sshd"], indirect=True)
def test_a_host_that_does_not_take_the_key_is_told(uploading: Uploading) -> None:
    works, served = uploading
    works.put(FIRST)
    (served.notes["folder"] / "authorized_keys").write_text("")
    assert "密码不对" in refused(works, SECOND)
    assert standing(served.root) == FIRST


@pytest.mark.parametrize("uploading", ["sshd"], indirect=True)
def test_pages_travel_without_compression_too(uploading: Uploading) -> None:
    works, served = uploading
    works.target.options["compress"] = False
    works.put(FIRST)
    works.put(SECOND)
    assert standing(served.root) == SECOND


@pytest.mark.parametrize("uploading", ["sftp", "ftp", "webdav", "s3"], indirect=True)
def test_a_host_that_is_not_there_is_told(uploading: Uploading) -> None:
    works, served = uploading
    works.put(FIRST)
    served.server.kill()
    assert "连不上" in refused(works, SECOND)
    assert standing(served.root) == FIRST


@pytest.mark.parametrize("after", [1, 3, 5])
def test_an_upload_that_is_cut_goes_on_where_it_stopped(uploading: Uploading, after: int) -> None:
    works, served = uploading
    works.put(FIRST)
    works.build(SECOND)
    cut_after(works, after)
    done = works.deploy()
    assert done.sent <= 6 - after
    assert standing(served.root) == SECOND


def test_the_secret_is_on_no_command_line(uploading: Uploading) -> None:
    works, served = uploading
    works.build(FIRST)
    seen: list[str] = []
    edition = works.deploying.edition(None, works.now)

    def tell(_done: int, _total: int) -> None:
        for path in Path("/proc").glob("[0-9]*/cmdline"):
            with suppress(OSError):
                seen.append(path.read_text())

    works.deploying.deploy(works.target, edition, False, tell, works.said.append)
    mine = [line for line in seen if "\0rcd\0" in line]
    assert mine
    assert not [line for line in mine if served.secret and served.secret in line]
