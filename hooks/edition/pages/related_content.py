"""The related divisions and passages at the end of a page, and the entries that they cite in common with it."""

from __future__ import annotations

from dataclasses import dataclass

from ..analysis.related import Similarity, SimilarityIndex
from ..model import Division, Document, RegisterEntry
from ..references.references import Citation
from .page import Page


@dataclass(frozen=True)
class RelatedDivision:
    """A division related to a page."""

    similarity: Similarity
    document: Document
    division: Division


@dataclass(frozen=True)
class RelatedPassage:
    """A passage of another text related to a page; `citation` is its citation of the most significant common entry."""

    similarity: Similarity
    document: Document
    citation: Citation


class RelatedContent:
    """The divisions and passages related to the page of a division or of an undivided text; other pages have none."""

    def __init__(self, index: SimilarityIndex, page: Page) -> None:
        self._index = index
        self.divisions: tuple[RelatedDivision, ...] = ()
        self.passages: tuple[RelatedPassage, ...] = ()
        if page.document and page.division:
            identifier = f"{page.document.id}/{page.division.head.id}"
            self.divisions = self._divisions(identifier)
            self.passages = tuple(self._passage(similarity) for similarity in index.similar_passages(identifier))
        elif page.document and not page.document.groups:
            self.divisions = self._divisions(page.document.id)

    def __bool__(self) -> bool:
        return bool(self.divisions or self.passages)

    def _divisions(self, identifier: str) -> tuple[RelatedDivision, ...]:
        similarities = self._index.similar_divisions(identifier)
        return tuple(RelatedDivision(similarity, *self._index.divisions[similarity.identifier]) for similarity in similarities)

    def _passage(self, similarity: Similarity) -> RelatedPassage:
        links = self._index.links
        citation = next(c for c in links.citations[similarity.shared[0]] if c.unit.identifier == similarity.identifier)
        document = next(document for document in links.edition.documents if document.id == citation.unit.document)
        return RelatedPassage(similarity, document, citation)

    def shared_entries(self, similarity: Similarity) -> list[tuple[str, RegisterEntry]]:
        """Returns the entries that a page and a related one both cite, with their identifiers."""
        return [(name, self._index.links.edition.entries[name][1]) for name in similarity.shared]

    @staticmethod
    def symbol(entry: RegisterEntry, language: str) -> str:
        """Returns the acronym or symbol of an entry (`PPTD`, `C155`); "" where it has none."""
        acronym = entry.acronym.get(language) if entry.acronym else None
        # An identifier with capitals is an official symbol; the others were chosen for the edition.
        return acronym or (entry.id if entry.id != entry.id.lower() else "")
