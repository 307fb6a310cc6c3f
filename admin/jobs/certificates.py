"""How long the certificates of the public addresses hold: warned of before readers are."""

import socket
import ssl
from datetime import UTC, datetime
from urllib.parse import urlsplit

from admin.jobs.context import Context, JobFailed
from models import N_
from pages.deploy.targets import read_targets

SECONDS = 10
ENOUGH_DAYS = 14


def days_left(ends: str, now: datetime) -> int:
    """Whole days until a certificate's `notAfter`."""
    until = datetime.fromtimestamp(ssl.cert_time_to_seconds(ends), UTC).replace(tzinfo=None)
    return (until - now).days


def certificate_end(host: str, port: int) -> str:
    """Until when the certificate of a host is valid.

    :raises OSError: nobody answers, or the certificate is not trusted.
    """
    secure = ssl.create_default_context()
    with (
        socket.create_connection((host, port), SECONDS) as plain,
        secure.wrap_socket(plain, server_hostname=host) as connection,
    ):
        return str((connection.getpeercert() or {})["notAfter"])


def check(context: Context) -> None:
    """Look at the certificate of each public address.

    :raises JobFailed: one is not valid or ends soon.
    """
    urls = {target.url for target in read_targets(context.config.instance).values()}
    places = {urlsplit(url) for url in {*urls, context.config.site_url} if url}
    faults = []
    for place in sorted(places):
        if place.scheme != "https" or not place.hostname:
            continue
        try:
            days = days_left(certificate_end(place.hostname, place.port or 443), context.now)
        except (OSError, KeyError):
            faults.append(N_("%(host)s 的证书无效或连不上") % {"host": place.hostname})
            continue
        context.say(N_("%(host)s 的证书还有 %(n)s 天。") % {"host": place.hostname, "n": days})
        if days < ENOUGH_DAYS:
            faults.append(N_("%(host)s 的证书快到期了") % {"host": place.hostname})
    if faults:
        raise JobFailed("；".join(faults) + "。")
    if not places:
        context.say(N_("config.toml 里没有写网站的公开地址（url），没有证书可看。"))
