"""axe-core with every rule that it has: WCAG up to AAA, best practice, experimental, deprecated.

No rule is off. What axe cannot judge ("incomplete") is a question to a person and no violation, but
for contrast: a colour that it cannot tell is one that a reader may not tell either.
"""

from typing import Any

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page

RUN = """
axe.run(document, {
  rules: Object.fromEntries(axe.getRules().map((rule) => [rule.ruleId, { enabled: true }])),
  resultTypes: ["violations", "incomplete"],
})
"""


def put_into(page: Page) -> None:
    """Load axe into the page that is open."""
    page.evaluate(f"{AXE_SCRIPT}; null")


def violations(page: Page) -> list[str]:
    """What is wrong with the page as it is now: rule, element, and what to mend.

    Text of a single character is passed over: axe takes it for a sign.
    """
    results: Any = page.evaluate(RUN)
    unclear = [found for found in results["incomplete"] if found["id"].startswith("color-contrast")]
    return [
        f"{found['id']}: {node['html'][:160]}: {node['failureSummary']}"
        for found in [*results["violations"], *unclear]
        for node in found["nodes"]
        if "shortTextContent" not in str(node["any"])
    ]
