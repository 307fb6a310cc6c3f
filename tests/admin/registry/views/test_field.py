"""What a telephone sends is taken once, in any order; a foreign id is refused and noted."""

from typing import Any

from admin.accounts.audit import Entry
from admin.registry.people.elders import Elder
from admin.registry.visits.records import Visit
from admin.registry.words import VISIT_FLAGS
from pages import clock
from tests.admin.registry.views.conftest import FOREIGN, ID_NUMBER, PHONE, Village

ANSWERS = {
    "mode": "in_person",
    "eat": "well",
    "wear": "well",
    "home": "well",
    "health": "well",
    "spirits": "good",
    "living": "alone",
    "family_duty": "kept",
    "dangers": ["none"],
}
SEND = "/visits/offline/send"


def written(village: Village, **change: Any) -> dict[str, Any]:
    at = f"{clock.now().isoformat()}Z"
    whole = {"handle": "abcdefgh2345", "elder": village.elder.handle, "at": at, "answers": ANSWERS}
    return whole | change


def send(village: Village, *visits: Any, **more: Any) -> list[dict[str, Any]]:
    sent = {"clock": f"{clock.now().isoformat()}Z", "visits": list(visits)} | more
    answer = village.browser("village_contact").post(SEND, json=sent)
    assert answer.status_code == 200
    found: Any = answer.json
    return list(found["results"])


def count(village: Village) -> int:
    with village.working():
        return int(Visit.select().count())


def ticket(village: Village) -> str:
    found: Any = village.browser("village_contact").get("/visits/offline/people").json
    return str(found["people"][0]["ticket"])


def test_a_telephone_gets_no_more_than_it_needs(village: Village) -> None:
    browser = village.browser("village_contact")
    text = browser.get("/visits/offline/people").text
    assert village.elder.handle in text
    assert not any(secret in text for secret in ("王秀英", PHONE, ID_NUMBER, "赵"))


def test_the_page_that_is_kept_names_nobody(village: Village) -> None:
    text = village.browser("village_contact").get("/visits/offline/").text
    assert "village_contact" not in text
    assert "csrf_token" not in text
    assert "王秀英" not in text


def test_twice_and_out_of_order_is_each_once(village: Village) -> None:
    one, two = written(village), written(village, handle="aaaaaaaa2222")
    assert [r["outcome"] for r in send(village, two, one)] == ["kept", "kept"]
    assert [r["outcome"] for r in send(village, one, two)] == ["already", "already"]
    assert count(village) == 2


def test_one_that_is_wrong_holds_up_no_other(village: Village) -> None:
    wrong = written(village, handle="aaaaaaaa2222", answers=ANSWERS | {"eat": ""})
    results = send(village, wrong, written(village))
    assert [r["outcome"] for r in results] == ["refused", "kept"]
    assert results[0]["says"] == ["吃：上门走访要填这一项。"]


def test_a_foreign_id_is_refused_and_noted(village: Village) -> None:
    result = send(village, written(village, elder=village.foreign.handle))[0]
    assert result["outcome"] == "refused"
    assert count(village) == 0
    with village.working():
        entry = Entry.select().order_by(Entry.sequence.desc()).get()
        assert (entry.event, entry.key) == ("refused", village.foreign.handle)


def test_an_elder_who_moved_meanwhile_is_not_lost_with_the_ticket(village: Village) -> None:
    mine = ticket(village)
    with village.working():
        Elder.update(area_code=FOREIGN).where(Elder.id == village.elder.id).execute()
    assert send(village, written(village))[0]["outcome"] == "refused"
    result = send(village, written(village, ticket=mine))[0]
    assert (result["outcome"], result["says"]) == ("kept", [VISIT_FLAGS["elder_moved"]])


def test_a_ticket_is_good_for_its_elder_only(village: Village) -> None:
    foreign = written(village, elder=village.foreign.handle, ticket=ticket(village))
    assert send(village, foreign)[0]["outcome"] == "refused"


def test_nonsense_is_refused_and_breaks_nothing(village: Village) -> None:
    browser = village.browser("village_contact")
    wrong: list[Any] = [[], {"visits": "x"}, {"visits": None}, "x"]
    for sent in wrong:
        assert browser.post(SEND, json=sent).status_code == 400
    odd: list[dict[str, Any]] = [
        {"at": "yesterday"},
        {"at": None},
        {"answers": []},
        {"answers": {"mode": {"a": 1}}},
        {"elder": 7},
        {"handle": ["x"]},
    ]
    results = send(village, *(written(village, **change) for change in odd), 7, "x")
    assert {result["outcome"] for result in results} == {"refused"}
    far = written(village, at="9999-12-31T23:59:59+00:00")
    assert send(village, far)[0]["says"] == [VISIT_FLAGS["clock_unbelievable"]]
