"""What hosts say when they fail is told in a clerk's words."""

import pytest

from pages.deploy.faults import told


@pytest.mark.parametrize(
    ("said", "reason"),
    [
        ("ssh: unable to authenticate, attempted methods [none password]", "密码不对"),
        ("root@h: Permission denied (publickey,password).", "密码不对"),
        ("Host key verification failed.", "密钥"),
        ("530 Login incorrect.", "密码不对"),
        ("write: no space left on device", "满了"),
        ("552 Exceeded storage allocation", "满了"),
        ("507 Insufficient Storage", "满了"),
        ("mkdir /x: read-only file system", "只读"),
        ("550 Permission denied.", "不让写"),
        ("sftp: permission denied", "不让写"),
        ("api error NoSuchBucket: no bucket", "存储桶"),
        ("dial tcp: lookup nowhere.example: no such host", "找不到这台主机"),
        ("dial tcp 127.0.0.1:9: connect: connection refused", "连不上"),
        ("read: connection reset by peer", "连不上"),
        ("x509: certificate signed by unknown authority", "证书"),
    ],
)
def test_a_known_fault_has_its_sentence(said: str, reason: str) -> None:
    assert reason in told(["Failed to copy", said])


def test_an_unknown_one_is_shown_short_and_without_a_password() -> None:
    shown = told(["odd thing at https://u:hunter2@h/ pass=hunter2 " + "x" * 900])
    assert "odd thing" in shown
    assert "hunter2" not in shown
    assert len(shown) < 300


def test_a_host_that_says_nothing_is_said_to() -> None:
    assert "没有说明" in told([])
