"""What the release looks for in published texts."""

import pytest

from admin.registry.publication_watch import Lexicon

LEXICON = Lexicon(
    names=["王桂兰", "欧阳 秀英", "高峰", "X"],
    addresses=["南定村3组12号", "东头"],
    numbers=["0533-1234567", "13800001111", "110"],
    allowed=["高峰"],
)


@pytest.mark.parametrize(
    "text",
    [
        "本月帮助了王桂兰老人。",
        "王 桂 兰",
        "王·桂兰",
        "欧阳秀英",
        "住在南定村3组12号，请从北门进",
        "电话1234567",
        "电话05331234567",
        "+8613800001111",
    ],
)
def test_what_is_private_is_found(text: str) -> None:
    assert LEXICON.finds(text)


@pytest.mark.parametrize(
    "text",
    ["王桂", "高峰时段请绕行", "南定村3组", "东头有个广场", "拨打110", "电话7654321", "X光", ""],
)
def test_what_is_nobodys_is_left_alone(text: str) -> None:
    assert not LEXICON.finds(text)


def test_many_names_are_found_in_one_walk() -> None:
    names = [f"王{chr(0x4E00 + i // 100)}{chr(0x5E00 + i % 100)}" for i in range(20_000)]
    lexicon = Lexicon(names=names)
    assert lexicon.finds("服务" * 5000 + names[-1])
    assert not lexicon.finds("服务" * 5000)
