"""Reads a site back as its readers do, and says where it is not what was put there.

A page of every kind, what changed, and what it must not show any more: fetched over HTTP from the
public address, past caches, and compared with the edition by digest. It fetches nothing else.
"""

import hashlib
import re
import ssl
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator, Mapping, Sequence
from urllib.parse import urljoin

from models import N_
from pages.builder import BASE_URL
from pages.urls import PAGES

INDEX = re.compile(r"(?<![^/])index\.html$")
MOST = 40
SECONDS = 15
TRIES = 3
BETWEEN = 2.0
SHOWN = 5

Pause = Callable[[float], None]


def sample(files: Mapping[str, str], put: Sequence[str]) -> list[str]:
    """Files to be read back: one page of each kind, then what has just changed."""
    chosen = dict.fromkeys(_of_each_kind(files))
    step = max(1, len(put) // MOST)
    for name in put[::step]:
        if len(chosen) < MOST + len(PAGES):
            chosen[name] = None
    return [name for name in chosen if name in files]


def _of_each_kind(files: Mapping[str, str]) -> Iterator[str]:
    names = sorted(files)
    for kind in PAGES.values():
        rule = re.sub(r"<[^>]+>", "[^/]+", kind.rule.lstrip("/"))
        pattern = re.compile(rule if rule.endswith(".html") else f"{rule}index\\.html")
        yield from [name for name in names if pattern.fullmatch(name)][:1]


def compare(
    url: str, files: Mapping[str, str], names: Sequence[str], gone: Sequence[str], pause: Pause
) -> list[str]:
    """What readers at that address do not see as it was put; nothing where all is well."""
    left: list[tuple[str, str]] = [(name, files[name]) for name in names]
    left += [(name, "") for name in gone[:SHOWN]]
    faults: list[str] = []
    for attempt in range(TRIES):
        if attempt:
            pause(BETWEEN)  # a host or a cache in front of it may be a moment behind
        found = [(item, _fault(url, *item)) for item in left]
        left = [item for item, fault in found if fault]
        faults = [fault for _item, fault in found if fault]
        if not left:
            break
    return faults


def _fault(url: str, name: str, digest: str) -> str:
    address = address_of(url, name)
    status, content = fetch(address)
    values = {"address": address, "status": status}
    if not digest:
        if status == 200:
            return N_("%(address)s 已经撤下，却还能打开") % values
        return ""
    if not status:
        return N_("%(address)s 打不开") % values
    # A host's own page for what is missing is read as any page is, under its own address.
    if status != 200 and not name.endswith("404.html"):
        return N_("%(address)s 的回答是 %(status)s") % values
    if hashlib.sha256(content).hexdigest() != digest:
        return N_("%(address)s 和发布的不一样：也许是旧的缓存，或者主机改写了网页") % values
    return ""


def address_of(url: str, name: str) -> str:
    """Where a file is read: a folder for its index."""
    base = url if url.endswith("/") else f"{url}/"
    return urljoin(base, INDEX.sub("", name))


def fetch(address: str) -> tuple[int, bytes]:
    """Status and content as a reader gets them; status 0 where nobody answers."""
    if not BASE_URL.fullmatch(address):
        return 0, b""
    request = urllib.request.Request(address, headers={"Cache-Control": "no-cache"})  # noqa: S310
    try:
        with urllib.request.urlopen(request, timeout=SECONDS) as answer:  # noqa: S310
            return int(answer.status), bytes(answer.read())
    except urllib.error.HTTPError as error:
        return error.code, error.read()
    except (OSError, ssl.SSLError, ValueError):
        return 0, b""
