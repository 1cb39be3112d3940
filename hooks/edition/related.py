"""What is near what: divisions and texts that cite the same registered things, and the passages elsewhere that do."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from math import log, sqrt

from .links import Links
from .model import SOURCE_LANGUAGE, Division, Document, Register
from .units import Unit

MOST_DIVISIONS = 4
MOST_PASSAGES = 3
MOST_SHARED = 3

_REFERENCE, _TERM, _THEME = 2.0, 1.0, 0.5
"""A reference is to one thing alone; a term is said in passing; a theme is recognized by common words."""
_TITLE = 4
"""A title names what all that stands under it is about."""
_NEAR, _NEAR_PASSAGE = 0.1, 0.2
"""Below these the eye finds no kinship: both found by reading what they let through."""
_TELLING = 0.1
"""The part of a nearness that a shared thing has to make up to be named as a reason for it."""
_SAME_EVERYWHERE = ("lead", "repeated")
"""Roles whose words open every list or section alike."""
_PASSAGES = ("paragraph", "passage", "item", "quotation")


@dataclass(frozen=True, slots=True)
class Near:
    """A division or passage that is near, how near (0 to 1), and what both cite, most telling first."""

    identifier: str
    nearness: float
    shared: tuple[str, ...]


Weights = Mapping[str, float]
"""Registered things, with how much each says of what cites it."""


class Related:
    """The nearness of an edition's divisions, undivided documents and passages; all of it computed from what they cite."""

    def __init__(self, links: Links) -> None:
        self._links = links
        self._entries = links.edition.entries
        self._divisions = {
            f"{document.id}/{division.head.id}": division
            for document in links.edition.documents for division in document.divisions()
        }
        undivided = [document.id for document in links.edition.documents if not document.groups]
        self._pages: Mapping[str, Weights] = {page: self._counts((page,)) for page in (*self._divisions, *undivided)}
        self._citing = Counter(thing for counts in self._pages.values() for thing in counts)
