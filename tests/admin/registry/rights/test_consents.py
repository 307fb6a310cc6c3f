"""What rests on a consent stops when it is refused or taken back; the rest goes on."""

import pytest

from admin.databases import Databases
from admin.registry.care.rows import Companion, Pairing
from admin.registry.in_force import Act
from admin.registry.people import keeping
from admin.registry.people.elders import Elder, ElderVersion
from admin.registry.rights import consents
from tests.admin.registry import factories
from tests.admin.registry.views.conftest import Village


def test_silence_is_no_refusal_and_the_last_word_counts(databases: Databases, act: Act) -> None:
    with databases.working():
        elder = factories.elder()
        assert not consents.is_refused(elder, "health")
        factories.consent(elder, is_given=False)
        assert consents.is_refused(elder, "health")
        factories.consent(elder, is_given=True)
        assert not consents.is_refused(elder, "health")
        assert not consents.is_refused(elder, "pairing")


def test_taking_it_back_deletes_what_rested_on_it_in_every_version(
    databases: Databases, act: Act
) -> None:
    with databases.working():
        elder = factories.elder(illnesses=["heart"], self_care="able")
        row = factories.consent(elder)
        keeping.change(elder, elder, {"illnesses": ["heart", "other"]}, act)
        consents.withdraw(elder, row, act)
        now = Elder.get_by_id(elder.id)
        assert (now.illnesses, now.self_care) == ([], "able")
        assert all("illnesses" not in version.before for version in ElderVersion.select())


@pytest.fixture
def refusing(village: Village) -> Village:
    with village.working():
        for purpose in ("health", "pairing"):
            factories.consent(village.elder, purpose=purpose, is_given=False)
    return village


def test_nobody_is_paired_who_refuses_to_be_told_of(refusing: Village) -> None:
    with refusing.working():
        area = {"area_code": refusing.elder.area_code, "made_at": factories.NOW}
        Companion.create(name="李帮", type="volunteer", **area)
    typed = {"elder": refusing.elder.handle, "companion": "1", "begun_on": "2026-11-01"}
    page = refusing.browser("village_contact").post("/care/pairing/new", data=typed).text
    assert "本人不同意把情况告诉结对的人" in page
    with refusing.working():
        assert Pairing.select().count() == 0


def test_an_illness_is_not_written_down_against_the_will(refusing: Village) -> None:
    typed = {"name": "王秀英", "area_code": refusing.elder.area_code, "illnesses": ["heart"]}
    page = refusing.browser().post(refusing.path("edit"), data=typed).text
    assert "本人不同意登记健康状况" in page
