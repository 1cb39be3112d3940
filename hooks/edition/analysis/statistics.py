"""The edition in figures: each document and register, its words, references and translation."""

from __future__ import annotations

from dataclasses import dataclass

from ..languages import LANGUAGES, SOURCE_LANGUAGE
from ..model import CommitmentList, Document, Edition
from ..references.references import Links
from ..references.traversal import nodes_of_type
from ..text.inline_markup import plain_text, referenced_identifiers
from ..translation.status import Progress, measure_progress
from ..translation.texts import translation_files


@dataclass(frozen=True, slots=True)
class DocumentFigures:
    """A document in figures; `units` are texts that can be pointed at, `items` those of lists."""

    id: str
    divisions: int
    units: int
    items: int
    words: dict[str, int]
    references: int
    corrections: int
    translation: Progress


@dataclass(frozen=True, slots=True)
class RegisterFigures:
    """A register in figures; `cited` entries are named by some text, `citations` counts the texts that name one."""

    id: str
    entries: int
    cited: int
    citations: int
    translation: Progress


@dataclass(frozen=True, slots=True)
class Figures:
    """An edition in figures."""

    documents: tuple[DocumentFigures, ...]
    registers: tuple[RegisterFigures, ...]
    translation: Progress


def figures(edition: Edition) -> Figures:
    """An edition in figures."""
    links = Links(edition)
    states = {
        translation_file.name: measure_progress(edition, translation_file) for translation_file in translation_files(edition)
    }
    documents = tuple(_document(links, document, states[document.id]) for document in edition.documents)
    registers = tuple(
        RegisterFigures(
            register.id,
            len(register.entries),
            sum(bool(links.citations.get(register.identifier(entry))) for entry in register.entries),
            sum(len(links.citations.get(register.identifier(entry), ())) for entry in register.entries),
            states[f"registers/{register.id}"],
        )
        for register in edition.registers
    )
    return Figures(documents, registers, total(tuple(states.values())))


def total(states: tuple[Progress, ...]) -> Progress:
    """Several translations as one."""
    return Progress(*(sum(getattr(one, name) for one in states) for name in ("units", "translated", "stale", "missing")))


def _document(links: Links, document: Document, translation: Progress) -> DocumentFigures:
    units = [unit for unit in links.units if unit.document == document.id and not unit.is_editorial]
    said = {language: [unit.text.get(language) for unit in units if unit.text] for language in LANGUAGES}
    return DocumentFigures(
        document.id,
        sum(1 for _ in document.divisions()),
        len({unit.identifier for unit in units}),
        sum(len(entry.items) for entry in nodes_of_type(document, CommitmentList)),
        {language: sum(len(plain_text(words).split()) for words in texts if words) for language, texts in said.items()},
        sum(len(referenced_identifiers(words)) for words in said[SOURCE_LANGUAGE] if words),
        sum(correction.unit.split("/")[0] == document.id for correction in links.edition.corrections.corrections),
        translation,
    )
