"""The commitments and the entries of each register as tables for analysis: a row for each, in files of every format.

Each row also has its source, date and licence, and a commitment the selection that it is part of: unlike notes above or below a
table, they stay with the rows that are sorted, filtered or copied, and a program reads the file without skipping lines. The
words have the typography of the pages, with plain spaces.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from operator import attrgetter
from typing import TypeVar

from ..analysis.actions import NO_ACTION
from ..analysis.commitments import Commitment, commitments
from ..languages import LANGUAGES
from ..model import Acronym, Register, RegisterEntry, Text
from ..pages.inline_html import typeset_plain_text
from ..pages.page import Page
from ..pages.page_view import PageView
from ..references.urls import DATA_FORMATS, data_path, entry_address, language_prefix
from ..text.csv_format import format_csv
from .inputs import Inputs

Row = TypeVar("Row")
Column = tuple[str, Callable[[Row], str]]
"""The header of a column, and the function that returns its cell in a row."""
Table = Sequence[Sequence[str]]
"""The headers and the rows."""

SEPARATOR = "; "
"""What separates several values in a cell."""
_FORMATTERS: Mapping[str, Callable[[Table, str], bytes]] = {"csv": format_csv}


def make_files(inputs: Inputs) -> Iterator[tuple[str, bytes]]:
    """Yields each table of each language in every format: path in the site, and content."""
    for language, renderer in inputs.renderers.items():
        for page in inputs.pages.values():
            if page.kind.has_data:
                table = make_table(DataView(renderer.view(page), inputs.base, inputs.dates))
                for form in DATA_FORMATS:
                    yield data_path(language, page.address, form), _FORMATTERS[form](table, language)


@dataclass(frozen=True)
class DataView:
    """The words of the tables in one language, and the data that all rows of the table of a page share."""

    page_view: PageView
    base: str
    dates: Mapping[str, str]

    @property
    def page(self) -> Page:
        """The page whose data they are."""
        return self.page_view.page

    @property
    def language(self) -> str:
        """The language of the headers and names."""
        return self.page_view.language

    def phrase(self, name: str) -> str:
        """Returns a phrase of the interface."""
        return self.page_view.phrase(name)

    def url(self, address: str) -> str:
        """Returns the full address of a page."""
        return f"{self.base}{language_prefix(self.language)}{address}"

    def name(self, text: Text) -> str:
        """Returns a text in the language of the table."""
        return self.page_view.plain(text)

    @property
    def date(self) -> str:
        """The date of the edition, else of the last change of the page; "" where neither is known."""
        return self.page_view.edition.head.date or self.dates.get(f"{language_prefix(self.language)}{self.page.address}", "")

    @property
    def source(self) -> str:
        """The document or index, and the edition."""
        page = self.page
        work = self.page_view.citation_title(page.document) if page.document else self.page_view.plain(page.title)
        return f"{work} – {self.page_view.plain(self.page_view.edition.head.title)}, {self.url(page.address)}"


def make_table(view: DataView) -> Table:
    """Returns the table of a page: its commitments, or the entries of its register."""
    page = view.page
    if page.register:
        return _fill([*_entry_columns(view, page.register), *_shared_columns(view)], page.register.entries)
    assert page.document
    # The explorer replaces the last cell of the rows that a reader has selected.
    selection = (view.phrase("data-selection"), lambda _: view.phrase("data-selection-all"))
    rows = tuple(commitments(view.page_view.links, page.document))
    return _fill([*_commitment_columns(view), *_shared_columns(view), selection], rows)


def _shared_columns(view: DataView) -> Iterator[Column[object]]:
    """Yields the columns that all tables have, each with the same cell in all rows."""
    source, date, licence = view.source, view.date, view.phrase("data-licence-text")
    yield view.phrase("data-source"), lambda _: source
    yield view.phrase("data-date"), lambda _: date
    yield view.phrase("data-licence"), lambda _: licence


def _fill(columns: Iterable[Column[Row]], rows: Sequence[Row]) -> Table:
    """Returns the headers and the rows, without columns that are empty throughout."""
    cells = [(header, [make_cell(row) for row in rows]) for header, make_cell in columns]
    filled = [(header, column) for header, column in cells if any(column)]
    return [[header for header, _ in filled], *zip(*(column for _, column in filled), strict=True)]


def _text_columns(view: DataView, header: str, get_text: Callable[[Row], Text | Acronym | None]) -> Iterator[Column[Row]]:
    """Yields a column for each language of a text."""

    def cell_in(language: str) -> Callable[[Row], str]:
        return lambda row: typeset_plain_text(text.get(language) or "", language) if (text := get_text(row)) else ""

    for language in LANGUAGES:
        yield f"{header} – {view.phrase(f'language-{language}')}", cell_in(language)


def _commitment_columns(view: DataView) -> Iterator[Column[Commitment]]:
    page_view = view.page_view
    outer, inner = page_view.edition.kinds.outer, page_view.edition.kinds.inner[0]
    yield view.phrase("data-identifier"), lambda row: row.identifier
    yield " / ".join(view.name(kind.name) for kind in outer), lambda row: page_view.heading(row.outer_division)
    yield view.name(inner.name), lambda row: page_view.heading(row.division) if row.division is not row.outer_division else ""
    yield view.phrase("data-passage"), lambda row: page_view.unit_label(row.identifier)
    yield view.phrase("number"), lambda row: str(row.list.paragraph or "")
    yield view.phrase("data-item"), lambda row: row.item.id.rpartition("-")[2]
    yield view.phrase("kind"), lambda row: page_view.kind_name(row.list.kind)
    yield view.phrase("level"), lambda row: SEPARATOR.join(page_view.kind_name(level) for level in row.list.levels)
    yield view.phrase("action"), _action_name(view)
    yield from _text_columns(view, view.phrase("data-lead-in"), attrgetter("list.lead"))
    yield from _text_columns(view, view.phrase("text"), attrgetter("item"))
    for register in page_view.registers_by_facet():
        yield from _cited_columns(view, register)
    yield view.phrase("data-address"), lambda row: view.url(page_view.target(row.identifier).href)


def _action_name(view: DataView) -> Callable[[Commitment], str]:
    """Returns the function that names the action of a commitment: "" throughout where kinds.yml lists no action."""
    actions = view.page_view.edition.kinds.actions
    names = {action.id: view.name(action.name) for action in actions} | {NO_ACTION: view.phrase("no-action") if actions else ""}
    return lambda row: names[row.action]


def _cited_columns(view: DataView, register: Register) -> Iterator[Column[Commitment]]:
    """Yields the names, codes and kinds of the entries of a register that a commitment cites, in the same order."""
    links, entries = view.page_view.links, view.page_view.edition.entries

    def cited(row: Commitment) -> list[RegisterEntry]:
        names = (name for name in links.cited_identifiers(row.identifier) if name in entries)
        return [entry for owner, entry in map(entries.__getitem__, names) if owner is register]

    title = view.name(register.facet.title if register.facet else register.title)
    kinds = _kind_names(view, register)
    yield title, lambda row: SEPARATOR.join(view.name(entry.name) for entry in cited(row))
    yield f"{title} – {view.phrase('data-code')}", lambda row: SEPARATOR.join(entry.id for entry in cited(row))
    yield f"{title} – {view.phrase('kind')}", lambda row: SEPARATOR.join(kinds[entry.kind] for entry in cited(row) if entry.kind)


def _kind_names(view: DataView, register: Register) -> Mapping[str, str]:
    return {kind.id: view.name(kind.title) for kind in register.kinds}


def _entry_columns(view: DataView, register: Register) -> Iterator[Column[RegisterEntry]]:
    kinds = _kind_names(view, register)
    yield view.phrase("data-code"), lambda entry: entry.id
    yield view.phrase("kind"), lambda entry: kinds.get(entry.kind or "", "")
    yield view.phrase("data-number"), lambda entry: entry.number or ""
    yield view.phrase("data-year"), lambda entry: str(entry.year or "")
    yield from _text_columns(view, view.phrase("data-name"), attrgetter("name"))
    yield from _text_columns(view, view.phrase("data-acronym"), attrgetter("acronym"))
    yield from _text_columns(view, view.phrase("definition"), attrgetter("description"))
    yield view.phrase("data-mentions"), lambda entry: str(view.page_view.citation_count(register.identifier(entry)))
    yield view.phrase("data-official"), lambda entry: (entry.official(view.language) or ("",))[0]
    yield view.phrase("data-address"), lambda entry: view.url(entry_address(register, entry))
