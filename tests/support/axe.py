"""axe-core's judgement of a page."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Page

SCRIPT = Path(__file__).resolve().parent.parent / "vendor" / "axe.min.js"


def axe_violations(page: Page, *, within: str | None = None) -> list[str]:
    """What breaks WCAG 2.1 A or AA on the page (or inside the CSS selector ``within``): rule, then places.

    The script is evaluated by the debugger, which the page's content security policy does not bind.
    """
    page.evaluate(SCRIPT.read_text("utf-8"))
    result = page.evaluate(
        """within => axe.run(within || document, {
            runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"],
            resultTypes: ["violations"],
        })""",
        within,
    )
    return [
        f"{found['id']} ({found['impact']}): {found['help']} — "
        + "; ".join(" ".join(map(str, node["target"])) for node in found["nodes"][:5])
        for found in result["violations"]
    ]
