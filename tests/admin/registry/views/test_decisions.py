"""What is decided asks for its reason, and can be taken back.

Duties of the order: A2 15.
"""

from admin.registry.people.elders import EligibilityOverride
from tests.admin.registry import factories
from tests.admin.registry.views.conftest import FOREIGN, Village


def test_an_override_needs_a_reason(village: Village) -> None:
    browser = village.browser()
    browser.post(
        village.path("relatives/new"), data={"name": "甲", "relation": "son", "lives": "yes"}
    )
    assert village.reload().eligibility == "no"
    assert "这一项要填" in browser.post(village.path("override"), data={"answer": "yes"}).text
    assert village.reload().eligibility == "no"
    browser.post(village.path("override"), data={"answer": "yes", "reason": "镇里定的"})
    assert village.reload().eligibility == "yes"
    assert "镇里定的" in browser.get(village.path()).text
    browser.post(village.path("override/withdraw"))
    assert village.reload().eligibility == "no"


def test_a_village_contact_overrides_nothing(village: Village) -> None:
    contact = village.browser("village_contact")
    answer = contact.post(village.path("override"), data={"answer": "no", "reason": "x"})
    assert answer.status_code == 403
    with village.working():
        assert not EligibilityOverride.select().exists()


def test_who_leaves_can_come_back(village: Village) -> None:
    browser = village.browser("village_contact")
    assert "这一项要填" in browser.post(village.path("leave"), data={}).text
    browser.post(village.path("leave"), data={"reason": "by_mistake"})
    assert not village.reload().is_active
    assert "恢复登记" in browser.get(village.path()).text
    browser.post(village.path("return"))
    assert village.reload().is_active


def test_a_file_moves_and_the_former_village_sees_it_no_more(village: Village) -> None:
    assert (
        village.browser().post(village.path("move"), data={"area_code": FOREIGN}).status_code == 302
    )
    assert village.browser("village_contact").get(village.path()).status_code == 404
    assert village.browser("village_contact", FOREIGN).get(village.path()).status_code == 200


def test_nobody_moves_a_file_beyond_their_own_area(village: Village) -> None:
    answer = village.browser().post(village.path("move"), data={"area_code": "370303102201"})
    assert answer.status_code == 200
    assert village.reload().area_code != "370303102201"


def test_a_helper_is_named_with_the_load_in_view(village: Village) -> None:
    with village.working():
        helper = factories.helper(load_limit=1)
        factories.assignment(factories.left_behind(), helper)
        far = factories.helper(area_code=FOREIGN)
    browser = village.browser()
    page = browser.get(village.path("helper")).text
    assert "现在 1 人，上限 1" in page
    assert far.handle not in page
    typed = {"helper": helper.handle, "reason": "first"}
    text = browser.post(village.path("helper"), data=typed, follow_redirects=True).text
    assert "超过了上限" in text
    assert village.reload().helper_id == helper.id
