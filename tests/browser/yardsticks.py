"""Our own yardsticks for a page, beside axe's rules; `yardsticks.js` measures in the browser.

They come from `docs/look.md` and from WCAG's clauses of level AAA that no tool tests.
"""

from pathlib import Path

from playwright.sync_api import Page

SCRIPT = Path(__file__).with_suffix(".js").read_text("utf-8")
# WCAG 1.4.12: a reader may set these, and nothing may be lost.
TEXT_SPACING = """
* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important }
p { margin-bottom: 2em !important }
"""


def wrong(page: Page, *yardsticks: str) -> list[str]:
    """What these yardsticks find wrong with the page as it is now."""
    page.evaluate(SCRIPT)
    return [fault for name in yardsticks for fault in page.evaluate(f"yardsticks.{name}()")]
