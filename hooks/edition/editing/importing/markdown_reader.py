"""Markdown: what its own marks say, and the numbers and letters that paragraphs are printed with."""

from __future__ import annotations

import re
from collections.abc import Iterator

from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode

from .blocks import Block, BlockKind, Doubt, Received, marked

_NOTE = re.compile(r"^\[\^(?P<mark>[^\]\s]+)\]:[ \t]+(?P<words>.*(?:\n(?:[ ]{2,}|\t)\S.*)*)", re.MULTILINE)


def read(content: bytes) -> Received:
    """A Markdown text (CommonMark, with tables and footnotes)."""
    text = content.decode("utf-8-sig")
    # Footnotes are no part of CommonMark: they are taken out first, and their lines left empty so that lines count on.
    notes = [
        Block(BlockKind.NOTE, " ".join(found["words"].split()), text.count("\n", 0, found.start()) + 1, mark=found["mark"])
        for found in _NOTE.finditer(text)
    ]
    text = _NOTE.sub(lambda found: "\n" * found[0].count("\n"), text)
    reader = _Reader()
    blocks = list(reader.blocks(SyntaxTreeNode(MarkdownIt("commonmark").enable("table").parse(text)).children))
    if blocks and blocks[0].kind is BlockKind.HEADING:
        blocks[0] = Block(BlockKind.HEADING, blocks[0].words, blocks[0].line, 0)
    return Received((*blocks, *notes), tuple(reader.doubts))


class _Reader:
    """Goes through a parsed text and notes what it is unsure of."""

    def __init__(self) -> None:
        self.doubts: list[Doubt] = []

    def blocks(self, nodes: list[SyntaxTreeNode], level: int = 1) -> Iterator[Block]:
        for node in nodes:
            line = (node.map[0] if node.map else 0) + 1
            match node.type:
                case "heading":
                    yield Block(BlockKind.HEADING, self.words(node, line).replace("\n", " "), line, int(node.tag[1:]))
                case "paragraph":
                    yield from _parted(self.words(node, line), line, level)
                case "bullet_list" | "ordered_list":
                    yield from self._list(node, level)
                case "blockquote":
                    self.doubts.append(Doubt(line, "doubt-quotation"))
                    yield from self.blocks(node.children, level)
                case "table":
                    cells = [self.words(cell, line) for cell in node.walk() if cell.type in ("th", "td")]
                    yield Block(BlockKind.TABLE, "\n".join(filter(None, cells)), line)
                case "hr":
                    continue
                case _:
                    self.doubts.append(Doubt(line, "doubt-form", {"form": node.type}))
                    yield Block(BlockKind.TEXT, " ".join(node.content.split()), line)

    def _list(self, node: SyntaxTreeNode, level: int) -> Iterator[Block]:
        first = int(node.attrs.get("start", 1))
        for number, item in enumerate(node.children, first):
            mark = f"{number}{item.markup}" if node.type == "ordered_list" else item.markup
            line = (item.map[0] if item.map else 0) + 1
            rest = item.children[1:]
            words = self.words(item.children[0], line) if item.children and item.children[0].type == "paragraph" else ""
            first_block, *others = _parted(words, line, level + 1)
            said, inner = first_block.words, first_block.mark
            if inner and node.type == "bullet_list":
                mark = inner  # The bullet is Markdown's, the letter after it that of the printed text.
            elif inner:
                said = f"{inner} {said}"
            yield Block(BlockKind.ITEM, said, line, level, mark)
            yield from others
            yield from self.blocks(rest if words else item.children, level + 1)

    def words(self, node: SyntaxTreeNode, line: int) -> str:
        """The words of a block, in the inline marks of the edition, on the lines of the file."""
        lines = "".join(self._inline(child, line) for child in node.children).split("\n")
        return "\n".join(" ".join(one.split()) for one in lines)

    def _inline(self, node: SyntaxTreeNode, line: int) -> str:
        within = "".join(self._inline(child, line) for child in node.children)
        match node.type:
            case "inline":
                return within
            case "text" | "code_inline":
                return str(node.content)
            case "em" | "strong":
                sign = "*" if node.type == "em" else "**"
                return f"{sign}{within}{sign}"
            case "link":
                target = str(node.attrs["href"])
                return f"[{within}]({target})" if target.startswith(("https://", "http://", "mailto:", "ref:")) else within
            case "softbreak" | "hardbreak":
                return "\n"
            case _:
                self.doubts.append(Doubt(line, "doubt-form", {"form": node.type}))
                return within or str(node.content)


def _parted(words: str, line: int, level: int) -> Iterator[Block]:
    """A paragraph, and the items that its lines go on with: CommonMark knows no `a)` and no dash that is not `-`."""
    lines = words.split("\n")
    starts = [0, *(n for n in range(1, len(lines)) if marked(lines[n])[0] and lines[n - 1].endswith((":", ";", ",", ".")))]
    for start, end in zip(starts, [*starts[1:], len(lines)], strict=True):
        mark, said = marked(" ".join(lines[start:end]))
        yield Block(BlockKind.ITEM if mark else BlockKind.TEXT, said, line + start, level, mark)
