"""The trail's page says in words what was done to an elder's file."""

from admin.registry.people.elders import Elder
from admin.registry.rules import completeness
from admin.registry.trail_words import FIELDS
from tests.admin.conftest import office
from tests.admin.registry.views.conftest import Village, village

__all__ = ["office", "village"]


def test_a_look_at_a_number_is_told_in_words(village: Village) -> None:
    wish = {"part": "elder", "row": "0", "field": "phone", "reason": "ring_up"}
    village.browser().post(village.path("reveal"), data=wish)
    text = village.browser("auditor").get("/trail/").text
    for word in ("看号码", "老人的电话", "要打电话联系"):
        assert word in text
    assert "王秀英" not in text


def test_every_column_that_a_clerk_can_change_has_a_word() -> None:
    computed = {"handle", "dossier_number", "household_code", "entered_on", "area_code"}
    typed = [f.name for f in Elder._meta.sorted_fields[1:30] if f.name not in computed]
    assert [name for name in typed if name not in completeness.LABELS | FIELDS] == []
