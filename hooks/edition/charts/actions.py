"""What the list items of each outermost division undertake to do, by level.

Levels that no list names alone have no row: an item that names them is counted at the others that its list names.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from urllib.parse import urlencode

from ..analysis.actions import NO_ACTION, ActionFinder
from ..analysis.commitments import Commitment, commitments
from ..model import Division, Document
from ..references.references import Links
from ..references.urls import COMMITMENTS_ADDRESS, division_address
from .bar_chart import draw_bars_by_group
from .chart import Chart, Localizer, join_names, mark_label, most_frequent, principal_document
from .levels import counted_items, format_kinds, level_headers
from .table import Cell, Header, Table

_ALL_DIVISIONS = "all"
"""The first part of the identifier of a row that counts all divisions."""


def _make_table(links: Links, localizer: Localizer) -> Table:
    document, finder = principal_document(links), ActionFinder(links.edition.kinds)
    items = [item for item in commitments(links, document) if finder.begins_with_verb(item.list.kind)]
    columns = _action_headers(links, localizer, {item.action for item in items})
    named_alone = {item.levels[0] for item in items if len(item.levels) == 1}
    levels = [level for level in level_headers(links, localizer) if level.id in named_alone]
    rows: list[Header] = []
    cells: list[Cell] = []
    for division in (None, *dict.fromkeys(item.outer_division for item in items)) if columns else ():
        for level in levels:
            in_row = [item for item in items if division in (None, item.outer_division) and level.id in item.levels]
            if in_row:
                rows.append(_row_header(localizer, document, division, level))
                cells += _make_cells(links, localizer, rows[-1], columns, in_row, _filters(division, level))
    row_title, column_title = localizer.phrase("picture-actions-rows"), localizer.phrase("action")
    total_title = localizer.phrase("total")
    return Table("actions", tuple(rows), columns, tuple(cells), row_title, column_title, total_title)


def _action_headers(links: Links, localizer: Localizer, found: set[str]) -> tuple[Header, ...]:
    """Returns the columns of the actions found, none where kinds.yml lists no action; the last is that of no action."""
    actions = links.edition.kinds.actions
    headers = [
        Header(action.id, localizer.plain(action.name), localizer.plain(action.short), note=localizer.plain(action.meaning))
        for action in actions
    ]
    headers.append(Header(NO_ACTION, localizer.phrase("no-action"), localizer.phrase("no-action")))
    return tuple(header for header in headers if header.id in found) if actions else ()


def _filters(division: Division | None, level: Header) -> Mapping[str, str]:
    """Returns the filters of the explorer that show the items of a row."""
    return ({"above": division.head.id} if division else {}) | {"level": level.id}


def _row_header(localizer: Localizer, document: Document, division: Division | None, level: Header) -> Header:
    """Returns the header of a row; that of all divisions has no address, since the explorer also lists items without a verb."""
    if division is None:
        title = localizer.phrase("picture-actions-all")
        return Header(
            f"{_ALL_DIVISIONS}-{level.id}", level.name, f"{title}, {level.name}", group=title, adjective=level.adjective
        )
    head = division.head
    short = f"{localizer.kind_name(head.kind)}\u00a0{head.number}, {level.name}"
    address = f"{COMMITMENTS_ADDRESS}?{urlencode(_filters(division, level))}"
    return Header(
        f"{head.id}-{level.id}",
        level.name,
        short,
        group=localizer.heading(division),
        group_href=division_address(document.id, head.id),
        kind=head.kind,
        href=address,
    )


def _make_cells(
    links: Links,
    localizer: Localizer,
    row: Header,
    columns: Sequence[Header],
    items: Sequence[Commitment],
    filters: Mapping[str, str],
) -> Iterator[Cell]:
    for column in columns:
        counted = [item for item in items if item.action == column.id]
        if counted:
            label = mark_label(localizer, row, column, len(counted))
            address = f"{COMMITMENTS_ADDRESS}?{urlencode({**filters, 'action': column.id})}"
            yield Cell(row.id, column.id, len(counted), label, counted_items(links, localizer, counted), address)


def _make_headline(table: Table, localizer: Localizer) -> str:
    named = [row for row in table.rows if row.adjective]
    levels = sorted(named, key=lambda row: -table.row_total(row))[:2]
    if len(levels) < 2:
        return ""
    (action, number), (other_action, other) = (_most_frequent_action(table, row) for row in levels)
    level, other_level = levels
    return localizer.phrase(
        "picture-actions-headline",
        level=level.adjective,
        action=action,
        number=number,
        items=table.row_total(level),
        other_level=other_level.adjective,
        other_action=other_action,
        other=other,
        other_items=table.row_total(other_level),
    )


def _most_frequent_action(table: Table, row: Header) -> tuple[str, int]:
    names, number = most_frequent({_lower_first(column.name): cell.value for column, cell in table.filled_cells(row)})
    return names[0], number


def _lower_first(name: str) -> str:
    return name[:1].lower() + name[1:]


def _make_finding(table: Table, localizer: Localizer) -> str:
    # An item of several levels is in several cells.
    actions = {item.href: cell.column for cell in table.cells for item in cell.counted_items}
    counts = Counter(actions.values())
    columns = sorted(table.columns, key=lambda column: -counts[column.id])
    names = [f"{_lower_first(column.name)} ({counts[column.id]})" for column in columns]
    return localizer.phrase(
        "picture-actions-finding", items=len(actions), kinds=format_kinds(table, localizer), actions=join_names(localizer, names)
    )


ACTIONS = Chart("actions", _make_table, _make_headline, _make_finding, draw_bars_by_group)
