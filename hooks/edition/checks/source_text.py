"""Word for word: the edition's French with its declared corrections undone, against the texts as received."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from ..languages import SOURCE_LANGUAGE
from ..model import Correction, Document, Edition
from ..problems.problem import Place, Problem
from ..references.units import Unit, document_units, superscript_mark
from ..text.inline_markup import plain
from ..text.sequence_diff import opcodes
from .project import Project
from .registry import rule

# The closed list of differences that count for nothing; corrections.yml publishes it.
_NORMALIZED = (
    (re.compile(r"’"), "'"),  # one apostrophe
    (re.compile(r"\[([^\[\]]*)\]\([^()]*\)"), r"\1"),  # a link is its words
    (re.compile(r"<(https?://[^<>]*)>"), r"\1"),
    (re.compile(r"^[ \t]*(?:[-–—•●▪■◦►]|#+)[ \t]+", re.MULTILINE), ""),  # marks of items and headings
    (re.compile(r"[\\*^{}_]"), ""),  # bold, raised letters, escapes
    (re.compile(r"\bn°s\b"), "nos"),
    (re.compile(r"(?<=«)\s+|(?<!\s)\s+(?=»)"), ""),  # the spaces within quotation marks
    (re.compile(r"([¹²³⁴⁵⁶⁷⁸⁹])"), r" \1 "),  # calls of notes stand alone
)


@dataclass(frozen=True, slots=True)
class Stretch:
    """The words of one unit, in order."""

    unit: str
    words: tuple[str, ...]
    place: Place


def words(text: str) -> tuple[str, ...]:
    """The words of a text, normalized; split at white space, so that punctuation counts."""
    for pattern, replacement in _NORMALIZED:
        text = pattern.sub(replacement, text)
    return tuple(text.split())


def stretches(edition: Edition, document: Document) -> list[Stretch]:
    """The edition's own reading of a document, unit by unit, in the source language."""
    return [_stretch(unit) for unit in document_units(edition, document) if not unit.is_editorial]


def _stretch(unit: Unit) -> Stretch:
    spoken = re.sub(r"\[\^(\w+)\]", lambda call: superscript_mark(call[1]), unit.source_text)
    # A label before its value is printed with a colon that the edition leaves to its layout.
    text = " ".join(filter(None, (unit.printed, plain(spoken)))) + (":" if unit.role == "label" else "")
    place = unit.text.at.of_field(SOURCE_LANGUAGE) if unit.text else unit.place
    return Stretch(unit.identifier, words(text), place)


def undo(found: Sequence[Stretch], corrections: Iterable[Correction]) -> tuple[list[Stretch], list[Problem]]:
    """The reading with every declared correction undone, and the corrections that do not fit it.

    Replaced words go back, supplied ones away, omitted ones come back after their unit, moved units return to the
    place the source has them in; a note changes nothing.
    """
    reading = list(found)
    unfit = [correction for correction in corrections if not _undo(reading, correction)]
    return reading, [Problem(correction.at, "correction-unfit", {"unit": correction.unit}) for correction in unfit]


def _undo(reading: list[Stretch], correction: Correction) -> bool:
    if correction.kind == "note":
        return any(stretch.unit == correction.unit for stretch in reading)
    if correction.kind == "move":
        return _move_back(reading, correction)
    before, after = words(correction.reading or ""), words(correction.source or "")
    if correction.kind == "omit":
        spots = [i for i, stretch in enumerate(reading) if stretch.unit == correction.unit]
        if not spots or not after:
            return False
        last = reading[spots[-1]]
        reading[spots[-1]] = replace(last, words=last.words + after)
        return True
    places = [
        (index, at)
        for index, stretch in enumerate(reading)
        if stretch.unit == correction.unit
        for at in _occurrences(stretch.words, before)
    ]
    if len(places) != 1:
        return False
    index, at = places[0]
    old = reading[index]
    reading[index] = replace(old, words=old.words[:at] + after + old.words[at + len(before) :])
    return True


def _move_back(reading: list[Stretch], correction: Correction) -> bool:
    """Words that the source prints after `source` in unit `after` (at its end, where no words are named)."""
    moved = [stretch for stretch in reading if stretch.unit == correction.unit]
    rest = [stretch for stretch in reading if stretch.unit != correction.unit]
    targets = [index for index, stretch in enumerate(rest) if stretch.unit == correction.after]
    if not moved or not targets:
        return False
    index, context = targets[-1], words(correction.source or "")
    stretch = rest[index]
    at = len(stretch.words)
    if context:
        found = list(_occurrences(stretch.words, context))
        if len(found) != 1:
            return False
        at = found[0] + len(context)
    head, tail = replace(stretch, words=stretch.words[:at]), replace(stretch, words=stretch.words[at:])
    reading[:] = [*rest[:index], head, *moved, tail, *rest[index + 1 :]]
    return True


def _occurrences(haystack: Sequence[str], needle: Sequence[str]) -> Iterator[int]:
    for start in range(len(haystack) - len(needle) + 1):
        if needle and tuple(haystack[start : start + len(needle)]) == tuple(needle):
            yield start


@rule()
def corrections_undo_to_the_source(project: Project) -> Iterator[Problem]:
    """Undoing the declared corrections gives back the source, word for word."""
    yield from differences(project.edition)


def differences(edition: Edition) -> Iterator[Problem]:
    """Every place where undoing the declared corrections does not give back the source."""
    known = {document.id for document in edition.documents}
    for correction in edition.corrections.corrections:
        if correction.unit.split("/")[0] not in known:
            yield Problem(correction.at.of_field("unit"), "correction-unfit", {"unit": correction.unit})
    for document in edition.documents:
        own = [c for c in edition.corrections.corrections if c.unit.split("/")[0] == document.id]
        reading, problems = undo(stretches(edition, document), own)
        yield from problems
        yield from _compare(reading, words(edition.sources[document.head.source]))


def _compare(reading: Sequence[Stretch], source: Sequence[str]) -> Iterator[Problem]:
    ours = [word for stretch in reading for word in stretch.words]
    if ours == list(source):
        return
    owners = [stretch for stretch in reading for _ in stretch.words]
    for tag, a1, a2, b1, b2 in opcodes(ours, source):
        if tag == "equal":
            continue
        stretch = owners[min(a1, len(owners) - 1)]
        around = " ".join(ours[max(0, a1 - 3) : a2 + 3])
        theirs = " ".join(source[max(0, b1 - 3) : b2 + 3])
        facts = {"unit": stretch.unit, "ours": around, "source": theirs}
        yield Problem(stretch.place.of_words(around), "not-the-source", facts)
