"""Reads what a page copies and whether it fits the screen."""

from __future__ import annotations

from playwright.sync_api import Page

OUTPUT = "programme-budget-2024-25/output-1-1/"


def copied(page: Page) -> str:
    """The text on the clipboard."""
    return str(page.evaluate("navigator.clipboard.readText()"))


def no_wider_than_the_screen(page: Page) -> bool:
    """Nothing makes the page scroll sideways."""
    return bool(page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth"))
