"""The figure that paragraph 6 announces, drawn afresh: outcomes in their groups, enablers beneath."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from dataclasses import dataclass

from ..inline import references
from ..links import Links
from ..model import CommitmentList, Division, Document, Section, Text
from ..walk import nodes, texts_within


@dataclass(frozen=True)
class Group:
    """Divisions that the text takes together, under the heading of the section that speaks of them."""

    title: Text
    divisions: tuple[Division, ...]


@dataclass(frozen=True)
class Box:
    """A rectangle with its lines of text; all measures in the drawing's own units."""

    x: int
    y: int
    width: int
    height: int
    lines: tuple[str, ...]
    kind: str
    division: Division | None = None


@dataclass(frozen=True)
class Drawing:
    """Boxes on a surface."""

    width: int
    height: int
    boxes: tuple[Box, ...]


_GAP, _PAD, _LINE, _LETTER = 12, 12, 20, 7.6


def groups(links: Links, document: Document, page: Division) -> list[Group]:
    """The groups that the aims of a page give the divisions they refer to, then those that no aim names."""
    divisions = {f"{document.id}/{division.head.id}": division for group in document.groups for division in group.divisions}
    sections = [node for node in nodes(page.head) if isinstance(node, Section) and node.title]
    found: list[Group] = []
    for aims in (node for node in nodes(page.head) if isinstance(node, CommitmentList) and node.kind == "aims"):
        for item in aims.items:
            named = _named(links, document, [item], divisions)
            if named:
                found.append(Group(_heading(links, document, sections, named, divisions), tuple(named)))
    taken = {division for group in found for division in group.divisions}
    for section in sections:
        named = [d for d in _named(links, document, list(texts_within(section)), divisions) if d not in taken]
        if named and section.title:
            found.append(Group(section.title, tuple(named)))
            taken |= set(named)
    return found


def _named(links: Links, document: Document, texts: list[Text], divisions: dict[str, Division]) -> list[Division]:
    targets = [links.resolve(name, document.id) for text in texts for name in references(text.fr)]
    return list(dict.fromkeys(divisions[t.identifier] for t in targets if t and t.identifier in divisions))


def _heading(
    links: Links, document: Document, sections: list[Section], named: list[Division], divisions: dict[str, Division]
) -> Text:
    """The title of the section that speaks of most of the divisions named."""
    def shared(section: Section) -> int:
        return len(set(named) & set(_named(links, document, list(texts_within(section)), divisions)))

    best = max(sections, key=shared)
    return best.title  # type: ignore[return-value]


def draw(labels: list[tuple[str, list[tuple[str, Division]]]], width: int, columns: int) -> Drawing:
    """Groups as frames with a box for each division, `columns` boxes in a row."""
    boxes: list[Box] = []
    y = 0
    for title, members in labels:
        heading = _wrap(title, width - 2 * _PAD)
        top = y + _PAD + len(heading) * _LINE + _GAP // 2
        inner: list[Box] = []
        across = min(columns, len(members))
        span = (width - 2 * _PAD - (across - 1) * _GAP) // across
        for start in range(0, len(members), across):
            row = [(_wrap(label, span - 2 * _PAD), division) for label, division in members[start : start + across]]
            height = max(len(lines) for lines, _ in row) * _LINE + 2 * _PAD
            inner += [
                Box(_PAD + column * (span + _GAP), top, span, height, tuple(lines), division.head.kind, division)
                for column, (lines, division) in enumerate(row)
            ]
            top += height + _GAP
        boxes += [Box(0, y, width, top - y, tuple(heading), "group"), *inner]
        y = top + _GAP
    return Drawing(width, max(y - _GAP, 0), tuple(boxes))


def _wrap(text: str, width: int) -> list[str]:
    return textwrap.wrap(text, max(8, int(width / _LETTER)), break_long_words=False, break_on_hyphens=False)


def baselines(box: Box) -> Iterator[tuple[int, str]]:
    """Each line of a box with the height it stands at."""
    for index, line in enumerate(box.lines):
        yield box.y + _PAD + index * _LINE + 14, line
