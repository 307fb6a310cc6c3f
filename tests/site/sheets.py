"""Reads a PDF file back: its words, where they stand, and what its QR code says."""

import re
from dataclasses import dataclass
from functools import cached_property

import pypdfium2 as pdfium
import zxingcpp

MILLIMETRE = 72 / 25.4


@dataclass(frozen=True)
class Sheet:
    """One file; `pages` are texts without their spaces, since lines break where they must."""

    content: bytes

    @cached_property
    def _document(self) -> pdfium.PdfDocument:
        return pdfium.PdfDocument(self.content)

    @cached_property
    def pages(self) -> list[str]:
        return [squeezed(page.get_textpage().get_text_range()) for page in self._document]

    @property
    def text(self) -> str:
        return "".join(self.pages)

    @cached_property
    def turned(self) -> str:
        """The text of the first page held upside down, as the back of a card is read."""
        page = self._document[0]
        page.set_rotation(180)
        text = squeezed(page.get_textpage().get_text_range())
        page.set_rotation(0)
        return text

    def sizes(self) -> list[tuple[int, int]]:
        """Width and height of every page in millimetres."""
        return [
            (round(page.get_width() / MILLIMETRE), round(page.get_height() / MILLIMETRE))
            for page in self._document
        ]

    def outside(self, margin: float) -> str:
        """The characters that stand nearer to an edge than so many millimetres."""
        return "".join(
            character
            for page in self._document
            for character, box in _characters(page)
            if not _is_inside(box, page, margin * MILLIMETRE)
        )

    def height_of(self, number: str) -> float:
        """How high the largest figures of a number are, in points."""
        text = self._document[0].get_textpage()
        searcher = text.search(number)
        heights = []
        while (found := searcher.get_next()) is not None:
            _left, bottom, _right, top = text.get_charbox(found[0])
            heights.append(top - bottom)
        return max(heights)

    def codes(self) -> list[str]:
        """What a phone reads when it is held over the first page."""
        image = self._document[0].render(scale=150 / 72).to_pil().convert("L")
        return [code.text for code in zxingcpp.read_barcodes(image)]

    def fonts(self) -> set[bytes]:
        return set(re.findall(rb"/BaseFont/(?:[A-Z]{6}\+)?([A-Za-z-]+)", self.content))


def squeezed(text: str) -> str:
    """A text without its white space and without the marks of a line that was broken."""
    return re.sub(r"[\s\ufffe\u200b\x00]", "", text)


def _characters(page: pdfium.PdfPage) -> list[tuple[str, tuple[float, float, float, float]]]:
    text = page.get_textpage()
    found = ((text.get_text_range(at, 1), at) for at in range(text.count_chars()))
    return [(character, text.get_charbox(at)) for character, at in found if character.strip()]


def _is_inside(box: tuple[float, float, float, float], page: pdfium.PdfPage, margin: float) -> bool:
    left, bottom, right, top = box
    across = margin <= left and right <= page.get_width() - margin
    return across and margin <= bottom and top <= page.get_height() - margin
