"""Finds the forms of terms in plain texts as sequences of words, whatever their capitals, accents and apostrophes."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import NamedTuple

from ..text.search_normalization import fold

_WORD = re.compile(r"[^\W_]+")
_PUNCTUATION = re.compile(r"[,;:!?()]")
"""What separates phrases; a full stop may belong to a number or an abbreviation."""


class Span(NamedTuple):
    """A part of a text, from character `start` to `end`."""

    start: int
    end: int


class _Form(NamedTuple):
    """A form of a term: its words, the punctuation after each but the last, and what follows that one, as in `LGBTIQ+`."""

    term: str
    words: tuple[str, ...]
    gaps: tuple[str, ...]
    tail: str


@dataclass(slots=True)
class _Node:
    """A step in the tree of forms: the next words, and the forms that end here."""

    following: dict[str, _Node] = field(default_factory=dict)
    ending: list[_Form] = field(default_factory=list)


class FormFinder:
    """Finds the forms of all terms in a text in one pass."""

    def __init__(self, forms: Mapping[str, Sequence[str]]) -> None:
        """`forms` has the forms of each term."""
        self._root = _Node()
        for term, spellings in forms.items():
            for form in spellings:
                words = list(_WORD.finditer(form))
                node = self._root
                for word in words:
                    node = node.following.setdefault(fold(word[0]), _Node())
                if words:
                    node.ending.append(_Form(term, tuple(word[0] for word in words), _gaps(form, words), form[words[-1].end() :]))

    def find(self, text: str) -> Mapping[str, Sequence[Span]]:
        """Returns the occurrences of each term in a text: the longest forms, without overlaps.

        Occurrences of different terms may overlap: `social protection` is also found in `social protection floors`.
        """
        spans: dict[str, list[Span]] = defaultdict(list)
        for term, span in sorted(self._all_forms(text), key=lambda pair: (pair[1].start, -pair[1].end)):
            if not spans[term] or span.start >= spans[term][-1].end:
                spans[term].append(span)
        return spans

    def _all_forms(self, text: str) -> Iterator[tuple[str, Span]]:
        words = list(_WORD.finditer(text))
        keys = [fold(word[0]) for word in words]
        for first, word in enumerate(words):
            node: _Node | None = self._root
            for last in range(first, len(words)):
                node = node.following.get(keys[last]) if node else None
                if node is None:
                    break
                found = tuple(one[0] for one in words[first : last + 1])
                end = words[last].end()
                for form in node.ending:
                    if form.gaps != _gaps(text, words[first : last + 1]):
                        continue
                    # A form in capitals is an acronym: in other letters it would be another word.
                    if form.words == found or not all(map(str.isupper, form.words)):
                        yield form.term, Span(word.start(), end + len(form.tail) if text.startswith(form.tail, end) else end)


def _gaps(text: str, words: Sequence[re.Match[str]]) -> tuple[str, ...]:
    """Returns the punctuation between words of a text."""
    return tuple("".join(_PUNCTUATION.findall(text, one.end(), other.start())) for one, other in pairwise(words))
