"""Calendar files: read back by another reader, the same bytes for the same facts."""

from datetime import datetime, timedelta
from typing import Any

from icalendar import Calendar

from models import Change
from tests import factories
from tests.site.conftest import GetPage, MakeClient

BASE = "https://example.cn/guan-ai"
STARTS = datetime(2026, 10, 1, 9, 30)  # noqa: DTZ001 (local time)


def events(content: bytes) -> list[Any]:
    return list(Calendar.from_ical(content).walk("VEVENT"))


def test_an_activity_is_an_event_on_a_chinese_clock(client: MakeClient) -> None:
    factories.activity(slug="x", name="饺子宴, 看戏; 热闹", starts_at=STARTS, place="大礼堂",
                       ends_at=STARTS + timedelta(hours=2), phones=[factories.phone()])  # fmt: skip
    answer = client().get("/activities/x/event.ics")
    (event,) = events(answer.data)
    assert answer.mimetype == "text/calendar"
    assert event.start.utcoffset() == timedelta(hours=8)
    assert event.start.replace(tzinfo=None) == STARTS
    assert event.end - event.start == timedelta(hours=2)
    assert event["summary"] == "饺子宴, 看戏; 热闹"
    assert event["location"] == "南定镇 大礼堂"
    assert "0533-0001234" in event["description"]
    assert b"BEGIN:VTIMEZONE" in answer.data


def test_an_event_is_stamped_with_when_its_record_changed(client: MakeClient) -> None:
    row = factories.activity(slug="x")
    at = datetime(2026, 8, 2, 3, 4, 5)  # noqa: DTZ001 (UTC without a zone)
    Change.create(kind="activity", key=row.key, at=at)
    Change.create(kind="activity", key="another", at=at + timedelta(days=1))
    assert b"DTSTAMP:20260802T030405Z" in client().get("/activities/x/event.ics").data


def test_the_same_facts_are_the_same_bytes(client: MakeClient) -> None:
    factories.activity(slug="x")
    first, again = (client().get("/calendar.ics").data for _ in range(2))
    assert first == again


def test_an_event_is_known_again_after_it_was_moved(client: MakeClient) -> None:
    row = factories.activity(slug="x", revision=1)
    (before,) = events(client().get("/activities/x/event.ics").data)
    row.starts_at, row.revision = STARTS, 2
    row.save()
    (after,) = events(client(base_url=BASE).get("/activities/x/event.ics").data)
    assert before["uid"] == after["uid"]
    assert before["sequence"] < after["sequence"]


def test_the_calendar_holds_what_is_to_come_the_next_first(client: MakeClient) -> None:
    factories.activity(name="后", starts_at=STARTS + timedelta(days=1))
    factories.activity(name="先", starts_at=STARTS)
    factories.activity(name="过", starts_at=datetime(2026, 1, 1))  # noqa: DTZ001 (local time)
    found = events(client().get("/calendar.ics").data)
    assert [event["summary"] for event in found] == ["先", "后"]


def test_a_calendar_without_activities_is_still_one(client: MakeClient) -> None:
    assert events(client().get("/calendar.ics").data) == []


def test_an_event_leads_to_its_page_only_where_that_has_an_address(client: MakeClient) -> None:
    factories.activity(slug="x")
    (without,) = events(client().get("/activities/x/event.ics").data)
    (event,) = events(client(base_url=BASE).get("/activities/x/event.ics").data)
    assert "url" not in without
    assert event["url"] == f"{BASE}/activities/x/"


def test_a_page_offers_the_file_until_the_activity_is_over(get_page: GetPage) -> None:
    factories.activity(slug="next", starts_at=STARTS)
    factories.activity(slug="past", starts_at=datetime(2026, 1, 1))  # noqa: DTZ001 (local time)
    offered = [
        bool(get_page(f"/activities/{slug}/").select('[href$="event.ics"]'))
        for slug in ("next", "past")
    ]
    assert offered == [True, False]
