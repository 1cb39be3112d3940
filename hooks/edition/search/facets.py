"""What results of the search are narrowed by."""

from __future__ import annotations

from collections.abc import Mapping

from ..pages.renderer import Renderer
from ..references.references import Links

FACETS = ("document", "division", "kind", "level")
"""The facets of every edition, in their order; those that registers declare follow."""


KINDS = {
    "paragraph": "paragraph",
    "lead": "paragraph",
    "passage": "passage",
    "item": "item",
    "footnote": "footnote",
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
"""The kind of result that each role of a unit makes; a role that is not here makes none of its own."""


def facet_titles(links: Links, renderer: Renderer) -> Mapping[str, str]:
    """The titles of all facets in a language, in their order."""
    view = renderer.fragment_view("")
    return {
        **{facet: view.phrase(f"search-{facet}") for facet in FACETS},
        **{facet.id: view.plain(facet.title) for facet, _ in links.edition.facets},
    }


def facet_names(links: Links, renderer: Renderer) -> Mapping[str, Mapping[str, str]]:
    """The values of each facet with their names in a language, in the order of the edition."""
    edition, view = links.edition, renderer.fragment_view("")
    plain_kinds = ["document", "box", *dict.fromkeys(kind for kind in KINDS.values() if kind != "contact"), "contact", "page"]
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
            **{kind: view.phrase(f"search-kinds-{kind}") for kind in plain_kinds},
            **{register.id: view.plain(register.title) for register in edition.registers},
        },
        "level": {level.id: view.plain(level.name) for level in edition.kinds.levels},
        **{
            facet.id: {register.identifier(entry): view.plain(entry.name) for entry in view.sort_by_name(register.entries)}
            for facet, register in edition.facets
        },
    }
