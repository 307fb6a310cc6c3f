"""A clerk reads names and sentences, not keys and codes."""

import pytest

from admin.app import create_app
from admin.config import Config
from admin.desk.readable import readable
from tests import factories
from tests.admin.desk.conftest import Save, provider, service

pytestmark = pytest.mark.usefixtures("desk")


def test_every_field_of_a_service_is_said_in_words(config: Config, save: Save) -> None:
    center = save("provider", provider())
    day = [{"opens": "08:00", "closes": "17:00", "next_day": False}]
    fields = service(
        providers=[int(center.key)],
        audience=["living_alone"],
        cost_kind="low_fee",
        hours={"week": {str(n): day for n in range(1, 8)}, "exceptions": [], "note": "先打电话"},
        phones=[factories.phone() | {"shared": True}],
        valid_until=None,
    )
    with create_app(config).test_request_context():
        said = readable("service", fields)
    assert said["category"] == "生活照料"
    assert said["areas"] == ["南定镇"]
    assert said["providers"] == ["南定日间照料中心"]
    assert said["audience"] == ["独居老人"]
    assert said["cost_kind"] == "低收费"
    assert said["hours"] == ["每天 8:00–17:00", "先打电话"]
    assert said["phones"] == ["0533-0001234 · 办公室 · 公用手机"]
    assert said["valid_until"] == ""


def test_a_record_that_is_gone_is_said_to_be_gone() -> None:
    assert readable("service", {"channels": [99]})["channels"] == ["（已不存在）"]
