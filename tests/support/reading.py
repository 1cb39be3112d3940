"""Reads what a page copies and whether it fits the screen."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import yaml
from playwright.sync_api import Page

from support.folders import ROOT

OUTPUT = "programme-budget-2024-25/output-1-1/"
WHOLE = "programme-budget-2024-25/full/"
_PROGRAMME = ROOT / "content" / "programme-budget-2024-25"


def text_in_file(file: str, place: str, language: str) -> str:
    """The words of a paragraph, its list's lead or an item in a file of the programme, without marks of links and footnotes."""
    (unit,) = _units(yaml.safe_load((_PROGRAMME / file).read_text(encoding="utf-8")), place)
    words = re.sub(r"\[\^\w+\]", "", unit.get("lead", unit)[language])
    return plain(re.sub(r"\[([^]]+)\]\([^)]+\)", r"\1", words))


def _units(node: Any, place: str) -> Iterator[dict[str, Any]]:  # noqa: ANN401  # YAML
    """The parts of a file that have an identifier or the number of a paragraph."""
    if isinstance(node, dict) and place in (node.get("id"), f"p{node.get('paragraph')}"):
        yield node
    for inner in node.values() if isinstance(node, dict) else node if isinstance(node, list) else ():
        yield from _units(inner, place)


def plain(text: str) -> str:
    """A text without what typesetting changes: kinds of spaces, those before French punctuation, apostrophes."""
    return re.sub(r"\s+(?=[;:!?»%])|(?<=«)\s+", "", text.replace("’", "'")).replace("\u00a0", " ").replace("\u202f", " ")


def copied(page: Page) -> str:
    """The text on the clipboard."""
    return str(page.evaluate("navigator.clipboard.readText()"))


def no_wider_than_the_screen(page: Page) -> bool:
    """Nothing makes the page scroll sideways."""
    return bool(page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth"))
