"""Rules on the tree: lists, divisions, identifiers, kinds."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Protocol, TypeVar

from ..loading.paths import CONTENT
from ..model import (
    CommitmentList,
    Division,
    DivisionHead,
    Document,
    DocumentHead,
    Footnote,
    Node,
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
    owners = ((unit.identifier, find_owner_place(unit.place)) for unit in project.links.units)
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


def find_owner_place(place: Place) -> Place:
    """Returns the place of the mapping that has the identifier which its title, lead-in … share; its path, not its line, is certain."""
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
