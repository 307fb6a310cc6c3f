"""One frozen configuration, made at the edge from instance/config.toml and the environment.

An unknown key or a value of the wrong type stops the start and is named. Secrets are not
configuration: they live in the key file (`admin.keys`), and nothing here has a default for one.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

from models import N_

ROOT = Path(__file__).resolve().parent.parent

ENVIRONMENT = {
    "admin_database": "SHOUWANG_ADMIN_DATABASE",
    "public_database": "SHOUWANG_PUBLIC_DATABASE",
    "key_file": "SHOUWANG_KEY_FILE",
    "redis_url": "SHOUWANG_REDIS_URL",
}


# From the strictest to the loosest that the order allows.
CADENCES = ("week", "half_month", "month")
CHOICES: dict[str, tuple[str, ...]] = {
    "left_behind_beyond": ("county", "town", "village"),
    "visits_high": CADENCES,
    "visits_middle": CADENCES,
    "visits_low": CADENCES,
    "second_factor": ("district", "all"),
    "smtp_security": ("starttls", "tls", "none"),
    "log": ("plain", "json"),
}


# Least and most of what may be set: in the days of a request GB/T 35273 is the limit, in the
# smallest figure that may be shown the house's own.
BOUNDS: dict[str, tuple[int, int]] = {
    "figures_threshold": (5, 50),
    "rights_days": (1, 30),
    "emergency_hours": (1, 72),
    "keep_left_months": (1, 120),
    "keep_mistaken_months": (1, 12),
    "keep_visits_months": (12, 120),
    "keep_care_months": (6, 120),
    "keep_versions_months": (6, 120),
    "keep_reveals_months": (6, 120),
    "keep_openings_months": (12, 120),
}


class ConfigRefused(Exception):
    """The configuration cannot be used; the message names the key and what is wrong."""


@dataclass(frozen=True)
class Config:
    """Where things are and what this office allows itself.

    The databases are peewee URLs; an empty one means the embedded file in the instance folder.
    Durations are minutes. Who owes a second factor: the district's roles, or all. The password for
    mail stands in a file of its own or in SHOUWANG_SMTP_PASSWORD, never here. `site_url` is where
    readers find the site. The places it is put on, `[targets.NAME]`, are read by `pages.deploy`.
    Who is left behind: see `registry.rules.eligibility`; no home county means each elder's own.
    How often each tier is visited may be stricter than once a month, never looser.
    Below `figures_threshold` no count is published; within `rights_days` a request is answered;
    `emergency_hours` is the longest opening of a file beyond the own area; `keep_…_months` say how
    long what is not needed any more is kept (`registry.rules.retention`).
    """

    instance: Path
    admin_database: str = ""
    public_database: str = ""
    key_file: str = ""
    output: str = ""
    language: str = "zh"
    town_editors_publish: bool = True
    four_eyes: bool = False
    trusted_hosts: tuple[str, ...] = ()
    https: bool = False
    idle_minutes: int = 30
    session_minutes: int = 600
    second_factor: str = "district"
    smtp_host: str = ""
    smtp_port: int = 587
    smtp_security: str = "starttls"
    smtp_user: str = ""
    smtp_password_file: str = ""
    smtp_from: str = ""
    site_url: str = ""
    editions_keep: int = 10
    backups_keep: int = 14
    redis_url: str = ""
    metrics: bool = False
    log: str = "plain"
    home_counties: tuple[str, ...] = ()
    left_behind_age: int = 60
    left_behind_months: int = 6
    left_behind_beyond: str = "county"
    aged_from: int = 80
    visits_high: str = "week"
    visits_middle: str = "month"
    visits_low: str = "month"
    figures_threshold: int = 10
    rights_days: int = 15
    emergency_hours: int = 24
    keep_left_months: int = 36
    keep_mistaken_months: int = 3
    keep_visits_months: int = 60
    keep_care_months: int = 36
    keep_versions_months: int = 36
    keep_reveals_months: int = 36
    keep_openings_months: int = 36

    @property
    def key_path(self) -> Path:
        return Path(self.key_file) if self.key_file else self.instance / "key"

    @property
    def admin_path(self) -> Path:
        """The embedded admin database's file; meaningless where `admin_database` is a URL."""
        return self.instance / "admin.db"

    @property
    def public_path(self) -> Path:
        """The embedded public database's file; meaningless where `public_database` is a URL."""
        return self.instance / "public.db"

    @property
    def output_path(self) -> Path:
        return Path(self.output) if self.output else ROOT / "output"


def load_config(environ: Mapping[str, str]) -> Config:
    """The configuration of this process.

    :raises ConfigRefused: a key is unknown, has the wrong type, or the file is no TOML.
    """
    instance = Path(environ.get("SHOUWANG_INSTANCE") or ROOT / "instance").resolve()
    values = _read(instance / "config.toml")
    for name, variable in ENVIRONMENT.items():
        if environ.get(variable):
            values[name] = environ[variable]
    return Config(instance=instance, **values)


def _read(path: Path) -> dict[str, Any]:
    if not path.exists():
        return {}
    try:
        values = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        message = N_("%(path)s 不是正确的 TOML：%(error)s")
        raise ConfigRefused(message % {"path": path, "error": error}) from None
    # Where the site is put is read by `pages.deploy.targets`, for the command line too.
    typed = {n: _typed(path, n, value) for n, value in values.items() if n != "targets"}
    _refuse_looser(path, typed)
    return typed


def _refuse_looser(path: Path, values: dict[str, Any]) -> None:
    """Who comes first is not visited less often than others."""
    names = ("visits_high", "visits_middle", "visits_low")
    often = [CADENCES.index(values.get(name, getattr(Config, name))) for name in names]
    if often != sorted(often):
        message = N_("%(path)s 里高一级的老人不能比低一级的走访得少（%(names)s）。")
        raise ConfigRefused(message % {"path": path, "names": "、".join(names)})


def _typed(path: Path, name: str, value: Any) -> Any:
    defaults = {f.name: f.default for f in fields(Config) if f.name != "instance"}
    if name not in defaults:
        message = N_("%(path)s 里有不认识的设置“%(name)s”。可用的有：%(known)s")
        raise ConfigRefused(message % {"path": path, "name": name, "known": "、".join(defaults)})
    value = tuple(value) if isinstance(value, list) else value
    wanted = type(defaults[name])
    if type(value) is not wanted:
        message = N_("%(path)s 里的“%(name)s”类型不对，应当是 %(type)s。")
        raise ConfigRefused(message % {"path": path, "name": name, "type": wanted.__name__})
    _refuse_beyond(path, name, value)
    if name in CHOICES and value not in CHOICES[name]:
        message = N_("%(path)s 里的“%(name)s”只能是：%(known)s。")
        raise ConfigRefused(
            message % {"path": path, "name": name, "known": "、".join(CHOICES[name])}
        )
    return value


def _refuse_beyond(path: Path, name: str, value: Any) -> None:
    """What protects people may be stricter than it is, within reason, and never laxer."""
    least, most = BOUNDS.get(name, (value, value))
    if not least <= value <= most:
        message = N_("%(path)s 里的“%(name)s”要在 %(least)s 和 %(most)s 之间。")
        limits = {"path": path, "name": name, "least": least, "most": most}
        raise ConfigRefused(message % limits)
