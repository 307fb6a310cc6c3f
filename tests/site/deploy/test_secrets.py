"""Passwords of hosts are unreadable on disk, and refused where others could read the key."""

from pathlib import Path

import pytest

from pages.deploy.secrets import Secrets, SecretsRefused


def test_a_secret_comes_back_and_lies_nowhere_in_the_clear(tmp_path: Path) -> None:
    Secrets(tmp_path, {}).put("web", "hunter2")
    assert Secrets(tmp_path, {}).get("web") == "hunter2"
    assert all(b"hunter2" not in path.read_bytes() for path in tmp_path.iterdir())
    assert {path.stat().st_mode & 0o777 for path in tmp_path.iterdir()} == {0o600}


def test_an_empty_one_forgets_it_and_leaves_the_others(tmp_path: Path) -> None:
    secrets = Secrets(tmp_path, {})
    secrets.put("web", "a")
    secrets.put("mirror", "b")
    secrets.put("web", "")
    assert (secrets.get("web"), secrets.get("mirror")) == ("", "b")


def test_a_variable_goes_before_the_file(tmp_path: Path) -> None:
    Secrets(tmp_path, {}).put("the-web", "a")
    assert Secrets(tmp_path, {"SHOUWANG_TARGET_SECRET_THE_WEB": "b"}).get("the-web") == "b"


def test_a_key_that_others_can_read_is_refused(tmp_path: Path) -> None:
    Secrets(tmp_path, {}).put("web", "a")
    (tmp_path / "targets.key").chmod(0o644)
    with pytest.raises(SecretsRefused, match="chmod 600"):
        Secrets(tmp_path, {}).get("web")


def test_a_lost_or_another_key_is_told(tmp_path: Path) -> None:
    Secrets(tmp_path, {}).put("web", "hunter2")
    (tmp_path / "targets.key").unlink()
    with pytest.raises(SecretsRefused, match="找不到"):
        Secrets(tmp_path, {}).get("web")
    Secrets(tmp_path / "other", {}).put("web", "x")
    (tmp_path / "other" / "targets.key").rename(tmp_path / "targets.key")
    with pytest.raises(SecretsRefused, match="密钥不对"):
        Secrets(tmp_path, {}).get("web")
