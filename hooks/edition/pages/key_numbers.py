"""The key numbers of documents and registers, for the home page and the pages of documents."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from ..analysis.counts import count_items
from ..model import Document, Register, RegisterEntry
from ..references.references import Links
from ..references.units import document_units
from ..text.inline_markup import plain_text


@dataclass(frozen=True, slots=True)
class KeyNumber:
    """A number with the name of its phrase or kind, and the address of what it counts, if any."""

    count: int
    name: str
    address: str = ""


def key_numbers(links: Links, document: Document, language: str) -> tuple[list[KeyNumber], list[KeyNumber]]:
    """Returns the numbers of a document's divisions by kind, and the numbers of its passages, items and words."""
    kinds = Counter(division.head.kind for division in document.divisions() if division.head.number)
    units = [unit for unit in document_units(links.edition, document) if not unit.is_editorial]
    divisions = [KeyNumber(count, kind) for kind, count in kinds.items() if links.edition.kinds_by_id[kind].printed]
    items = count_items(document)
    passages = [unit for unit in units if unit.role in ("paragraph", "lead", "passage")]
    numbered = [unit for unit in passages if unit.printed]
    words = sum(len(plain_text(unit.text.shown(language)[0]).split()) if unit.text else 1 for unit in units)
    return divisions, [
        KeyNumber(len(numbered or passages), "number-passages"),
        KeyNumber(items, "number-items"),
        KeyNumber(words, "number-words"),
    ]


def cited_entry_counts(links: Links, document: Document) -> list[tuple[Register, int]]:
    """Returns the number of entries of each register that a document refers to."""
    cited = {
        name for name, citations in links.citations.items() for citation in citations if citation.unit.document == document.id
    }
    counts = (
        (register, sum(register.identifier(entry) in cited for entry in register.entries)) for register in links.edition.registers
    )
    return [(register, count) for register, count in counts if count and register.cited_by == "references"]


def most_cited(links: Links, register: Register) -> list[tuple[RegisterEntry, int]]:
    """Returns a register's entries with the number of units that cite each, the most cited first."""
    counts = ((entry, len(links.citations.get(register.identifier(entry), ()))) for entry in register.entries)
    return sorted((pair for pair in counts if pair[1]), key=lambda pair: (-pair[1], pair[0].id))
