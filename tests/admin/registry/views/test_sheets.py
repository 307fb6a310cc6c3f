"""Paper goes out with a mark a person and comes back as visits, each once."""

from typing import Any

import pytest

from admin.registry.visits.records import Visit
from pages import clock
from tests.admin.registry.views.conftest import Village
from tests.factories import VILLAGE

GRID = f"/visits/grid?area={VILLAGE}"


def line(village: Village, **typed: str) -> dict[str, Any]:
    return {f"{village.elder.handle}-{name}": value for name, value in typed.items()}


def test_a_sheet_has_a_mark_for_each_and_nobody_elses(village: Village) -> None:
    text = village.browser("village_contact").get(f"/visits/sheet?area={VILLAGE}").text
    assert "王秀英" in text
    assert 'src="data:image/svg+xml' in text
    assert "赵远方" not in text


def test_a_line_is_typed_in_once(village: Village) -> None:
    browser = village.browser("village_contact")
    typed = line(village, day="1", duty="kept")
    assert "记下了 1 次走访" in browser.post(GRID, data=typed, follow_redirects=True).text
    assert "记下了 0 次走访" in browser.post(GRID, data=typed, follow_redirects=True).text
    with village.working():
        visit = Visit.get()
        assert (visit.source, visit.made_on) == ("paper", clock.today().replace(day=1))


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"day": "32", "duty": "kept"}, "没有这一天"),
        ({"day": "x", "duty": "kept"}, "没有这一天"),
        ({"day": "1"}, "请选赡养情况"),
        ({"day": "1", "duty": "kept", "troubled": "eat"}, "写一句是什么问题"),
    ],
)
def test_a_line_that_is_wrong_stays_with_its_reason(
    village: Village, typed: dict[str, str], said: str
) -> None:
    answer = village.browser("village_contact").post(GRID, data=line(village, **typed))
    assert said in answer.text
    assert f'value="{typed["day"]}"' in answer.text
    with village.working():
        assert not Visit.select().exists()


def test_an_empty_line_is_nobody_visited(village: Village) -> None:
    village.browser("village_contact").post(GRID, data=line(village, day="", duty="kept"))
    with village.working():
        assert not Visit.select().exists()


def test_lines_of_another_village_are_nobodys(village: Village) -> None:
    typed = {f"{village.foreign.handle}-day": "1", f"{village.foreign.handle}-duty": "kept"}
    village.browser("village_contact").post(GRID, data=typed)
    with village.working():
        assert not Visit.select().exists()
