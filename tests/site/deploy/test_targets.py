"""Every mistake in the table of targets is named, with the target and the setting."""

from pathlib import Path
from typing import Any

import pytest

from pages.deploy.targets import TargetRefused, find, parse, read_targets

SFTP = {"kind": "sftp", "host": "h", "user": "u"}


@pytest.mark.parametrize(
    ("table", "said"),
    [
        ({"kind": "carrier-pigeon"}, "kind 只能是"),
        ({"kind": "sftp", "user": "u"}, "缺少“host”"),
        (SFTP | {"hots": "h"}, "不认识“hots”"),
        (SFTP | {"port": "22"}, "“port”应当是 int"),
        (SFTP | {"port": 99999}, "太大"),
        (SFTP | {"password": "hunter2"}, "target-secret"),
        (SFTP | {"host": "a\nb"}, "看不见的字符"),
        (SFTP | {"url": "www.example.org"}, "网址"),
        (SFTP | {"path": "../etc"}, r"“\.\.”"),
        ({"kind": "folder", "path": "site"}, "完整的路径"),
        ({"kind": "folder", "path": "/"}, "整个磁盘"),
        ({"kind": "ftp", "host": "h", "user": "u", "security": "tls"}, "只能是"),
        ({"kind": "webdav", "address": "https://u:hunter2@h/"}, "不能有密码"),
    ],
)
def test_a_mistake_is_named_and_no_password_repeated(table: dict[str, Any], said: str) -> None:
    with pytest.raises(TargetRefused, match=said) as refused:
        parse({"web": table})
    assert "web" in str(refused.value)
    assert "hunter2" not in str(refused.value)


@pytest.mark.parametrize("name", ["Web", "a b", "../x", "-x"])
def test_a_name_that_cannot_be_a_files_is_refused(name: str) -> None:
    with pytest.raises(TargetRefused, match="小写字母"):
        parse({name: SFTP})


def test_an_unknown_target_is_told_with_those_there_are() -> None:
    with pytest.raises(TargetRefused, match="现有：web"):
        find(parse({"web": SFTP}), "mirror")


def test_where_nothing_is_configured_there_are_none(tmp_path: Path) -> None:
    assert read_targets(tmp_path) == {}


def test_what_is_shown_of_a_place_is_where_it_is() -> None:
    assert parse({"web": SFTP | {"path": "/www"}})["web"].place == "sftp://h/www"
