"""A back office that runs in the test, with browsers signed in as anybody one likes."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from itsdangerous import URLSafeTimedSerializer
from werkzeug.test import TestResponse

from admin import create_app
from admin.accounts import codes, second_factors
from admin.accounts.users import User, add
from admin.config import Config
from admin.databases import Databases
from admin.desk import revisions
from models import KINDS
from tests import factories
from tests.factories import DISTRICT, TOWN, VILLAGE, areas

HOMES = {
    "district_administrator": DISTRICT,
    "district_editor": DISTRICT,
    "town_editor": TOWN,
    "village_contact": VILLAGE,
    "auditor": DISTRICT,
}


class Browser(FlaskClient):
    """A test client that sends the token of its session with every form, as a page would."""

    def open(self, *args: Any, **kwargs: Any) -> TestResponse:
        if self.get_cookie("shouwang", domain="localhost"):
            headers = dict(kwargs.pop("headers", None) or {})
            kwargs["headers"] = {"X-CSRFToken": self.token()} | headers
        return super().open(*args, **kwargs)

    @contextmanager
    def changing(self) -> Iterator[Any]:
        """This browser's session on the server, written back at the end of the block."""
        databases = self.application.extensions["shouwang"].databases
        with databases.working(), self.session_transaction() as session:
            yield session

    def token(self) -> str:
        """A form token that is valid in this browser's session."""
        with self.changing() as session:
            raw = session.setdefault("csrf_token", "0" * 40)
        made = URLSafeTimedSerializer(str(self.application.secret_key), salt="wtf-csrf-token")
        return str(made.dumps(raw))


@dataclass
class OfficeInTest:
    """The app, its databases, and `browser(role, area)` for a browser that is signed in."""

    app: Flask
    config: Config
    databases: Databases
    passwords: dict[str, str] = field(default_factory=dict)

    def account(self, role: str, area: str = "") -> User:
        """The one account of that role and area; its password is in `passwords` by name.

        Who owes a second factor has an authenticator app; see `code`.
        """
        area = area or HOMES[role]
        name = f"{role}-{area}"
        with self.app.app_context(), self.databases.working():
            if name not in self.passwords:
                made, self.passwords[name] = add(name, role, area)
                if role in second_factors.DISTRICT:
                    made.totp_secret = codes.new_secret()
                    made.save()
                return made
            return User.get(User.name == name)

    def code(self, user: User) -> str:
        """What the account's authenticator shows now, good even if it was used before."""
        with self.app.app_context(), self.databases.working():
            User.update(totp_counter=None).where(User.id == user.id).execute()
            factory = self.app.extensions["shouwang_codes"]
            return str(factory.generate_totp_password(user.totp_secret))

    def bare(self, role: str = "district_administrator") -> Browser:
        """A browser signed in with an account that has no second factor yet."""
        user = self.account(role)
        with self.databases.working():
            User.update(totp_secret=None).where(User.id == user.id).execute()
        return self.browser(role)

    def browser(self, role: str = "district_administrator", area: str = "") -> Browser:
        """A browser signed in with that role in that area (by default the usual one)."""
        user, browser = self.account(role, area), self.stranger()
        with browser.changing() as session:
            session["_user_id"], session["_fresh"] = user.fs_uniquifier, True
        return browser

    def stranger(self) -> Browser:
        """A browser that nobody has signed in with."""
        browser = self.app.test_client()
        assert isinstance(browser, Browser)
        return browser


@pytest.fixture
def office(config: Config, databases: Databases) -> OfficeInTest:
    """A back office with three areas (district, town, village) and nobody in it yet."""
    app = create_app(config)
    app.extensions["shouwang"].databases = databases
    app.test_client_class = Browser
    app.config["PROPAGATE_EXCEPTIONS"] = False
    with databases.working():
        areas()
    return OfficeInTest(app, config, databases)


FOREIGN = "370303102"


@dataclass
class DeskInTest:
    """The office, and `save` to put a record there as the program would."""

    office: OfficeInTest
    now: datetime
    today: date

    def save(self, kind: str, **fields: Any) -> str:
        """Save a record; its key."""
        key = fields.pop("key", None)
        with self.office.databases.working():
            saved = revisions.save(
                kind, key, fields, author_id=None, now=self.now, today=self.today
            )
        return saved.key

    def row(self, kind: str, key: str) -> Any:
        """The working row."""
        model = KINDS[kind]
        with self.office.databases.working():
            return model.get_or_none(model._meta.primary_key == key)

    def published(self, kind: str) -> list[Any]:
        """What a stranger can read of a kind."""
        with self.office.databases.publishing():
            return list(KINDS[kind].select())

    def standing(self, kind: str, key: str) -> str:
        with self.office.databases.working():
            return revisions.standing(kind, key)


@pytest.fixture
def town_desk(office: OfficeInTest, now: datetime, today: date) -> DeskInTest:
    """Areas saved as records, a category, and one service for each of two towns."""
    made = DeskInTest(office, now, today)
    rows = (
        (DISTRICT, "张店区", "district", None, "zhang dian qu"),
        (TOWN, "南定镇", "town", DISTRICT, "nan ding zhen"),
        (FOREIGN, "沣水镇", "town", DISTRICT, "feng shui zhen"),
        (VILLAGE, "测试村村委会", "village", TOWN, "ce shi cun"),
    )
    with office.databases.working():
        for area in KINDS["area"].select().order_by(KINDS["area"].code.desc()):
            area.delete_instance()
    for code, name, level, parent, pinyin in rows:
        made.save("area", key=code, name=name, level=level, parent=parent, pinyin=pinyin)
    made.save("category", name="生活照料", slug="daily-living")
    for area, name in ((TOWN, "本镇送餐"), (FOREIGN, "外镇送餐")):
        made.save(
            "service",
            name=name,
            slug="",
            summary="把热饭送到家。",
            category=1,
            area=area,
            areas=[area],
            phones=[factories.phone()],
        )
    return made
