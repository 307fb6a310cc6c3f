"""What can be printed, as PDF files: the notice and the pocket card of a place, and the booklet.

Turns a value of the catalog into what a template of `templates/posters/` is given: texts in the
reader's language, dates and addresses written out. It holds no layout, and no fact of its own but
the three emergency numbers.
"""

from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Any

from flask import current_app
from flask_babel import get_locale

from pages import poster_cache, typesetting
from pages.catalog import Catalog
from pages.catalog_posters import Line, Notice
from pages.presentation import day
from pages.speech import gettext as _
from pages.urls import Values


def places(catalog: Catalog) -> list[Values]:
    """Every place that has sheets of its own."""
    return [{"code": code} for code in catalog.slugs("notice")]


def notice(catalog: Catalog, code: str) -> bytes:
    """The A4 notice of a place."""
    found = catalog.notice(code)
    return _set("notice.typ", _sheet(catalog, found), code_content(found))


def card(catalog: Catalog, code: str) -> bytes:
    """The pocket card of a place: one sheet, to be folded."""
    found = catalog.notice(code)
    values = _sheet(catalog, found) | {"card": _card_texts()}
    return _set("card.typ", values, code_content(found))


def booklet(catalog: Catalog) -> bytes:
    """The booklet of the whole district."""
    found = catalog.booklet()
    values = _every(catalog, found.as_of) | {"booklet": asdict(found)}
    return _set("booklet.typ", values | {"title": catalog.site.title, "texts": _booklet_texts()})


def _set(template: str, values: dict[str, Any], code: str = "") -> bytes:
    folder: Path | None = current_app.config.get("POSTER_CACHE")
    return poster_cache.pdf(typesetting.order(template, values, code), folder)


def code_content(found: Notice) -> str:
    """What the QR code of a place holds: its page, else the first number; "" for no code."""
    base_url = current_app.config["SITE_BASE_URL"]
    if base_url:
        paths = current_app.url_map.bind("")
        return f"{base_url}{paths.build('area', {'code': found.area.slug}).removeprefix('/')}"
    first = found.numbers[0].phone.digits if found.numbers else ""
    return f"tel:{first}" if first else ""


def _every(catalog: Catalog, as_of: date | None) -> dict[str, Any]:
    """What every sheet is given."""
    site = catalog.site
    return {
        "language": get_locale().language,
        "date": [as_of.year, as_of.month, as_of.day] if as_of else None,
        "as-of": _("内容截至%(day)s", day=day(as_of)) if as_of else "",
        "office": site.office,
        "kept": _("主办：%(office)s", office=site.office) if site.office else site.title,
        "demonstration": _("这是演示，电话号码都是编的，请不要拨打。")
        if site.demonstration
        else "",
        "emergency": [
            {"number": "120", "says": _("急救：摔伤、胸口痛、叫不醒")},
            {"number": "110", "says": _("报警：被骗、走失、有危险")},
            {"number": "119", "says": _("火警：着火、煤气泄漏、被困")},
        ],
    }


def _sheet(catalog: Catalog, found: Notice) -> dict[str, Any]:
    """What the sheets of a place are given."""
    online = bool(current_app.config["SITE_BASE_URL"])
    return _every(catalog, found.as_of) | {
        "name": found.area.name,
        "title": _("%(name)s：家里有老人要帮忙，打这些电话", name=found.area.name),
        "above": " · ".join(found.above),
        "numbers": [_line(line) for line in found.numbers],
        "needs": [asdict(need) | {"need": need.need or _("其他")} for need in found.needs],
        "scan": _("扫一扫，看网页") if online else _("扫一扫，打电话"),
        "texts": _sheet_texts(online, bool(found.numbers)),
    }


def _line(line: Line) -> dict[str, Any]:
    """A number, and what it is for: in full with its hours, and in short."""
    duty, when = line.duty.rstrip("。"), line.phone.hours
    full = _("；").join(part for part in (duty, when) if part)
    notes = [note for note in dict.fromkeys([full, duty or when]) if note]
    return {"who": line.who, "number": line.phone.number, "notes": notes}


def _booklet_texts() -> dict[str, str]:
    return {
        "contents": _("目录"),
        "whom": _("打电话找谁"),
        "urgent": _("紧急情况，马上打"),
        "district": _("全区的电话"),
        "villages": _("各村居的电话"),
        "by-need": _("按要帮的忙找服务"),
        "by-town": _("按镇和街道找服务"),
        "services": _("这里的服务"),
        "providers": _("这里的机构"),
        "everywhere": _("全区都有的服务，见“按要帮的忙找服务”。"),
        "index": _("按拼音查"),
        "index-says": _("按名字第一个字的拼音字母排。数字是页码。"),
        "other": _("其他"),
        "comma": _("、"),
        "areas": _("服务范围：%(areas)s", areas="{areas}"),
        "and-more": _("等 %(count)s 处", count="{n}"),
        "lead": _("家里有老人要帮忙，打这些电话。"),
        "empty": _("还没有登记。"),
    }


def _card_texts() -> dict[str, str]:
    return {
        "fold-once": _("① 先沿这条横线对折，字朝外"),
        "fold-again": _("② 再沿三条竖线折，像折扇一样"),
        "first": _("有难处，先打"),
        "calls": _("打这些电话"),
        "mine": _("我自己的电话"),
        "helper": _("我的帮扶联系人"),
        "child": _("孩子"),
        "neighbour": _("邻居"),
        "doctor": _("医生"),
        "phone": _("电话"),
        "urgent": _("要紧的时候"),
        "where": _("告诉对方我在哪里"),
        "address": _("我家的地址"),
        "name": _("我的姓名"),
        "help": _("有这些帮助"),
        "more": _("更多帮助"),
    }


def _sheet_texts(online: bool, has_numbers: bool) -> dict[str, str]:
    return {
        "lead": _("家里有老人要帮忙，打这些电话。") if has_numbers else _("有急事，打下面的电话。"),
        "urgent": _("紧急情况，马上打"),
        "services": _("有这些帮助"),
        "comma": _("、"),
        "more": _("还有 %(count)s 项，扫一扫看网页，或打电话问。", count="{n}")
        if online
        else _("还有 %(count)s 项，打电话问。", count="{n}"),
        "none-yet": _("还没有登记到这里的服务。先打电话，请他们帮着想办法。")
        if has_numbers
        else _("还没有登记到这里的服务。请到村委会或者镇民政办去问。"),
    }
