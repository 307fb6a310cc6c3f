"""A village contact with a telephone in hand, and the editor who answers."""

import pytest

from admin.desk.suggestions import Suggestion
from tests import factories
from tests.admin.conftest import Browser, DeskInTest


@pytest.fixture
def home(town_desk: DeskInTest) -> str:
    """The village's own happiness home, published."""
    key = town_desk.save(
        "provider",
        name="本村幸福院",
        slug="home",
        type="rural_happiness_home",
        area=factories.VILLAGE,
        phones=[factories.phone()],
    )
    editor = town_desk.office.browser("district_editor")
    data = {
        "base": "1",
        "then": "publish",
        "name": "本村幸福院",
        "slug": "home",
        "type": "rural_happiness_home",
        "area": factories.VILLAGE,
        "phones-0-number": "0533-0001234",
        "phones-0-label": "办公室",
    }
    editor.post(f"/provider/edit/?id={key}", data=data)
    return key


@pytest.fixture
def contact(town_desk: DeskInTest, home: str) -> Browser:
    return town_desk.office.browser("village_contact")


def suggest(contact: Browser, town_desk: DeskInTest, home: str, **more: str) -> str:
    data = {
        "base": str(town_desk.row("provider", home).revision),
        "phones-0-number": "0533-0007777",
        "phones-0-label": "办公室",
    }
    answer = contact.post(f"/suggest/provider/{home}", data=data | more, follow_redirects=True)
    return answer.get_data(as_text=True)


def test_a_suggestion_waits_and_is_not_public(
    contact: Browser, town_desk: DeskInTest, home: str
) -> None:
    assert "已经交给镇里" in suggest(contact, town_desk, home)
    assert town_desk.published("provider")[0].phones[0]["number"] == "0533-0001234"
    page = town_desk.office.browser("town_editor").get("/suggest/").get_data(as_text=True)
    assert "0533-0007777" in page


def test_an_editor_takes_it_over(contact: Browser, town_desk: DeskInTest, home: str) -> None:
    suggest(contact, town_desk, home)
    town_desk.office.browser("town_editor").post("/suggest/1/accept")
    assert town_desk.published("provider")[0].phones[0]["number"] == "0533-0007777"


def test_an_editor_turns_it_down(contact: Browser, town_desk: DeskInTest, home: str) -> None:
    suggest(contact, town_desk, home)
    town_desk.office.browser("town_editor").post("/suggest/1/decline")
    assert town_desk.row("provider", home).phones[0]["number"] == "0533-0001234"


def test_nobody_answers_the_own_suggestion_from_a_village(
    contact: Browser, town_desk: DeskInTest, home: str
) -> None:
    suggest(contact, town_desk, home)
    assert contact.post("/suggest/1/accept").status_code == 403


@pytest.mark.parametrize("end", ["accept", "decline"])
def test_another_town_neither_sees_nor_answers_it(
    contact: Browser, town_desk: DeskInTest, home: str, end: str
) -> None:
    suggest(contact, town_desk, home)
    stranger = town_desk.office.browser("town_editor", "370303102")
    assert "幸福院" not in stranger.get("/suggest/").get_data(as_text=True)
    assert stranger.post(f"/suggest/1/{end}").status_code == 404


def test_nothing_changed_and_nothing_said_is_no_suggestion(
    contact: Browser, town_desk: DeskInTest, home: str
) -> None:
    page = suggest(contact, town_desk, home, **{"phones-0-number": "0533-0001234"})
    assert "还没有改什么" in page


def test_a_persons_number_does_not_enter_by_the_note(
    contact: Browser, town_desk: DeskInTest, home: str
) -> None:
    page = suggest(contact, town_desk, home, note="找他 13800001234")
    assert "像是有手机号" in page
    with town_desk.office.databases.working():
        assert Suggestion.select().count() == 0


def test_another_village_is_not_found(town_desk: DeskInTest, home: str) -> None:
    other = town_desk.office.browser("village_contact", "370303101202")
    assert other.get(f"/suggest/provider/{home}").status_code == 404


def test_an_auditor_suggests_nothing(town_desk: DeskInTest, home: str) -> None:
    assert town_desk.office.browser("auditor").get(f"/suggest/provider/{home}").status_code == 403
