"""A grade comes from an assessor's record, and a consent can be taken back without losing help.

Duties of the order: A2 30.
"""

import pytest

from admin.registry.people.elders import ElderTag
from admin.registry.people.papers import AbilityAssessment, Consent
from tests.admin.registry import factories
from tests.admin.registry.views.conftest import Village

ASSESSED = {
    "assessed_on": "2026-06-01",
    "standard": "GB/T 42195-2022",
    "score": "28",
    "grade": "4",
    "reason": "first",
    "assessors": "甲、乙",
}


@pytest.fixture(autouse=True)
def _past(monkeypatch: pytest.MonkeyPatch) -> None:
    """These papers are dated in the year of the tests."""
    from pages import clock

    monkeypatch.setattr(clock, "today", lambda: factories.TODAY)
    monkeypatch.setattr(clock, "now", lambda: factories.NOW)


def test_an_assessment_of_the_town_sets_off_the_alarm(village: Village) -> None:
    assert village.browser().post(village.path("assessments/new"), data=ASSESSED).status_code == 302
    assert village.reload().has_alarm
    with village.working():
        assert str(AbilityAssessment.get().review_on) == "2027-06-01"


@pytest.mark.parametrize(
    ("change", "said"),
    [({"grade": "1"}, "没有这么好"), ({"score": "91"}, "满分是 90"), ({"grade": ""}, "这一项要填")],
)
def test_points_and_grade_have_to_fit(village: Village, change: dict[str, str], said: str) -> None:
    answer = village.browser().post(village.path("assessments/new"), data=ASSESSED | change)
    assert said in answer.text


def test_a_consent_can_be_withdrawn(village: Village) -> None:
    browser = village.browser("village_contact")
    typed = {"purpose": "health", "given": "yes", "given_on": "2026-01-05", "means": "signed"}
    browser.post(village.path("consents/new"), data=typed)
    with village.working():
        number = Consent.get().id
    browser.post(village.path(f"consents/{number}/withdraw"))
    with village.working():
        assert Consent.get().withdrawn_on == factories.TODAY


def test_reading_aloud_needs_a_witness(village: Village) -> None:
    typed = {"told_on": "2026-01-05", "means": "read_aloud", "told_by": "李主任"}
    browser = village.browser("village_contact")
    assert "要写见证人" in browser.post(village.path("told"), data=typed).text
    assert browser.post(village.path("told"), data=typed | {"witness": "张三"}).status_code == 302


def test_kinds_of_difficulty_begin_and_end(village: Village) -> None:
    browser = village.browser()
    browser.post(village.path("tags"), data={"tags": ["lone", "disabled"]})
    browser.post(village.path("tags"), data={"tags": ["disabled"]})
    with village.working():
        found = {row.tag: row.until for row in ElderTag.select()}
    assert found == {"lone": factories.TODAY, "disabled": None}
