"""Follows the links that lead out of the site, and names those that lead nowhere.

It reads the built pages, as a reader does. It asks no machine of the office's own network: a link
that an editor wrote must not become a key to what is behind the wall.
"""

import html
import ipaddress
import re
import socket
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

from admin.jobs.context import Context, JobFailed
from models import N_
from pages.deploy.reading import fetch

LINK = re.compile(r'\shref="(https?://[^"]+)"')
# Maps are made of a place's coordinates; following each would be a burden to their host.
NOT_FOLLOWED = ("uri.amap.com", "apis.map.qq.com", "api.map.baidu.com")
MOST = 500

Fetch = Callable[[str], tuple[int, bytes]]


def outward(folder: Path, own: str) -> dict[str, str]:
    """Each address that a page leads out to, and the first page that does."""
    found: dict[str, str] = {}
    for path in sorted(folder.rglob("*.html")):
        for written in LINK.findall(path.read_text("utf-8", errors="replace")):
            address = html.unescape(written)
            ours = bool(own) and address.startswith(own)
            if not ours and urlsplit(address).hostname not in NOT_FOLLOWED:
                found.setdefault(address, path.relative_to(folder).as_posix())
    return found


def is_public(address: str) -> bool:
    """Whether every machine of that name is on the open internet."""
    host = urlsplit(address).hostname
    try:
        found = socket.getaddrinfo(host, None)
    except (OSError, UnicodeError):
        return False
    return bool(found) and all(ipaddress.ip_address(i[4][0]).is_global for i in found)


def check(
    context: Context, fetch: Fetch = fetch, is_public: Callable[[str], bool] = is_public
) -> None:
    """Follow each once.

    :raises JobFailed: some lead nowhere; the log names them with their pages.
    """
    links = outward(context.config.output_path, context.config.site_url)
    dead = 0
    for number, (address, page) in enumerate(list(links.items())[:MOST], 1):
        status = fetch(address)[0] if is_public(address) else 0
        if status == 0 or status >= 400:
            dead += 1
            answer = str(status or N_("没有回应"))
            values = {"page": page, "address": address, "answer": answer}
            context.say(N_("%(page)s 里的 %(address)s：%(answer)s") % values)
        context.progress(number, len(links))
    context.say(N_("看了 %(count)s 个外部链接。") % {"count": len(links)})
    if dead:
        raise JobFailed(N_("有 %(count)s 个外部链接打不开，见日志。") % {"count": dead})
