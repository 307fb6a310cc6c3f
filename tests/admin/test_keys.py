"""A key that is missing, short or readable by others is refused."""

from pathlib import Path

import pytest

from admin.keys import KeyRefused, create_key, read_keys


def test_a_fresh_key_is_readable_by_its_owner_alone(tmp_path: Path) -> None:
    create_key(tmp_path / "key")
    assert (tmp_path / "key").stat().st_mode & 0o777 == 0o600


def test_a_key_is_never_overwritten(tmp_path: Path) -> None:
    create_key(tmp_path / "key")
    with pytest.raises(FileExistsError):
        create_key(tmp_path / "key")


def test_each_purpose_has_its_own_secret(tmp_path: Path) -> None:
    create_key(tmp_path / "key")
    keys = read_keys(tmp_path / "key")
    assert len({keys.database, keys.session, keys.password_salt, keys.totp}) == 4


def test_a_key_does_not_show_itself(tmp_path: Path) -> None:
    create_key(tmp_path / "key")
    keys = read_keys(tmp_path / "key")
    assert keys.database not in repr(keys)


def test_a_missing_key_is_refused(tmp_path: Path) -> None:
    with pytest.raises(KeyRefused, match="init"):
        read_keys(tmp_path / "key")


@pytest.mark.parametrize("text", ["", "abcd", "x" * 64])
def test_a_short_or_damaged_key_is_refused(tmp_path: Path, text: str) -> None:
    (tmp_path / "key").touch(0o600)
    (tmp_path / "key").write_text(text)
    with pytest.raises(KeyRefused, match="太短"):
        read_keys(tmp_path / "key")


def test_a_key_that_others_can_read_is_refused(tmp_path: Path) -> None:
    create_key(tmp_path / "key")
    (tmp_path / "key").chmod(0o644)
    with pytest.raises(KeyRefused, match="600"):
        read_keys(tmp_path / "key")
