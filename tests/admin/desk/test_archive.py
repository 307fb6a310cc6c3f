"""Every release can be looked at and gone back to, and going back is exact."""

from collections.abc import Callable
from datetime import date, datetime, timedelta

import pytest

from admin.accounts import audit
from admin.databases import Databases
from admin.desk import archive, leaks, release, revisions
from models import KINDS, Photo, Setting
from tests.admin.desk import public_side
from tests.admin.desk.conftest import Publish, Save, provider, service

pytestmark = pytest.mark.usefixtures("desk")

GoBack = Callable[[int], release.Released]
Withdraw = Callable[[str, str], release.Released]


@pytest.fixture
def go_back(databases: Databases, now: datetime) -> GoBack:
    return lambda number: release.go_back(databases, number, author_id=7, now=now)


@pytest.fixture
def withdraw(databases: Databases, now: datetime, today: date) -> Withdraw:
    def withdraw(kind: str, key: str) -> release.Released:
        return release.withdraw(databases, kind, key, author_id=None, now=now, today=today)

    return withdraw


def number_of(released: release.Released) -> int:
    assert released.number is not None
    return released.number


def test_going_back_restores_every_row_of_the_public_database(
    databases: Databases, save: Save, publish: Publish, go_back: GoBack, withdraw: Withdraw
) -> None:
    photo = {"photo": "a.jpg", "photo_alt": "门口"}
    Photo.create(name="a.jpg", width=1, height=1, content=b"one")
    Setting.create(name="title", value="守望")
    center = save("provider", provider(**photo))
    first = save("service", service(slug="song-can", providers=[int(center.key)]))
    then, past = number_of(publish(first)), public_side.rows(databases)

    Setting.update(value="改名").execute()
    Setting.create(name="office", value="民政局")
    publish(save("service", service(slug="song-wu-can", name="送午餐"), key="1"))
    publish(save("provider", provider(photo="", photo_alt=""), key=center.key))
    publish(
        save("contact", {"name": "值班", "slug": "", "area": "370303101", "phones": []} | PHONE)
    )
    withdraw("service", "1")
    assert public_side.rows(databases) != past

    go_back(then)
    assert public_side.rows(databases) == past


PHONE = {"phones": [{"number": "0533-0001234", "label": "", "hours": ""}]}


def test_going_back_keeps_working_copies_and_says_so(
    save: Save, publish: Publish, go_back: GoBack
) -> None:
    then = number_of(publish(save("service", service())))
    publish(save("service", service(name="送午餐"), key="1"))
    save("service", service(name="送晚餐"), key="1")
    go_back(then)
    assert KINDS["service"].get_by_id(1).name == "送晚餐"
    record = revisions.find("service", "1")
    assert record is not None
    assert (record.live, record.standing) == (1, "changed")


def test_what_became_public_later_is_withdrawn_by_going_back(
    save: Save, publish: Publish, go_back: GoBack
) -> None:
    then = number_of(publish(save("service", service())))
    publish(save("service", service(name="洗衣")))
    go_back(then)
    assert revisions.standing("service", "2") == "withdrawn"


def test_what_was_withdrawn_later_is_public_again(
    save: Save, publish: Publish, go_back: GoBack, withdraw: Withdraw
) -> None:
    then = number_of(publish(save("service", service())))
    withdraw("service", "1")
    go_back(then)
    assert revisions.standing("service", "1") == "live"


def test_going_back_is_a_release_and_can_be_gone_back_upon(
    databases: Databases, save: Save, publish: Publish, go_back: GoBack
) -> None:
    then = number_of(publish(save("service", service())))
    later = number_of(publish(save("service", service(name="送午餐"), key="1")))
    past = public_side.rows(databases)
    back = number_of(go_back(then))
    go_back(later)
    assert public_side.rows(databases) == past
    assert archive.Release.get_by_id(back).back_to == then


