"""Runs axe-core, the newest from npm, on a page in the browser."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from playwright.sync_api import Page

from support.programs import node_packages


def violations(page: Page, options: Mapping[str, Any], context: Mapping[str, Any] | None = None) -> list[dict[str, Any]]:
    """The violations that axe-core finds on a page in its present state, or in a context of it, as axe reports them."""
    if not page.evaluate("'axe' in window"):
        page.evaluate((node_packages() / "axe-core" / "axe.min.js").read_text(encoding="utf-8"))
    script = "([context, options]) => axe.run(context ?? document, options).then((run) => run.violations)"
    found: list[dict[str, Any]] = page.evaluate(script, [context, options])
    return found
