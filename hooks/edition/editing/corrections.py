"""Derives the corrections to declare where the edition's French differs from its source texts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import count

from ..checks.source_text import UnitWords, document_words, normalized_words, undo_corrections
from ..loading.yaml_writer import YamlDocument, to_yaml_node
from ..model import Correction, Corrections, Document, Edition
from ..problems.problem import ContentError
from ..references.units import all_units
from ..text.sequence_diff import Opcode, opcodes
from .scaffold import NewText, build_node, get_sequence

_CONTEXTS = tuple(pair for size in range(13) for pair in ((size, 0), (0, size), (size, size)))
"""The numbers of words before and after a difference that are tried to make it unique in its unit."""


@dataclass(frozen=True, slots=True)
class Difference:
    """A correction that is not declared yet: its kind, its unit and words, as in corrections.yml."""

    kind: str
    unit: str
    reading: str | None = None
    source: str | None = None
    after: str | None = None

    def as_correction(self, identifier: str, reason: NewText) -> Correction:
        """Returns the correction with an identifier and its reason."""
        fields = {name: getattr(self, name) for name in ("kind", "unit", "reading", "source", "after")}
        return build_node(Correction, id=identifier, **fields, reason=reason)


class UnderivableError(Exception):
    """No correction declares a difference: its words occur several times, or it precedes all units of its document."""

    def __init__(self, unit: str) -> None:
        super().__init__(unit)
        self.unit = unit


def find_undeclared_differences(edition: Edition) -> list[Difference]:
    """Returns the corrections that are missing from the declared ones.

    Raises UnderivableError, and ContentError where a declared one does not fit, which is to be put right first.
    """
    return [difference for document in edition.documents for difference in _document_differences(edition, document)]


def _document_differences(edition: Edition, document: Document) -> Sequence[Difference]:
    declared = [one for one in edition.corrections.corrections if one.unit.split("/")[0] == document.id]
    published = document_words(edition, document)
    reading, problems = undo_corrections(published, declared)
    source = normalized_words(edition.sources[document.head.source])
    if problems:
        raise ContentError(problems)
    text = _Text(reading, published)
    differences = [text.align(op, source) for op in opcodes(text.words, source) if op[0] != "equal"]
    moves, others = _split_moves(text, source, differences)
    found = [*moves, *(each for _, a1, a2, b1, b2 in others for each in _declare(text, a1, a2, source[b1:b2]))]
    _verify(document, reading, source, found)
    return found


class _Text:
    """The words of a document with the unit of each, its declared corrections undone; `published` are those that it shows."""

    def __init__(self, units: Sequence[UnitWords], published: Sequence[UnitWords]) -> None:
        self.published = {unit.unit: unit.words for unit in published}
        self._first = units[0]
        self.units = [unit for unit in units if unit.words]
        self.words = [word for unit in self.units for word in unit.words]
        self._unit_of_word = [index for index, unit in enumerate(self.units) for _ in unit.words]
        self._starts = [0]
        for unit in self.units:
            self._starts.append(self._starts[-1] + len(unit.words))

    def align(self, op: Opcode, source: Sequence[str]) -> Opcode:
        """Returns a difference that is moved to where a unit begins and one ends, where the words around it allow that."""
        tag, a1, a2, b1, b2 = op
        words, start, end = (self.words, a1, a2) if tag == "delete" else (source, b1, b2)
        boundaries = set(self._starts)
        shift = 0
        while tag != "replace" and start - shift > 0:
            if {a1 - shift, a2 - shift} <= boundaries:
                return tag, a1 - shift, a2 - shift, b1 - shift, b2 - shift
            if words[start - shift - 1] != words[end - shift - 1]:
                break
            shift += 1
        return op

    def segments(self, start: int, end: int) -> Iterator[tuple[UnitWords, int, int]]:
        """Yields the units of some words, each with the first and last of them in the unit."""
        while start < end:
            index = self._unit_of_word[start]
            first, last = self._starts[index], self._starts[index + 1]
            stop = min(end, last)
            yield self.units[index], start - first, stop - first
            start = stop

    def before(self, place: int) -> tuple[UnitWords, int] | None:
        """Returns the unit of the word before a place, and the number of its words before the place; None at the beginning.

        A unit before all words is one whose words are all supplied: a title.
        """
        if place == 0:
            return None if self._first.words else (self._first, 0)
        index = self._unit_of_word[place - 1]
        return self.units[index], place - self._starts[index]


def _split_moves(text: _Text, source: Sequence[str], differences: Sequence[Opcode]) -> tuple[list[Difference], list[Opcode]]:
    """Parts the units that stand elsewhere in the source from all other differences."""
    missing = [op for op in differences if op[0] == "insert"]
    moves: list[Difference] = []
    settled: list[Opcode] = []
    for op in differences:
        tag, a1, a2, _, _ = op
        segments = list(text.segments(a1, a2))
        if tag != "delete" or any((start, end) != (0, len(unit.words)) for unit, start, end in segments):
            continue
        words = [unit.words for unit, _, _ in segments]
        target = next((one for one in missing if one not in settled and _is_moved(words, source[one[3] : one[4]])), None)
        place = text.before(target[1]) if target else None
        if target is None or place is None:
            continue
        first = segments[0][0]
        moved = source[target[3] : target[4]]
        replaced = moved[: len(moved) - sum(map(len, words[1:]))]
        # The number of a title that has moved may be another.
        moves += [
            _replacement(text, first, a1, a2, replaced[b1:b2])
            for tag, a1, a2, b1, b2 in opcodes(list(first.words), list(replaced))
            if tag != "equal"
        ]
        after, at = place
        context = None if at == len(after.words) else _unique_context(after.words, at)
        for unit, _, _ in segments:
            moves.append(Difference("move", unit.unit, source=context, after=after.unit))
            after, context = unit, None
        settled += [op, target]
    return moves, [op for op in differences if op not in settled]


def _is_moved(units: Sequence[tuple[str, ...]], words: Sequence[str]) -> bool:
    """Whether some words are those of units, of which the first, a title, may have another number."""
    whole = [word for unit in units for word in unit]
    if whole == list(words):
        return True
    title = units[0]
    differing = sum(tag != "equal" for tag, *_ in opcodes(list(title), list(words[: len(title)])))
    return len(units) > 1 and len(whole) == len(words) and whole[len(title) :] == list(words[len(title) :]) and differing == 1


def _unique_context(words: Sequence[str], at: int) -> str:
    """Returns the fewest words before a place that occur once among the words of a unit."""
    for size in range(1, at + 1):
        context = words[at - size : at]
        if _count(words, context) == 1:
            return " ".join(context)
    return " ".join(words[:at])


def _declare(text: _Text, start: int, end: int, source: Sequence[str]) -> Iterator[Difference]:
    """Yields the corrections that declare one difference: words of the edition, and those of the source in their place."""
    if start == end:
        yield _omission(text, start, source)
        return
    for unit, first, last in text.segments(start, end):
        if not source and (first, last) == (0, len(unit.words)):
            yield Difference("supply", unit.unit, reading=" ".join(unit.words))
        else:
            yield _replacement(text, unit, first, last, source)
        source = ()


def _omission(text: _Text, place: int, source: Sequence[str]) -> Difference:
    before = text.before(place)
    if before is None:
        return _replacement(text, text.units[0], 0, 0, source)
    unit, at = before
    if at == len(unit.words):
        return Difference("omit", unit.unit, source=" ".join(source))
    return _replacement(text, unit, at, at, source)


def _replacement(text: _Text, unit: UnitWords, first: int, last: int, source: Sequence[str]) -> Difference:
    """Returns the replacement of words of a unit, with as few words around them as make them unique where they are shown."""
    for left, right in _CONTEXTS:
        start, end = max(0, first - left), min(len(unit.words), last + right)
        reading = unit.words[start:end]
        if reading and _count(unit.words, reading) == _count(text.published[unit.unit], reading) == 1:
            before, after = unit.words[start:first], unit.words[last:end]
            if not source and not before and not after:
                return Difference("supply", unit.unit, reading=" ".join(reading))
            return Difference("replace", unit.unit, reading=" ".join(reading), source=" ".join((*before, *source, *after)))
    raise UnderivableError(unit.unit)


def _count(words: Sequence[str], wanted: Sequence[str]) -> int:
    return sum(tuple(words[start : start + len(wanted)]) == tuple(wanted) for start in range(len(words) - len(wanted) + 1))


def _verify(document: Document, reading: Sequence[UnitWords], source: Sequence[str], found: Sequence[Difference]) -> None:
    """Checks that the source comes out when the found corrections are undone too."""
    corrections = [difference.as_correction("new", NewText("…")) for difference in found]
    undone, problems = undo_corrections(reading, corrections)
    if problems:
        raise UnderivableError(str(problems[0].facts["unit"]))
    if tuple(word for unit in undone for word in unit.words) != tuple(source):
        raise UnderivableError(document.id)


def name_corrections(units: Iterable[str], taken: Iterable[str]) -> Iterator[str]:
    """Yields an identifier for a correction of each unit: `c-leaflet-p1`, then `c-leaflet-p1-2`.

    It comes from the unit, since two branches that each took the next number would take the same.
    """
    known = set(taken)
    for unit in units:
        first = f"c-{unit.replace('/', '-')}"
        identifier = next(name for number in count(1) if (name := first if number == 1 else f"{first}-{number}") not in known)
        known.add(identifier)
        yield identifier


def add_corrections(source: str, edition: Edition, corrections: Iterable[Correction]) -> str:
    """Returns the content of corrections.yml with further corrections of the edition.

    Each follows that of the nearest unit before its own in reading order: two branches that correct different passages
    change different places of the file.
    """
    ranks: dict[str, int] = {}
    for unit in all_units(edition):
        ranks.setdefault(unit.identifier, len(ranks))
    document = YamlDocument(source, Corrections)
    listed = get_sequence(document.root, "corrections").value
    units = [correction.unit for correction in edition.corrections.corrections]
    for correction in corrections:
        before = [(ranks.get(unit, -1), index) for index, unit in enumerate(units)]
        place = max((pair for pair in before if pair[0] <= ranks.get(correction.unit, -1)), default=(0, -1))[1] + 1
        listed.insert(place, to_yaml_node(correction.model_dump(by_alias=True, exclude_unset=True)))
        units.insert(place, correction.unit)
    return document.format()
