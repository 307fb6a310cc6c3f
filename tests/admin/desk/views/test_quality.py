"""The page of what deserves a look, and the hints on a form."""

from tests import factories
from tests.admin.conftest import FOREIGN, DeskInTest


def test_missing_columns_and_doubles_are_listed_and_linked(town_desk: DeskInTest) -> None:
    for area, name in ((factories.TOWN, "甲中心"), (FOREIGN, "乙食堂")):
        town_desk.save(
            "provider", name=name, slug="", type="charity", area=area, phones=[factories.phone()]
        )
    editor = town_desk.office.browser("district_editor")
    page = editor.get("/quality/").get_data(as_text=True)
    assert "电话相同，归口不同" in page
    assert "/provider/edit/?id=1" in page
    assert "支出责任主体" in page


def test_a_clerk_sees_the_own_town_only(town_desk: DeskInTest) -> None:
    page = town_desk.office.browser("town_editor").get("/quality/").get_data(as_text=True)
    assert "本镇送餐" in page
    assert "外镇送餐" not in page


def test_a_form_says_what_the_record_lacks(town_desk: DeskInTest) -> None:
    clerk = town_desk.office.browser("town_editor")
    page = clerk.get("/service/edit/?id=1").get_data(as_text=True)
    assert "清单六项还缺" in page
    assert "服务标准" in page


def test_the_list_says_how_many_of_the_six_are_there(town_desk: DeskInTest) -> None:
    clerk = town_desk.office.browser("town_editor")
    page = clerk.get("/service/?lacking=yes").get_data(as_text=True)
    assert "0/6" in page
