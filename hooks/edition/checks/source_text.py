"""Compares the edition's French, with its declared corrections undone, word for word with the source texts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from ..languages import SOURCE_LANGUAGE
from ..model import Correction, Document, Edition
from ..problems.problem import Place, Problem
from ..references.units import Unit, document_units, superscript_mark
from ..text.inline_markup import plain_text
from ..text.sequence_diff import opcodes
from .project import Project
from .registry import rule

# The closed list of differences that are ignored; corrections.yml publishes it.
_NORMALIZATIONS = (
    (re.compile(r"’"), "'"),  # one apostrophe
    (re.compile(r"\[([^\[\]]*)\]\([^()]*\)"), r"\1"),  # a link is its words
    (re.compile(r"<(https?://[^<>]*)>"), r"\1"),
    (re.compile(r"^[ \t]*(?:[-–—•●▪■◦►]|#+)[ \t]+", re.MULTILINE), ""),  # marks of items and headings
    (re.compile(r"[\\*^{}_]"), ""),  # bold, raised letters, escapes
    (re.compile(r"\bn°s\b"), "nos"),
    (re.compile(r"(?<=«)\s+|(?<!\s)\s+(?=»)"), ""),  # the spaces within quotation marks
    (re.compile(r"([¹²³⁴⁵⁶⁷⁸⁹])"), r" \1 "),  # calls of footnotes are words of their own
)

_SHOWN = 120
"""Characters of a unit that a message shows."""


@dataclass(frozen=True, slots=True)
class UnitWords:
    """The words of one unit, in order."""

    unit: str
    words: tuple[str, ...]
    place: Place


def normalized_words(text: str) -> tuple[str, ...]:
    """Returns the normalized words of a text; split at white space, so that punctuation counts."""
    for pattern, replacement in _NORMALIZATIONS:
        text = pattern.sub(replacement, text)
    return tuple(text.split())


def document_words(edition: Edition, document: Document) -> list[UnitWords]:
    """Returns the edition's words of a document in the source language, unit by unit."""
    return [_unit_words(unit) for unit in document_units(edition, document) if not unit.is_editorial]


def _unit_words(unit: Unit) -> UnitWords:
    with_superscripts = re.sub(r"\[\^(\w+)\]", lambda call: superscript_mark(call[1]), unit.source_text)
    # The source prints a colon after a label, which the edition leaves to the layout.
    text = " ".join(filter(None, (unit.printed, plain_text(with_superscripts)))) + (":" if unit.role == "label" else "")
    place = unit.text.at.of_field(SOURCE_LANGUAGE) if unit.text else unit.place
    return UnitWords(unit.identifier, normalized_words(text), place)


def undo_corrections(
    edition_words: Sequence[UnitWords], corrections: Iterable[Correction]
) -> tuple[list[UnitWords], list[Problem]]:
    """Returns the words with every correction undone, and a problem for each correction that cannot be undone.

    Replaced words are restored, supplied words removed, omitted words appended to their unit, moved units returned to
    their place in the source; a note changes nothing.
    """
    reading = list(edition_words)
    not_applicable = [correction for correction in corrections if not _undo_correction(reading, correction)]
    return reading, [_mismatch(correction, reading) for correction in not_applicable]


def _mismatch(correction: Correction, reading: Iterable[UnitWords]) -> Problem:
    """Returns the problem of a correction that does not fit: what it looks for, and what is there."""
    unit = correction.after if correction.kind == "move" else correction.unit
    sought = correction.source if correction.kind == "move" else correction.reading
    words = " ".join(word for unit_words in reading if unit_words.unit == unit for word in unit_words.words)
    facts = {"unit": unit, "sought": sought or "–", "found": f"{words[:_SHOWN]}…" if len(words) > _SHOWN else words or "–"}
    return Problem(correction.at, "correction-mismatch", facts)


