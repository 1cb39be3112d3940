"""The outline of the principal document: its divisions in groups, with the number of divisions within each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from ..model import CommitmentList, Division, Document, Figure, Section, Text
from ..references.references import Links
from ..references.traversal import texts_within, walk_nodes
from ..text.inline_markup import referenced_identifiers
from .chart import Chart, Localizer, division_header, principal_document
from .drawing.framed_boxes import draw_framed_boxes
from .table import Cell, CountedItem, Header, Table


@dataclass(frozen=True)
class TitledDivisions:
    """A group of divisions, with the title of the section that is about them."""

    title: Text
    divisions: tuple[Division, ...]


def outline_groups(links: Links, document: Document) -> list[TitledDivisions]:
    """Returns the divisions of a document in the groups of the page with its figure; none where it has no such page."""
    pages = (one for one in document.divisions() if any(isinstance(node, Figure) for node in walk_nodes(one.head)))
    return division_groups(links, document, page) if (page := next(pages, None)) else []


def division_groups(links: Links, document: Document, page: Division) -> list[TitledDivisions]:
    """Returns the groups of divisions that each aim of a page refers to, then of those that only its sections refer to."""
    divisions = {f"{document.id}/{division.head.id}": division for group in document.groups for division in group.divisions}
    sections = [(node, node.title) for node in walk_nodes(page.head) if isinstance(node, Section) and node.title]
    groups: list[TitledDivisions] = []
    for aims in (node for node in walk_nodes(page.head) if isinstance(node, CommitmentList) and node.kind == "aims"):
        for item in aims.items:
            referenced = _referenced_divisions(links, document, [item], divisions)
            if referenced and sections:
                title = _section_title(links, document, sections, referenced, divisions)
                groups.append(TitledDivisions(title, tuple(referenced)))
    grouped = {division for group in groups for division in group.divisions}
    for section, title in sections:
        referenced = _referenced_divisions(links, document, list(texts_within(section)), divisions)
        remaining = [division for division in referenced if division not in grouped]
        if remaining:
            groups.append(TitledDivisions(title, tuple(remaining)))
            grouped |= set(remaining)
    return groups


def _referenced_divisions(links: Links, document: Document, texts: list[Text], divisions: dict[str, Division]) -> list[Division]:
    targets = [links.resolve(name, document.id) for text in texts for name in referenced_identifiers(text.fr)]
    return list(dict.fromkeys(divisions[t.identifier] for t in targets if t and t.identifier in divisions))


def _section_title(
    links: Links,
    document: Document,
    sections: list[tuple[Section, Text]],
    referenced: list[Division],
    divisions: dict[str, Division],
) -> Text:
    """Returns the title of the section that refers to most of the given divisions."""

    def shared(section: Section) -> int:
        return len(set(referenced) & set(_referenced_divisions(links, document, list(texts_within(section)), divisions)))

    return max(sections, key=lambda pair: shared(pair[0]))[1]


def _make_table(links: Links, localizer: Localizer) -> Table:
    document = principal_document(links)
    rows, cells = [], []
    inner = links.edition.kinds.inner[0].id
    column = Header(inner, localizer.kind_name(inner, plural=True), localizer.kind_name(inner, plural=True))
    for group in outline_groups(links, document):
        for division in group.divisions:
            row = division_header(localizer, document, division, localizer.plain(group.title))
            rows.append(row)
            if division.children:
                items = tuple(_counted_items(localizer, document, division))
                label = _format_division_count(localizer, inner, len(items))
                cells.append(Cell(row.id, column.id, len(items), label, items, row.href))
    row_title, column_title = localizer.phrase("picture-divisions"), localizer.phrase("picture-counted")
    return Table("programme", tuple(rows), (column,), tuple(cells), row_title, column_title)


def _format_division_count(localizer: Localizer, kind: str, count: int) -> str:
    """Formats the number of divisions of a kind: `7 outcomes`."""
    return f"{count} {localizer.kind_name_for_count(kind, count).lower()}"


def _counted_items(localizer: Localizer, document: Document, division: Division) -> Iterator[CountedItem]:
    for inner in division.children:
        yield CountedItem(localizer.heading(inner), division_header(localizer, document, inner).href)


def _make_headline(table: Table, localizer: Localizer) -> str:
    (column,) = table.columns
    outer = [
        f"{localizer.number_in_words(count)} {localizer.kind_name_for_count(kind, count).lower()}"
        for kind, count in Counter(row.kind for row in table.rows).items()
    ]
    inner = _format_division_count(localizer, column.id, table.column_total(column))
    return localizer.phrase("picture-programme-headline", outer=localizer.list_in_words(outer), inner=inner)


def _make_finding(table: Table, localizer: Localizer) -> str:
    (column,) = table.columns
    outer = Counter(row.kind for row in table.rows)
    return localizer.phrase(
        "picture-programme-finding",
        outer=localizer.list_in_words([_format_division_count(localizer, kind, count) for kind, count in outer.items()]),
        inner=_format_division_count(localizer, column.id, table.column_total(column)),
    )


OUTLINE = Chart("programme", _make_table, _make_headline, _make_finding, draw_framed_boxes)
