"""Whatever a view does, it does within the signed-in person's area: attacked on every view."""

from typing import Any

import pytest
from flask_admin import Admin

from admin.desk.views.kinds import VIEWS
from admin.scoped_view import ScopedView
from tests import factories
from tests.admin.conftest import FOREIGN, DeskInTest
from tests.admin.desk.conftest import service

PLACED = ("service", "provider", "channel", "team", "contact", "activity", "figure")
EXTRA: dict[str, dict[str, Any]] = {
    "service": {"category": 1, "areas": [FOREIGN], "summary": "s"},
    "provider": {"type": "charity"},
    "channel": {"type": "window"},
    "contact": {"phones": [factories.phone()]},
    "activity": {"starts_at": "2030-01-01 09:00:00"},
    "figure": {"counted_on": "2026-01-01", "threshold": 10, "tables": []},
}


def views(town_desk: DeskInTest) -> list[ScopedView]:
    admin: Admin = town_desk.office.app.extensions["admin"][0]
    return [view for view in admin._views if hasattr(view, "model")]


def plant(town_desk: DeskInTest, kind: str) -> str:
    """A record of another town, with a name that nobody else has."""
    return town_desk.save(kind, name="金丝雀", slug="canary", area=FOREIGN, **EXTRA.get(kind, {}))


def test_every_registered_view_is_scoped(town_desk: DeskInTest) -> None:
    assert len(views(town_desk)) == len(VIEWS)
    assert all(isinstance(view, ScopedView) for view in views(town_desk))


def test_every_kind_that_an_office_keeps_is_attacked(town_desk: DeskInTest) -> None:
    assert {v.endpoint for v in views(town_desk)} - {"area", "category"} == set(PLACED)


@pytest.mark.parametrize(
    "path",
    [
        "/{kind}/",
        "/{kind}/?search=金丝雀",
        "/{kind}/?town=" + FOREIGN,
        "/{kind}/?standing=draft",
        "/{kind}/export/csv/",
        "/pick/{kind}?q=金丝雀",
        "/preview/",
        "/",
    ],
)
def test_a_foreign_record_shows_up_nowhere(town_desk: DeskInTest, path: str) -> None:
    clerk = town_desk.office.browser("town_editor")
    for kind in PLACED:
        plant(town_desk, kind)
        answer = clerk.get(path.format(kind=kind), follow_redirects=True)
        assert answer.status_code == 200
        page = answer.get_data(as_text=True).replace('value="金丝雀"', "")
        assert "金丝雀" not in page, kind


def test_its_own_district_does_see_it(town_desk: DeskInTest) -> None:
    editor = town_desk.office.browser("district_editor")
    for kind in PLACED:
        plant(town_desk, kind)
        assert "金丝雀" in editor.get(f"/{kind}/").get_data(as_text=True), kind


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", "/{kind}/edit/?id={key}"),
        ("POST", "/{kind}/edit/?id={key}"),
        ("GET", "/{kind}/withdraw/?id={key}"),
        ("POST", "/{kind}/withdraw/?id={key}"),
        ("GET", "/preview/record/{kind}/{key}"),
        ("GET", "/{kind}/ajax/lookup/?name=area&query=x"),
    ],
)
def test_a_foreign_record_is_as_if_it_did_not_exist(
    town_desk: DeskInTest, method: str, path: str
) -> None:
    clerk = town_desk.office.browser("town_editor")
    for kind in PLACED:
        key = plant(town_desk, kind)
        answer = clerk.open(path.format(kind=kind, key=key), method=method, data={"name": "改了"})
        assert answer.status_code == 404, kind
        assert town_desk.row(kind, key).name == "金丝雀"


@pytest.mark.parametrize("path", ["/{kind}/delete/", "/{kind}/action/", "/{kind}/ajax/update/"])
def test_no_way_of_flask_admins_own_changes_anything(town_desk: DeskInTest, path: str) -> None:
    editor = town_desk.office.browser("district_editor")
    for kind in PLACED:
        key = plant(town_desk, kind)
        data = {"id": key, "action": "delete", "rowid": key, "list_form_pk": key, "name": "改了"}
        editor.post(path.format(kind=kind), data=data)
        assert town_desk.row(kind, key).name == "金丝雀", kind


@pytest.mark.parametrize("key", ["0", "-1", "9" * 30, "1.5", "x", "", "１", "1 OR 1=1", "\x00"])
def test_a_forged_id_is_not_found(town_desk: DeskInTest, key: str) -> None:
    editor = town_desk.office.browser("district_editor")
    answer = editor.get("/service/edit/", query_string={"id": key})
    assert answer.status_code == 404


@pytest.mark.parametrize("search", ["%", "_", "%%", "\\"])
def test_a_wildcard_is_a_letter_like_others(town_desk: DeskInTest, search: str) -> None:
    editor = town_desk.office.browser("district_editor")
    page = editor.get("/service/", query_string={"search": search}).get_data(as_text=True)
    assert "本镇送餐" not in page


@pytest.mark.parametrize("start", list("=+-@"))
def test_an_exported_cell_is_never_a_formula(town_desk: DeskInTest, start: str) -> None:
    name = f"{start}cmd|' /C calc'!A0"
    town_desk.save("team", name=name, slug="formula", area=factories.TOWN)
    text = town_desk.office.browser("town_editor").get("/team/export/csv/").get_data(as_text=True)
    assert f"'{name}" in text


def test_an_export_opens_in_a_spreadsheet_as_chinese(town_desk: DeskInTest) -> None:
    answer = town_desk.office.browser("town_editor").get("/service/export/csv/")
    assert answer.data.startswith(b"\xef\xbb\xbf")


def test_an_error_shows_and_logs_no_value(
    town_desk: DeskInTest, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(*_args: Any, **_kwargs: Any) -> None:
        raise ValueError("金丝雀")

    monkeypatch.setattr("admin.desk.revisions.save", fail)
    clerk = town_desk.office.browser("town_editor")
    answer = clerk.post("/service/edit/?id=1", data={"name": "金丝雀", "base": "1"})
    assert answer.status_code == 500
    assert "金丝雀" not in answer.get_data(as_text=True)
    assert "金丝雀" not in caplog.text


def test_a_list_asks_the_database_no_more_often_for_more_rows(
    town_desk: DeskInTest, caplog: pytest.LogCaptureFixture
) -> None:
    clerk = town_desk.office.browser("town_editor")
    caplog.set_level("DEBUG", logger="peewee")

    def asked() -> int:
        caplog.clear()
        assert clerk.get("/service/").status_code == 200
        return len([line for line in caplog.records if line.name == "peewee"])

    asked()  # A session's first page also notes that it was seen.
    few = asked()
    for number in range(20):
        name = f"服务{number}"
        town_desk.save("service", **service(name=name, slug=f"s{number}", area=factories.TOWN))
    assert asked() == few
