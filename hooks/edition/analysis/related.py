"""Finds pages on the same subject: divisions, texts and passages that cite the same rare register entries.

A page is represented by the references and terms it cites, each weighted by how often the page cites it and by how few other
pages do (tf-idf). The similarity of two pages is the cosine of their weights. What is cited by many pages is no reason:

- an entry counts only if at most a fifth of the pages cite it, or three tenths where the titles of both pages name it;
- each of the two pages repeats an entry that the other one cites: a subject is more than mentioned in passing;
- their similarity has a floor.

Themes do not count: they are recognized by common words, and each has a page with all its passages.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import log, sqrt

from ..model import Division, Document, Register
from ..references.references import Links

MAX_RELATED = 4
"""The most related divisions and passages of a page."""
MAX_SHARED = 3

_MAX_FREQUENCY, _MAX_TITLE_FREQUENCY = 0.2, 0.3
"""The largest share of pages that may cite an entry that is a reason; the second of one that the titles of both pages name."""
_MIN_MENTIONS = 2
"""An entry that a page cites as often as this is a subject of the page."""
_REFERENCE_WEIGHT, _TERM_WEIGHT = 1.5, 1.0
"""A reference is deliberate; a term may be mentioned in passing."""
_TITLE_WEIGHT = 4
"""A citation in a title counts as often as this, since the whole division is about it."""
_MIN_SCORE, _MIN_PASSAGE_SCORE = 0.12, 0.14
"""Less similar pages are not shown; chosen by reading the pages just above and below."""
_MAX_PASSAGES = 2
"""The most passages of other texts, one of each text; the rest are divisions."""
_MIN_SHARE = 0.05
"""The least share of a score that an entry must contribute to be given as its reason."""
_LEAD_IN_ROLES = ("lead", "repeated")
"""Roles of texts that introduce every list or section alike."""
_PASSAGE_ROLES = ("title", "paragraph", "passage", "item", "quotation")
"""Roles of texts that can be understood by themselves."""

Weights = Mapping[str, float]
"""The weight of each cited entry."""


@dataclass(frozen=True, slots=True)
class _Profile:
    """What a page or passage cites: how often each entry, and the entries in its title.

    weights: the weights of the entries that are a reason where the titles of both pages name them
    rare:    those of the entries that are a reason in any case
    """

    counts: Counter[str]
    title: frozenset[str]
    weights: Weights
    rare: Weights


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
        self._rather_frequent = {
            name for name in self._citing_page_counts if _MAX_FREQUENCY < self._frequency(name) <= _MAX_TITLE_FREQUENCY
        }
        titles = {unit.identifier: unit for unit in links.units if unit.role == "title"}
        self._pages = {
            page: self._profile(
                sum((citation_counts[name] for name in (page, *self._inner_divisions(page))), Counter()),
                frozenset(self._cited_entries(titles[page].identifier) if page in titles else ()),
            )
            for page in citation_counts
        }
        self._passages = {
            unit.identifier: (
                unit.document,
                self._profile(Counter(self._cited_entries(unit.identifier)), self._pages[unit.document].title),
            )
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
        similarities = (self._compare(other, self._pages[page], self._pages[other]) for other in others)
        return _select_similar(similarities, _MIN_SCORE)[: MAX_RELATED - len(self.similar_passages(page))]

    def similar_passages(self, page: str) -> list[Similarity]:
        """Returns the passages of undivided texts most similar to a division, weighted by the similarity of their texts.

        A passage is short: it need not repeat what it is about.
        """
        if page not in self.divisions:
            return []
        texts = {text: self._compare(text, self._pages[page], self._pages[text]).score for text, _ in self._passages.values()}
        best: dict[str, Similarity] = {}
        for passage, (text, profile) in self._passages.items():
            similarity = self._compare(passage, self._pages[page], profile, repeated=False)
            score = sqrt(similarity.score * texts[text])
            if text not in best or round(score, 9) > round(best[text].score, 9):
                best[text] = Similarity(passage, score, similarity.shared)
        return _select_similar(best.values(), _MIN_PASSAGE_SCORE)[:_MAX_PASSAGES]

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
        """The references and terms that a unit cites."""
        cited = (name for name in self.links.cited_identifiers(unit) if name in self._entries)
        return [name for name in cited if _citation_weight(self._entries[name][0])]

    def _profile(self, counts: Counter[str], title: frozenset[str]) -> _Profile:
        weights = {
            name: _citation_weight(self._entries[name][0]) * times * log(1 / self._frequency(name))
            for name, times in sorted(counts.items())
            if self._citing_page_counts[name] > 1 and self._frequency(name) <= max(_MAX_FREQUENCY, _MAX_TITLE_FREQUENCY)
        }
        rare = {name: weight for name, weight in weights.items() if name not in self._rather_frequent}
        return _Profile(counts, title, weights, rare)

    def _weigh(self, profile: _Profile, both_titles: frozenset[str]) -> Weights:
        """Returns the weights of the cited entries that are rare, or that both titles name."""
        if both_titles.isdisjoint(self._rather_frequent):
            return profile.rare
        return {name: weight for name, weight in profile.weights.items() if name in profile.rare or name in both_titles}

    def _frequency(self, name: str) -> float:
        """Returns the share of pages that cite an entry."""
        return self._citing_page_counts[name] / self._page_count

    def _compare(self, identifier: str, first: _Profile, second: _Profile, *, repeated: bool = True) -> Similarity:
        """Returns the similarity of two pages, and the entries that contribute most to it; 0 where they have no common subject.

        The first must repeat what the second cites; so must the second where `repeated` is true.
        """
        both_titles = first.title & second.title
        weights, other_weights = self._weigh(first, both_titles), self._weigh(second, both_titles)
        norm = sqrt(sum(w * w for w in weights.values()) * sum(w * w for w in other_weights.values()))
        products = {name: weight * other_weights[name] / norm for name, weight in weights.items() if name in other_weights}
        profiles = (first, second) if repeated else (first,)
        if not all(any(profile.counts[name] >= _MIN_MENTIONS for name in products) for profile in profiles):
            return Similarity(identifier, 0, ())
        score = sum(products.values())
        ranked = sorted(products.items(), key=lambda pair: -round(pair[1], 9))
        shared = [name for name, product in ranked if product >= _MIN_SHARE * score]
        return Similarity(identifier, score, tuple(shared[:MAX_SHARED]))


def _select_similar(similarities: Iterable[Similarity], min_score: float) -> list[Similarity]:
    """Returns the sufficiently similar ones, most similar first, then in reading order.

    Scores are rounded, so that no order depends on the last digits of a sum.
    """
    return sorted(
        (similarity for similarity in similarities if similarity.score >= min_score),
        key=lambda similarity: -round(similarity.score, 9),
    )


def _citation_weight(register: Register) -> float:
    """Returns the weight of a citation of a register's entries; 0 for themes."""
    if register.cited_by == "references":
        return _REFERENCE_WEIGHT
    return _TERM_WEIGHT if register.layout == "glossary" else 0
