"""A scan is kept encrypted, opened in the own area only, and noted."""

import io

import pytest

from admin.accounts.audit import Entry
from admin.registry.people.families import Guardian
from admin.registry.people.sealed_files import SealedFile
from tests.admin.registry import factories
from tests.admin.registry.views.conftest import Village

PDF = b"%PDF-1.7 entrusted"


@pytest.fixture
def entrusted(village: Village) -> int:
    with village.working():
        return int(factories.guardian(village.elder, kind="entrusted", document="委托书").id)


def send(village: Village, number: int, content: bytes) -> str:
    data = {"scan": (io.BytesIO(content), "王秀英的委托书.pdf")}
    path = village.path(f"guardian/{number}/scan")
    return village.browser("village_contact").post(path, data=data, follow_redirects=True).text


def test_what_was_sent_comes_back_as_a_file_with_no_name_in_it(
    village: Village, entrusted: int
) -> None:
    assert "扫描件 1" in send(village, entrusted, PDF)
    answer = village.browser("auditor").get(village.path("scans/1"))
    assert answer.data == PDF
    assert answer.headers["Content-Disposition"] == "attachment; filename=scan-1.pdf"
    with village.working():
        events = {one.event for one in Entry.select().where(Entry.key == village.elder.handle)}
        assert {"file_added", "file_opened"} <= events
        assert b"entrusted" not in SealedFile.get().content.stored.encode()


def test_the_next_village_finds_no_scan(village: Village, entrusted: int) -> None:
    send(village, entrusted, PDF)
    stranger = village.browser("village_contact", village.foreign.area_code)
    assert stranger.get(village.path("scans/1")).status_code == 404
    foreign = f"/elders/{village.foreign.handle}/scans/1"
    assert stranger.get(foreign).status_code == 404


@pytest.mark.parametrize(
    ("content", "said"),
    [(b"", "请先选一个文件"), (b"MZ\x00", "只收照片")],
)
def test_anything_else_is_refused_in_words(
    village: Village, entrusted: int, content: bytes, said: str
) -> None:
    assert said in send(village, entrusted, content)
    with village.working():
        assert SealedFile.select().count() == 0
        assert Guardian.select().count() == 1
