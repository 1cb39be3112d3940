"""The rule on the numbers of paragraphs: 1, 2, 3 …, each once and in order."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass

from ..model import CommitmentList, Correction, Document, Paragraph
from ..problems.problem import Place, Problem
from ..references.references import Links
from ..references.traversal import walk_nodes
from .project import Project
from .registry import Needs, rule
from .structure import find_owner_place, has_unread_files


@rule(Needs.LOADED_CONTENT)
def paragraphs_are_in_order(project: Project) -> Iterator[Problem]:
    """The paragraphs of a document are numbered 1, 2, 3 …, none missing, repeated or out of order.

    One that the edition declares to have omitted may be missing, and one that it has moved may stand anywhere.
    """
    for document in project.edition.documents:
        # Without a file that could not be read, its paragraphs are missing and the others may be in another order.
        if has_unread_files(project.links, document.id):
            continue
        corrections = [one for one in project.edition.corrections.corrections if one.unit.partition("/")[0] == document.id]
        elsewhere = _numbers_elsewhere(corrections)
        omitted = {int(number) for one in corrections for number in re.findall(r"(?<!\S)(\d+)\.(?!\S)", one.source or "")}
        paragraphs = [one for one in _numbered_paragraphs(project.links, document) if one.number not in elsewhere]
        yield from _find_order_problems(paragraphs, omitted | elsewhere)


@dataclass(frozen=True, slots=True)
class _NumberedParagraph:
    """A paragraph, or a list that has the number of one."""

    number: int
    words: str
    place: Place
    is_list: bool


def _numbered_paragraphs(links: Links, document: Document) -> Iterator[_NumberedParagraph]:
    heads = (document.head, *(division.head for division in document.divisions()))
    numbered = (node for head in heads for node in walk_nodes(head) if isinstance(node, Paragraph | CommitmentList))
    places = {(node.at.file, node.at.path): node.at.of_field_name("paragraph") for node in numbered}
    for unit in links.units:
        match = re.fullmatch(r"p(\d+)", unit.anchor) if unit.printed.endswith(".") else None
        if unit.document == document.id and unit.role in ("paragraph", "lead") and match:
            owner = find_owner_place(unit.place)
            yield _NumberedParagraph(int(match[1]), unit.source_text, places[owner.file, owner.path], unit.role == "lead")


def _find_order_problems(paragraphs: Sequence[_NumberedParagraph], absent: Container[int]) -> Iterator[Problem]:
    """Yields a problem for the fewest paragraphs without which the others are in order, and where numbers are missing.

    `absent` are the numbers that may be missing.
    """
    numbers = [paragraph.number for paragraph in paragraphs]
    in_order = _exchange_twins(numbers, _longest_increasing(numbers))
    misplaced = {paragraph.number for index, paragraph in enumerate(paragraphs) if index not in in_order}
    first: dict[int, _NumberedParagraph] = {}
    expected = 1
    for index, paragraph in enumerate(paragraphs):
        number, same = paragraph.number, first.setdefault(paragraph.number, paragraph)
        if index in in_order:
            missing = [one for one in range(expected, number) if one not in absent and one not in misplaced]
            if missing:
                yield Problem(paragraph.place, "paragraph-missing", {"found": number, "expected": missing[0]})
            expected = number + 1
        elif same is not paragraph and same.words == paragraph.words:
            facts = {"found": number, "file": same.place.file, "line": same.place.line}
            yield Problem(paragraph.place, "list-repeated" if paragraph.is_list else "paragraph-repeated", facts)
        else:
            rule = "paragraph-misplaced" if expected in numbers else "paragraph-misnumbered"
            yield Problem(paragraph.place, rule, {"found": number, "expected": expected})
            expected += 1


def _exchange_twins(numbers: Sequence[int], in_order: frozenset[int]) -> frozenset[int]:
    """Returns the indexes in order, with the second of two equal numbers where the first is in the place of a missing one."""
    exchanged = set(in_order)
    for index in sorted(set(range(len(numbers))) - in_order):
        twin = next((other for other in in_order if numbers[other] == numbers[index]), None)
        before = max((numbers[other] for other in in_order if twin is not None and other < twin), default=0)
        if twin is not None and twin < index and before + 1 != numbers[twin] and before + 1 not in numbers:
            exchanged ^= {twin, index}
    return frozenset(exchanged)


def _longest_increasing(numbers: Sequence[int]) -> frozenset[int]:
    """Returns the indexes of the longest increasing subsequence; of numbers that occur twice, the first is preferred."""
    ends: list[int] = []
    """By length, the index of the smallest number with which a subsequence ends."""
    before: list[int | None] = []
    for index, number in enumerate(numbers):
        length = bisect_left(ends, number, key=numbers.__getitem__)
        before.append(ends[length - 1] if length else None)
        if length == len(ends):
            ends.append(index)
        elif numbers[ends[length]] != number:
            ends[length] = index
    found, last = set(), ends[-1] if ends else None
    while last is not None:
        found.add(last)
        last = before[last]
    return frozenset(found)


def _numbers_elsewhere(corrections: Iterable[Correction]) -> set[int]:
    """Returns the numbers of the paragraphs that stand elsewhere in the source, or are supplied here with their numbers."""
    found = set()
    for correction in corrections:
        match = re.fullmatch(r"p(\d+)", correction.unit.rpartition("/")[2])
        is_supplied = correction.kind == "supply" and match and (correction.reading or "").startswith(f"{match[1]}.")
        if match and (correction.kind == "move" or is_supplied):
            found.add(int(match[1]))
    return found
