"""New pieces of content: their files, identifiers given once, their place in what lists them."""

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
    DivisionHead,
    Document,
    DocumentHead,
    Edition,
    EditionHead,
    Entry,
    Group,
    Node,
    Passage,
    Register,
    RegisterEntry,
    Text,
)
from ..problems.problem import PLACE_KEY, Place
from ..text.search_normalization import fold

EDITION_FILE = f"{CONTENT}/edition.yml"
_NOWHERE = Place("", 1, 1)
_LONGEST = 40
Shape = TypeVar("Shape", bound=Node)


@dataclass(frozen=True, slots=True)
class Said:
    """A text still without a place: its French, and its English where there is one already."""

    fr: str
    en: str | None = None


@dataclass(frozen=True, slots=True)
class Draft:
    """Files to be written: new ones, which must not be there yet, and those that list them, as they will be."""

    new: Mapping[str, str]
    changed: Mapping[str, str]


def made(shape: type[Shape], **fields: object) -> Shape:
    """A mapping of a shape that stands nowhere yet; fields without a value are left out.

    Whether its values are right is seen when it is loaded, like anything that an editor writes.
    """
    given: dict[str, Any] = {name: _made(value) for name, value in fields.items() if value not in (None, ())}
    # The checker of pydantic types what is made by the bound of Shape.
    return cast("Shape", shape.model_construct(**{PLACE_KEY: _NOWHERE, **given}))


def _made(value: object) -> object:
    return text(value) if isinstance(value, Said) else value


def text(said: Said) -> Text:
    """What is said as a text."""
    return made(Text, fr=said.fr, en=said.en)


def slug(words: str) -> str:
    """Words as a part of an address, not too long."""
    cut = ""
    for word in re.findall(r"[a-z0-9]+", fold(words)):
        if cut and len(cut) + 1 + len(word) > _LONGEST:
            break
        cut = f"{cut}-{word}" if cut else word
    return cut[:_LONGEST] or "x"


def free(wanted: str, taken: Iterable[str]) -> str:
    """An identifier that is not taken: the wanted one, else with a number after it."""
    known = set(taken)
    number = 2
    found = wanted
    while found in known:
        found, number = f"{wanted}-{number}", number + 1
    return found


# --- Documents ---------------------------------------------------------------------------------------------------


def document(head: DocumentHead, received: str, listing: str) -> Draft:
    """The files of a new document: its own, the text as received, and the edition's list (`listing` as it was)."""
    edition = YamlDocument(listing, EditionHead)
    _append(_sequence(edition.root, "documents"), head.id)
    own, source = f"{CONTENT}/{head.id}/document.yml", f"{CONTENT}/sources/{head.source}"
    return Draft({own: format_node(head), source: received}, {EDITION_FILE: edition.format()})


# --- Divisions ---------------------------------------------------------------------------------------------------


def parents(edition: Edition, kind: str) -> Iterator[tuple[Document, Division]]:
    """The divisions that one of a kind may stand in, with their documents."""
    within = edition.kind_names[kind].within
    for document in edition.documents:
        yield from ((document, division) for division in document.divisions() if division.head.kind in within)


def next_number(edition: Edition, document: Document, kind: str, above: Division | None) -> str | None:
    """The number after the last of its kind: `1.6` after `1.5`, `D` after `C`; None where they bear none like these."""
    siblings = above.within if above else [d for group in document.groups for d in group.divisions if d.head.kind == kind]
    last = next((d.head.number for d in reversed(siblings) if d.head.number), None)
    if above is not None:
        prefix = f"{above.head.number}."
        tail = last.removeprefix(prefix) if last else "0"
        return f"{prefix}{int(tail) + 1}" if tail.isdigit() else None
    if last is not None and last.isdigit():
        return str(int(last) + 1)
    printed = edition.kind_names[kind].printed
    return chr(ord(last) + 1) if printed and last is not None and re.fullmatch("[A-Y]", last) else None


def division(
    edition: Edition,
    document: Document,
    kind: str,
    title: Said,
    *,
    above: Division | None,
    number: str | None,
    words: Iterable[Said],
    outline: str,
) -> tuple[DivisionHead, Draft]:
    """A new division and its files: its own, and its document's where that lists it (`outline` is that file as it was)."""
    taken = [d.head.id for d in document.divisions()]
    mark = number.lower().replace(".", "-") if number and edition.kind_names[kind].printed else slug(title.fr)
    holds = any(kind in other.within for other in edition.kinds.divisions)
    named = f"{kind}-{mark}" if holds or edition.kind_names[kind].printed else mark
    identifier = free(named, taken)
    body = tuple(passages(words, f"{identifier}-p"))
    head = made(DivisionHead, kind=kind, id=identifier, number=number, title=text(title), body=body)
    folder = document.file.rpartition("/")[0]
    if above is not None:
        return head, Draft({f"{above.file.rpartition('/')[0]}/{identifier}.yml": format_node(head)}, {})
    own = f"{folder}/{identifier}/{kind}.yml" if holds else f"{folder}/{identifier}.yml"
    tree = YamlDocument(outline, DocumentHead)
    group, after = _place(document, kind)
    listed = _sequence(tree.find_mapping(group.head.at), "divisions")
    _insert(listed, identifier, next((n for n, item in enumerate(listed.value, 1) if item.value == after), len(listed.value)))
    return head, Draft({own: format_node(head)}, {document.file: tree.format()})


def _place(document: Document, kind: str) -> tuple[Group, str]:
    """The group that a division of a kind goes to, and the one it stands after: the last of its kind, else the last."""
    every = [(group, division) for group in document.groups for division in group.divisions]
    group, last = next((pair for pair in reversed(every) if pair[1].head.kind == kind), every[-1])
    return group, last.head.id


def passages(words: Iterable[Said], prefix: str) -> Iterator[Entry]:
    """Paragraphs without numbers, their identifiers counted from 1."""
    for number, said in enumerate(words, 1):
        yield made(Passage, passage=f"{prefix}{number}", fr=said.fr, en=said.en)


# --- Entries of registers ----------------------------------------------------------------------------------------


def entry(register: Register, new: RegisterEntry, source: str) -> Draft:
    """A register's file with a new entry, after the last of its kind; where all stand by the alphabet, in its place there."""
    tree = YamlDocument(source, Register)
    entries = _sequence(tree.root, "entries")
    names = [one.id for one in register.entries]
    if new.kind:
        alike = [number for number, one in enumerate(register.entries, 1) if one.kind == new.kind]
        at = alike[-1] if alike else len(names)
    else:
        at = sum(name < new.id for name in names) if names == sorted(names) else len(names)
    entries.value.insert(at, to_yaml_node(new.model_dump(by_alias=True, exclude_unset=True)))
    return Draft({}, {register.at.file: tree.format()})


def _sequence(mapping: yaml.MappingNode, name: str) -> yaml.SequenceNode:
    found = get_field(mapping, name)
    assert isinstance(found, yaml.SequenceNode)
    return found


def _append(sequence: yaml.SequenceNode, name: str) -> None:
    _insert(sequence, name, len(sequence.value))


def _insert(sequence: yaml.SequenceNode, name: str, at: int) -> None:
    sequence.value.insert(at, to_yaml_node(name))
