"""The questions that an article answers, read from its own headings.

A heading of the second level that ends with a question mark is a question, and what stands below it
is the answer. It reads HTML that was made safe already, and invents nothing: an article of two
headings and one question is no list of questions.
"""

from html.parser import HTMLParser

HEADINGS = {"h1", "h2"}
BLOCKS = {"p", "li", "h3", "h4", "blockquote", "tr"}
ENDINGS = ("？", "?")
FEWEST = 2


class _Sections(HTMLParser):
    """The text of each section under a heading; what stands before the first belongs to none."""

    def __init__(self) -> None:
        super().__init__()
        self.sections: list[tuple[list[str], list[str]]] = []
        self._in_heading = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in HEADINGS:
            self.sections.append(([], []))
        self._in_heading = self._in_heading or tag in HEADINGS

    def handle_endtag(self, tag: str) -> None:
        if tag in HEADINGS:
            self._in_heading = False
        if tag in BLOCKS and self.sections:
            self.sections[-1][1].append("\n")

    def handle_data(self, data: str) -> None:
        if self.sections:
            self.sections[-1][0 if self._in_heading else 1].append(data)


def asked(html: str) -> list[tuple[str, str]]:
    """Questions and answers as plain text, in their order; none where there are too few."""
    reader = _Sections()
    reader.feed(html)
    reader.close()
    sections = (("".join(heading).strip(), _plain(text)) for heading, text in reader.sections)
    found = [(head, text) for head, text in sections if head.endswith(ENDINGS) and text]
    return found if len(found) >= FEWEST else []


def _plain(text: list[str]) -> str:
    lines = (line.strip() for line in "".join(text).splitlines())
    return "\n".join(line for line in lines if line)
