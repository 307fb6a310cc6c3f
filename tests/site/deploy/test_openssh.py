"""OpenSSH is asked for where it can compress, and told everything that it may rely on."""

import csv
from pathlib import Path
from typing import Any

from pages.deploy import openssh
from pages.deploy.targets import Target, parse


def target(**options: Any) -> Target:
    login = {"kind": "sftp", "host": "h.example.org", "user": "yanglao"}
    return parse({"web": {**login, **options}})["web"]


def words(made: Target, outbox: Path) -> list[str]:
    """The command as rclone takes it apart."""
    text = openssh.command(made, outbox)
    return next(csv.reader([text], delimiter=" ")) if text else []


def test_with_a_key_it_compresses_and_asks_nobody(tmp_path: Path) -> None:
    found = words(target(key_file="/keys/my own", port=2222), tmp_path / "web.outbox")
    assert found[1:7] == ["-F", "none", "-i", "/keys/my own", "-p", "2222"]
    assert {"Compression=yes", "BatchMode=yes", "StrictHostKeyChecking=yes"} < set(found)
    assert found[-1] == "yanglao@h.example.org"


def test_with_a_password_or_where_it_is_not_wanted_rclone_speaks_itself(tmp_path: Path) -> None:
    assert words(target(), tmp_path / "web.outbox") == []
    assert words(target(key_file="/k", compress=False), tmp_path / "web.outbox") == []


def test_every_pinned_key_is_known_under_one_name(tmp_path: Path) -> None:
    openssh.write_known(tmp_path / "web.outbox", "ssh-ed25519 AAAA, ecdsa-x BBBB")
    lines = openssh.known(tmp_path / "web.outbox").read_text().splitlines()
    assert lines == ["shouwang-target ssh-ed25519 AAAA", "shouwang-target ecdsa-x BBBB"]
