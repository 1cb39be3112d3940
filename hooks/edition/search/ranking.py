"""What the browser ranks results by, before it loads them; how they are ranked is in docs/assets/js/search/ranking.js."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import IntEnum

from ..model import Edition
from ..references.references import Links
from .facets import RESULT_KINDS
from .records import SearchRecord

_AROUND_THE_TEXT = {"footnote", "title-page", "figure", "contact", "site", "document"}


class Group(IntEnum):
    """The groups of results, in their order among passages that match equally well."""

    TITLE = 0
    PASSAGE = 1
    AROUND_THE_TEXT = 2
    SUMMARY = 3
    ENTRY = 4
    PAGE = 5


def record_group(record: SearchRecord, edition: Edition) -> Group:
    """Returns the group of a record: a division's title, a passage, what is around a text, a summary, an entry, a page."""
    if record.kind == "summary":
        return Group.SUMMARY
    if record.kind in _AROUND_THE_TEXT:
        return Group.AROUND_THE_TEXT
    if record.kind in {"box", *RESULT_KINDS.values()}:
        return Group.PASSAGE
    if record.kind in {kind.id for kind in edition.kinds.divisions}:
        return Group.TITLE
    return Group.PAGE if record.kind == "page" else Group.ENTRY


def ranking_data(
    records: Sequence[SearchRecord], fragments: Sequence[str], kinds: Sequence[str], links: Links
) -> Mapping[str, object]:
    """Returns what is known of each record, in reading order: its fragment, kind, group, number of words, whether principal.

    `cited` are the places of the passages that cite an entry, by its own place; `starts` those where another page begins.
    """
    edition = links.edition
    places = {record.unit: place for place, record in enumerate(records)}
    pages = [record.href.partition("#")[0] for record in records]
    numbers: Mapping[str, int] = {kind: number for number, kind in enumerate(kinds)}
    return {
        "fragments": list(fragments),
        "kinds": [numbers.get(record.kind, len(kinds)) for record in records],
        "groups": "".join(str(record_group(record, edition).value) for record in records),
        "starts": [place for place, page in enumerate(pages) if place == 0 or page != pages[place - 1]],
        "lengths": [len(record.words.split()) for record in records],
        "principal": "".join(str(int(edition.head.principal in record.facets.get("document", ()))) for record in records),
        "cited": {
            places[identifier]: sorted({places[unit] for unit in citing if unit in places})
            for register in edition.registers
            if register.cited_by == "references"
            for identifier in map(register.identifier, register.entries)
            if identifier in places and (citing := [citation.unit.identifier for citation in links.citations.get(identifier, ())])
        },
    }
