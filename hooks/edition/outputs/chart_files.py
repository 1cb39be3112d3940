"""The charts as files for download."""

from __future__ import annotations

from collections.abc import Iterator

from .inputs import Inputs


def make_files(inputs: Inputs) -> Iterator[tuple[str, bytes]]:
    """Yields the charts of each language in every format: path in the site, and content."""
    for renderer in inputs.renderers.values():
        yield from renderer.charts.make_files()
