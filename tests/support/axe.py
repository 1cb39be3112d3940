"""Runs axe-core, the newest from npm, on a page in the browser."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Literal

from playwright.sync_api import Locator, Page

from support.programs import node_packages

STANDARDS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
TARGETS = "target-size"
COLOURS = ["color-contrast-enhanced", "link-in-text-block"]
"""Every text must have the AAA contrast of running text (7:1), which includes that of AA (4.5:1)."""
CHECKED: dict[Literal["light", "dark"], dict[str, Any]] = {
    "light": {
        "runOnly": {"type": "tag", "values": STANDARDS},
        "rules": {"color-contrast": {"enabled": False}, "color-contrast-enhanced": {"enabled": True}},
    },
    "dark": {"runOnly": {"type": "rule", "values": COLOURS}},  # nothing but colours differs from the light scheme
}
SHORTENED = """for (const list of document.querySelectorAll("article :is(tbody, ul, ol)"))
  for (const row of [...list.children].slice(20)) row.remove();
for (const part of document.querySelectorAll(".division")) part.style.contentVisibility = "visible";"""
"""Of similar rows, twenty are checked. Parts that wait to be laid out are laid out: axe judges what they have where it is not."""


def violations(page: Page, floating: Locator | None = None) -> Iterator[str]:
    """The violations of the standards on a page in its present state, in both schemes.

    What floats over the page may cover targets until it is closed: only its own are judged by their size then.
    """
    page.evaluate(SHORTENED)
    for scheme, rules in CHECKED.items():
        page.emulate_media(color_scheme=scheme)
        found = run(page, rules)
        if floating:
            found = [rule for rule in found if rule["id"] != TARGETS] + run(
                page, {"runOnly": [TARGETS]}, floating.element_handle()
            )
        for rule in found:
            for node in rule["nodes"]:
                yield f"{scheme} {rule['id']}: {node['html'][:120]} ({node.get('any') and node['any'][0]['message'][:150]})"


def run(page: Page, options: Mapping[str, Any], context: object = None) -> list[dict[str, Any]]:
    """The violations that axe-core finds on a page in its present state, or in a part of it, as axe reports them."""
    if not page.evaluate("'axe' in window"):
        page.evaluate((node_packages() / "axe-core" / "axe.min.js").read_text(encoding="utf-8"))
    script = "([context, options]) => axe.run(context ?? document, options).then((run) => run.violations)"
    found: list[dict[str, Any]] = page.evaluate(script, [context, {"resultTypes": ["violations"], **options}])
    return found
