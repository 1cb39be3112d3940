"""The typefaces of the site."""

from __future__ import annotations

from collections.abc import Iterator

from ..design.fonts import font_files
from .inputs import Inputs


def files(_: Inputs) -> Iterator[tuple[str, bytes]]:
    """Every face and its licence: path in the site, and content."""
    return font_files()
