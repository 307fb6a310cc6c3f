"""Sessions live in the admin database; the browser holds a random token and nothing else.

Of the token only the hash is kept, so that a copy of the database signs nobody in. Signing in,
signing out and changing the password each end the token before; a session ends on its own after
`idle_minutes` without use, and after `session_minutes` in any case.
"""

import hashlib
import secrets
from datetime import datetime, timedelta
from typing import Any

import peewee as pw
from flask import Flask, Request, Response
from flask.json.tag import TaggedJSONSerializer
from flask.sessions import SessionInterface, SessionMixin
from werkzeug.datastructures import CallbackDict

from admin.config import Config
from models import current_database
from pages import clock

# A session's last use is written at most this often: a write for every request costs a disk sync.
REFRESH = timedelta(minutes=1)
_json = TaggedJSONSerializer()


class Session(pw.Model):
    """One browser's session; `owner` is the `fs_uniquifier` of who signed in, if anybody did."""

    token_hash = pw.CharField(max_length=64, primary_key=True)
    owner = pw.CharField(max_length=64, null=True, index=True)
    content = pw.TextField()
    started_at = pw.DateTimeField()
    seen_at = pw.DateTimeField(index=True)

    class Meta:
        database = current_database
        legacy_table_names = False
        table_name = "account_session"


class Visit(CallbackDict[str, Any], SessionMixin):
    """What Flask calls the session: a dict that knows its token and whether it was changed."""

    def __init__(self, row: Session | None = None, token: str = "") -> None:
        def changed(visit: Any) -> None:
            visit.modified = True

        super().__init__(_json.loads(row.content) if row else None, changed)
        self.row, self.token = row, token
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
        if row is None:
            return Visit()
        if self._is_over(row, clock.now()):
            row.delete_instance()
            return Visit()
        return Visit(row, token)

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


def digest(token: str) -> str:
    """What the database keeps of a token; 256 random bits need no slow hash."""
    return hashlib.sha256(token.encode()).hexdigest()
