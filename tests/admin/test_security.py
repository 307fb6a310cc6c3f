"""Every answer carries the headers, every form its token, and no error repeats what was sent."""

import logging
from collections.abc import Callable
from dataclasses import replace
from typing import NoReturn

import pytest
from flask import abort, request

from admin import create_app, security
from admin.databases import Databases
from tests.admin.conftest import Browser, OfficeInTest

CANARY = "金丝雀-370303194901010014"


@pytest.fixture
def broken(office: OfficeInTest) -> Callable[[], Browser]:
    """A browser in an office that has a page `/break` which fails over a personal value."""

    def fail() -> NoReturn:
        raise ValueError(request.args["name"])

    office.app.add_url_rule("/break", view_func=fail)
    office.app.add_url_rule("/forbidden", view_func=lambda: abort(403))
    return office.browser


@pytest.mark.parametrize("path", ["/", "/sign-in", "/nothing", "/static/door.css", "/break?name=x"])
def test_every_answer_carries_the_headers(broken: Callable[[], Browser], path: str) -> None:
    headers = broken().get(path).headers
    for name, value in security.HEADERS.items():
        assert headers[name] == value
    policy = headers["Content-Security-Policy"]
    assert "script-src 'self';" in policy
    assert "unsafe" not in policy
    assert "Strict-Transport-Security" not in headers


def test_the_cookie_is_out_of_reach_of_scripts_and_other_sites(office: OfficeInTest) -> None:
    cookie = office.stranger().get("/sign-in").headers["Set-Cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie
    assert "Path=/" in cookie


def test_over_https_the_cookie_stays_there(office: OfficeInTest, databases: Databases) -> None:
    app = create_app(replace(office.config, https=True))
    app.extensions["shouwang"].databases = databases
    answer = app.test_client().get("/sign-in", base_url="https://localhost")
    assert answer.headers["Set-Cookie"].startswith("__Host-shouwang=")
    assert "Secure" in answer.headers["Set-Cookie"]
    assert answer.headers["Strict-Transport-Security"].startswith("max-age=63072000")


@pytest.mark.parametrize("token", [None, "", "wrong"])
def test_a_form_without_its_token_is_refused(office: OfficeInTest, token: str | None) -> None:
    browser = office.browser()
    data = {} if token is None else {"csrf_token": token}
    answer = browser.post("/sign-out", data=data, headers={"X-CSRFToken": ""})
    assert answer.status_code == 400
    assert "网页放得太久" in answer.text
    assert browser.get("/password").status_code == 200


def test_the_token_of_another_session_is_refused(office: OfficeInTest) -> None:
    browser, other = office.browser(), office.browser("auditor")
    with other.changing() as session:
        session["csrf_token"] = "1" * 40
    answer = browser.post("/sign-out", headers={"X-CSRFToken": other.token()})
    assert answer.status_code == 400


def test_a_post_from_another_site_brings_no_token_and_is_refused(office: OfficeInTest) -> None:
    answer = office.stranger().post("/sign-in", data={"name": "wang", "password": "x"})
    assert answer.status_code == 400


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example", "localhost:x", ""])
def test_a_foreign_host_is_refused(office: OfficeInTest, host: str) -> None:
    answer = office.stranger().get("/sign-in", headers={"Host": host})
    assert answer.status_code == 400
    assert "evil" not in answer.text
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize("host", ["127.0.0.1:8001", "localhost:8001", "[::1]:8001", "yl.gov.cn"])
def test_the_own_hosts_are_answered(office: OfficeInTest, databases: Databases, host: str) -> None:
    app = create_app(replace(office.config, trusted_hosts=("yl.gov.cn",)))
    app.extensions["shouwang"].databases = databases
    assert app.test_client().get("/sign-in", headers={"Host": host}).status_code == 200


def test_a_request_that_is_too_large_is_refused_in_chinese(office: OfficeInTest) -> None:
    answer = office.browser().post("/sign-out", data=b"x" * (security.LARGEST_REQUEST + 1))
    assert answer.status_code == 413
    assert "内容太大" in answer.text


@pytest.mark.parametrize(
    ("path", "code", "said"),
    [
        ("/nothing", 404, "没有找到"),
        ("/forbidden", 403, "没有权限"),
        ("/break?name=x", 500, "故障"),
    ],
)
def test_an_error_is_told_in_chinese(
    broken: Callable[[], Browser], path: str, code: int, said: str
) -> None:
    answer = broken().get(path)
    assert answer.status_code == code
    assert said in answer.text


def test_neither_page_nor_log_repeats_a_personal_value(
    broken: Callable[[], Browser], caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.DEBUG):
        answer = broken().get("/break", query_string={"name": CANARY})
    assert CANARY not in answer.text
    assert CANARY not in caplog.text
    assert "ValueError in fail: fail (" in caplog.text


@pytest.mark.parametrize(
    "path", ["/static/../app.py", "/static/%2e%2e/app.py", "/static//etc/passwd"]
)
def test_no_path_leads_out_of_the_static_folder(office: OfficeInTest, path: str) -> None:
    assert office.browser().get(path).status_code in {302, 308, 404}
    assert b"create_app" not in office.browser().get(path, follow_redirects=True).data
