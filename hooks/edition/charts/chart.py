"""The definition of a chart, and functions that the tables and findings of charts share."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from ..model import Division, Document, Edition, Register, RegisterChart, RegisterEntry, Text
from ..references.references import Citation, Links
from ..references.urls import division_address
from .drawing.canvas import Canvas
from .table import CountedItem, Header, Table


class Localizer(Protocol):
    """The phrases of the interface and the texts of the edition in one language."""

    def phrase(self, name: str, count: int | str | None = None, **values: object) -> str:
        """Returns a phrase of the interface with its placeholders filled; in the singular where the count requires it."""

    def plain(self, text: Text) -> str:
        """Returns a text as plain text."""

    def fill(self, text: Text, **values: object) -> str:
        """Returns a text as plain text with its placeholders filled."""

    def list_in_words(self, names: Sequence[str]) -> str:
        """Joins names for a sentence, with the language's word for `and`."""

    def number_in_words(self, number: int) -> str:
        """Returns a small number as a word, another in digits."""

    def kind_name(self, name: str, plural: bool = False) -> str:
        """Returns the name of a kind."""

    def kind_name_for_count(self, name: str, count: int) -> str:
        """Returns the name of a kind, in the singular or plural that a number requires."""

    def heading(self, division: Division) -> str:
        """Returns a division's heading, with its kind and number."""

    def unit_label(self, identifier: str) -> str:
        """Returns a short label of a unit."""


@dataclass(frozen=True)
class Chart:
    """A chart: functions that make its table, headline and finding, and draw it; `draw` returns the height.

    The headline says what the chart shows, the finding more of it in a sentence or two. The title and caption of a register's chart are in `register_chart`; those of the others are phrases of the interface.
    """

    id: str
    make_table: Callable[[Links, Localizer], Table]
    make_headline: Callable[[Table, Localizer], str]
    make_finding: Callable[[Table, Localizer], str]
    draw: Callable[[Table, Canvas], float]
    register_chart: RegisterChart | None = None

    def title(self, edition: Edition) -> Text:
        """Returns the title of the chart."""
        return self.register_chart.title if self.register_chart else edition.phrases[f"picture-{self.id}"]

    def counts(self, edition: Edition) -> Text:
        """Returns the caption: what the chart counts."""
        return self.register_chart.counts if self.register_chart else edition.phrases[f"picture-{self.id}-counts"]


def principal_document(links: Links) -> Document:
    """Returns the document that the charts show."""
    return next(document for document in links.edition.documents if document.id == links.edition.head.principal)


def outermost_divisions(document: Document) -> list[Division]:
    """Returns the divisions that are within no other."""
    return [division for group in document.groups for division in group.divisions]


def main_divisions(document: Document) -> list[Division]:
    """Returns the outermost divisions that contain others."""
    return [division for division in outermost_divisions(document) if division.children]


def entries_by_kind(register: Register) -> list[RegisterEntry]:
    """Returns a register's entries sorted by kind, in the order of the register."""
    order = [kind.id for kind in register.kinds]
    return sorted(register.entries, key=lambda entry: order.index(entry.kind) if entry.kind in order else -1)


def entries_title(localizer: Localizer, register: Register) -> str:
    """Returns the title of a register's entries in the table of a chart."""
    return localizer.plain(register.facet.title if register.facet else register.title)


def division_header(localizer: Localizer, document: Document, division: Division, group: str = "") -> Header:
    """Returns the header of a division's row or column, grouped by its kind unless another group is given."""
    head = division.head
    return Header(
        head.id,
        localizer.heading(division),
        f"{localizer.kind_name(head.kind)}\u00a0{head.number}",
        head.number or "",
        localizer.plain(head.title),
        group or localizer.kind_name(head.kind, plural=True),
        kind=head.kind,
        href=division_address(document.id, head.id),
    )


def citations_by_division(document: Document, citations: Iterable[Citation]) -> Mapping[str, list[Citation]]:
    """Returns the citations in a document by their outermost division."""
    outer_ids = {inner.head.id: division.head.id for division in outermost_divisions(document) for inner in division.walk()}
    citations_by_id: dict[str, list[Citation]] = {}
    for citation in citations:
        if citation.unit.document == document.id and citation.unit.division:
            citations_by_id.setdefault(outer_ids[citation.unit.division], []).append(citation)
    return citations_by_id


def counted_passages(links: Links, localizer: Localizer, citations: Iterable[Citation]) -> tuple[CountedItem, ...]:
    """Returns the citing passages, each with its label and address."""
    return tuple(
        CountedItem(localizer.unit_label(c.unit.identifier), target.href)
        for c in citations
        if (target := links.resolve(c.unit.identifier))
    )


def mark_label(localizer: Localizer, row: Header, column: Header, number: int) -> str:
    """Returns the label of a mark: `Résultat 1, National: 21`."""
    return localizer.phrase("picture-mark", row=row.short, column=column.short, number=number)


def most_frequent(counts: Mapping[str, int]) -> tuple[list[str], int]:
    """Returns the names with the highest count, and that count."""
    highest = max(counts.values(), default=0)
    return [name for name, number in counts.items() if number == highest], highest


def join_names(localizer: Localizer, names: Sequence[str]) -> str:
    """Joins names for a sentence; a dash where there are none."""
    return localizer.list_in_words(names) if names else "–"
