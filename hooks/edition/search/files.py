"""The files that the search loads in the browser: its index, its facets and its words."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Sequence

from ..pages.renderer import Renderer
from ..references.references import Links
from .facets import facet_titles, facet_value_names
from .name_keys import name_keys
from .pagefind import Index
from .pagefind_records import pagefind_record
from .query_words import kind_order, make_query_data
from .ranking import ranking_data
from .records import SEARCH_FOLDER, SearchRecord


def make_search_files(
    records: Sequence[SearchRecord], index: Index, links: Links, renderer: Renderer
) -> Iterator[tuple[str, bytes]]:
    """Yields the files of one language's search: path in the site, and content."""
    language = renderer.language
    for path, content in index.files.items():
        yield f"{SEARCH_FOLDER}index/{language}/{path}", content
    fragments = [index.fragments[pagefind_record(record, language).url] for record in records]
    ranking = ranking_data(records, fragments, kind_order(links.edition), links)
    keys = [name_keys(record, language) for record in records]
    yield f"{SEARCH_FOLDER}records.{language}.json", _encode_json({**ranking, "keys": keys})
    yield f"{SEARCH_FOLDER}facets.{language}.json", _encode_json(_facet_data(records, links, renderer))
    yield f"{SEARCH_FOLDER}words.{language}.json", _encode_json(make_query_data(records, links, renderer))


def _encode_json(content: object) -> bytes:
    return json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode("utf-8")


def _facet_data(records: Sequence[SearchRecord], links: Links, renderer: Renderer) -> object:
    """Returns for each value of each facet the places of its records in reading order."""
    places: dict[tuple[str, str], list[int]] = defaultdict(list)
    for place, record in enumerate(records):
        for facet, values in record.facets.items():
            for value in values:
                places[facet, value].append(place)
    names = facet_value_names(links, renderer)
    return [
        {
            "id": facet,
            "title": title,
            "values": [[value, name, places[facet, value]] for value, name in names[facet].items() if places[facet, value]],
        }
        for facet, title in facet_titles(links, renderer).items()
    ]
