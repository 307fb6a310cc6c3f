"""The installation's one secret and what is derived from it.

The key file holds 32 random bytes in hexadecimal. Keep it apart from the data and the backups:
without it the admin database is noise. Nothing here has a default, and a key that others on the
machine could read is refused.
"""

import hashlib
import hmac
import os
import secrets
import stat
from dataclasses import dataclass, field
from pathlib import Path

from models import N_

KEY_BYTES = 32


class KeyRefused(Exception):
    """The key file is missing, too short, not hexadecimal, or readable by others."""


@dataclass(frozen=True)
class Keys:
    """Secrets derived from the key file, each for one purpose."""

    database: str = field(repr=False)
    session: str = field(repr=False)
    password_salt: str = field(repr=False)
    totp: str = field(repr=False)
    trail: str = field(repr=False)
    sealed: str = field(repr=False)

    @classmethod
    def derive(cls, master: bytes) -> "Keys":
        uses = ("database", "session", "salt", "totp", "trail", "sealed")
        return cls(*(_derive(master, use) for use in uses))


def _derive(master: bytes, use: str) -> str:
    return hmac.new(master, f"shouwang {use}".encode(), hashlib.sha256).hexdigest()


def create_key(path: Path) -> None:
    """Write a fresh key that only its owner can read; never over an existing one.

    :raises FileExistsError: there is a key already.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w") as file:
        file.write(secrets.token_hex(KEY_BYTES) + "\n")


def read_keys(path: Path) -> Keys:
    """The secrets of this installation.

    :raises KeyRefused: with what to do, in the user's words.
    """
    try:
        text = path.read_text().strip()
        mode = path.stat().st_mode
    except FileNotFoundError:
        message = N_("找不到密钥文件 %(path)s。请先运行 flask --app admin init，或放回备份的密钥。")
        raise KeyRefused(message % {"path": path}) from None
    if os.name == "posix" and mode & (stat.S_IRWXG | stat.S_IRWXO):
        message = N_("密钥文件 %(path)s 能被别人读取。请运行 chmod 600 %(path)s。")
        raise KeyRefused(message % {"path": path})
    return Keys.derive(_master(text, path))


def _master(text: str, path: Path) -> bytes:
    try:
        master = bytes.fromhex(text)
    except ValueError:
        master = b""
    if len(master) < KEY_BYTES:
        message = N_("密钥文件 %(path)s 太短或已损坏。请放回备份的密钥。")
        raise KeyRefused(message % {"path": path})
    return master
