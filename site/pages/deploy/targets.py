"""The places that a site is put on, as `config.toml` names them: `[targets.NAME]`.

Reads and checks; it opens no connection, and no secret may stand here. What is wrong is refused
with the target's name and the setting's.
"""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NoReturn

from models import N_
from pages.builder import BASE_URL

NAME = re.compile(r"[a-z][a-z0-9-]{0,29}")
LINGER = 10
EDITIONS = 10

Options = dict[str, Any]
# A setting's default; a type alone means that it must be given.
ANY_KIND: Options = {"kind": str, "url": "", "linger": LINGER, "after_release": True}
LOGIN: Options = {"host": str, "user": str, "path": ""}
KINDS: dict[str, Options] = {
    "folder": {"path": str},
    "sftp": {**LOGIN, "port": 22, "key_file": "", "compress": True},
    "ftp": {**LOGIN, "port": 21, "security": "explicit", "ca_file": ""},
    "webdav": {"address": str, "user": "", "path": "", "ca_file": ""},
    "s3": {
        "endpoint": str,
        "bucket": str,
        "path": "",
        "access_key": str,
        "region": "",
        "provider": "Other",
        "ca_file": "",
    },
}
CHOICES = {
    "security": ("explicit", "implicit", "none"),
    "provider": ("Alibaba", "TencentCOS", "HuaweiOBS", "Minio", "AWS", "Other"),
}
# In lower case; what a hurried hand types into the wrong file.
SECRETS = frozenset({"password", "pass", "secret", "secret_key", "key", "token"})


class TargetRefused(Exception):
    """A target is unknown or written wrongly; the message names it and the setting."""


@dataclass(frozen=True)
class Target:
    """One place. `url` is where readers find it, "" where that is not known. `after_release`: what
    the desk releases goes there by itself."""

    name: str
    kind: str
    url: str = ""
    linger: int = LINGER
    options: Options = field(default_factory=dict)
    after_release: bool = True

    @property
    def place(self) -> str:
        """Where it is, in a form that may be shown: no secret stands in any of these."""
        root = self.options.get("path", "")
        where = self.options.get("host") or self.options.get("address")
        where = where or self.options.get("bucket")
        return f"{self.kind}://{where}/{root.lstrip('/')}" if where else str(root)


def read_targets(instance: Path) -> dict[str, Target]:
    """The targets of an installation, by name, in the order of the file.

    :raises TargetRefused: the file is no TOML, or one of them is wrong.
    """
    path = instance / "config.toml"
    try:
        written = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        message = N_("%(path)s 不是正确的 TOML：%(error)s")
        raise TargetRefused(message % {"path": path, "error": error}) from None
    return parse(written.get("targets", {}))


def parse(tables: Any) -> dict[str, Target]:
    """The tables below `targets` as values.

    :raises TargetRefused: one of them is wrong.
    """
    if not isinstance(tables, Mapping) or not all(isinstance(t, Mapping) for t in tables.values()):
        raise TargetRefused(N_("config.toml 里的 targets 要写成 [targets.名字] 这样的几段。"))
    return {name: _target(name, dict(table)) for name, table in tables.items()}


def find(targets: Mapping[str, Target], name: str) -> Target:
    """The target of that name.

    :raises TargetRefused: there is none.
    """
    if name not in targets:
        known = "、".join(targets) or N_("还没有")
        message = N_("config.toml 里没有发布目标“%(name)s”。现有：%(known)s。")
        raise TargetRefused(message % {"name": name, "known": known})
    return targets[name]


def _target(name: str, table: Options) -> Target:
    if not NAME.fullmatch(name):
        _refuse(name, N_("名字只能用小写字母、数字和连字符。"))
    kind = str(table.get("kind"))
    if kind not in KINDS:
        _refuse(name, N_("kind 只能是：%(known)s。"), known="、".join(KINDS))
    wanted = ANY_KIND | KINDS[kind]
    for key, value in table.items():
        _check(name, wanted, key, value)
    for key, default in wanted.items():
        if isinstance(default, type) and not table.get(key):
            _refuse(name, N_("缺少“%(key)s”。"), key=key)
    filled: Options = {k: table.get(k, "" if isinstance(d, type) else d) for k, d in wanted.items()}
    if filled["url"] and not BASE_URL.fullmatch(filled["url"]):
        _refuse(name, N_("url 要写成 https://example.org/care/ 这样的网址。"))
    options = {key: value for key, value in filled.items() if key not in ANY_KIND}
    _check_place(name, kind, options)
    own = filled["url"], filled["linger"], options, filled["after_release"]
    return Target(name, kind, *own)


def _check(name: str, wanted: Options, key: str, value: Any) -> None:
    if key.lower() in SECRETS:
        message = N_("密码不能写在 config.toml。请运行 flask --app admin target-secret %(name)s。")
        _refuse(name, message, name=name)
    if key not in wanted:
        known = "、".join(wanted)
        _refuse(name, N_("不认识“%(key)s”。可用的有：%(known)s"), key=key, known=known)
    default = wanted[key]
    kind: type[Any] = default if isinstance(default, type) else type(default)
    if type(value) is not kind:
        _refuse(name, N_("“%(key)s”应当是 %(type)s。"), key=key, type=kind.__name__)
    if kind is int and not 0 <= value < 65536:
        _refuse(name, N_("“%(key)s”的数太大或太小。"), key=key)
    if key in CHOICES and value not in CHOICES[key]:
        known = "、".join(CHOICES[key])
        _refuse(name, N_("“%(key)s”只能是：%(known)s。"), key=key, known=known)
    if kind is str and any(not letter.isprintable() for letter in value):
        _refuse(name, N_("“%(key)s”里有看不见的字符。"), key=key)


def _check_place(name: str, kind: str, options: Options) -> None:
    """A root that is everything, or an address with its password in it, is not accepted."""
    path = options["path"]
    if ".." in Path(path).parts:
        _refuse(name, N_("path 里不能有“..”。"))
    if kind == "folder" and (not Path(path).is_absolute() or Path(path) in _roots()):
        _refuse(name, N_("path 要写成完整的路径，并且不能是整个磁盘或个人文件夹。"))
    for key in ("address", "endpoint"):
        if key in options and not BASE_URL.fullmatch(options[key]):
            _refuse(name, N_("“%(key)s”要写成 https://… 这样的地址，里面不能有密码。"), key=key)


def _roots() -> set[Path]:
    return {Path("/"), Path.home(), *(Path(p) for p in ("/etc", "/usr", "/var", "/home", "/srv"))}


def _refuse(target: str, message: str, **values: Any) -> NoReturn:
    text = message % values if values else message
    raise TargetRefused(N_("发布目标 %(target)s：%(text)s") % {"target": target, "text": text})
