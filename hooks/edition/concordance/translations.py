"""Groups the occurrences of a term by their translations."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ..references.units import Unit
from ..text.search_normalization import fold
from .alignment import Occurrence
from .forms import Span

_CONTEXT_LENGTH = 60
"""Characters of context on each side of an occurrence."""


@dataclass(frozen=True, slots=True)
class Context:
    """Words in a text, with the words before and after them."""

    before: str
    words: str
    after: str


@dataclass(frozen=True, slots=True)
class Line:
    """An occurrence of a term and its translation, each in its context."""

    unit: Unit
    term: Context
    translation: Context | None


@dataclass(frozen=True, slots=True)
class Translation:
    """The occurrences of a term that have the same translation; without `words`, those whose translation is not known."""

    words: str
    lines: Sequence[Line]


def group_by_translation(occurrences: Iterable[Occurrence], source: str, target: str) -> list[Translation]:
    """Returns the translations of a term from one language to another, most frequent first; the unknown last."""
    groups: dict[str, list[Line]] = {}
    for occurrence in occurrences:
        words, translation = _context_in(occurrence, source), _context_in(occurrence, target)
        if words:
            key = " ".join(fold(translation.words).split()) if translation else ""
            groups.setdefault(key, []).append(Line(occurrence.unit.unit, words, translation))
    ordered = sorted(groups.items(), key=lambda group: (not group[0], -len(group[1])))
    return [Translation(_most_frequent_spelling(lines), lines) for _, lines in ordered]


def _context_in(occurrence: Occurrence, language: str) -> Context | None:
    span = occurrence.spans[language]
    return cut_context(occurrence.unit.texts[language], span) if span else None


def _most_frequent_spelling(lines: Iterable[Line]) -> str:
    spellings = Counter(line.translation.words for line in lines if line.translation)
    return max(spellings, key=spellings.__getitem__, default="")


def cut_context(text: str, span: Span) -> Context:
    """Returns a part of a text with whole words around it."""
    start, end = max(0, span.start - _CONTEXT_LENGTH), span.end + _CONTEXT_LENGTH
    before, after = text[start : span.start], text[span.end : end]
    if start:
        before = f"… {before.partition(' ')[2]}"
    if end < len(text):
        after = f"{after.rpartition(' ')[0]} …"
    return Context(before, text[slice(*span)], after)
