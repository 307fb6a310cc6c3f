"""The app as a whole: closed to strangers, open to accounts, whole in every answer."""

import click
import pytest

from admin import create_app
from admin.config import Config
from admin.desk import revisions
from tests.admin.conftest import HOMES, OfficeInTest


@pytest.mark.parametrize("path", ["/", "/service/", "/password", "/nothing-here", "/markdown"])
def test_a_stranger_is_sent_to_the_sign_in_page(office: OfficeInTest, path: str) -> None:
    answer = office.stranger().get(path)
    assert answer.status_code == 302
    assert answer.headers["Location"].startswith("/sign-in")


def test_no_page_but_the_door_the_pulse_and_static_files_is_open(office: OfficeInTest) -> None:
    stranger = office.stranger()
    adapter = office.app.url_map.bind("localhost")
    opened = set()
    for rule in office.app.url_map.iter_rules():
        path = adapter.build(rule.endpoint, dict.fromkeys(rule.arguments, 1), append_unknown=False)
        for method in sorted((rule.methods or set()) - {"OPTIONS", "HEAD"}):
            if stranger.open(path, method=method).status_code not in {302, 400}:
                opened.add(rule.endpoint)
    door = {"door.join", "door.passkey", "door.passkey_options"}
    assert opened <= {"security.login", "static", "admin.static", "status.healthz"} | door


@pytest.mark.parametrize("role", HOMES)
def test_every_role_reaches_the_front_page(office: OfficeInTest, role: str) -> None:
    assert office.browser(role).get("/").status_code == 200


def test_before_init_there_are_commands_and_no_page(config: Config) -> None:
    app = create_app(config)
    assert {"init", "user", "serve"} <= set(app.cli.commands)
    assert app.test_client().get("/").status_code == 404


def test_a_key_that_others_can_read_stops_the_start(office: OfficeInTest) -> None:
    office.config.key_path.chmod(0o644)
    with pytest.raises(click.ClickException, match="chmod 600"):
        create_app(office.config)


def test_each_request_works_on_the_admin_database(office: OfficeInTest) -> None:
    def count() -> str:
        return str(revisions.Record.select().count())

    office.app.add_url_rule("/count", view_func=count)
    assert office.browser().get("/count").text == "0"
