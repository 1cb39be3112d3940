"""The charts as files to take away."""

from __future__ import annotations

from collections.abc import Iterator

from .inputs import Inputs


def files(inputs: Inputs) -> Iterator[tuple[str, bytes]]:
    """The charts of each language in every form: path in the site, and content."""
    for renderer in inputs.renderers.values():
        yield from renderer.gallery.files()
