"""The ways in which a reader may see the site: as it is, dark, in strong contrast, in elder mode.

A look is a browser context, and a choice that elder mode remembers in it. It opens pages and judges
nothing.
"""

import json
from dataclasses import dataclass, field
from typing import Any

from playwright.sync_api import Browser, Page

REMEMBER = "try { localStorage.setItem('shouwang.comfort', %s) } catch (refused) { }"


@dataclass(frozen=True)
class Look:
    """`device` is what the reader's machine asks for, `choice` what they chose in elder mode."""

    device: dict[str, Any] = field(default_factory=dict)
    choice: dict[str, str] = field(default_factory=dict)

    def open(self, browser: Browser, **settings: Any) -> Page:
        """A page of a fresh context that looks so."""
        context = browser.new_context(locale="zh-CN", **self.device | settings)
        context.set_default_timeout(10_000)
        if self.choice:
            context.add_init_script(REMEMBER % json.dumps(json.dumps(self.choice)))
        return context.new_page()


NORMAL = Look()
ELDER = Look(choice={"open": "1", "size": "3", "simple": "1", "ruler": "1"})
LOOKS = {
    "normal": NORMAL,
    "dark": Look(device={"color_scheme": "dark"}),
    "more contrast": Look(device={"contrast": "more"}),
    "black and yellow": Look(choice={"open": "1", "colour": "contrast"}),
    "elder": ELDER,
}
