"""Finds related pages: divisions, texts and passages that cite the same register entries.

A page is represented by the entries it cites, each weighted by how often the page cites it and by how few other pages do
(tf-idf). The similarity of two pages is the cosine of their weights.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import log, sqrt

from ..languages import SOURCE_LANGUAGE
from ..model import Division, Document, Register
from ..references.references import Links

MAX_DIVISIONS = 4
MAX_PASSAGES = 3
MAX_SHARED = 3

_REFERENCE_WEIGHT, _TERM_WEIGHT, _THEME_WEIGHT = 1.5, 1.0, 0.5
"""A reference is deliberate; a term may be mentioned in passing; a theme is recognized by common words."""
_TITLE_WEIGHT = 4
"""A citation in a title counts as often as this, since the whole division is about it."""
_MIN_SCORE, _MIN_PASSAGE_SCORE = 0.09, 0.14
"""Less similar pages are not shown; chosen by reading the pages just above and below."""
_MAX_CHANCE_ENTRIES = 1
"""As many shared entries may be chance: «un environnement favorable» favours enterprises here, trade unions there."""
_MIN_SHARE = 0.05
"""The least share of a score that an entry must contribute to be given as its reason."""
_LEAD_IN_ROLES = ("lead", "repeated")
"""Roles of texts that introduce every list or section alike."""
_PASSAGE_ROLES = ("title", "paragraph", "passage", "item", "quotation")
"""Roles of texts that can be understood by themselves."""

Weights = Mapping[str, float]
"""The weight of each cited entry."""


@dataclass(frozen=True, slots=True)
class Similarity:
    """The similarity of a page or passage to another (0 to 1), and the entries both cite, most significant first."""

    identifier: str
    score: float
    shared: tuple[str, ...]


class SimilarityIndex:
    """The similarities of an edition's divisions, undivided texts and passages, computed from what they cite."""

    def __init__(self, links: Links) -> None:
        self.links = links
        self._entries = links.edition.entries
        self.divisions: Mapping[str, tuple[Document, Division]] = {
            f"{document.id}/{division.head.id}": (document, division)
            for document in links.edition.documents
            for division in document.divisions()
        }
        undivided = [document.id for document in links.edition.documents if not document.groups]
        citation_counts = self._count_citations((*self.divisions, *undivided))
        self._citing_page_counts = Counter(name for counts in citation_counts.values() for name in counts)
        self._page_count = len(citation_counts)
        self._page_weights = {
            page: self._weigh(citation_counts[name] for name in (page, *self._inner_divisions(page))) for page in citation_counts
        }
        self._passage_weights = {
            unit.identifier: (unit.document, self._weigh([Counter(self._cited_entries(unit.identifier))]))
            for unit in links.units
            if unit.document in undivided and unit.role in _PASSAGE_ROLES
        }

    def similar_divisions(self, page: str) -> list[Similarity]:
        """Returns the divisions most similar to a division of the same kind, or to an undivided text."""
        if page in self.divisions:
            kind = self.divisions[page][1].head.kind
            others = [name for name, (_, division) in self.divisions.items() if division.head.kind == kind and name != page]
        else:
            others = [name for name, (_, division) in self.divisions.items() if not division.children]
        return _select_similar(
            (self._compare(other, self._page_weights[page], self._page_weights[other]) for other in others), _MIN_SCORE
        )[:MAX_DIVISIONS]

    def similar_passages(self, division: str) -> list[Similarity]:
        """Returns the passages of undivided texts most similar to a division, weighted by the similarity of their texts."""
        weights = self._page_weights[division]
        texts = {text: self._compare(text, weights, self._page_weights[text]).score for text, _ in self._passage_weights.values()}
        similarities = []
        for passage, (text, passage_weights) in self._passage_weights.items():
            similarity = self._compare(passage, weights, passage_weights)
            similarities.append(Similarity(passage, sqrt(similarity.score * texts[text]), similarity.shared))
        return _select_similar(similarities, _MIN_PASSAGE_SCORE)[:MAX_PASSAGES]

    def _inner_divisions(self, page: str) -> list[str]:
        if page not in self.divisions:
            return []
        document, division = self.divisions[page]
        return [f"{document.id}/{inner.head.id}" for inner in division.walk() if inner is not division]

    def _count_citations(self, pages: Iterable[str]) -> Mapping[str, Counter[str]]:
        """Counts how often each page cites each entry, without its inner divisions."""
        counts: dict[str, Counter[str]] = {page: Counter() for page in pages}
        # Units that share an identifier, as a list's title and lead-in do, count once, with the role of the first.
        for unit in {unit.identifier: unit for unit in reversed(self.links.units)}.values():
            page = self.links.page_of(unit).identifier
            if page in counts and unit.role not in _LEAD_IN_ROLES:
                times = _TITLE_WEIGHT if unit.role == "title" else 1
                counts[page].update(dict.fromkeys(self._cited_entries(unit.identifier), times))
        return counts

    def _cited_entries(self, unit: str) -> list[str]:
        return [name for name in self.links.cited_identifiers(unit) if name in self._entries]

    def _weigh(self, counts: Iterable[Counter[str]]) -> Weights:
        """Returns the weights of cited entries, without those that a single page cites."""
        total: Counter[str] = sum(counts, Counter())
        return {
            name: _citation_weight(self._entries[name][0]) * times * log(self._page_count / self._citing_page_counts[name])
            for name, times in sorted(total.items())
            if self._citing_page_counts[name] > 1
        }

    def _compare(self, identifier: str, first: Weights, second: Weights) -> Similarity:
        """Returns the similarity of two pages by their weights, and the entries that contribute most to it."""
        norm = sqrt(sum(w * w for w in first.values()) * sum(w * w for w in second.values()))
        products = {name: weight * second[name] / norm for name, weight in first.items() if name in second and norm}
        if len(products) <= _MAX_CHANCE_ENTRIES:
            return Similarity(identifier, 0, ())
        score = sum(products.values())
        shared: list[str] = []
        for name, product in sorted(products.items(), key=lambda pair: -round(pair[1], 9)):
            # A theme that is recognized by the words of a term already listed would repeat it.
            if product >= _MIN_SHARE * score and not any(self._forms(name) & self._forms(other_name) for other_name in shared):
                shared.append(name)
        return Similarity(identifier, score, tuple(shared[:MAX_SHARED]))

    def _forms(self, name: str) -> set[str]:
        mentions = self._entries[name][1].mentions
        return set(mentions.get(SOURCE_LANGUAGE)) if mentions else set()


def _select_similar(similarities: Iterable[Similarity], min_score: float) -> list[Similarity]:
    """Returns the sufficiently similar ones, most similar first, then in reading order.

    Scores are rounded, so that no order depends on the last digits of a sum.
    """
    return sorted(
        (similarity for similarity in similarities if similarity.score >= min_score),
        key=lambda similarity: -round(similarity.score, 9),
    )


def _citation_weight(register: Register) -> float:
    """Returns the weight of a citation of a register's entries."""
    if register.cited_by == "references":
        return _REFERENCE_WEIGHT
    return _TERM_WEIGHT if register.layout == "glossary" else _THEME_WEIGHT
