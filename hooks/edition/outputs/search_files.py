"""The files of the site's own search."""

from __future__ import annotations

from collections.abc import Iterator

from ..search import files as search
from ..search.records import records
from .inputs import Inputs


def files(inputs: Inputs) -> Iterator[tuple[str, bytes]]:
    """The search of each language: path in the site, and content."""
    for language, renderer in inputs.renderers.items():
        found = records(inputs.links, renderer, inputs.handwritten.get(language, ()))
        yield from search.files(found, inputs.indexes.index(found, language), inputs.links, renderer)
