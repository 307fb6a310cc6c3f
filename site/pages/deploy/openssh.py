"""OpenSSH in place of rclone's own SSH, which cannot compress: pages shrink to a fifth on the way.

Only where it is installed and a key without a passphrase opens the host: it asks nobody anything,
reads no configuration of the person who runs it, and knows no host but for the pinned keys.
"""

import shutil
from pathlib import Path

from pages.deploy.targets import Target

ALIAS = "shouwang-target"
OPTIONS = (
    "BatchMode=yes",
    "Compression=yes",
    "ConnectTimeout=15",
    "GlobalKnownHostsFile=none",
    f"HostKeyAlias={ALIAS}",
    "IdentitiesOnly=yes",
    "ServerAliveInterval=20",
    "StrictHostKeyChecking=yes",
    "UpdateHostKeys=no",
)


def command(target: Target, outbox: Path) -> str:
    """What rclone starts for a connection, its words quoted; "" where it uses its own SSH."""
    options = target.options
    program = shutil.which("ssh")
    if not (program and options.get("key_file") and options.get("compress")):
        return ""
    words = [program, "-F", "none", "-i", options["key_file"], "-p", str(options["port"])]
    words += ["-E", str(_log(outbox))]
    for each in (*OPTIONS, f"UserKnownHostsFile={known(outbox)}"):
        words += ["-o", each]
    return " ".join(_quoted(word) for word in [*words, f"{options['user']}@{options['host']}"])


def known(outbox: Path) -> Path:
    """Where the pinned keys lie in the form that OpenSSH reads."""
    return outbox.with_suffix(".known")


def write_known(outbox: Path, host_keys: str) -> None:
    """The pinned keys, as rclone keeps them, for OpenSSH."""
    keys = [key.strip() for key in host_keys.split(",") if key.strip()]
    known(outbox).write_text("".join(f"{ALIAS} {key}\n" for key in keys), encoding="ascii")


def said(outbox: Path) -> list[str]:
    """What OpenSSH has said, which rclone does not hand on."""
    try:
        return _log(outbox).read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return []


def clear(outbox: Path) -> None:
    """Leave nothing of it."""
    for path in (known(outbox), _log(outbox)):
        path.unlink(missing_ok=True)


def _log(outbox: Path) -> Path:
    return outbox.with_suffix(".ssh")


def _quoted(word: str) -> str:
    """As rclone takes apart a list of words."""
    return f'"{word.replace(chr(34), chr(34) * 2)}"' if set(word) & set(' "') else word
