"""The outline of the principal document: its divisions in their groups, with the number of divisions within each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from ..model import CommitmentList, Division, Document, Figure, Section, Text
from ..references.references import Links
from ..references.traversal import texts_within, walk_nodes
from ..text.inline_markup import referenced_identifiers
from .chart import Picture, Wording, division_head, principal
from .drawing.framed_boxes import draw_frames
from .table import Behind, Cell, Head, Table


@dataclass(frozen=True)
class Group:
    """Divisions that the text takes together, under the heading of the section that speaks of them."""

    title: Text
    divisions: tuple[Division, ...]


def groups(links: Links, document: Document, page: Division) -> list[Group]:
    """The groups that the aims of a page give the divisions they refer to, then those that no aim names."""
    divisions = {f"{document.id}/{division.head.id}": division for group in document.groups for division in group.divisions}
    sections = [(node, node.title) for node in walk_nodes(page.head) if isinstance(node, Section) and node.title]
    found: list[Group] = []
    for aims in (node for node in walk_nodes(page.head) if isinstance(node, CommitmentList) and node.kind == "aims"):
        for item in aims.items:
            named = _named(links, document, [item], divisions)
            if named and sections:
                found.append(Group(_heading(links, document, sections, named, divisions), tuple(named)))
    taken = {division for group in found for division in group.divisions}
    for section, title in sections:
        named = [d for d in _named(links, document, list(texts_within(section)), divisions) if d not in taken]
        if named:
            found.append(Group(title, tuple(named)))
            taken |= set(named)
    return found


def _named(links: Links, document: Document, texts: list[Text], divisions: dict[str, Division]) -> list[Division]:
    targets = [links.resolve(name, document.id) for text in texts for name in referenced_identifiers(text.fr)]
    return list(dict.fromkeys(divisions[t.identifier] for t in targets if t and t.identifier in divisions))


def _heading(
    links: Links,
    document: Document,
    sections: list[tuple[Section, Text]],
    named: list[Division],
    divisions: dict[str, Division],
) -> Text:
    """The title of the section that speaks of most of the divisions named."""

    def shared(section: Section) -> int:
        return len(set(named) & set(_named(links, document, list(texts_within(section)), divisions)))

    return max(sections, key=lambda titled: shared(titled[0]))[1]


def _page(document: Document) -> Division | None:
    """The division that holds the figure."""
    return next((d for d in document.divisions() if any(isinstance(node, Figure) for node in walk_nodes(d.head))), None)


def _table(links: Links, words: Wording) -> Table:
    document = principal(links)
    page = _page(document)
    rows, cells = [], []
    inner = links.edition.kinds.inner[0].id
    column = Head(inner, words.kind_name(inner, plural=True), words.kind_name(inner, plural=True))
    for group in groups(links, document, page) if page else ():
        for division in group.divisions:
            head = division_head(words, document, division, words.plain(group.title))
            rows.append(head)
            if division.children:
                behind = tuple(_behind(words, document, division))
                cells.append(Cell(head.id, column.id, len(behind), _number(words, inner, len(behind)), behind, head.href))
    corner, across = words.phrase("picture-divisions"), words.phrase("picture-counted")
    return Table("programme", tuple(rows), (column,), tuple(cells), corner, across)


def _number(words: Wording, kind: str, count: int) -> str:
    """How many divisions of a kind: `7 outcomes`."""
    return f"{count} {words.kind_name_for_count(kind, count).lower()}"


def _behind(words: Wording, document: Document, division: Division) -> Iterator[Behind]:
    for inner in division.children:
        yield Behind(words.heading(inner), division_head(words, document, inner).href)


def _finding(table: Table, words: Wording) -> str:
    (column,) = table.columns
    outer = Counter(row.kind for row in table.rows)
    return words.phrase(
        "picture-programme-finding",
        outer=words.list_in_words([_number(words, kind, count) for kind, count in outer.items()]),
        inner=_number(words, column.id, table.of_column(column)),
    )


PROGRAMME = Picture("programme", _table, _finding, draw_frames)
