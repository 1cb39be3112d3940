"""Drafts: documents, divisions and entries of registers that are written but not published, or not yet."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from ..model import Division, DivisionGroup, DivisionHead, Document, DocumentHead, Edition, Register, RegisterEntry
from ..references.units import all_units
from ..translation.texts import translation_files


def mark_drafts(edition: Edition, on: str) -> Edition:
    """Returns the edition with the identifiers of all that is not published on a day."""
    return replace(edition, drafts=_draft_identifiers(edition, remove_drafts(edition, on)))


def remove_drafts(edition: Edition, on: str) -> Edition:
    """Returns the edition as it is published on a day; what is declared of drafts goes with them."""
    documents = tuple(_published_document(document, on) for document in edition.documents if _is_published(document.head, on))
    registers = tuple(_published_register(register, on) for register in edition.registers)
    if documents == edition.documents and registers == edition.registers:
        return edition
    names = tuple(document.id for document in documents)
    listed = tuple(name for name in edition.head.documents if name in names or name not in {one.id for one in edition.documents})
    head = edition.head.model_copy(update={"documents": listed})
    published = replace(edition, head=head, documents=documents, registers=registers)
    drafts = _draft_identifiers(edition, published)
    corrections = [one for one in edition.corrections.corrections if not {one.unit, one.after} & drafts]
    exceptions = [one for one in edition.translation.exceptions if one.unit not in drafts]
    published = replace(
        published,
        corrections=edition.corrections.model_copy(update={"corrections": tuple(corrections)}),
        translation=edition.translation.model_copy(update={"exceptions": tuple(exceptions)}),
        drafts=drafts,
    )
    keys = frozenset(_text_keys(edition)) - frozenset(_text_keys(published))
    recorded = {key: row for key, row in edition.recorded_sources.items() if key not in keys}
    return replace(published, recorded_sources=recorded)


def _is_published(head: DocumentHead | DivisionHead | RegisterEntry, on: str) -> bool:
    return head.publish_from <= on if head.publish_from else head.status is None


def _published_document(document: Document, on: str) -> Document:
    groups = tuple(DivisionGroup(group.head, tuple(_published_divisions(group.divisions, on))) for group in document.groups)
    unchanged = all(new.divisions == old.divisions for new, old in zip(groups, document.groups, strict=True))
    return document if unchanged else replace(document, groups=groups)


def _published_divisions(divisions: tuple[Division, ...], on: str) -> Iterator[Division]:
    for division in divisions:
        if _is_published(division.head, on):
            children = tuple(_published_divisions(division.children, on))
            yield division if children == division.children else replace(division, children=children)


def _published_register(register: Register, on: str) -> Register:
    entries = tuple(entry for entry in register.entries if _is_published(entry, on))
    return register if len(entries) == len(register.entries) else register.model_copy(update={"entries": entries})


def _draft_identifiers(edition: Edition, published: Edition) -> frozenset[str]:
    """Returns the identifiers of units, divisions, documents and entries that only the whole edition has."""
    return frozenset(_identifiers(edition)) - frozenset(_identifiers(published))


def _identifiers(edition: Edition) -> Iterator[str]:
    yield from (unit.identifier for unit in all_units(edition))
    for document in edition.documents:
        yield document.id
        yield from (f"{document.id}/{division.head.id}" for division in document.divisions())
    yield from edition.entries


def _text_keys(edition: Edition) -> Iterator[str]:
    return (text.key for translation_file in translation_files(edition) for text in translation_file.texts)
