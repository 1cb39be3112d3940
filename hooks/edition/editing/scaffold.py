"""Drafts new documents, divisions and register entries: their files, identifiers and place in the lists."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar, cast

import yaml

from ..loading.paths import CONTENT
from ..loading.yaml_writer import YamlDocument, format_node, get_field, to_yaml_node
from ..model import (
    Division,
    DivisionGroup,
    DivisionHead,
    Document,
    DocumentHead,
    Edition,
    EditionHead,
    Entry,
    Node,
    Passage,
    Register,
    RegisterEntry,
    Text,
)
from ..problems.problem import PLACE_KEY, Place
from ..text.search_normalization import fold

EDITION_FILE = f"{CONTENT}/edition.yml"
_NO_PLACE = Place("", 1, 1)
_MAX_SLUG_LENGTH = 40
NodeType = TypeVar("NodeType", bound=Node)


@dataclass(frozen=True, slots=True)
class NewText:
    """A text that is not in a file yet: its French, and its English if it exists."""

    fr: str
    en: str | None = None


@dataclass(frozen=True, slots=True)
class Draft:
    """Files to write, by path: new ones, which must not exist yet, and the new content of existing ones that list them."""

    new_files: Mapping[str, str]
    changed_files: Mapping[str, str]


def build_node(node_type: type[NodeType], **fields: object) -> NodeType:
    """Builds a node without a place in a file; fields without a value are left out.

    Its values are validated when it is loaded, like anything that an editor writes.
    """
    values: dict[str, Any] = {name: _to_field_value(value) for name, value in fields.items() if value not in (None, ())}
    # The mypy plugin of pydantic types the result by the bound of NodeType.
    return cast("NodeType", node_type.model_construct(**{PLACE_KEY: _NO_PLACE, **values}))


def _to_field_value(value: object) -> object:
    return build_text(value) if isinstance(value, NewText) else value


def build_text(new_text: NewText) -> Text:
    """Builds the text of the model."""
    return build_node(Text, fr=new_text.fr, en=new_text.en)


def slugify(words: str) -> str:
    """Converts words to a short part of an address."""
    result = ""
    for word in re.findall(r"[a-z0-9]+", fold(words)):
        if result and len(result) + 1 + len(word) > _MAX_SLUG_LENGTH:
            break
        result = f"{result}-{word}" if result else word
    return result[:_MAX_SLUG_LENGTH] or "x"


def unique_identifier(wanted: str, taken: Iterable[str]) -> str:
    """Returns the wanted identifier, with a number added where it is taken."""
    identifiers = set(taken)
    number = 2
    candidate = wanted
    while candidate in identifiers:
        candidate, number = f"{wanted}-{number}", number + 1
    return candidate


# --- Documents ---------------------------------------------------------------------------------------------------


def draft_document(head: DocumentHead, source_text: str, edition_source: str) -> Draft:
    """Drafts the files of a new document; `edition_source` is the present content of edition.yml."""
    edition = YamlDocument(edition_source, EditionHead)
    _append(get_sequence(edition.root, "documents"), head.id)
    path, source = f"{CONTENT}/{head.id}/document.yml", f"{CONTENT}/sources/{head.source}"
    return Draft({path: format_node(head), source: source_text}, {EDITION_FILE: edition.format()})


# --- Divisions ---------------------------------------------------------------------------------------------------


def possible_parents(edition: Edition, kind: str) -> Iterator[tuple[Document, Division]]:
    """Yields the divisions that may contain one of a kind, with their documents."""
    within = edition.kinds_by_id[kind].within
    for document in edition.documents:
        yield from ((document, division) for division in document.divisions() if division.head.kind in within)


def next_number(edition: Edition, document: Document, kind: str, parent: Division | None) -> str | None:
    """Returns the number after the last of a kind: `1.6` after `1.5`, `D` after `C`; None where they have no such numbers."""
    siblings = parent.children if parent else [d for group in document.groups for d in group.divisions if d.head.kind == kind]
    last = next((d.head.number for d in reversed(siblings) if d.head.number), None)
    if parent is not None:
        prefix = f"{parent.head.number}."
        tail = last.removeprefix(prefix) if last else "0"
        return f"{prefix}{int(tail) + 1}" if tail.isdigit() else None
    if last is not None and last.isdigit():
        return str(int(last) + 1)
    printed = edition.kinds_by_id[kind].printed
    return chr(ord(last) + 1) if printed and last is not None and re.fullmatch("[A-Y]", last) else None


def draft_division(
    edition: Edition,
    document: Document,
    kind: str,
    title: NewText,
    *,
    parent: Division | None,
    number: str | None,
    words: Iterable[NewText],
    document_source: str,
) -> tuple[DivisionHead, Draft]:
    """Drafts the files of a new division; `document_source` is the present content of the document's file."""
    taken = [d.head.id for d in document.divisions()]
    suffix = number.lower().replace(".", "-") if number and edition.kinds_by_id[kind].printed else slugify(title.fr)
    has_children = any(kind in other.within for other in edition.kinds.divisions)
    wanted = f"{kind}-{suffix}" if has_children or edition.kinds_by_id[kind].printed else suffix
    identifier = unique_identifier(wanted, taken)
    body = tuple(build_passages(words, f"{identifier}-p"))
    head = build_node(DivisionHead, kind=kind, id=identifier, number=number, title=build_text(title), body=body)
    folder = document.file.rpartition("/")[0]
    if parent is not None:
        return head, Draft({f"{parent.file.rpartition('/')[0]}/{identifier}.yml": format_node(head)}, {})
    path = f"{folder}/{identifier}/{kind}.yml" if has_children else f"{folder}/{identifier}.yml"
    yaml_document = YamlDocument(document_source, DocumentHead)
    group, after = _outline_position(document, kind)
    listed = get_sequence(yaml_document.find_mapping(group.head.at), "divisions")
    _insert(listed, identifier, next((n for n, item in enumerate(listed.value, 1) if item.value == after), len(listed.value)))
    return head, Draft({path: format_node(head)}, {document.file: yaml_document.format()})


