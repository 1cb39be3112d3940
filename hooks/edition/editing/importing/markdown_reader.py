"""Reads Markdown, and the numbers and letters printed before paragraphs."""

from __future__ import annotations

import re
from collections.abc import Iterator

from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode

from .blocks import Block, BlockKind, ParsedText, ReviewNote, split_mark

_NOTE = re.compile(r"^\[\^(?P<mark>[^\]\s]+)\]:[ \t]+(?P<words>.*(?:\n(?:[ ]{2,}|\t)\S.*)*)", re.MULTILINE)


def read_markdown(content: bytes) -> ParsedText:
    """Reads a Markdown text (CommonMark, with tables and footnotes)."""
    text = content.decode("utf-8-sig")
    # Footnotes are not part of CommonMark: they are extracted first, and their lines left empty to keep the line numbers.
    notes = [
        Block(BlockKind.NOTE, " ".join(found["words"].split()), text.count("\n", 0, found.start()) + 1, mark=found["mark"])
        for found in _NOTE.finditer(text)
    ]
    text = _NOTE.sub(lambda found: "\n" * found[0].count("\n"), text)
    reader = _Reader()
    blocks = list(reader.read_blocks(SyntaxTreeNode(MarkdownIt("commonmark").enable("table").parse(text)).children))
    if blocks and blocks[0].kind is BlockKind.HEADING:
        blocks[0] = Block(BlockKind.HEADING, blocks[0].words, blocks[0].line, 0)
    return ParsedText((*blocks, *notes), tuple(reader.review_notes))


class _Reader:
    """Reads the blocks of a parsed text, and collects review notes."""

    def __init__(self) -> None:
        self.review_notes: list[ReviewNote] = []

    def read_blocks(self, nodes: list[SyntaxTreeNode], level: int = 1) -> Iterator[Block]:
        for node in nodes:
            line = (node.map[0] if node.map else 0) + 1
            match node.type:
                case "heading":
                    yield Block(BlockKind.HEADING, self.words(node, line).replace("\n", " "), line, int(node.tag[1:]))
                case "paragraph":
                    yield from _split_items(self.words(node, line), line, level)
                case "bullet_list" | "ordered_list":
                    yield from self._read_list(node, level)
                case "blockquote":
                    self.review_notes.append(ReviewNote(line, "review-quotation"))
                    yield from self.read_blocks(node.children, level)
                case "table":
                    cells = [self.words(cell, line) for cell in node.walk() if cell.type in ("th", "td")]
                    yield Block(BlockKind.TABLE, "\n".join(filter(None, cells)), line)
                case "hr":
                    continue
                case _:
                    self.review_notes.append(ReviewNote(line, "review-form", {"form": node.type}))
                    yield Block(BlockKind.TEXT, " ".join(node.content.split()), line)

    def _read_list(self, node: SyntaxTreeNode, level: int) -> Iterator[Block]:
        first = int(node.attrs.get("start", 1))
        for number, item in enumerate(node.children, first):
            mark = f"{number}{item.markup}" if node.type == "ordered_list" else item.markup
            line = (item.map[0] if item.map else 0) + 1
            rest = item.children[1:]
            words = self.words(item.children[0], line) if item.children and item.children[0].type == "paragraph" else ""
            first_block, *others = _split_items(words, line, level + 1)
            item_words, inner_mark = first_block.words, first_block.mark
            if inner_mark and node.type == "bullet_list":
                mark = inner_mark  # The bullet belongs to Markdown, the letter after it to the printed text.
            elif inner_mark:
                item_words = f"{inner_mark} {item_words}"
            yield Block(BlockKind.ITEM, item_words, line, level, mark)
            yield from others
            yield from self.read_blocks(rest if words else item.children, level + 1)

    def words(self, node: SyntaxTreeNode, line: int) -> str:
        """Returns the words of a block with the inline marks of the edition, on the lines of the file."""
        lines = "".join(self._format_inline(child, line) for child in node.children).split("\n")
        return "\n".join(" ".join(line_words.split()) for line_words in lines)

    def _format_inline(self, node: SyntaxTreeNode, line: int) -> str:
        within = "".join(self._format_inline(child, line) for child in node.children)
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
                self.review_notes.append(ReviewNote(line, "review-form", {"form": node.type}))
                return within or str(node.content)


def _split_items(words: str, line: int, level: int) -> Iterator[Block]:
    """Splits a paragraph and the items on its further lines: CommonMark has no items with `a)` or with dashes other than `-`."""
    lines = words.split("\n")
    starts = [0, *(n for n in range(1, len(lines)) if split_mark(lines[n])[0] and lines[n - 1].endswith((":", ";", ",", ".")))]
    for start, end in zip(starts, [*starts[1:], len(lines)], strict=True):
        mark, item_words = split_mark(" ".join(lines[start:end]))
        yield Block(BlockKind.ITEM if mark else BlockKind.TEXT, item_words, line + start, level, mark)
