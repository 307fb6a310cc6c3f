"""Figures on the desk: read by everybody, typed by nobody, let out by another than their author."""

import pytest

from admin.desk import review, revisions
from tests import factories
from tests.admin.conftest import DeskInTest
from tests.factories import DISTRICT

FIELDS = {"name": "2026年第3季度", "slug": "2026-q3", "counted_on": "2026-09-30", "threshold": 10}


@pytest.fixture
def key(town_desk: DeskInTest) -> str:
    return town_desk.save("figure", area=DISTRICT, tables=factories.FIGURES, **FIELDS)


def test_an_issue_is_shown_as_its_tables(town_desk: DeskInTest, key: str) -> None:
    text = town_desk.office.browser("district_editor").get(f"/figure/edit/?id={key}").text
    assert "按年龄" in text
    assert "…" in text


def test_nobody_types_a_number_in(town_desk: DeskInTest, key: str) -> None:
    browser = town_desk.office.browser("district_administrator")
    assert browser.post(f"/figure/edit/?id={key}", data={"name": "x"}).status_code == 403
    assert browser.get("/figure/new/").status_code == 403


def test_whoever_drew_an_issue_up_cannot_let_it_out(town_desk: DeskInTest) -> None:
    author = town_desk.office.account("district_editor")
    with town_desk.office.databases.working():
        fields = FIELDS | {"area": DISTRICT, "tables": factories.FIGURES}
        saved = revisions.save(
            "figure", None, fields, author_id=author.id, now=town_desk.now, today=town_desk.today
        )
        act = review.Act("figure", saved.key, 1, author.id, town_desk.now)
        review.submit(act, town_desk.today)
    own = town_desk.office.browser("district_editor")
    own.post(f"/review/figure/{saved.key}/accept", data={"number": 1, "when": "now"})
    assert town_desk.published("figure") == []


def test_another_person_lets_it_out(town_desk: DeskInTest, key: str) -> None:
    with town_desk.office.databases.working():
        review.submit(review.Act("figure", key, 1, None, town_desk.now), town_desk.today)
    other = town_desk.office.browser("district_administrator")
    other.post(f"/review/figure/{key}/accept", data={"number": 1, "when": "now"})
    assert [row.slug for row in town_desk.published("figure")] == ["2026-q3"]


def test_a_reviewer_reads_every_number(town_desk: DeskInTest, key: str) -> None:
    page = town_desk.office.browser("district_administrator").get(f"/review/figure/{key}/")
    assert "按年龄 · 南定镇：60–69岁 120，70–79岁 …，80岁以上 …，合计 180" in page.text
