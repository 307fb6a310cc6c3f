"""What was told is ticked off by whoever may, and only what is in scope.

Duties of the order: A2 9.
"""

from admin.registry.people.elders import Elder, Notice
from tests.admin.registry import factories
from tests.admin.registry.views.conftest import Village


def tell(of: Elder) -> int:
    made = Notice.create(elder=of, area_code=of.area_code, kind="entered", made_on=factories.TODAY)
    return int(made.id)


def test_only_the_own_areas_notices_are_ticked_off(village: Village) -> None:
    with village.working():
        numbers = [tell(village.elder), tell(village.foreign)]
    contact = village.browser("village_contact")
    page = contact.get("/notices/").text
    assert "王秀英" in page
    assert "赵远方" not in page
    contact.post("/notices/seen", data={"notice": numbers})
    with village.working():
        assert [bool(row.seen_at) for row in Notice.select().order_by(Notice.id)] == [True, False]