def _undo_correction(reading: list[UnitWords], correction: Correction) -> bool:
    if correction.kind == "note":
        return any(unit_words.unit == correction.unit for unit_words in reading)
    if correction.kind == "move":
        return _move_back(reading, correction)
    before, after = normalized_words(correction.reading or ""), normalized_words(correction.source or "")
    if correction.kind == "omit":
        indexes = [i for i, unit_words in enumerate(reading) if unit_words.unit == correction.unit]
        if not indexes or not after:
            return False
        last = reading[indexes[-1]]
        reading[indexes[-1]] = replace(last, words=last.words + after)
        return True
    places = [
        (index, at)
        for index, unit_words in enumerate(reading)
        if unit_words.unit == correction.unit
        for at in _occurrences(unit_words.words, before)
    ]
    if len(places) != 1:
        return False
    index, at = places[0]
    old = reading[index]
    reading[index] = replace(old, words=old.words[:at] + after + old.words[at + len(before) :])
    return True


def _move_back(reading: list[UnitWords], correction: Correction) -> bool:
    """Moves a unit after the words `source` of the unit `after`, or to its end if there are none; False if impossible."""
    moved = [unit_words for unit_words in reading if unit_words.unit == correction.unit]
    rest = [unit_words for unit_words in reading if unit_words.unit != correction.unit]
    targets = [index for index, unit_words in enumerate(rest) if unit_words.unit == correction.after]
    if not moved or not targets:
        return False
    index, context = targets[-1], normalized_words(correction.source or "")
    unit_words = rest[index]
    at = len(unit_words.words)
    if context:
        positions = list(_occurrences(unit_words.words, context))
        if len(positions) != 1:
            return False
        at = positions[0] + len(context)
    head, tail = replace(unit_words, words=unit_words.words[:at]), replace(unit_words, words=unit_words.words[at:])
    reading[:] = [*rest[:index], head, *moved, tail, *rest[index + 1 :]]
    return True


def _occurrences(haystack: Sequence[str], needle: Sequence[str]) -> Iterator[int]:
    for start in range(len(haystack) - len(needle) + 1):
        if needle and tuple(haystack[start : start + len(needle)]) == tuple(needle):
            yield start


@rule()
def undone_corrections_equal_source(project: Project) -> Iterator[Problem]:
    """The edition with its declared corrections undone equals the source, word for word."""
    yield from find_differences(project.edition)


def find_differences(edition: Edition) -> Iterator[Problem]:
    """Yields every difference between the edition with its declared corrections undone and the source."""
    known = {document.id for document in edition.documents}
    for correction in edition.corrections.corrections:
        if correction.unit.split("/")[0] not in known:
            facts = {"unit": correction.unit, "sought": correction.reading or "–", "found": "–"}
            yield Problem(correction.at.of_field("unit"), "correction-mismatch", facts)
    for document in edition.documents:
        corrections = [c for c in edition.corrections.corrections if c.unit.split("/")[0] == document.id]
        reading, problems = undo_corrections(document_words(edition, document), corrections)
        yield from problems
        # A correction that does not fit leaves a difference behind, which is no second problem.
        if not problems:
            yield from _compare(reading, normalized_words(edition.sources[document.head.source]))


def _compare(reading: Sequence[UnitWords], source: Sequence[str]) -> Iterator[Problem]:
    edition_words = [word for unit_words in reading for word in unit_words.words]
    if edition_words == list(source):
        return
    units_of_words = [unit_words for unit_words in reading for _ in unit_words.words]
    for tag, a1, a2, b1, b2 in opcodes(edition_words, source):
        if tag == "equal":
            continue
        unit_words = units_of_words[min(a1, len(units_of_words) - 1)]
        edition_context = " ".join(edition_words[max(0, a1 - 3) : a2 + 3])
        source_context = " ".join(source[max(0, b1 - 3) : b2 + 3])
        facts = {"unit": unit_words.unit, "published": edition_context, "source": source_context}
        yield Problem(unit_words.place.of_words(edition_context), "source-mismatch", facts)
