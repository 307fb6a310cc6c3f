"""Personal numbers are found, also in disguise, and plain numbers are left alone."""

import pytest

from admin.desk import leaks

# The standard's own sample number (GB 11643).
NUMBER = "11010519491231002X"


@pytest.mark.parametrize(
    "text",
    [
        NUMBER,
        f"号码：{NUMBER}。",
        "110105 19491231 002X",
        "110105-19491231-002x",
        "110105<b>19491231</b>002X",
        "１１０１０５１９４９１２３１００２Ｘ",
        "1101&#48;519491231002X",
        "110105\u200b19491231002X",
    ],
)
def test_an_id_number_is_found(text: str) -> None:
    assert [name for name, _ in leaks.find({"content": text})] == ["content"]


@pytest.mark.parametrize("text", ["0533-0001234", "2026年11月24日", "110105194912310021234567890"])
def test_other_numbers_are_left_alone(text: str) -> None:
    assert list(leaks.find({"content": text})) == []


def test_a_mobile_in_a_text_is_found() -> None:
    assert [name for name, _ in leaks.find({"steps": ["打 138-0013-8000"]})] == ["steps"]


def test_a_shared_mobile_may_stand_among_the_phones() -> None:
    assert list(leaks.find({"phones": [{"number": "13800138000"}]})) == []


def test_area_codes_are_no_mobiles() -> None:
    assert list(leaks.find({"areas": ["130181001001"]})) == []


@pytest.fixture
def watched(monkeypatch: pytest.MonkeyPatch) -> None:
    """Somebody keeps one name to themselves."""
    monkeypatch.setattr(leaks, "_watchers", [])
    leaks.watch(lambda: lambda text: "王桂兰" in text)


@pytest.mark.usefixtures("watched")
def test_what_somebody_watches_for_is_found_at_a_release_and_not_told_by_a_form() -> None:
    fields = {"summary": "陪<b>王</b>桂兰买药", "name": "送药"}
    assert list(leaks.Scan().found(fields)) == ["summary"]
    assert list(leaks.find(fields)) == []


@pytest.mark.usefixtures("watched")
def test_who_agreed_to_be_named_is_no_leak_in_that_field_alone() -> None:
    fields = {"person": "王桂兰", "person_consent_on": "2026-01-01", "duty": "找王桂兰"}
    assert list(leaks.Scan().found(fields)) == ["duty"]
    assert list(leaks.Scan().found(fields | {"person_consent_on": None})) == ["person", "duty"]