def test_going_back_is_in_the_trail(save: Save, publish: Publish, go_back: GoBack) -> None:
    then = number_of(publish(save("service", service())))
    go_back(then)
    entry = audit.Entry.get(audit.Entry.event == "went_back")
    assert (entry.actor_id, entry.detail) == (7, {"release": then})


def test_an_address_stays_its_records_own_though_one_goes_back_before_it(
    save: Save, publish: Publish, go_back: GoBack
) -> None:
    then = number_of(publish(save("service", service(slug="first"))))
    publish(save("service", service(slug="second"), key="1"))
    go_back(then)
    save("service", service(slug="third"), key="1")
    with pytest.raises(revisions.Invalid):
        save("service", service(slug="second"))


def test_a_service_that_has_ended_since_is_exact_now_and_leaves_at_the_next_release(
    databases: Databases, save: Save, publish: Publish, go_back: GoBack, now: datetime, today: date
) -> None:
    then = number_of(publish(save("service", service(valid_until=str(today)))))
    past, later = public_side.rows(databases), today + timedelta(days=9)
    release.release(databases, author_id=None, now=now, today=later)
    assert public_side.rows(databases) != past
    go_back(then)
    assert public_side.rows(databases) == past
    release.release(databases, author_id=None, now=now, today=later)
    assert public_side.rows(databases)["service"] == []


def test_what_waits_for_its_first_day_does_not_come_out_without_its_category(
    databases: Databases, save: Save, publish: Publish, go_back: GoBack, now: datetime, today: date
) -> None:
    then = number_of(publish(save("provider", provider())))
    tomorrow = today + timedelta(days=1)
    publish(save("service", service(valid_from=str(tomorrow))))
    go_back(then)
    release.release(databases, author_id=None, now=now, today=tomorrow)
    assert public_side.rows(databases)["service"] == []


def test_a_release_from_before_the_archive_cannot_be_gone_back_to(go_back: GoBack) -> None:
    with pytest.raises(archive.Unknown):
        go_back(99)


def test_a_release_that_changes_nothing_is_not_kept(
    databases: Databases, save: Save, publish: Publish, now: datetime, today: date
) -> None:
    publish(save("service", service()))
    released = release.release(databases, author_id=None, now=now, today=today)
    assert released.number is None


def test_a_release_tells_what_each_record_was_before(save: Save, publish: Publish) -> None:
    publish(save("service", service()))
    number = number_of(publish(save("service", service(name="送午餐"), key="1")))
    assert archive.steps(number, 0, 9) == [archive.Step("service", "1", 1, 2)]
    assert archive.counts([number]) == {number: (1, 0)}


def test_it_is_remembered_which_revisions_were_ever_public(save: Save, publish: Publish) -> None:
    publish(save("service", service()))
    save("service", service(name="送早餐"), key="1")
    publish(save("service", service(name="送午餐"), key="1"))
    assert archive.ever_live("service", "1") == {1, 3}


def test_a_release_that_the_public_database_lost_is_made_good_by_the_next(
    databases: Databases, save: Save, publish: Publish, now: datetime, today: date
) -> None:
    publish(save("service", service()))
    past = public_side.rows(databases)
    with databases.publishing():
        KINDS["service"].delete().execute()
    release.release(databases, author_id=None, now=now, today=today)
    assert public_side.rows(databases) == past


def test_a_leak_leaves_both_databases_as_they_were(
    databases: Databases, save: Save, publish: Publish, go_back: GoBack
) -> None:
    then = number_of(publish(save("service", service())))
    publish(save("service", service(name="送午餐"), key="1"))
    past = public_side.rows(databases)
    planted = dict(revisions.revision("service", "1", 1).fields) | {"funder": "11010519491231002X"}
    revisions.Revision.update(fields=planted).where(revisions.Revision.number == 1).execute()
    with pytest.raises(leaks.LeakFound):
        go_back(then)
    assert public_side.rows(databases) == past
    assert revisions.standing("service", "1") == "live"
