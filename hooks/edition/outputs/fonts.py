"""The fonts of the site."""

from __future__ import annotations

from collections.abc import Iterator

from ..design.fonts import font_files
from .inputs import Inputs


def make_files(_: Inputs) -> Iterator[tuple[str, bytes]]:
    """Yields every font and the licences: path in the site, and content."""
    return font_files()
