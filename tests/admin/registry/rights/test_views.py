"""What the elder is told can be read aloud and printed."""

from admin.registry.rights.purposes import PURPOSES
from admin.registry.rules.completeness import GROUPS
from tests.admin.conftest import DeskInTest


def test_every_group_of_the_order_has_its_ground() -> None:
    assert [each.group for each in PURPOSES] == list(GROUPS.values())


def test_the_notice_is_read_aloud_and_printed(town_desk: DeskInTest) -> None:
    village = town_desk.office.browser("village_contact")
    page = village.get("/rights/").get_data(as_text=True)
    assert "念给老人听" in page
    assert "要单独同意" in page
    assert village.get("/rights/notice.pdf").data.startswith(b"%PDF")
