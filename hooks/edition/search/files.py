"""The files that the search asks in the browser, beside its index."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Sequence

from ..pages.renderer import Renderer
from ..references.references import Links
from .facets import facet_names, facet_titles
from .pagefind import Index
from .query_words import reading
from .records import FOLDER, Record, entry_of


def files(found: Sequence[Record], index: Index, links: Links, renderer: Renderer) -> Iterator[tuple[str, bytes]]:
    """The files of one language's search: path in the site, and content."""
    language = renderer.language
    for path, content in index.files.items():
        yield f"{FOLDER}index/{language}/{path}", content
    yield f"{FOLDER}facets.{language}.json", _json(_facets(found, index, links, renderer))
    yield f"{FOLDER}words.{language}.json", _json(reading(found, links, renderer))


def _json(content: object) -> bytes:
    return json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode("utf-8")


def _facets(found: Sequence[Record], index: Index, links: Links, renderer: Renderer) -> object:
    """The fragments in reading order, and for each value of each facet the places in that order that have it."""
    places: dict[tuple[str, str], list[int]] = defaultdict(list)
    for place, record in enumerate(found):
        for facet, values in record.facets.items():
            for value in values:
                places[facet, value].append(place)
    names = facet_names(links, renderer)
    return {
        "fragments": [index.fragments[entry_of(record, renderer.language).url] for record in found],
        "facets": [
            {
                "id": facet,
                "title": title,
                "values": [[value, name, places[facet, value]] for value, name in names[facet].items() if places[facet, value]],
            }
            for facet, title in facet_titles(links, renderer).items()
        ],
    }
