"""Sessions live in the admin database; the browser holds a random token and nothing else.

Of the token only the hash is kept, so that a copy of the database signs nobody in. Signing in,
signing out and changing the password each end the token before; a session ends on its own after
`idle_minutes` without use, and after `session_minutes` in any case. From where it came is kept so
that its owner can tell it from a stranger's.
"""

import hashlib
import secrets
from datetime import datetime, timedelta
from typing import Any

import peewee as pw
from flask import Flask, Request, Response, session
from flask.json.tag import TaggedJSONSerializer
from flask.sessions import SessionInterface, SessionMixin
from werkzeug.datastructures import CallbackDict

from admin.accounts.browsers import short_name
from admin.config import Config
from models import current_database
from pages import clock

# A session's last use is written at most this often: a write for every request costs a disk sync.
REFRESH = timedelta(minutes=1)
# So long after the password one may change what guards the account; then it is asked for again.
FRESH = timedelta(minutes=15)
_json = TaggedJSONSerializer()


class Session(pw.Model):
    """One browser's session; `owner` is the `fs_uniquifier` of who signed in, if anybody did."""

    token_hash = pw.CharField(max_length=64, primary_key=True)
    owner = pw.CharField(max_length=64, null=True, index=True)
    content = pw.TextField()
    started_at = pw.DateTimeField()
    seen_at = pw.DateTimeField(index=True)
    address = pw.CharField(max_length=64, default="")
    browser = pw.CharField(max_length=60, default="")

    class Meta:
        database = current_database
        legacy_table_names = False
        table_name = "account_session"

    @property
    def handle(self) -> str:
        """What names the session on a page: it leads to no token and to no other's session."""
        return digest(str(self.token_hash))[:16]


class Visit(CallbackDict[str, Any], SessionMixin):
    """What Flask calls the session: a dict that knows its token and whether it was changed."""

    def __init__(
        self, row: Session | None = None, token: str = "", address: str = "", browser: str = ""
    ) -> None:
        def changed(visit: Any) -> None:
            visit.modified = True

        super().__init__(_json.loads(row.content) if row else None, changed)
        self.row, self.token = row, token
        self.address, self.browser = address, browser
        self.modified = False


class DatabaseSessions(SessionInterface):
    """Keeps Flask's sessions in the table above."""

    def __init__(self, config: Config) -> None:
        self.idle = timedelta(minutes=config.idle_minutes)
        self.longest = timedelta(minutes=config.session_minutes)

    def open_session(self, app: Flask, request: Request) -> Visit:
        """The session of the request's token, or a new empty one."""
        token = request.cookies.get(self.get_cookie_name(app), "")
        row = Session.get_or_none(Session.token_hash == digest(token)) if token else None
        if row is not None and self._is_over(row, clock.now()):
            row.delete_instance()
            row = None
        agent = request.headers.get("User-Agent", "")
        return Visit(row, token if row else "", request.remote_addr or "", short_name(agent))

    def save_session(self, app: Flask, session: SessionMixin, response: Response) -> None:
        """Write what has changed, and give the browser a new token where one is due."""
        assert isinstance(session, Visit)
        now = clock.now()
        if not session:
            self._forget(app, session, response)
        elif session.row is None or session.get("_user_id") != session.row.owner:
            self._begin(app, session, response, now)
        elif session.modified or now - session.row.seen_at >= REFRESH:
            chosen = Session.token_hash == session.row.token_hash
            Session.update(content=_json.dumps(dict(session)), seen_at=now).where(chosen).execute()

    def _is_over(self, row: Session, now: datetime) -> bool:
        # A clock that was put back must not lengthen anything: a future instant counts as over.
        idle, age = now - row.seen_at, now - row.started_at
        return not (timedelta(0) <= idle < self.idle and timedelta(0) <= age < self.longest)

    def _forget(self, app: Flask, session: Visit, response: Response) -> None:
        if session.row:
            session.row.delete_instance()
            response.delete_cookie(self.get_cookie_name(app), path=self.get_cookie_path(app))

    def _begin(self, app: Flask, session: Visit, response: Response, now: datetime) -> None:
        """Another person, or none any more: the token so far is worth nothing from here on."""
        if session.row:
            session.pop("csrf_token", None)
        self._purge(session, now)
        token = secrets.token_urlsafe(32)
        Session.create(
            token_hash=digest(token),
            owner=session.get("_user_id"),
            content=_json.dumps(dict(session)),
            started_at=now,
            seen_at=now,
            address=session.address,
            browser=session.browser,
        )
        self._hand_out(app, response, token)

    def _purge(self, session: Visit, now: datetime) -> None:
        """Drop what is over, the token so far, and after a password change all of the old ones."""
        over = (Session.seen_at < now - self.idle) | (Session.started_at < now - self.longest)
        if session.row:
            over |= Session.token_hash == session.row.token_hash
            if session.row.owner and session.get("_user_id"):
                over |= Session.owner == session.row.owner
        Session.delete().where(over).execute()

    def _hand_out(self, app: Flask, response: Response, token: str) -> None:
        response.set_cookie(
            self.get_cookie_name(app),
            token,
            httponly=True,
            secure=self.get_cookie_secure(app),
            samesite="Lax",
            path=self.get_cookie_path(app),
        )


def of(owner: str) -> list[Session]:
    """The sessions that are open for an account, the last used first."""
    return list(Session.select().where(Session.owner == owner).order_by(Session.seen_at.desc()))


def end_others(owner: str) -> int:
    """End every session of an account but this request's; how many there were."""
    row = here()
    others = Session.owner == owner
    if row is not None:
        others &= Session.token_hash != row.token_hash
    return int(Session.delete().where(others).execute())


def here() -> Session | None:
    """This request's session as it was stored before, if it was."""
    row: Session | None = getattr(session, "row", None)
    return row


def is_fresh(now: datetime) -> bool:
    """Whether whoever sits here has given the password a short while ago."""
    row, confirmed = here(), session.get("confirmed_at")
    instants = [row.started_at] if row else []
    instants += [datetime.fromisoformat(confirmed)] if confirmed else []
    return any(timedelta(0) <= now - instant < FRESH for instant in instants)


def confirm(now: datetime) -> None:
    """Remember that the password was just given again."""
    session["confirmed_at"] = now.isoformat()


def digest(token: str) -> str:
    """What the database keeps of a token; 256 random bits need no slow hash."""
    return hashlib.sha256(token.encode()).hexdigest()
