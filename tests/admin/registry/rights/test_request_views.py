"""The pages of requests, through the browser: written down, answered, handed over, overdue."""

from datetime import date, timedelta

import pytest

from admin.registry.rights.rows import RightsRequest
from pages import clock
from tests.admin.registry import factories
from tests.admin.registry.views.conftest import Village

REQUEST = {"type": "correct", "asker": "self", "what": "门牌是 9 号"}


@pytest.fixture
def asked(village: Village) -> int:
    """A request to correct, written down by the village."""
    browser = village.browser("village_contact")
    typed = REQUEST | {"elder": village.elder.handle, "asked_on": clock.today().isoformat()}
    browser.post("/care/rights-request/new", data=typed)
    with village.working():
        return int(RightsRequest.get().id)


def test_its_end_follows_from_the_day_it_was_asked(village: Village, asked: int) -> None:
    with village.working():
        assert RightsRequest.get().due_on == clock.today() + timedelta(days=15)


def test_somebody_else_than_the_elder_shows_an_authority(village: Village) -> None:
    typed = REQUEST | {
        "elder": village.elder.handle,
        "asked_on": "2026-11-01",
        "asker": "entrusted",
    }
    page = village.browser("village_contact").post("/care/rights-request/new", data=typed).text
    assert "不是老人本人提出的，这一项必须填写" in page
    assert "门牌是 9 号" in page


def test_the_file_is_corrected_for_it_and_the_town_answers(village: Village, asked: int) -> None:
    town = village.browser("town_editor")
    answer = town.post(f"/care/rights-request/{asked}/letter.pdf")
    assert answer.status_code == 405
    page = town.get(f"/care/rights-request/{asked}").text
    assert f"/edit?request={asked}" in page
    data = {"name": "王秀英", "area_code": village.elder.area_code, "address": "9 号"}
    answer = town.post(village.path(f"edit?request={asked}"), data=data)
    assert answer.location == f"/care/rights-request/{asked}"
    assert "为这件事改了什么" in town.get(answer.location).text
    town.post(f"/care/rights-request/{asked}/decide", data={"answer": "granted", "text": "改好了"})
    assert town.get(f"/care/rights-request/{asked}/letter.pdf").data.startswith(b"%PDF")
    town.post(f"/care/rights-request/{asked}/handed")
    with village.working():
        assert RightsRequest.get().handed_on == clock.today()


def test_the_village_writes_down_and_does_not_answer(village: Village, asked: int) -> None:
    browser = village.browser("village_contact")
    path = f"/care/rights-request/{asked}/decide"
    assert browser.post(path, data={"answer": "granted", "text": "行"}).status_code == 403
    assert "由镇里或区里答复" in browser.get(f"/care/rights-request/{asked}").text


def test_what_is_overdue_stands_on_the_work_page_and_the_front_page(
    village: Village,
    asked: int,
) -> None:
    with village.working():
        RightsRequest.update(due_on=date(2026, 1, 1)).execute()
    browser = village.browser("town_editor")
    assert "1 件超过期限" in browser.get("/").text
    assert "1 件超过期限" in browser.get("/visits/due/").text
    assert "王秀英" in browser.get("/care/rights-request/?only=overdue").text


def test_a_request_of_another_village_does_not_exist(village: Village) -> None:
    with village.working():
        foreign = RightsRequest.create(
            elder=village.foreign,
            area_code=village.foreign.area_code,
            type="copy",
            asker="self",
            asked_on=factories.TODAY,
            due_on=factories.TODAY,
            made_at=factories.NOW,
        )
    browser = village.browser("village_contact")
    assert browser.get(f"/care/rights-request/{foreign.id}").status_code == 404
    assert "赵远方" not in browser.get("/care/rights-request/").text
