"""The facets that narrow the results of the search."""

from __future__ import annotations

from collections.abc import Mapping

from ..pages.renderer import Renderer
from ..references.references import Links

BUILT_IN_FACETS = ("document", "division", "kind", "level")
"""The facets of every edition, in their order; those of registers follow."""


RESULT_KINDS = {
    "paragraph": "paragraph",
    "lead": "paragraph",
    "passage": "passage",
    "item": "item",
    "footnote": "footnote",
    "summary": "summary",
    "quotation": "quotation",
    "heading": "section",
    "label": "title-page",
    "value": "title-page",
    "subtitle": "title-page",
    "figure": "figure",
    "figure-value": "figure",
    "name": "contact",
    "address": "site",
}
"""The kind of result of each role of a unit; a unit without one of these roles is no result."""


def facet_titles(links: Links, renderer: Renderer) -> Mapping[str, str]:
    """Returns the titles of all facets in a language, in their order."""
    view = renderer.fragment_view("")
    return {
        **{facet: view.phrase(f"search-{facet}") for facet in BUILT_IN_FACETS},
        **{facet.id: view.plain(facet.title) for facet, _ in links.edition.facets},
    }


def facet_value_names(links: Links, renderer: Renderer) -> Mapping[str, Mapping[str, str]]:
    """Returns the values of each facet with their names in a language, in the order of the edition."""
    edition, view = links.edition, renderer.fragment_view("")
    kinds_with_phrases = [
        "document",
        "box",
        *dict.fromkeys(kind for kind in RESULT_KINDS.values() if kind != "contact"),
        "contact",
        "page",
    ]
    return {
        "document": {document.id: view.plain(document.head.short_title) for document in edition.documents},
        "division": {
            f"{document.id}/{division.head.id}": view.heading(division)
            for document in edition.documents
            for group in document.groups
            for division in group.divisions
        },
        "kind": {
            **{kind.id: view.kind_name(kind.id, plural=True) for kind in edition.kinds.divisions},
            **{kind: view.phrase(f"search-kinds-{kind}") for kind in kinds_with_phrases},
            **{register.id: view.plain(register.title) for register in edition.registers},
        },
        "level": {level.id: view.plain(level.name) for level in edition.kinds.levels},
        **{
            facet.id: {register.identifier(entry): view.plain(entry.name) for entry in view.sort_by_name(register.entries)}
            for facet, register in edition.facets
        },
    }
