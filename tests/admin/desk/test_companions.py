"""What goes out together: companions first, each once, and loops do no harm."""

import pytest

from admin.desk import companions
from models import KINDS
from tests import factories
from tests.admin.desk.conftest import Publish, Save, provider, service

pytestmark = pytest.mark.usefixtures("desk")


def test_a_service_leans_on_its_areas_category_and_provider(save: Save) -> None:
    center = save("provider", provider())
    saved = save("service", service(providers=[int(center.key)]))
    assert set(companions.unpublished("service", saved.key)) == {
        ("area", factories.DISTRICT),
        ("area", factories.TOWN),
        ("category", "1"),
        ("provider", center.key),
    }


def test_what_is_live_already_does_not_go_again(save: Save, publish: Publish) -> None:
    publish(save("service", service()))
    assert companions.unpublished("service", "1") == []


def test_every_reference_of_every_kind_is_listed() -> None:
    listed = {kind: set(names) for kind, names in companions.REFERENCES.items()}
    columns = {
        kind: {f.name for f in model.public_fields() if hasattr(f, "rel_model")}
        | {"areas", "providers", "channels"} & {f.name for f in model.public_fields()}
        for kind, model in KINDS.items()
    }
    assert listed == columns
