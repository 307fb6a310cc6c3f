"""Values become a file through a process that forks, failures and strange texts leave whole."""

import os
from collections.abc import Callable

import pytest

from pages import typesetting
from pages.typesetting import TypesettingFailed, digest, order, pdf, printable

SHEET = {
    "language": "zh",
    "date": [2026, 9, 1],
    "as-of": "",
    "office": "",
    "kept": "",
    "demonstration": "",
    "emergency": [],
    "title": "村",
    "name": "村",
    "above": "",
    "numbers": [],
    "needs": [],
    "scan": "",
    "texts": {"lead": "", "urgent": "", "services": "", "comma": "", "more": "", "none-yet": ""},
}


def told(name: str = "测试村") -> str:
    return order("notice.typ", SHEET | {"name": name})


@pytest.fixture
def in_a_fork() -> Callable[[str], bytes]:
    """Sets an order in a forked process, as a build with several jobs does."""

    def run(order_text: str) -> bytes:
        reading, writing = os.pipe()
        child = os.fork()
        if child == 0:
            os.write(writing, digest_of(pdf(order_text)))
            os._exit(0)
        os.close(writing)
        with os.fdopen(reading, "rb") as answer:
            content = answer.read()
        os.waitpid(child, 0)
        return content

    return run


def digest_of(content: bytes) -> bytes:
    return digest(content.hex()).encode()


def test_the_same_order_gives_the_same_bytes() -> None:
    assert pdf(told()) == pdf(told())


def test_a_fork_of_a_process_that_has_set_type_sets_the_same(
    in_a_fork: Callable[[str], bytes],
) -> None:
    assert in_a_fork(told()) == digest_of(pdf(told()))


def test_another_process_gives_the_same_bytes(monkeypatch: pytest.MonkeyPatch) -> None:
    first = pdf(told())
    monkeypatch.setattr(typesetting, "_typesetters", typesetting._Typesetters())
    assert pdf(told()) == first


def test_what_cannot_be_set_is_said_and_the_next_order_is_set() -> None:
    with pytest.raises(TypesettingFailed, match=r"notice\.typ"):
        pdf(order("notice.typ", {}))
    assert pdf(told()).startswith(b"%PDF")


def test_a_template_that_is_not_there_is_said() -> None:
    with pytest.raises(TypesettingFailed, match=r"nowhere\.typ"):
        pdf(order("nowhere.typ", SHEET))


def test_a_typesetter_that_has_ended_is_replaced() -> None:
    pdf(told())
    mine = typesetting._typesetters.mine()
    mine._process.kill()
    mine._process.wait()
    assert pdf(told()).startswith(b"%PDF")


def test_the_date_of_a_file_is_the_date_of_its_facts() -> None:
    assert b"D:20260901" in pdf(told())


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("送\u202e餐", "送餐"),
        ("送\u200b\ufeff餐", "送餐"),
        ("送\n餐\x00", "送 餐 "),
        ("𠮷村 é 1", "𠮷村 é 1"),
    ],
)
def test_what_cannot_be_seen_is_left_out(text: str, left: str) -> None:
    assert printable({"a": [text], "b": 1}) == {"a": [left], "b": 1}


def test_orders_that_differ_are_known_apart() -> None:
    assert digest(told("甲村")) != digest(told("乙村"))
