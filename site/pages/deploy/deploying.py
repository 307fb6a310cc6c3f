"""One deploy from end to end: take or find the edition, deliver it, read it back.

Puts the other modules together for a command line or a job; it prints nothing and decides nothing
that they do not.
"""

import time
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from models import N_
from pages import ROOT
from pages.deploy import reading
from pages.deploy.delivery import Delivered, Delivery, TargetForeign, Tell
from pages.deploy.editions import Edition, Editions, EditionUnknown
from pages.deploy.folder import open_folder
from pages.deploy.places import Place, PlaceFailed
from pages.deploy.record import RecordUnreadable
from pages.deploy.remote import Remote
from pages.deploy.secrets import Secrets, SecretsRefused
from pages.deploy.state import State, TargetBusy
from pages.deploy.targets import EDITIONS, Target, TargetRefused
from pages.manifest import OutputRefused

Say = Callable[[str], None]


class NotAsPut(Exception):
    """Everything arrived, and readers do not see it so; the message names pages and reasons."""


# What whoever deploys can mend.
MENDABLE = (
    EditionUnknown,
    NotAsPut,
    OutputRefused,
    PlaceFailed,
    RecordUnreadable,
    SecretsRefused,
    TargetBusy,
    TargetForeign,
    TargetRefused,
    OSError,
)


@dataclass(frozen=True)
class Deploying:
    """What is deployed from where: the installation's folder and the site that was built."""

    instance: Path
    output: Path
    keep: int = EDITIONS

    @property
    def editions(self) -> Editions:
        return Editions(self.instance / "editions")

    def state(self, target: str) -> State:
        folder = self.instance / "deploys"
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        return State(folder, target)

    def edition(self, number: int | None, now: datetime) -> Edition:
        """The edition of that number, or what has been built last.

        :raises EditionUnknown, OutputRefused: there is none.
        """
        if number is not None:
            return self.editions.get(number)
        return self.editions.take(self.output, self.instance / "manifests", now)

    def outlook(self, target: Target, edition: Edition, adopt: bool, say: Say) -> Delivered:
        """What a deploy would do; nothing is changed. Raises what `deploy` does."""
        state = self.state(target.name)
        with closing(self._place(target, state, say)) as place:
            return Delivery(place, state, self.editions, 0, adopt).outlook(edition)

    def deploy(
        self, target: Target, edition: Edition, adopt: bool, tell: Tell, say: Say
    ) -> Delivered:
        """Make the target equal to the edition and read it back.

        :raises NotAsPut: everything is there, but readers get something else.
        :raises Exception: one of `MENDABLE`.
        """
        state = self.state(target.name)
        with state.locked():
            with closing(self._place(target, state, say)) as place:
                announce = _announced(say)
                delivery = Delivery(place, state, self.editions, target.linger, adopt, announce)
                done = delivery.deliver(edition, tell, time.sleep)
            self.editions.prune(self.keep, self._stood_on(state.folder))
        if target.url:
            say(N_("上传完成，正在像读者一样打开网页核对……"))
            names = reading.sample(edition.files, done.put)
            faults = reading.compare(target.url, edition.files, names, done.gone, time.sleep)
            if faults:
                raise NotAsPut(
                    N_("文件都传到了，但打开 %(url)s 核对时：%(faults)s。")
                    % {"url": target.url, "faults": "；".join(faults[: reading.SHOWN])}
                )
            done.notes.append(N_("核对了 %(count)s 个网址，都对。") % {"count": len(names)})
        return done

    def _stood_on(self, folder: Path) -> set[int]:
        states = (State(folder, path.stem) for path in folder.glob("*.json"))
        return {state.edition() for state in states}

    def _place(self, target: Target, state: State, say: Say) -> Place:
        if target.kind == "folder":
            return open_folder(Path(target.options["path"]), (ROOT, self.instance, self.output))
        secret = Secrets(self.instance).get(target.name)
        keys = state.host_keys()
        if target.kind == "sftp" and not keys:
            first = Remote(target, secret, "", state.outbox)
            keys, shown = first.pin(state.folder)
            state.host_keys_path.write_text(keys + "\n", encoding="ascii")
            say(
                N_("第一次连接，记下了主机的密钥，请和主机管理员核对：%(keys)s")
                % {"keys": "；".join(shown)}
            )
        return Remote(target, secret, keys, state.outbox)


def _announced(say: Say) -> Callable[[Delivered], None]:
    def announce(ahead: Delivered) -> None:
        values = {"put": ahead.sent, "size": readable(ahead.bytes), "gone": ahead.removed}
        say(N_("要传 %(put)s 个文件，约 %(size)s；要删 %(gone)s 个。") % values)

    return announce


def readable(size: int) -> str:
    """A number of bytes as people say it."""
    return f"{size / 1e6:.1f} MB" if size >= 1e6 else f"{max(1, round(size / 1e3))} KB"
