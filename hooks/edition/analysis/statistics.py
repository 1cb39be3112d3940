"""Statistics of the edition: words, references and translation of each document and register."""

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
class DocumentStatistics:
    """The statistics of a document; `units` are texts with an identifier, `items` those of lists."""

    id: str
    divisions: int
    units: int
    items: int
    words: dict[str, int]
    references: int
    corrections: int
    translation: Progress


@dataclass(frozen=True, slots=True)
class RegisterStatistics:
    """The statistics of a register: its entries, those `cited` by a text, and the number of units that cite one."""

    id: str
    entries: int
    cited: int
    citations: int
    translation: Progress


@dataclass(frozen=True, slots=True)
class EditionStatistics:
    """The statistics of an edition."""

    documents: tuple[DocumentStatistics, ...]
    registers: tuple[RegisterStatistics, ...]
    translation: Progress


def compute_statistics(edition: Edition) -> EditionStatistics:
    """Computes the statistics of an edition."""
    links = Links(edition)
    states = {
        translation_file.name: measure_progress(edition, translation_file) for translation_file in translation_files(edition)
    }
    documents = tuple(_document_statistics(links, document, states[document.id]) for document in edition.documents)
    registers = tuple(
        RegisterStatistics(
            register.id,
            len(register.entries),
            sum(bool(links.citations.get(register.identifier(entry))) for entry in register.entries),
            sum(len(links.citations.get(register.identifier(entry), ())) for entry in register.entries),
            states[f"registers/{register.id}"],
        )
        for register in edition.registers
    )
    return EditionStatistics(documents, registers, add_progress(tuple(states.values())))


def add_progress(states: tuple[Progress, ...]) -> Progress:
    """Adds the progress of several translations."""
    return Progress(*(sum(getattr(state, name) for state in states) for name in ("units", "translated", "stale", "missing")))


def _document_statistics(links: Links, document: Document, translation: Progress) -> DocumentStatistics:
    units = [unit for unit in links.units if unit.document == document.id and not unit.is_editorial]
    texts = {language: [unit.text.get(language) for unit in units if unit.text] for language in LANGUAGES}
    return DocumentStatistics(
        document.id,
        sum(1 for _ in document.divisions()),
        len({unit.identifier for unit in units}),
        sum(len(entry.items) for entry in nodes_of_type(document, CommitmentList)),
        {
            language: sum(len(plain_text(words).split()) for words in language_texts if words)
            for language, language_texts in texts.items()
        },
        sum(len(referenced_identifiers(words)) for words in texts[SOURCE_LANGUAGE] if words),
        sum(correction.unit.split("/")[0] == document.id for correction in links.edition.corrections.corrections),
        translation,
    )
