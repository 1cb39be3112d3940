"""Rules on the tree: numbers, lists, divisions, identifiers, kinds."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol, TypeVar

from ..loading.paths import CONTENT
from ..model import (
    CommitmentList,
    Correction,
    Division,
    DivisionHead,
    Document,
    DocumentHead,
    Footnote,
    Node,
    Paragraph,
    Section,
    kind_fields,
)
from ..problems.problem import Place, Problem
from ..references.references import Links
from ..references.traversal import file_nodes, nodes_of_type, texts_within, walk_nodes
from ..text.inline_markup import called_footnotes
from ..text.suggestions import nearest_name
from .project import Project
from .registry import Needs, rule

Shape = TypeVar("Shape", bound=Node)


class _Identified(Protocol):
    @property
    def id(self) -> str:
        """The identifier."""

    @property
    def at(self) -> Place:
        """The place in its file."""


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


def _numbered_paragraphs(links: Links, document: Document) -> Iterator[_NumberedParagraph]:
    heads = (document.head, *(division.head for division in document.divisions()))
    numbered = (node for head in heads for node in walk_nodes(head) if isinstance(node, Paragraph | CommitmentList))
    places = {(node.at.file, node.at.path): node.at.of_field_name("paragraph") for node in numbered}
    for unit in links.units:
        match = re.fullmatch(r"p(\d+)", unit.anchor) if unit.printed.endswith(".") else None
        if unit.document == document.id and unit.role in ("paragraph", "lead") and match:
            owner = _identified_place(unit.place)
            yield _NumberedParagraph(int(match[1]), unit.source_text, places[owner.file, owner.path])


def _find_order_problems(paragraphs: Sequence[_NumberedParagraph], absent: Container[int]) -> Iterator[Problem]:
    """Yields a problem for the fewest paragraphs without which the others are in order, and where numbers are missing.

    `absent` are the numbers that may be missing.
    """
    numbers = [paragraph.number for paragraph in paragraphs]
    in_order = _longest_increasing(numbers)
    in_order = _exchange_twins(numbers, in_order)
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
            yield Problem(paragraph.place, "paragraph-repeated", facts)
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


@rule(Needs.LOADED_CONTENT)
def lists_have_leads(project: Project) -> Iterator[Problem]:
    """A list has a lead-in or a title, and either a paragraph number or an identifier."""
    for entry in _nodes_of_type(project.links, CommitmentList):
        if entry.lead is None and entry.title is None:
            yield Problem(entry.at, "list-without-lead")
        if (entry.paragraph is None) == (entry.stored_id is None):
            yield Problem(entry.at, "list-identity")


@rule()
def principal_document_exists(project: Project) -> Iterator[Problem]:
    """The edition's principal document is one of its documents."""
    head = project.edition.head
    if head.principal is not None and head.principal not in head.documents:
        yield Problem(
            head.at.of_field("principal"), "unknown-unit", {"name": head.principal} | nearest_name(head.principal, head.documents)
        )


@rule()
def divisions_are_nested_by_kind(project: Project) -> Iterator[Problem]:
    """A division lies in one of a kind that kinds.yml allows, and its number begins with that of its parent."""
    kinds = project.edition.kinds_by_id
    for document in project.edition.documents:
        for division, parent in _with_parents(document):
            kind = kinds.get(division.head.kind)
            allowed = kind.within if kind else ()
            if allowed and (parent is None or parent.head.kind not in allowed):
                yield Problem(
                    division.head.at.of_field("kind"),
                    "division-outside",
                    {"kind": division.head.kind, "allowed": ", ".join(allowed)},
                )
            elif allowed and parent and not (division.head.number or "").startswith(f"{parent.head.number}."):
                yield Problem(
                    division.head.at.of_field("number"),
                    "division-number",
                    {"number": division.head.number, "parent": parent.head.number, "kind": parent.head.kind},
                )


def _with_parents(document: Document) -> Iterator[tuple[Division, Division | None]]:
    for group in document.groups:
        for division in group.divisions:
            yield division, None
            yield from ((child, division) for child in division.children)


