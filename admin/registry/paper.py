"""Sheets to print: sections of facts, tables and text, set as a PDF file by the typesetter.

Everything private reaches the file only; its name says nothing of anybody, and nothing is kept.
"""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from flask import Response
from flask_babel import gettext as _

from pages import typesetting

TEMPLATE = "paper.typ"


@dataclass
class Section:
    """A part of a sheet; `empty` is what stands there when there is nothing."""

    title: str
    facts: Sequence[tuple[str, str]] = ()
    heads: Sequence[str] = ()
    rows: Sequence[Sequence[str]] = ()
    text: Sequence[str] = ()
    empty: str = ""

    def plain(self) -> dict[str, Any]:
        """As the typesetter takes it: a table without rows is its word for nothing."""
        bare = asdict(self) | {"empty": ""}
        if self.heads and not self.rows:
            return bare | {"heads": [], "empty": self.empty or _("没有。")}
        return bare


@dataclass
class Paper:
    """A whole sheet; `code` is what its QR code holds."""

    title: str
    sections: list[Section]
    lead: str = ""
    office: str = ""
    made_on: date | None = None
    size: int = 10
    flipped: bool = False
    contents: bool = False
    code: str = ""

    def pdf(self) -> bytes:
        """The file."""
        day = self.made_on
        values: dict[str, Any] = {
            "language": "zh",
            "texts": {},
            "scan": "",
            "title": self.title,
            "lead": self.lead,
            "office": self.office,
            "date": [day.year, day.month, day.day] if day else None,
            "size": self.size,
            "flipped": self.flipped,
            "contents": self.contents,
            "foot": f"{self.title} {day or ''}".strip(),
            "sections": [section.plain() for section in self.sections],
        }
        return typesetting.pdf(typesetting.order(TEMPLATE, values, self.code))


def answer(paper: Paper, name: str) -> Response:
    """The sheet as a file to print."""
    headers = {"Content-Disposition": f"inline; filename={name}.pdf"}
    return Response(paper.pdf(), mimetype="application/pdf", headers=headers)
