"""Parses the inline Markdown of the texts: emphasis, superscripts, links and references, calls of footnotes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from markdown_it import MarkdownIt
from markdown_it.token import Token

REFERENCE_SCHEME = "ref:"
MAX_NESTING = 8
"""The most levels of nested emphasis and links that a text may have."""


@dataclass(frozen=True, slots=True)
class TextRun:
    """Plain words."""

    text: str


@dataclass(frozen=True, slots=True)
class Superscript:
    """Superscript letters: the `e` of `346^e^`."""

    text: str


@dataclass(frozen=True, slots=True)
class FootnoteCall:
    """The call of a footnote, `[^1]`."""

    mark: str


@dataclass(frozen=True, slots=True)
class Emphasis:
    """Words with emphasis; `tag` is `em` or `strong`."""

    tag: str
    children: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Link:
    """A link: `[words](ref:C155)` or `[words](https://…)`."""

    target: str
    children: tuple[Inline, ...]

    @property
    def reference(self) -> str | None:
        """The identifier that a reference names; None for an ordinary link."""
        return self.target.removeprefix(REFERENCE_SCHEME) if self.target.startswith(REFERENCE_SCHEME) else None


Inline = TextRun | Superscript | FootnoteCall | Emphasis | Link

_MARKDOWN = MarkdownIt("zero").enable(["emphasis", "link", "balance_pairs"])
# Targets stay unchanged: identifiers are compared, not fetched, and a rule refuses unknown schemes. The library offers no
# setting for that but to replace its methods.
_MARKDOWN.validateLink = lambda url: True  # type: ignore[method-assign]  # noqa: ARG005
_MARKDOWN.normalizeLink = lambda url: url  # type: ignore[method-assign]
_MARKS = re.compile(r"\^(?P<raised>[^\s^]+)\^|\[\^(?P<call>[^\]\s]+)\]")


@lru_cache(maxsize=2**15)
def parse_inline(text: str) -> tuple[Inline, ...]:
    """Parses a text into inline parts; levels far beyond `MAX_NESTING` are reduced to their words."""
    return _build_parts(_MARKDOWN.parseInline(text)[0].children or [])


def _build_parts(tokens: Iterable[Token]) -> tuple[Inline, ...]:
    # Without recursion: a text may have more levels than Python's stack allows.
    opened: list[Token] = []
    levels: list[list[Inline]] = [[]]
    for token in tokens:
        if token.nesting > 0:
            opened.append(token)
            levels.append([])
        elif token.nesting < 0:
            opening, children = opened.pop(), tuple(levels.pop())
            levels[-1].extend([_inline_part(opening, children)] if len(opened) <= MAX_NESTING else children)
        elif token.content:
            levels[-1].extend(_parse_marks(token.content))
    return tuple(levels[0])


def _inline_part(opening: Token, children: tuple[Inline, ...]) -> Inline:
    return Link(str(opening.attrs["href"]), children) if opening.type == "link_open" else Emphasis(opening.tag, children)


def nesting_depth(parts: Sequence[Inline]) -> int:
    """Returns the number of nested levels of emphasis and links."""
    return max((1 + nesting_depth(part.children) for part in parts if isinstance(part, Link | Emphasis)), default=0)


def _parse_marks(text: str) -> Iterator[Inline]:
    end = 0
    for match in _MARKS.finditer(text):
        if match.start() > end:
            yield TextRun(text[end : match.start()])
        yield Superscript(match["raised"]) if match["raised"] else FootnoteCall(match["call"])
        end = match.end()
    if end < len(text):
        yield TextRun(text[end:])


@lru_cache(maxsize=2**15)
def plain_text(text: str, *, keep_calls: bool = False) -> str:
    """Returns the words of a text without markup; `keep_calls` keeps the marks of footnotes."""
    return "".join(_plain_words(parse_inline(text), keep_calls))


def _plain_words(parts: Sequence[Inline], keep_calls: bool) -> Iterator[str]:
    for part in parts:
        match part:
            case TextRun(text) | Superscript(text):
                yield text
            case FootnoteCall(mark) if keep_calls:
                yield mark
            case Emphasis(_, children) | Link(_, children):
                yield from _plain_words(children, keep_calls)


def inline_links(text: str) -> Iterator[Link]:
    """Yields the links of a text, in order."""
    yield from _nested_links(parse_inline(text))


def _nested_links(parts: Sequence[Inline]) -> Iterator[Link]:
    for part in parts:
        if isinstance(part, Link):
            yield part
        if isinstance(part, Link | Emphasis):
            yield from _nested_links(part.children)


def referenced_identifiers(text: str) -> list[str]:
    """Returns the identifiers that a text refers to, in order."""
    return [link.reference for link in inline_links(text) if link.reference is not None]


def called_footnotes(text: str) -> list[str]:
    """Returns the marks of the footnotes that a text calls, in order."""
    return [part.mark for part in _flatten(parse_inline(text)) if isinstance(part, FootnoteCall)]


def _flatten(parts: Sequence[Inline]) -> Iterator[Inline]:
    for part in parts:
        yield part
        if isinstance(part, Link | Emphasis):
            yield from _flatten(part.children)


def plain_runs(text: str) -> Iterator[str]:
    """Yields the plain runs of a text, in order."""
    return (part.text for part in _flatten(parse_inline(text)) if isinstance(part, TextRun))


def plain_text_of_parts(parts: Sequence[Inline]) -> str:
    """Returns the words of parsed parts, without markup."""
    return "".join(_plain_words(parts, keep_calls=False))


def text_outside_links(text: str) -> str:
    """Returns the words outside links, each link replaced by a line feed."""
    return "".join(_words_outside_links(parse_inline(text)))


def _words_outside_links(parts: Sequence[Inline]) -> Iterator[str]:
    for part in parts:
        match part:
            case TextRun(text) | Superscript(text):
                yield text
            case Emphasis(_, children):
                yield from _words_outside_links(children)
            case Link():
                yield "\n"
