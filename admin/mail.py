"""Sends one plain letter through the office's own mail server, where there is one.

Nothing is mailed unless `smtp_host` is configured. The password comes from a file that only its
owner can read, or from the environment; neither it nor whom a letter went to is ever logged.
"""

import os
import smtplib
import ssl
import stat
from collections.abc import Mapping
from email.message import EmailMessage
from pathlib import Path

from admin.config import Config
from models import N_

SECONDS = 20
VARIABLE = "SHOUWANG_SMTP_PASSWORD"
LOCAL = frozenset({"127.0.0.1", "localhost", "::1"})


class MailRefused(Exception):
    """The letter did not go; the message says what to mend, without address or password."""


def is_configured(config: Config) -> bool:
    """Whether this office can send mail."""
    return bool(config.smtp_host and config.smtp_from)


def send(
    config: Config, to: str, subject: str, text: str, environ: Mapping[str, str] = os.environ
) -> None:
    """Hand a letter to the mail server.

    :raises MailRefused: it was not accepted.
    """
    if config.smtp_security == "none" and config.smtp_host not in LOCAL:
        raise MailRefused(
            N_("不加密的邮件服务器只能在本机。请把 smtp_security 改成 starttls 或 tls。")
        )
    letter = EmailMessage()
    letter["From"], letter["To"], letter["Subject"] = config.smtp_from, to, subject
    letter.set_content(text)
    password = _password(config, environ)
    try:
        with _connected(config) as server:
            if config.smtp_user:
                server.login(config.smtp_user, password)
            server.send_message(letter)
    except (smtplib.SMTPException, OSError, ssl.SSLError) as error:
        message = N_("邮件没有发出（%(kind)s）。请检查邮件服务器的设置，或者把纸打印出来交给本人。")
        raise MailRefused(message % {"kind": type(error).__name__}) from None


def _connected(config: Config) -> smtplib.SMTP:
    if config.smtp_security == "tls":
        context = ssl.create_default_context()
        return smtplib.SMTP_SSL(
            config.smtp_host, config.smtp_port, timeout=SECONDS, context=context
        )
    server = smtplib.SMTP(config.smtp_host, config.smtp_port, timeout=SECONDS)
    try:
        if config.smtp_security == "starttls":
            server.starttls(context=ssl.create_default_context())
    except (smtplib.SMTPException, OSError):
        server.close()
        raise
    return server


def _password(config: Config, environ: Mapping[str, str]) -> str:
    if not config.smtp_password_file:
        return environ.get(VARIABLE, "")
    path = Path(config.smtp_password_file)
    try:
        mode, text = path.stat().st_mode, path.read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError):
        raise MailRefused(N_("读不到邮件密码的文件 %(path)s。") % {"path": path}) from None
    if os.name == "posix" and mode & (stat.S_IRWXG | stat.S_IRWXO):
        message = N_("邮件密码的文件 %(path)s 能被别人读取。请运行 chmod 600 %(path)s。")
        raise MailRefused(message % {"path": path})
    return text