def _outline_position(document: Document, kind: str) -> tuple[DivisionGroup, str]:
    """Returns the group for a new division of a kind, and the division before it: the last of its kind, otherwise the last."""
    pairs = [(group, division) for group in document.groups for division in group.divisions]
    group, last = next((pair for pair in reversed(pairs) if pair[1].head.kind == kind), pairs[-1])
    return group, last.head.id


def build_passages(words: Iterable[NewText], prefix: str) -> Iterator[Entry]:
    """Builds unnumbered paragraphs, with identifiers counted from 1."""
    for number, new_text in enumerate(words, 1):
        yield build_node(Passage, passage=f"{prefix}{number}", fr=new_text.fr, en=new_text.en)


def suggest_identifier(siblings: Iterable[RegisterEntry], number: str) -> str:
    """Returns the identifier that an entry with a number has like its siblings: `C190` after C87 and C98; empty where they differ."""
    starts = {entry.id.removesuffix(entry.number) for entry in siblings if entry.number and entry.id.endswith(entry.number)}
    return f"{starts.pop()}{number}" if number and len(starts) == 1 else ""


# --- Entries of registers ----------------------------------------------------------------------------------------


def draft_entry(register: Register, new: RegisterEntry, source: str) -> Draft:
    """Drafts a register with a new entry, after the last of its kind, or in its place where the entries are sorted."""
    yaml_document = YamlDocument(source, Register)
    entries = get_sequence(yaml_document.root, "entries")
    names = [existing.id for existing in register.entries]
    if new.kind:
        same_kind = [number for number, existing in enumerate(register.entries, 1) if existing.kind == new.kind]
        index = same_kind[-1] if same_kind else len(names)
    else:
        index = sum(name < new.id for name in names) if names == sorted(names) else len(names)
    entries.value.insert(index, to_yaml_node(new.model_dump(by_alias=True, exclude_unset=True)))
    return Draft({}, {register.at.file: yaml_document.format()})


def get_sequence(mapping: yaml.MappingNode, name: str) -> yaml.SequenceNode:
    """Returns the list in a field of a mapping."""
    sequence = get_field(mapping, name)
    assert isinstance(sequence, yaml.SequenceNode)
    return sequence


def _append(sequence: yaml.SequenceNode, name: str) -> None:
    _insert(sequence, name, len(sequence.value))


def _insert(sequence: yaml.SequenceNode, name: str, index: int) -> None:
    sequence.value.insert(index, to_yaml_node(name))
