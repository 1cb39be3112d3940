"""The numbers that the home page shows of documents and registers."""

from __future__ import annotations

from ..model import Document, Register, RegisterEntry
from ..references.references import Links
from ..references.units import document_units
from ..text.inline_markup import plain_text


def count_words(links: Links, document: Document, language: str) -> int:
    """Returns the number of words of a document in a language, without what the edition has added."""
    units = [unit for unit in document_units(links.edition, document) if not unit.is_editorial]
    return sum(len(plain_text(unit.text.shown(language)[0]).split()) if unit.text else 1 for unit in units)


def most_cited(links: Links, register: Register) -> list[tuple[RegisterEntry, int]]:
    """Returns a register's entries with the number of units that cite each, the most cited first."""
    counts = ((entry, len(links.citations.get(register.identifier(entry), ()))) for entry in register.entries)
    return sorted((pair for pair in counts if pair[1]), key=lambda pair: (-pair[1], pair[0].id))
