"""Only scans of a few kinds and a bounded size are kept."""

import pytest

from admin.registry.people.sealed_files import LARGEST, FileRefused, kind_of


@pytest.mark.parametrize(
    ("content", "kind"),
    [(b"%PDF-1.4", "pdf"), (b"\xff\xd8\xff\xe0", "jpg"), (b"\x89PNG\r\n\x1a\n", "png")],
)
def test_a_kind_is_known_by_its_beginning(content: bytes, kind: str) -> None:
    assert kind_of(content) == kind


@pytest.mark.parametrize(
    ("content", "why"),
    [(b"", "empty"), (b"<html>", "kind"), (b"%PDF-" + b"x" * LARGEST, "large")],
)
def test_everything_else_is_refused(content: bytes, why: str) -> None:
    with pytest.raises(FileRefused, match=why):
        kind_of(content)
