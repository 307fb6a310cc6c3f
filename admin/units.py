"""Units by which systemd starts the office: those of docs/hosting with this machine's paths.

Pure but for `install`, which writes what has been shown and keeps what it replaces. It starts
nothing: that is the administrator's word.
"""

import os
import re
from dataclasses import dataclass
from pathlib import Path

from admin.config import ROOT, Config
from models import N_

TEMPLATES = ROOT / "docs" / "hosting"
SYSTEM = Path("/etc/systemd/system")
OFFICE, WORKER = "shouwang.service", "shouwang-work.service"
# Of a person's own units these are not wanted or not possible.
ONLY_SYSTEM = re.compile(
    r"^(User|ProtectSystem|ProtectHome|PrivateTmp|ReadWritePaths|After|Wants)=.*\n", re.MULTILINE
)


class UnitRefused(Exception):
    """A unit cannot be written; the message says why."""


@dataclass(frozen=True)
class Machine:
    """Where the program and its data are, and who runs it; no user means a person's own unit."""

    root: Path
    instance: Path
    user: str
    writable: tuple[Path, ...]


def machine(config: Config, targets: tuple[Path, ...], user: str) -> Machine:
    """This machine; a folder that is a target lies in one that must be writable.

    :raises UnitRefused: a path has a space in it, which units take for the end of a word.
    """
    folders = {config.instance, config.output_path, *(path.parent for path in targets)}
    for path in (ROOT, *folders):
        if re.search(r"[\s%\"'\\]", str(path)):
            message = N_("路径 %(path)s 里有空格、引号、百分号或反斜杠，写不进服务。请换个位置。")
            raise UnitRefused(message % {"path": path})
    return Machine(ROOT, config.instance, user, tuple(sorted(folders)))


def written(name: str, machine: Machine) -> str:
    """A unit of docs/hosting with this machine's paths."""
    text = (TEMPLATES / name).read_text(encoding="utf-8")
    text = text.replace("/opt/shouwang", str(machine.root))
    text = text.replace("=/var/lib/shouwang\n", f"={machine.instance}\n")
    writable = " ".join(map(str, machine.writable))
    text = re.sub(r"^ReadWritePaths=.*$", f"ReadWritePaths={writable}", text, flags=re.MULTILINE)
    if machine.user:
        return re.sub(r"^User=.*$", f"User={machine.user}", text, flags=re.MULTILINE)
    return ONLY_SYSTEM.sub("", text).replace("multi-user.target", "default.target")


def install(text: str, path: Path) -> bool:
    """Write a unit; one that was there and differs is kept beside it. Whether anything was written.

    :raises UnitRefused: the folder cannot be written.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        if path.exists():
            if path.read_text(encoding="utf-8") == text:
                return False
            os.replace(path, path.with_name(f"{path.name}.before"))
        path.write_text(text, encoding="utf-8")
    except OSError as error:
        message = N_("写不了 %(path)s：%(why)s。请用 root 运行，或者加 --mine 只为自己安装。")
        raise UnitRefused(message % {"path": path, "why": error.strerror or ""}) from None
    return True
