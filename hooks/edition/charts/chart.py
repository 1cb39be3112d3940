"""What makes a picture, and what it asks of the pages that show it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from ..model import Division, Document, Edition, Register, RegisterChart, RegisterEntry, Text
from ..references.references import Citation, Links
from ..references.urls import division_address
from .drawing.canvas import Paper
from .table import Behind, Head, Table


class Wording(Protocol):
    """The words of a language: those of the interface, and the names of things."""

    def phrase(self, name: str, count: int | str | None = None, **facts: object) -> str:
        """A phrase of the interface, with its facts; in the singular where the count asks for it."""

    def plain(self, text: Text) -> str:
        """A text's words without marks."""

    def fill(self, text: Text, **facts: object) -> str:
        """A text's words, with its facts."""

    def list_in_words(self, names: Sequence[str]) -> str:
        """Names in a sentence, with the language's word for `and`."""

    def kind_name(self, name: str, plural: bool = False) -> str:
        """The name of a kind."""

    def kind_name_for_count(self, name: str, count: int) -> str:
        """The name of a kind, in the number that the count asks for."""

    def heading(self, division: Division) -> str:
        """A division's heading, with its kind and number."""

    def unit_label(self, identifier: str) -> str:
        """A unit in a few words."""


@dataclass(frozen=True)
class Picture:
    """How a picture is counted, told in a sentence, and drawn; drawing returns the height it took.

    The texts of a register's chart are its own (`texts`); those of the others are phrases of the interface.
    """

    id: str
    table: Callable[[Links, Wording], Table]
    finding: Callable[[Table, Wording], str]
    draw: Callable[[Table, Paper], float]
    texts: RegisterChart | None = None

    def title(self, edition: Edition) -> Text:
        """What is shown."""
        return self.texts.title if self.texts else edition.phrases[f"picture-{self.id}"]

    def counts(self, edition: Edition) -> Text:
        """What is counted."""
        return self.texts.counts if self.texts else edition.phrases[f"picture-{self.id}-counts"]


def principal(links: Links) -> Document:
    """The document that the charts are about."""
    return next(document for document in links.edition.documents if document.id == links.edition.head.principal)


def all_divisions(document: Document) -> list[Division]:
    """The divisions that stand in no other."""
    return [division for group in document.groups for division in group.divisions]


def main_divisions(document: Document) -> list[Division]:
    """The divisions that contain others."""
    return [division for division in all_divisions(document) if division.children]


def entries_by_kind(register: Register) -> list[RegisterEntry]:
    """A register's entries, by their kinds and in its order."""
    order = [kind.id for kind in register.kinds]
    return sorted(register.entries, key=lambda entry: order.index(entry.kind) if entry.kind in order else -1)


def entry_title(words: Wording, register: Register) -> str:
    """What a register's entries are called in a chart's table."""
    return words.plain(register.facet.title if register.facet else register.title)


def division_head(words: Wording, document: Document, division: Division, group: str = "") -> Head:
    """A division as a row or column, together with those of its kind unless another group is named."""
    head = division.head
    return Head(
        head.id,
        words.heading(division),
        f"{words.kind_name(head.kind)}\u00a0{head.number}",
        head.number or "",
        words.plain(head.title),
        group or words.kind_name(head.kind, plural=True),
        kind=head.kind,
        href=division_address(document.id, head.id),
    )


def by_division(document: Document, citations: Iterable[Citation]) -> Mapping[str, list[Citation]]:
    """Citations in a document by the main division that they stand in."""
    above = {inner.head.id: division.head.id for division in all_divisions(document) for inner in division.walk()}
    found: dict[str, list[Citation]] = {}
    for citation in citations:
        if citation.unit.document == document.id and citation.unit.division:
            found.setdefault(above[citation.unit.division], []).append(citation)
    return found


def passages(links: Links, words: Wording, citations: Iterable[Citation]) -> tuple[Behind, ...]:
    """The passages that cite something, by their numbers."""
    return tuple(
        Behind(words.unit_label(c.unit.identifier), target.href)
        for c in citations
        if (target := links.resolve(c.unit.identifier))
    )


def mark(words: Wording, row: Head, column: Head, number: int) -> str:
    """What a mark says: `Résultat 1, National: 21`."""
    return words.phrase("picture-mark", row=row.short, column=column.short, number=number)


def highest(counts: Mapping[str, int]) -> tuple[list[str], int]:
    """The names with the highest number, and that number."""
    most = max(counts.values(), default=0)
    return [name for name, number in counts.items() if number == most], most


def listed(names: Iterable[str]) -> str:
    """Names one after the other."""
    return ", ".join(names) or "–"
