"""What is near what: divisions and texts that cite the same registered things, and passages of other texts that do.

A page is taken for the things it cites, each weighed by how often the page cites it and by how few other pages do. Two
pages are as near as these weights agree (the cosine of the two, as search engines compare texts).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import log, sqrt

from ..languages import SOURCE_LANGUAGE
from ..model import Division, Document, Register
from ..references.references import Links

MOST_DIVISIONS = 4
MOST_PASSAGES = 3
MOST_SHARED = 3

_REFERENCE, _TERM, _THEME = 1.5, 1.0, 0.5
"""A reference is meant; a term may be said in passing; a theme is recognized by common words."""
_TITLE = 4
"""What a title names counts as often as this: all that stands under it is about that."""
_NEAR, _NEAR_PASSAGE = 0.09, 0.14
"""Nothing further away is shown; set by reading what they let through and what they keep out."""
_CHANCE = 1
"""So many things shared may be chance: «un environnement favorable» favours enterprises here, trade unions there."""
_TELLING = 0.05
"""The part of a nearness that a shared thing has to make up to be given as a reason for it."""
_OPENINGS = ("lead", "repeated")
"""Roles of texts that open every list or section alike, whatever stands in it."""
_PASSAGES = ("title", "paragraph", "passage", "item", "quotation")
"""Roles of texts that say something by themselves."""

Weights = Mapping[str, float]
"""Registered things, with how much each weighs in what cites it."""


@dataclass(frozen=True, slots=True)
class Near:
    """What is near, how near it is (0 to 1), and the things both cite, most telling first."""

    identifier: str
    nearness: float
    shared: tuple[str, ...]


class Related:
    """The nearness of an edition's divisions, undivided texts and passages, computed from what they cite."""

    def __init__(self, links: Links) -> None:
        self.links = links
        self._entries = links.edition.entries
        self.divisions: Mapping[str, tuple[Document, Division]] = {
            f"{document.id}/{division.head.id}": (document, division)
            for document in links.edition.documents
            for division in document.divisions()
        }
        undivided = [document.id for document in links.edition.documents if not document.groups]
        own = self._own((*self.divisions, *undivided))
        self._citing = Counter(thing for counts in own.values() for thing in counts)
        self._number = len(own)
        self._pages = {page: self._weighed(own[one] for one in (page, *self._inner(page))) for page in own}
        self._passages = {
            unit.identifier: (unit.document, self._weighed([Counter(self._cites(unit.identifier))]))
            for unit in links.units
            if unit.document in undivided and unit.role in _PASSAGES
        }

    def nearest(self, page: str) -> list[Near]:
        """The divisions nearest to a division among those of its kind; to an undivided text, among those without inner ones."""
        if page in self.divisions:
            kind = self.divisions[page][1].head.kind
            others = [one for one, (_, division) in self.divisions.items() if division.head.kind == kind and one != page]
        else:
            others = [one for one, (_, division) in self.divisions.items() if not division.children]
        return _nearest((self._near(other, self._pages[page], self._pages[other]) for other in others), _NEAR)[:MOST_DIVISIONS]

    def elsewhere(self, division: str) -> list[Near]:
        """The passages of undivided texts on the matter of a division: as near as they and the texts they stand in are."""
        weights = self._pages[division]
        texts = {text: self._near(text, weights, self._pages[text]).nearness for text, _ in self._passages.values()}
        found = []
        for passage, (text, its) in self._passages.items():
            near = self._near(passage, weights, its)
            found.append(Near(passage, sqrt(near.nearness * texts[text]), near.shared))
        return _nearest(found, _NEAR_PASSAGE)[:MOST_PASSAGES]

    def _inner(self, page: str) -> list[str]:
        if page not in self.divisions:
            return []
        document, division = self.divisions[page]
        return [f"{document.id}/{inner.head.id}" for inner in division.walk() if inner is not division]

    def _own(self, pages: Iterable[str]) -> Mapping[str, Counter[str]]:
        """How often each page cites each thing in its own texts."""
        counts: dict[str, Counter[str]] = {page: Counter() for page in pages}
        # Units that share an identifier, as a list's title and lead-in do, are one place; the first tells its role.
        for unit in {unit.identifier: unit for unit in reversed(self.links.units)}.values():
            page = self.links.page_of(unit).identifier
            if page in counts and unit.role not in _OPENINGS:
                times = _TITLE if unit.role == "title" else 1
                counts[page].update(dict.fromkeys(self._cites(unit.identifier), times))
        return counts

    def _cites(self, unit: str) -> list[str]:
        return [thing for thing in self.links.cited_identifiers(unit) if thing in self._entries]

    def _weighed(self, counts: Iterable[Counter[str]]) -> Weights:
        """The weights of things cited so often. What one page alone cites can be shared with none and is left out."""
        total: Counter[str] = sum(counts, Counter())
        return {
            thing: _weight(self._entries[thing][0]) * times * log(self._number / self._citing[thing])
            for thing, times in sorted(total.items())
            if self._citing[thing] > 1
        }

    def _near(self, identifier: str, one: Weights, other: Weights) -> Near:
        """How near something with certain weights is to something else, and the things that tell why."""
        measure = sqrt(sum(w * w for w in one.values()) * sum(w * w for w in other.values()))
        parts = {thing: weight * other[thing] / measure for thing, weight in one.items() if thing in other and measure}
        if len(parts) <= _CHANCE:
            return Near(identifier, 0, ())
        nearness = sum(parts.values())
        shared: list[str] = []
        for thing, part in sorted(parts.items(), key=lambda pair: -round(pair[1], 9)):
            # A theme that is recognized by the words of a term already named would say it twice.
            if part >= _TELLING * nearness and not any(self._forms(thing) & self._forms(told) for told in shared):
                shared.append(thing)
        return Near(identifier, nearness, tuple(shared[:MOST_SHARED]))

    def _forms(self, thing: str) -> set[str]:
        mentions = self._entries[thing][1].mentions
        return set(mentions.get(SOURCE_LANGUAGE)) if mentions else set()


def _nearest(found: Iterable[Near], least: float) -> list[Near]:
    """Those near enough, nearest first, then in reading order; rounded, so that no order hangs on a sum's last digits."""
    return sorted((near for near in found if near.nearness >= least), key=lambda near: -round(near.nearness, 9))


def _weight(register: Register) -> float:
    """How much a citation of a register's entries says of the text that cites them."""
    if register.cited_by == "references":
        return _REFERENCE
    return _TERM if register.layout == "glossary" else _THEME
