"""The panel of the publishing page: one click, one run, and the way back asks first."""

from pathlib import Path

import pytest

from admin.jobs import runs
from admin.jobs.runs import JobRun
from tests.admin.conftest import DeskInTest


@pytest.fixture
def desk(town_desk: DeskInTest, tmp_path: Path) -> DeskInTest:
    table = f'[targets.web]\nkind = "folder"\npath = "{tmp_path / "www"}"\n'
    (town_desk.office.config.instance / "config.toml").write_text(table)
    return town_desk


def asked(desk: DeskInTest) -> list[JobRun]:
    with desk.office.databases.working():
        return runs.history(10)


def test_two_people_who_press_get_the_same_run(desk: DeskInTest) -> None:
    for role in ("district_editor", "district_administrator"):
        answer = desk.office.browser(role).post("/sites/publish", data={"target": "web"})
        assert answer.status_code == 302
    (run,) = asked(desk)
    page = desk.office.browser().get(f"/sites/runs/{run.id}").text
    assert 'http-equiv="refresh"' in page


def test_a_target_that_is_gone_from_the_configuration_is_told(desk: DeskInTest) -> None:
    browser = desk.office.browser()
    answer = browser.post("/sites/publish", data={"target": "gone"}, follow_redirects=True)
    assert "已经没有这个发布目标" in answer.text
    assert asked(desk) == []


def test_a_configuration_that_is_wrong_is_told_on_the_page(desk: DeskInTest) -> None:
    (desk.office.config.instance / "config.toml").write_text('[targets.web]\nkind = "x"\n')
    page = desk.office.browser().get("/releases/")
    assert page.status_code == 200
    assert "kind 只能是" in page.text


def test_a_run_that_ended_does_not_load_itself_again(desk: DeskInTest) -> None:
    with desk.office.databases.working():
        run, _new = runs.ask("publish", now=desk.now, target="web")
        runs.claim(run.id, desk.now)
        runs.end(run.id, desk.now, "磁盘满了。")
    page = desk.office.browser().get(f"/sites/runs/{run.id}").text
    assert "磁盘满了" in page
    assert "http-equiv" not in page


def test_an_auditor_sees_no_button(desk: DeskInTest) -> None:
    assert "生成并上传</button>" not in desk.office.browser("auditor").get("/releases/").text
    assert "生成并上传</button>" in desk.office.browser().get("/releases/").text


@pytest.mark.parametrize("path", ["runs/999", "runs/99999999999", "web/editions/7", "x/editions"])
def test_what_is_not_there_is_404(desk: DeskInTest, path: str) -> None:
    assert desk.office.browser().get(f"/sites/{path}").status_code == 404
