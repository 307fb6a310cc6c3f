"""The log says which page and how it went, and nobody's name."""

import json
import logging

import pytest

from admin.logs import JsonLines
from tests.admin.conftest import OfficeInTest


def test_a_request_is_one_object_without_address_or_person(
    office: OfficeInTest, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO, "shouwang.requests")
    office.browser("district_editor").get("/service/?search=王秀英")
    (line,) = [r for r in caplog.records if getattr(r, "endpoint", "") == "service.index_view"]
    entry = json.loads(JsonLines().format(line))
    assert (entry["method"], entry["status"]) == ("GET", 200)
    assert "王秀英" not in json.dumps(entry, ensure_ascii=False)
