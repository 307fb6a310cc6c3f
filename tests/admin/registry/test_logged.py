"""Rows that are kept: in the trail with names of fields and no values, void and never gone."""

from datetime import date, datetime

import pytest

from admin.accounts.audit import Entry
from admin.databases import Databases
from admin.registry import logged
from admin.registry.care.rows import CareLog, Promotion
from tests.admin.registry import factories
from tests.factories import VILLAGE


def promotion(now: datetime) -> Promotion:
    row = Promotion(
        area_code=VILLAGE, topic="law", on=date(2026, 11, 1), place="秘密的地方", attendance=9
    )
    return logged.add(row, actor_id=None, now=now)


def test_the_trail_names_fields_and_no_values(databases: Databases, now: datetime) -> None:
    with databases.working():
        promotion(now)
        entry = Entry.select().order_by(Entry.sequence.desc()).get()
        assert entry.fields == ["attendance", "on", "place", "topic"]
        assert "秘密" not in repr(entry.__data__)


def test_what_is_about_an_elder_is_called_by_the_handle(
    databases: Databases, now: datetime, today: date
) -> None:
    with databases.working():
        elder = factories.elder()
        log = CareLog(area_code=elder.area_code, elder=elder, on=today)
        logged.add(log, actor_id=None, now=now)
        entry = Entry.select().order_by(Entry.sequence.desc()).get()
        assert (entry.kind, entry.key, entry.area_code) == ("care_log", elder.handle, VILLAGE)


def test_a_save_over_somebody_elses_is_refused(databases: Databases, now: datetime) -> None:
    with databases.working():
        mine, theirs = promotion(now), Promotion.get()
        logged.change(theirs, {"attendance": 10}, actor_id=None, now=now)
        with pytest.raises(logged.Outdated):
            logged.change(mine, {"attendance": 11}, actor_id=None, now=now)
        assert Promotion.get().attendance == 10


def test_saving_what_stands_is_no_change(databases: Databases, now: datetime) -> None:
    with databases.working():
        row = promotion(now)
        logged.change(row, {"attendance": 9}, actor_id=None, now=now)
        assert Promotion.get().turn == 1


def test_a_void_row_stays_readable_with_its_reason(databases: Databases, now: datetime) -> None:
    with databases.working():
        logged.void(promotion(now), "重复了", actor_id=None, now=now)
        stored = Promotion.get()
        assert (stored.place, stored.void_reason) == ("秘密的地方", "重复了")
        with pytest.raises(logged.Outdated):
            logged.void(stored, "再来", actor_id=None, now=now)