@rule(Needs.LOADED_CONTENT)
def identifiers_are_unique(project: Project) -> Iterator[Problem]:
    """An identifier is used once: within its document, and among register entries and documents."""
    places = {(node.at.file, node.at.path): node.at for node in _nodes_of_type(project.links, Node)}
    owners = ((unit.identifier, _identified_place(unit.place)) for unit in project.links.units)
    yield from _duplicate_identifiers((name, places.get((owner.file, owner.path), owner)) for name, owner in owners)
    edition = project.edition
    named = [(document.id, document.head.at) for document in edition.documents]
    named += [(register.identifier(entry), entry.at) for register in edition.registers for entry in register.entries]
    yield from _duplicate_identifiers(named)
    lists: list[Iterable[_Identified]] = [
        edition.corrections.corrections,
        edition.corrections.normalizations,
        edition.registers,
        *(register.kinds for register in edition.registers),
        *(document.head.labels for document in edition.documents),
        *(getattr(edition.kinds, name) for name in type(edition.kinds).model_fields if name != "at"),
    ]
    for identified in lists:
        yield from _duplicate_identifiers((node.id, node.at) for node in identified)


@rule(Needs.LOADED_CONTENT)
def verbs_are_unique(project: Project) -> Iterator[Problem]:
    """The words by which an item of a list is classified belong to one action."""
    owners: dict[str, str] = {}
    for action in project.edition.kinds.actions:
        for verb in action.verbs:
            if verb in owners:
                yield Problem(action.at.of_field("verbs").of_words(verb), "verb-twice", {"verb": verb, "id": owners[verb]})
            owners.setdefault(verb, action.id)


def _identified_place(place: Place) -> Place:
    """Returns the path of the mapping that has the identifier, which its title, lead-in … share."""
    path = re.sub(r"\.(label|value|title|lead|author|role)$", "", place.path)
    return Place(place.file, place.line, place.column, path)


def _duplicate_identifiers(places: Iterable[tuple[str, Place]]) -> Iterator[Problem]:
    seen: dict[str, Place] = {}
    for name, place in places:
        first = seen.setdefault(name, place)
        if (first.file, first.path) != (place.file, place.path):
            yield Problem(place, "identifier-twice", {"id": name, "file": first.file, "line": first.line})


@rule(Needs.LOADED_CONTENT)
def kinds_are_known(project: Project) -> Iterator[Problem]:
    """Every kind, level and role that a file names is defined in kinds.yml."""
    kinds = project.edition.kinds
    for head in file_nodes(project.edition):
        for node in walk_nodes(head):
            for name, kind_of in kind_fields(type(node)):
                known, value = [kind.id for kind in getattr(kinds, kind_of.field)], getattr(node, name)
                for kind in value if isinstance(value, tuple) else (value,):
                    if kind is not None and kind not in known:
                        place = node.at.of_field(name).of_words(kind)
                        yield Problem(place, "unknown-kind", {"name": kind, "file": kinds.at.file} | nearest_name(kind, known))


@rule(Needs.LOADED_CONTENT)
def labels_are_known(project: Project) -> Iterator[Problem]:
    """A section has either a title or the label of a heading that its document repeats."""
    for document in project.edition.documents:
        known = {label.id for label in document.head.labels}
        for section in nodes_of_type(document, Section):
            if (section.title is None) == (section.label is None):
                yield Problem(section.at, "section-title")
            elif section.label is not None and section.label not in known:
                yield Problem(
                    section.at.of_field("label"), "unknown-label", {"name": section.label} | nearest_name(section.label, known)
                )


@rule(Needs.LOADED_CONTENT)
def footnotes_are_called(project: Project) -> Iterator[Problem]:
    """Every footnote is called on its page, and every call has its footnote."""
    for document in project.edition.documents:
        heads: list[DocumentHead | DivisionHead] = [document.head, *(division.head for division in document.divisions())]
        for head in heads:
            notes: dict[str, Footnote] = {}
            for note in head.footnotes:
                if notes.setdefault(note.mark, note) is not note:
                    yield Problem(note.at.of_field("mark"), "note-twice", {"mark": note.mark, "line": notes[note.mark].at.line})
            called = {mark: text for text in texts_within(head) for mark in called_footnotes(text.fr)}
            yield from (
                Problem(
                    text.at.of_field("fr").of_words(f"[^{mark}]"),
                    "call-without-note",
                    {"mark": mark, "known": ", ".join(notes) or "–"},
                )
                for mark, text in called.items()
                if mark not in notes
            )
            yield from (
                Problem(note.at, "note-without-call", {"mark": mark}) for mark, note in notes.items() if mark not in called
            )


def has_unread_files(links: Links, folder: str) -> bool:
    """Whether some file of a content folder could not be read."""
    return any(name.startswith(f"{CONTENT}/{folder}/") for name in links.edition.unread_files)


def _nodes_of_type(links: Links, shape: type[Shape]) -> Iterator[Shape]:
    for document in links.edition.documents:
        yield from nodes_of_type(document, shape)
