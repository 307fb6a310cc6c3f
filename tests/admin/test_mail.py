"""A letter goes whole to the office's own server, or not at all; no secret is told."""

import socket
from contextlib import suppress
from dataclasses import dataclass, field, replace
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from threading import Thread
from typing import Any

import pytest

from admin import mail
from admin.config import Config
from admin.mail import MailRefused


@dataclass
class Letter:
    """What the server got: for whom, and the text."""

    to: list[str]
    message: EmailMessage

    @property
    def text(self) -> str:
        return str(self.message.get_content())


@dataclass
class Letterbox:
    """A mail server on this machine that speaks just enough SMTP, in a `with`."""

    letters: list[Letter] = field(default_factory=list)
    refuses: bool = False

    def __enter__(self) -> "Letterbox":
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.port = self._socket.getsockname()[1]
        Thread(target=self._serve, daemon=True).start()
        return self

    def __exit__(self, *_error: object) -> None:
        self.close()

    def close(self) -> None:
        # A thread that waits in `accept` keeps the port open until it is woken.
        try:
            self._socket.shutdown(socket.SHUT_RDWR)
        except OSError:
            return
        self._socket.close()

    def _serve(self) -> None:
        while True:
            try:
                connection, _address = self._socket.accept()
            except OSError:
                return
            # Who hangs up in the middle of a word is no defect of this server.
            with suppress(OSError), connection, connection.makefile("rwb") as stream:
                self._talk(stream)

    def _talk(self, stream: Any) -> None:
        to: list[str] = []
        self._say(stream, "220 here")
        for line in stream:
            word = line.decode(errors="replace").strip()
            if word.upper().startswith("RCPT"):
                to.append(word.partition("<")[2].partition(">")[0])
            if word.upper() == "DATA":
                self._say(stream, "354 go on")
                self.letters.append(Letter(to, self._read(stream)))
            refused = self.refuses and word.upper().startswith("RCPT")
            if word.upper() == "QUIT":
                self._say(stream, "221 bye")
                return
            self._say(stream, "550 no" if refused else "250 fine")

    def _read(self, stream: Any) -> EmailMessage:
        lines = iter(stream.readline, b".\r\n")
        return message_from_bytes(b"".join(lines), policy=policy.default)

    def _say(self, stream: Any, words: str) -> None:
        stream.write(f"{words}\r\n".encode())
        stream.flush()


def mailing(config: Config, port: int, **more: Any) -> Config:
    given = {"smtp_host": "127.0.0.1", "smtp_from": "office@example.cn", "smtp_security": "none"}
    return replace(config, smtp_port=port, **given | more)


def test_without_a_server_there_is_no_mail(config: Config) -> None:
    assert not mail.is_configured(config)
    assert mail.is_configured(mailing(config, 25))


def test_a_letter_arrives_as_it_was_written(config: Config) -> None:
    with Letterbox() as box:
        mail.send(mailing(config, box.port), "wang@example.cn", "守望后台", "您好，请打开。\n", {})
    (letter,) = box.letters
    assert letter.to == ["wang@example.cn"]
    assert letter.message["Subject"] == "守望后台"
    assert letter.text.splitlines() == ["您好，请打开。"]


def test_a_server_that_is_not_there_is_told_without_the_address(config: Config) -> None:
    with Letterbox() as box:
        pass
    with pytest.raises(MailRefused, match="邮件没有发出") as refused:
        mail.send(mailing(config, box.port), "wang@example.cn", "x", "x", {})
    assert "wang" not in str(refused.value)


def test_a_server_that_refuses_is_told_without_the_address(config: Config) -> None:
    with Letterbox(refuses=True) as box, pytest.raises(MailRefused) as refused:
        mail.send(mailing(config, box.port), "wang@example.cn", "x", "x", {})
    assert "wang" not in str(refused.value)
    assert box.letters == []


def test_nothing_goes_over_the_network_in_the_clear(config: Config) -> None:
    far = mailing(config, 25, smtp_host="mail.example.cn")
    with pytest.raises(MailRefused, match="starttls"):
        mail.send(far, "wang@example.cn", "x", "x", {})


@pytest.mark.parametrize("security", ["starttls", "tls"])
def test_a_server_that_cannot_encrypt_gets_nothing(config: Config, security: str) -> None:
    with Letterbox() as box:
        plain = mailing(config, box.port, smtp_security=security)
        with pytest.raises(MailRefused):
            mail.send(plain, "wang@example.cn", "x", "x", {})
    assert box.letters == []


@pytest.mark.parametrize("header", ["a@b.cn\nBcc: x@y.cn", "a@b.cn\r\nX: y"])
def test_an_address_cannot_smuggle_in_another(config: Config, header: str) -> None:
    with Letterbox() as box, pytest.raises((MailRefused, ValueError)):
        mail.send(mailing(config, box.port), header, "x", "x", {})
    assert box.letters == []


def test_a_password_file_that_others_can_read_is_refused(config: Config, tmp_path: Path) -> None:
    file = tmp_path / "password"
    file.write_text("geheim")
    file.chmod(0o644)
    sending = mailing(config, 25, smtp_user="office", smtp_password_file=str(file))
    with pytest.raises(MailRefused, match="chmod 600") as refused:
        mail.send(sending, "wang@example.cn", "x", "x", {})
    assert "geheim" not in str(refused.value)


def test_a_password_file_that_is_missing_is_named(config: Config, tmp_path: Path) -> None:
    sending = mailing(config, 25, smtp_password_file=str(tmp_path / "none"))
    with pytest.raises(MailRefused, match="none"):
        mail.send(sending, "wang@example.cn", "x", "x", {})
