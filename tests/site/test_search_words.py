"""How a text is read: without what says nothing, and as it is spoken."""

import pytest

from pages.search_words import folded, initial, letters, recorded, syllable, syllables, words


@pytest.mark.parametrize(
    "text", ["送餐３次", "送餐 3次", "送餐（3次）", "送·餐：3 次！", "送餐\u200b3次"]
)
def test_width_case_spaces_and_punctuation_say_nothing(text: str) -> None:
    assert letters(text) == "送餐3次"


def test_case_and_tone_marks_say_nothing() -> None:
    assert letters("Sòng CĀN lǜ") == "songcanlu"


def test_a_stop_parts_words() -> None:
    assert words("送餐，上门") == ("送餐", "上门")


def test_nothing_but_punctuation_is_nothing() -> None:
    assert words("，。！？<>^%") == ()


def test_a_character_is_read_as_it_stands() -> None:
    assert syllables("长期") == ("chang", "qi")
    assert syllables("村长") == ("cun", "zhang")


def test_what_is_not_chinese_is_its_own_reading() -> None:
    assert syllables("60岁A区") == ("6", "0", "sui", "a", "qu")
    assert syllable("7") == "7"


def test_every_letter_has_one_reading() -> None:
    for text in ("〇号楼", "㐀䶮村", "𠮷野家", "ｋＴＶ", "㎡", "àé"):
        assert len(syllables(text)) == len(letters(text))


def test_umlauts_are_written_as_on_a_keyboard() -> None:
    assert syllables("绿女") == ("lu", "nu")


def test_the_offices_own_pinyin_of_a_name_goes_first() -> None:
    assert recorded("翟家", "zhai jia") == ("zhai", "jia")
    assert recorded("仇家", "qiú jiā") == ("qiu", "jia")


def test_pinyin_that_does_not_match_its_name_is_not_used() -> None:
    assert recorded("南定", "nan") == ("nan", "ding")


@pytest.mark.parametrize(
    ("one", "other"),
    [("zhu", "zu"), ("chi", "ci"), ("shan", "san"), ("nan", "lan"), ("ren", "len"),
     ("xin", "xing"), ("cheng", "chen"), ("shang", "san")],
)  # fmt: skip
def test_what_people_take_for_each_other_is_one(one: str, other: str) -> None:
    assert folded(one) == folded(other)
    assert initial(one) == initial(other)


@pytest.mark.parametrize(("one", "other"), [("zhu", "chu"), ("song", "sun"), ("er", "le")])
def test_what_sounds_otherwise_stays_apart(one: str, other: str) -> None:
    assert folded(one) != folded(other)
