"""From the register to strangers: figures go through a draft, another person, and the release."""

from pathlib import Path

import pytest

from admin.registry.people.elders import Elder
from models import Area, Figure
from tests.admin.conftest import DeskInTest
from tests.admin.registry import factories
from tests.factories import DISTRICT, TOWN

OTHERS = ("370303103", "370303104")


@pytest.fixture
def register(town_desk: DeskInTest) -> DeskInTest:
    """Three towns with enough elders, and three of one kind that nobody may find."""
    for code in OTHERS:
        town_desk.save("area", key=code, name=code, level="town", parent=DISTRICT)
    with town_desk.office.databases.working():
        for town in (TOWN, *OTHERS):
            for number in range(60):
                living = "with_kin" if number < 3 else "alone"
                sex = "male" if number % 2 else "female"
                factories.elder(area_code=f"{town}201", eligibility="yes", living=living, sex=sex)
    return town_desk


def hand_over(register: DeskInTest) -> None:
    browser = register.office.browser("district_editor")
    browser.post("/public-figures/hand-over", data={"threshold": "10"})


def test_the_page_shows_what_would_be_public_and_the_attack(register: DeskInTest) -> None:
    page = register.office.browser("district_editor").get("/public-figures/").text
    assert "攻击测试" in page
    assert "…" in page
    assert "交审核" in page


def test_figures_wait_for_another_person(register: DeskInTest) -> None:
    hand_over(register)
    assert register.standing("figure", "1") == "submitted"
    own = register.office.browser("district_editor")
    own.post("/review/figure/1/accept", data={"number": "1", "when": "now"})
    assert register.published("figure") == []


def test_what_another_person_approved_is_public_and_hides_the_few(register: DeskInTest) -> None:
    hand_over(register)
    other = register.office.browser("district_administrator")
    other.post("/review/figure/1/accept", data={"number": "1", "when": "now"})
    (figure,) = register.published("figure")
    living = next(table for table in figure.tables if table["title"] == "按居住方式")
    kin = living["columns"].index("和其他亲属同住")
    assert [row["cells"][kin] for row in living["rows"]] == [None] * len(living["rows"])


def test_a_quarter_is_handed_over_once(register: DeskInTest) -> None:
    hand_over(register)
    hand_over(register)
    with register.office.databases.working():
        assert Figure.select().count() == 1


def test_a_town_draws_no_figures_up(register: DeskInTest) -> None:
    browser = register.office.browser("town_editor")
    assert browser.get("/public-figures/").status_code == 403
    assert browser.post("/public-figures/hand-over").status_code == 403


def test_no_name_is_in_the_public_database(register: DeskInTest) -> None:
    hand_over(register)
    other = register.office.browser("district_administrator")
    other.post("/review/figure/1/accept", data={"number": "1", "when": "now"})
    content = Path(register.office.config.public_path).read_bytes()
    with register.office.databases.working():
        names = [elder.name for elder in Elder.select()]
        assert Area.select().exists()
    assert not any(name.encode() in content for name in names)
