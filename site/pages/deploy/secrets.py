"""The passwords of targets, encrypted, in a file that only its owner reads.

They lie apart from the office's key and databases, because a deploy must run where the office is
not: `instance/targets.key` opens `instance/targets.secret`, and `SHOUWANG_TARGET_KEY_FILE` names
the key elsewhere. A variable `SHOUWANG_TARGET_SECRET_<NAME>` goes before the file. No secret is
ever shown, logged, or handed on in a command line.
"""

import json
import os
import stat
from collections.abc import Mapping
from pathlib import Path

from cryptography.fernet import Fernet, InvalidToken

from models import N_

KEY_VARIABLE = "SHOUWANG_TARGET_KEY_FILE"
VARIABLE = "SHOUWANG_TARGET_SECRET_"


class SecretsRefused(Exception):
    """The secrets cannot be read or kept; the message says why and holds none."""


class Secrets:
    """The secrets of one installation's targets."""

    def __init__(self, instance: Path, environ: Mapping[str, str] = os.environ) -> None:
        self.path = instance / "targets.secret"
        self.key_path = Path(environ.get(KEY_VARIABLE) or instance / "targets.key")
        self.environ = environ

    def get(self, target: str) -> str:
        """The secret of a target; "" where there is none.

        :raises SecretsRefused: the file or its key cannot be used.
        """
        given = self.environ.get(VARIABLE + target.upper().replace("-", "_"))
        return given if given is not None else self._read().get(target, "")

    def put(self, target: str, secret: str) -> None:
        """Keep a target's secret; an empty one forgets it.

        :raises SecretsRefused: the file or its key cannot be used.
        """
        kept = {name: value for name, value in self._read().items() if name != target}
        kept |= {target: secret} if secret else {}
        if not self.key_path.exists():
            _write(self.key_path, Fernet.generate_key())
        beside = self.path.with_suffix(".new")
        beside.unlink(missing_ok=True)
        _write(beside, self._cipher().encrypt(json.dumps(kept).encode()))
        os.replace(beside, self.path)

    def _read(self) -> dict[str, str]:
        if not self.path.exists():
            return {}
        try:
            return dict(json.loads(self._cipher().decrypt(self.path.read_bytes())))
        except (InvalidToken, ValueError, OSError):
            message = N_("发布密码的文件 %(path)s 打不开：已损坏，或者密钥不对。请重新设置密码。")
            raise SecretsRefused(message % {"path": self.path}) from None

    def _cipher(self) -> Fernet:
        try:
            mode, key = self.key_path.stat().st_mode, self.key_path.read_bytes()
        except OSError:
            message = N_("找不到发布密码的密钥 %(path)s。请放回备份的密钥，或重新设置密码。")
            raise SecretsRefused(message % {"path": self.key_path}) from None
        if os.name == "posix" and mode & (stat.S_IRWXG | stat.S_IRWXO):
            message = N_("密钥文件 %(path)s 能被别人读取。请运行 chmod 600 %(path)s。")
            raise SecretsRefused(message % {"path": self.key_path})
        return Fernet(key.strip())


def _write(path: Path, content: bytes) -> None:
    """A file that nobody else can read from its first moment on."""
    path.parent.mkdir(parents=True, exist_ok=True)
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(content)
