"""The files of the site's search."""

from __future__ import annotations

from collections.abc import Iterator

from ..search import files as search
from ..search.index_cache import CACHE_FOLDER, get_index
from ..search.records import make_search_records
from .inputs import Inputs


def make_files(inputs: Inputs) -> Iterator[tuple[str, bytes]]:
    """Yields the search index and facets of each language: path in the site, and content."""
    for language, renderer in inputs.renderers.items():
        search_records = make_search_records(inputs.links, renderer, inputs.handwritten.get(language, ()))
        index = get_index(search_records, language, inputs.root / CACHE_FOLDER)
        yield from search.make_search_files(search_records, index, inputs.links, renderer)
