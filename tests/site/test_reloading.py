"""A preview shows the files as they lie there, and tells who looks that they have changed."""

import threading
from collections.abc import Iterator
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path

import pytest

from pages.reloading import EVENTS, HOST, SCRIPT, TAG, Preview

PAGE = "<html><head><title>一</title></head><body></body></html>"


@pytest.fixture
def preview(tmp_path: Path) -> Iterator[Preview]:
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "index.html").write_text(PAGE, "utf-8")
    (tmp_path / "a" / "style.css").write_text("</head>")
    preview = Preview(tmp_path, 0)
    yield preview
    preview.close()


def get(preview: Preview, path: str) -> HTTPResponse:
    connection = HTTPConnection(HOST, int(preview.address.rstrip("/").rpartition(":")[2]), 30)
    connection.request("GET", path)
    return connection.getresponse()


def read(preview: Preview, path: str) -> bytes:
    with get(preview, path) as response:
        return response.read()


@pytest.mark.parametrize("path", ["/a/", "/a/index.html"])
def test_a_page_gets_one_line_more_on_its_way_out(
    preview: Preview, path: str, tmp_path: Path
) -> None:
    assert read(preview, path).replace(TAG, b"", 1).decode() == PAGE
    assert TAG in read(preview, path)
    assert (tmp_path / "a" / "index.html").read_text("utf-8") == PAGE


def test_other_files_go_out_as_they_are(preview: Preview) -> None:
    assert read(preview, "/a/style.css") == b"</head>"


def test_who_listens_is_told_of_each_change(preview: Preview) -> None:
    with get(preview, EVENTS) as events:
        assert events.headers["Content-Type"] == "text/event-stream"
        for _number in range(3):
            # The answer's head is out before the server begins to wait.
            again = threading.Timer(0.2, preview.reload)
            again.start()
            assert events.readline() == b"data: changed\n"
            assert events.readline() == b"\n"
            again.join()


def test_the_script_listens_where_the_events_are(preview: Preview) -> None:
    assert f'EventSource("{EVENTS}")'.encode() in read(preview, SCRIPT)


def test_a_worker_that_keeps_pages_is_sent_away(preview: Preview) -> None:
    with get(preview, "/sw.js") as response:
        assert response.headers["Content-Type"].startswith("text/javascript")
        assert b"unregister" in response.read()


def test_a_browser_keeps_nothing_of_it(preview: Preview) -> None:
    with get(preview, "/a/") as response:
        assert response.headers["Cache-Control"] == "no-store"


def test_nothing_outside_the_folder_is_shown(preview: Preview, tmp_path: Path) -> None:
    (tmp_path.parent / "secret.html").write_text("secret")
    with get(preview, "/../secret.html") as response:
        assert response.status == 404
    (tmp_path.parent / "secret.html").unlink()


def test_a_port_that_is_taken_is_an_error(preview: Preview, tmp_path: Path) -> None:
    with pytest.raises(OSError, match="use"):
        Preview(tmp_path, int(preview.address.rstrip("/").rpartition(":")[2]))
