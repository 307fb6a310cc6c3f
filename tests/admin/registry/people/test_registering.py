"""Coming into the register, leaving, coming back, moving, and deciding against the rule."""

from admin.databases import Databases
from admin.registry.in_force import Act
from admin.registry.people import handing, registering, standing
from admin.registry.people.elders import Elder, Notice
from admin.registry.visits.records import VisitDuty
from models import Area
from tests.admin.registry import factories
from tests.factories import VILLAGE, areas

OTHER = "370303101202"


def _village() -> None:
    areas()
    Area.update(is_rural=True).where(Area.code == VILLAGE).execute()
    Area.create(code=OTHER, name="另一村", level="village", parent=VILLAGE[:9], is_rural=True)


def test_dossier_numbers_run_on_in_a_village_and_are_never_given_twice(
    databases: Databases, act: Act
) -> None:
    with databases.working():
        _village()
        made = [registering.add({"area_code": VILLAGE, "name": "王一"}, act) for _n in range(2)]
        registering.move(made[1], OTHER, act)
        third = registering.add({"area_code": VILLAGE, "name": "王三"}, act)
        numbers = [row.dossier_number for row in (*made, third)]
    assert numbers == [f"{VILLAGE}-0001", f"{VILLAGE}-0002", f"{VILLAGE}-0003"]


def test_who_leaves_is_owed_nothing_more_and_has_no_helper(databases: Databases, act: Act) -> None:
    with databases.working():
        _village()
        elder = factories.left_behind()
        handing.assign(elder, factories.helper(), "first", "", act)
        registering.leave(elder, "died", act)
        left = Elder.get()
        assert (left.left_on, left.helper_id, handing.current(left)) == (act.today, None, None)
        assert VisitDuty.get().outcome == "not_owed"


def test_a_departure_can_be_undone(databases: Databases, act: Act) -> None:
    with databases.working():
        _village()
        elder = factories.left_behind()
        registering.leave(elder, "by_mistake", act)
        registering.come_back(elder, act)
        assert Elder.get().is_active
        assert Elder.get().owed_until is None


def test_what_is_open_moves_with_the_elder(databases: Databases, act: Act) -> None:
    with databases.working():
        _village()
        elder = factories.left_behind()
        handing.assign(elder, factories.helper(), "first", "", act)
        registering.move(elder, OTHER, act)
        assert (Elder.get().area_code, Elder.get().helper_id) == (OTHER, None)
        assert VisitDuty.get().area_code == OTHER


def test_an_override_goes_before_the_rule_and_can_be_taken_back(
    databases: Databases, act: Act
) -> None:
    with databases.working():
        _village()
        elder = factories.left_behind(living="with_child")
        registering.override(elder, "yes", "镇里定的", None, act)
        assert (Elder.get().eligibility, Elder.get().is_overridden) == ("yes", True)
        assert Elder.get().deciding_clause == "alone"
        registering.withdraw_override(elder, act)
        assert (Elder.get().eligibility, Elder.get().is_overridden) == ("no", False)
        assert [row.kind for row in Notice.select()][-1] == "left"


def test_the_alarm_is_told_at_once(databases: Databases, act: Act) -> None:
    with databases.working():
        _village()
        values = {"area_code": VILLAGE, "name": "王一", "living": "alone", "self_care": "unable"}
        registering.add(values, act)
        assert [row.kind for row in Notice.select()] == ["alarm"]


def test_a_helper_is_handed_on_without_a_gap(databases: Databases, act: Act) -> None:
    with databases.working():
        _village()
        elder, first, second = factories.left_behind(), factories.helper(), factories.helper()
        assert handing.assign(elder, first, "first", "", act)
        assert not handing.assign(elder, first, "first", "", act)
        assert handing.assign(elder, second, "moved", "钥匙在邻居家", act)
        assert [row.helper_id for row in handing.former(elder)] == [first.id]
        assert (handing.load(first), handing.load(second)) == (0, 1)
        assert Elder.get().helper_id == second.id


def test_what_is_known_of_an_elder_holds_no_number(databases: Databases) -> None:
    with databases.working():
        _village()
        elder = factories.elder(phone="13800001234")
        assert standing.account(elder).elder["phone"] is True
