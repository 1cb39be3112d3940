"""Groups the occurrences of a term by their translations."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ..references.units import Unit
from ..text.search_normalization import fold
from .alignment import Occurrence
from .forms import Span
from .inflection import rendering_key

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
    """An occurrence of a term and its translation, each in its context; `source` is the larger expression that is translated."""

    unit: Unit
    term: Context
    translation: Context | None
    source: str


@dataclass(frozen=True, slots=True)
class Translation:
    """The occurrences of a term that have the same translation, in any of its inflected forms.

    `forms` are these with their counts, most frequent first; there are none where the translation is not known. `source` is
    the larger expression that is translated where it is not the term itself.
    """

    forms: Sequence[tuple[str, int]]
    source: str
    lines: Sequence[Line]


def group_by_translation(occurrences: Iterable[Occurrence], source: str, target: str) -> list[Translation]:
    """Returns the translations of a term from one language to another, most frequent first; the unknown last."""
    groups: dict[tuple[str, str], list[Line]] = {}
    for occurrence in occurrences:
        if line := _make_line(occurrence, source, target):
            key = rendering_key(line.translation.words if line.translation else "", target), rendering_key(line.source, source)
            groups.setdefault(key, []).append(line)
    ordered = sorted(groups.values(), key=lambda lines: (lines[0].translation is None, -len(lines)))
    return [Translation(_count_forms(lines), lines[0].source, lines) for lines in ordered]


def _make_line(occurrence: Occurrence, source: str, target: str) -> Line | None:
    """Returns the line of an occurrence; None where the source language lacks it."""
    span = occurrence.spans[source]
    if span is None:
        return None
    unit = occurrence.unit
    translated, translation = _translated_spans(occurrence, span, source, target)
    return Line(
        unit.unit,
        cut_context(unit.texts[source], span),
        cut_context(unit.texts[target], translation) if translation else None,
        "" if translated == span else unit.texts[source][slice(*translated)],
    )


def _translated_spans(occurrence: Occurrence, span: Span, source: str, target: str) -> tuple[Span, Span | None]:
    """Returns what is translated and its translation: the term, else the smallest known expression around it."""
    if translation := occurrence.spans[target]:
        return span, translation
    known = ((one.spans[source], one.spans[target]) for one in occurrence.unit.expressions)
    around = [(one, other) for one, other in known if one and other and one.start <= span.start and span.end <= one.end]
    return min(around, key=lambda pair: pair[0].end - pair[0].start, default=(span, None))


def _count_forms(lines: Iterable[Line]) -> list[tuple[str, int]]:
    """Returns the forms of a translation with their counts, each in its most frequent spelling."""
    spellings = Counter(line.translation.words for line in lines if line.translation)
    forms: Counter[str] = Counter()
    for spelling, count in spellings.items():
        forms[_normalize(spelling)] += count
    frequent = {_normalize(spelling): spelling for spelling, _ in reversed(spellings.most_common())}
    return [(frequent[form], count) for form, count in forms.most_common()]


def _normalize(words: str) -> str:
    return " ".join(fold(words).split())


def cut_context(text: str, span: Span) -> Context:
    """Returns a part of a text with whole words around it."""
    start, end = max(0, span.start - _CONTEXT_LENGTH), span.end + _CONTEXT_LENGTH
    before, after = text[start : span.start], text[span.end : end]
    if start:
        before = f"… {before.partition(' ')[2]}"
    if end < len(text):
        after = f"{after.rpartition(' ')[0]} …"
    return Context(before, text[slice(*span)], after)
