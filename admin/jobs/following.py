"""Which sites are behind what the desk has released, and follow it by themselves.

A target follows unless its `after_release` is false, and only after somebody has put a site there
by hand: the first time a place and a host's key are looked at by a person. Releases that come one
after the other go together.
"""

from datetime import datetime, timedelta

from admin.config import Config
from admin.desk import archive
from admin.jobs import runs
from admin.jobs.runs import SET
from pages.deploy.deploying import Deploying
from pages.deploy.targets import Target, TargetRefused, read_targets

# Whoever corrects ten records in a row causes one upload.
QUIET = timedelta(minutes=1)


def following(config: Config) -> dict[str, Target]:
    """The targets that follow a release by themselves; none where they are written wrongly."""
    try:
        found = read_targets(config.instance)
    except TargetRefused:
        return {}
    deploying = Deploying(config.instance, config.output_path)
    return {
        name: target
        for name, target in found.items()
        if target.after_release and deploying.state(name).edition()
    }


def behind(config: Config, now: datetime) -> list[str]:
    """Those that have not been asked for since the newest release, when it is quiet again."""
    newest = archive.latest(0, 1)
    if not newest or now - newest[0].at < QUIET:
        return []
    return [name for name in following(config) if not _asked_since(name, newest[0].at)]


def _asked_since(target: str, at: datetime) -> bool:
    last = runs.last("publish", target)
    return last is not None and last.state != SET and last.asked_at >= at
