"""Every event, detail and refusal reads as Chinese; what is unknown is shown as it stands."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

import pytest

from admin.accounts import trail_words
from admin.accounts.audit import Entry
from admin.accounts.audit_events import EVENTS
from admin.accounts.trail_words import DETAILS, HEADS, Line
from tests.admin.conftest import OfficeInTest


@pytest.fixture(autouse=True)
def _speaking(office: OfficeInTest) -> Iterator[None]:
    with office.app.test_request_context():
        yield


def words(event: str = "record_saved", **values: Any) -> Line:
    given = {"sequence": 1, "at": datetime(2026, 11, 24, 4), "fields": [], "detail": {}}  # noqa: DTZ001
    entry = Entry(**given | {"event": event} | values)
    return trail_words.line(entry, {7: "zhang"}, {("service", "5"): "送餐"}, {"370303": "张店区"})


def test_a_line_has_a_cell_for_each_head() -> None:
    assert len(words().cells()) == len(HEADS)


def test_the_time_is_that_of_the_wall_in_china() -> None:
    assert words().when == "2026-11-24 12:00:00"


@pytest.mark.parametrize("event", EVENTS)
def test_every_event_has_its_words(event: str) -> None:
    assert words(event).event == EVENTS[event].label
    assert EVENTS[event].details <= DETAILS.keys()


@pytest.mark.parametrize(
    ("values", "who"),
    [
        ({"actor_id": 7, "address": "10.0.0.1"}, "zhang"),
        ({"actor_id": 8}, "#8"),
        ({"address": "10.0.0.1"}, "没有登录的人"),
        ({}, "程序自己"),
    ],
)
def test_it_says_who(values: dict[str, Any], who: str) -> None:
    assert words(**values).who == who


@pytest.mark.parametrize(
    ("values", "record"),
    [
        ({"kind": "service", "key": "5"}, "服务项目 #5 送餐"),
        ({"kind": "account", "key": "7"}, "账号 #7 zhang"),
        ({"kind": "trail"}, "审计记录"),
        ({"kind": "releases"}, "发布到网站"),
        ({"kind": "comet", "key": "1"}, "comet #1"),
        ({}, ""),
    ],
)
def test_it_says_about_which_record(values: dict[str, Any], record: str) -> None:
    assert words(**values).record == record


def test_it_says_which_fields() -> None:
    assert words(kind="service", fields=["phones", "unknown"]).fields == "电话、unknown"
    assert words(kind="account", fields=["expires_on"]).fields == "有效期"


@pytest.mark.parametrize(
    ("detail", "said"),
    [
        ({"method": "password+authenticator"}, "方式 密码 + 验证码应用"),
        ({"reason": "password"}, "原因 密码不对"),
        ({"method": "GET", "status": 404}, "方式 打开；答复 没有，或不归他管"),
        ({"endpoint": "people.edit"}, "页面 账号"),
        ({"endpoint": "service.edit_view"}, "页面 服务项目"),
        ({"count": 404}, "数量 404"),
        ({"area": "370303"}, "区域 张店区"),
        ({"outcome": "accepted"}, "结果 采纳"),
        ({"comet": "x"}, "comet x"),
    ],
)
def test_it_says_the_rest(detail: dict[str, Any], said: str) -> None:
    assert words(detail=detail).detail == said


def test_an_event_of_a_later_version_is_shown() -> None:
    assert words("danced").event == "danced"


def test_a_place_that_is_gone_is_shown_by_its_code() -> None:
    assert words(area_code="370303").place == "张店区"
    assert words(area_code="999999").place == "999999"


def test_every_part_of_the_office_that_can_refuse_has_a_name(office: OfficeInTest) -> None:
    parts = {rule.endpoint.partition(".")[0] for rule in office.app.url_map.iter_rules()}
    known = trail_words.kinds().keys() | trail_words.PARTS.keys() | {"static"}
    assert parts <= known
