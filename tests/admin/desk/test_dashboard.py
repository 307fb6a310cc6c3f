"""The numbers of the front page."""

from datetime import date, datetime

import peewee as pw

from admin.accounts.users import User
from admin.config import Config
from admin.desk import dashboard, review
from admin.desk.review import Act
from tests import factories
from tests.admin.desk.conftest import Publish, Save, provider, service


def clerk(area: str = factories.TOWN, role: str = "town_editor") -> User:
    return User(role=role, area_code=area, active=True)


def test_what_waits_is_counted(
    desk: pw.Database, save: Save, publish: Publish, today: date, config: Config
) -> None:
    publish(save("provider", provider()))
    save("service", service())
    # Drafts: the service, its category and the village.
    found = dashboard.work(clerk(), today, None, config)
    assert (found.to_verify, found.overdue, found.suggestions, found.drafts) == (1, 1, 0, 3)


def test_what_is_withdrawn_or_elsewhere_is_no_work(
    desk: pw.Database, save: Save, today: date, config: Config
) -> None:
    save("service", service())
    assert (
        dashboard.work(clerk("370303102"), today, None, config).drafts == 1
    )  # the category of all
    rows = [row.name for _kind, row, _standing in dashboard.to_do(clerk())]
    assert "送餐上门" in rows


def test_only_who_sees_several_towns_has_figures(
    desk: pw.Database, save: Save, publish: Publish, today: date
) -> None:
    assert dashboard.standing(clerk(), today) is None
    publish(save("service", service()))
    found = dashboard.standing(clerk(factories.DISTRICT, "district_editor"), today)
    assert found is not None
    assert (found.services, found.lacking, found.complete) == (1, 1, 0)
    assert [share.overdue for share in found.shares] == [1]
    assert found.released is not None


def test_an_empty_list_is_complete(desk: pw.Database, today: date) -> None:
    found = dashboard.standing(clerk(factories.DISTRICT, "district_editor"), today)
    assert found is not None
    assert (found.complete, found.shares, found.released) == (100, [], None)


def test_what_came_back_is_on_its_authors_page_until_it_is_submitted_again(
    desk: pw.Database, save: Save, publish: Publish, now: datetime, today: date, config: Config
) -> None:
    publish(save("provider", provider()))
    saved = save("service", service())
    author = clerk()
    author.id = 7

    def act() -> Act:
        return Act("service", saved.key, saved.number, author.id, now)

    def returned() -> list[str]:
        return [row.name for row in dashboard.work(author, today, None, config).returned]

    review.submit(act(), today)
    assert dashboard.work(author, today, None, config).submitted == 1
    assert returned() == []
    review.give_back(act(), "缺电话")
    assert returned() == ["送餐上门"]
    review.submit(act(), today)
    assert returned() == []
