"""The related divisions and passages at the end of a page, and the entries that they cite in common with it."""

from __future__ import annotations

from dataclasses import dataclass

from ..analysis.related import Near, Related
from ..model import Division, Document, RegisterEntry
from ..references.references import Citation
from .page import Page


@dataclass(frozen=True)
class RelatedDivision:
    """A division near a page."""

    near: Near
    document: Document
    division: Division


@dataclass(frozen=True)
class RelatedPassage:
    """A passage of another text on the matter of a page; `citation` is how it cites the most telling thing."""

    near: Near
    document: Document
    citation: Citation


class RelatedContent:
    """What is near the page of a division or of an undivided text; nothing is near any other page."""

    def __init__(self, related: Related, page: Page) -> None:
        self._related = related
        self.divisions: tuple[RelatedDivision, ...] = ()
        self.passages: tuple[RelatedPassage, ...] = ()
        if page.document and page.division:
            identifier = f"{page.document.id}/{page.division.head.id}"
            self.divisions = self._divisions(identifier)
            self.passages = tuple(self._passage(near) for near in related.elsewhere(identifier))
        elif page.document and not page.document.groups:
            self.divisions = self._divisions(page.document.id)

    def __bool__(self) -> bool:
        return bool(self.divisions or self.passages)

    def _divisions(self, identifier: str) -> tuple[RelatedDivision, ...]:
        found = self._related.nearest(identifier)
        return tuple(RelatedDivision(near, *self._related.divisions[near.identifier]) for near in found)

    def _passage(self, near: Near) -> RelatedPassage:
        links = self._related.links
        citation = next(one for one in links.citations[near.shared[0]] if one.unit.identifier == near.identifier)
        document = next(one for one in links.edition.documents if one.id == citation.unit.document)
        return RelatedPassage(near, document, citation)

    def shared(self, near: Near) -> list[tuple[str, RegisterEntry]]:
        """Returns the entries that a page and a related one both cite, with their identifiers."""
        return [(name, self._related.links.edition.entries[name][1]) for name in near.shared]

    @staticmethod
    def symbol(entry: RegisterEntry, language: str) -> str:
        """Returns the acronym or symbol of an entry (`PPTD`, `C155`); "" where it has none."""
        acronym = entry.acronym.get(language) if entry.acronym else None
        # An identifier with capitals is an official symbol; the others were chosen for the edition.
        return acronym or (entry.id if entry.id != entry.id.lower() else "")
