"""Makes a target equal to an edition, in an order in which readers see a whole site all the time.

Only what differs in content travels. What was put there is written down on the host before it
travels, and what arrived is written down here, so that an interrupted delivery goes on. Nothing
that we did not write is overwritten or removed; a place with somebody else's things is refused.
"""

from collections.abc import Callable
from dataclasses import dataclass, field, replace

from models import N_
from pages.deploy import order, record
from pages.deploy.editions import Edition, Editions
from pages.deploy.places import Place
from pages.deploy.record import Change, Head, Standing
from pages.deploy.state import State

# So many lists are read when another machine goes on; then they become one.
LONGEST_CHAIN = 50
SHOWN = 3

Tell = Callable[[int, int], None]
Pause = Callable[[float], None]


class TargetForeign(Exception):
    """Somebody else's files are in the place or in the way; nothing has been changed."""


@dataclass
class Delivered:
    """What was done: files and their bytes that travelled, files removed, and remarks."""

    edition: int
    sent: int = 0
    bytes: int = 0
    removed: int = 0
    put: list[str] = field(default_factory=list)
    gone: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Delivery:
    """One target, and from where its editions come. `linger` is in seconds: so long readers who
    have the old page may still fetch what belongs to it. `adopt`: a person has confirmed that the
    place, whatever lies there, is meant. `announce` is told what is about to be done."""

    place: Place
    state: State
    editions: Editions
    linger: float = 0
    adopt: bool = False
    announce: Callable[[Delivered], None] = lambda _ahead: None

    def outlook(self, edition: Edition) -> Delivered:
        """What a delivery would do; nothing is changed.

        :raises TargetForeign, places.PlaceFailed, record.RecordUnreadable: it would do nothing.
        """
        head, standing = self._standing()
        plan = self._plan(head, standing, edition)
        return self._summary(edition, plan)

    def deliver(self, edition: Edition, tell: Tell, pause: Pause) -> Delivered:
        """Make the target equal to the edition.

        :raises TargetForeign: it is somebody else's; nothing has been changed.
        :raises places.PlaceFailed: it could not be done; the next delivery goes on.
        :raises record.RecordUnreadable: the host's record is damaged; nothing has been changed.
        """
        head, standing = self._standing()
        plan = self._plan(head, standing, edition)
        done = self._summary(edition, plan)
        if not (plan.sent or plan.gone or head.pending) and head.edition == edition.number:
            return done
        self.announce(done)
        try:
            self.place.begin()
            if head.pending:
                self.place.tidy()
            self._carry(head, edition, plan, tell, pause)
        except BaseException:
            self.place.abandon()
            raise
        return done

    def _carry(
        self, head: Head, edition: Edition, plan: order.Plan, tell: Tell, pause: Pause
    ) -> None:
        arrived = self.state.arrived()
        self.state.keep_arrived((d, name) for d, name in arrived if name not in set(plan.sent))
        wanted = record.shortened(edition.files)
        number = head.next
        change = Change({name: wanted[name] for name in plan.sent}, plan.gone)
        self.place.write(record.list_name(number), change.encoded())
        head = head.begun(number)
        self.place.write(record.HEAD, head.encoded())
        counted = _Counted(len(plan.sent), tell)
        for names in plan.arriving:
            self._put(edition, names, counted)
        self.place.reveal()
        if plan.gone:
            pause(self.linger)
        self.place.remove(plan.gone, order.folders_left_empty(plan.gone, edition.files))
        self._put(edition, plan.last, counted)
        self._conclude(head, edition)

    def _put(self, edition: Edition, names: tuple[str, ...], counted: "_Counted") -> None:
        wanted = record.shortened(edition.files)

        def arrived(name: str) -> None:
            self.state.note_arrived(wanted[name], name)
            counted.one()

        self.place.put(names, lambda name: self.editions.object(edition.files[name]), arrived)

    def _conclude(self, head: Head, edition: Edition) -> None:
        """Write down that everything stands; a long chain of lists becomes one."""
        files = record.shortened(edition.files)
        chain = (*head.chain, *head.pending)
        old: tuple[int, ...] = ()
        if len(chain) >= LONGEST_CHAIN:
            self.place.write(record.list_name(head.next), Change(files).encoded())
            chain, old = (head.next,), chain
        state = record.state_of(files)
        settled = replace(head, edition=edition.number, chain=chain, pending=(), state=state)
        self.place.write(record.HEAD, settled.encoded())
        self.place.remove([record.list_name(number) for number in old], [])
        self.state.remember(edition.number, files)
        self.place.finish()

    def _standing(self) -> tuple[Head, Standing]:
        """The host's record, and what it amounts to; a place that is not ours is refused."""
        mark = self.state.site_mark()
        head = record.read_head(self.place.read(record.HEAD))
        if head is None:
            self._refuse_others()
            self._refuse_vanished()
            return Head(mark), Standing()
        if head.site != mark:
            if not self.adopt:
                raise TargetForeign(
                    N_(
                        "那里已经有另一套守望发布的网站。确实要由这一套接管，"
                        "请加 --adopt（在后台勾“接管”）。"
                    )
                )
            head = replace(head, site=mark)
        return head, self._read_chain(head)

    def _refuse_others(self) -> None:
        others = [name for name in self.place.top() if name != record.FOLDER]
        if others and not self.adopt:
            message = N_(
                "那里有别的文件（如 %(names)s），也没有守望的记录，可能是弄错了文件夹。"
                "确实要用它，请加 --adopt（在后台勾“接管”）；别的文件不会动。"
            )
            raise TargetForeign(message % {"names": "、".join(others[:SHOWN])})

    def _refuse_vanished(self) -> None:
        """A disk that is not mounted looks like an empty folder."""
        if self.state.edition() and not self.adopt:
            message = N_(
                "那里应当有第 %(n)s 版网站，现在却是空的：磁盘也许没有接上，或者文件夹被人清空了。"
                "确实要重新放，请加 --adopt（在后台勾“接管”）。"
            )
            raise TargetForeign(message % {"n": self.state.edition()})

    def _read_chain(self, head: Head) -> Standing:
        files = self.state.standing(head.state)
        if files is None:
            lists = (record.read_change(self.place.read(record.list_name(n))) for n in head.chain)
            standing = record.merged(lists)
        else:
            standing = Standing(files)
        for number in head.pending:
            content = self.place.read(record.list_name(number))
            standing.doubt(record.read_change(content))
        return standing

    def _plan(self, head: Head, standing: Standing, edition: Edition) -> order.Plan:
        certain = standing.certain
        if head.pending:
            there = {name: d for d, name in self.state.arrived() if name in standing.doubtful}
            certain |= there
        plan = order.plan(certain, standing.ours, record.shortened(edition.files))
        fresh = [name for name in plan.sent if name not in standing.ours]
        taken = self.place.existing(fresh) if standing.ours or self.adopt else []
        if taken:
            message = N_("那里的 %(names)s 不是守望放的，不会覆盖。请先移走。什么都没有改动。")
            raise TargetForeign(message % {"names": "、".join(taken[:SHOWN])})
        return plan

    def _summary(self, edition: Edition, plan: order.Plan) -> Delivered:
        size = sum(self.editions.size(edition.files[name]) for name in plan.sent)
        gone = list(plan.gone)
        return Delivered(edition.number, len(plan.sent), size, len(gone), plan.sent, gone)


@dataclass
class _Counted:
    """How many files of so many have arrived."""

    total: int
    tell: Tell
    done: int = 0

    def one(self) -> None:
        self.done += 1
        self.tell(self.done, self.total)
