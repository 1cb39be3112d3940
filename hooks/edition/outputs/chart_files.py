"""The charts as files for download."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from ..design.file_cache import FileCache
from .inputs import Inputs

CACHE_FOLDER = Path(".cache", "charts")
"""The cache of PNGs between builds, from the project's root."""


def make_files(inputs: Inputs) -> Iterator[tuple[str, bytes]]:
    """Yields the charts of each language in every format: path in the site, and content."""
    for language, renderer in inputs.renderers.items():
        cache = FileCache(inputs.root / CACHE_FOLDER / language)
        yield from renderer.charts.make_files(cache)
        cache.remove_unused()
