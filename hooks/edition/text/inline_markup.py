"""The small inline Markdown of the texts: emphasis, superscript, links and references, calls of footnotes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from markdown_it import MarkdownIt
from markdown_it.token import Token

REFERENCE_SCHEME = "ref:"
MOST_NESTED = 8
"""How many levels of emphasis and links a text may have within one another."""


@dataclass(frozen=True, slots=True)
class Run:
    """Plain words."""

    text: str


@dataclass(frozen=True, slots=True)
class Superscript:
    """Raised letters: the `e` of `346^e^`."""

    text: str


@dataclass(frozen=True, slots=True)
class Call:
    """The call of a footnote, `[^1]`."""

    mark: str


@dataclass(frozen=True, slots=True)
class Styled:
    """Words with emphasis; `tag` is `em` or `strong`."""

    tag: str
    within: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Link:
    """Words that lead elsewhere: `[words](ref:C155)` or `[words](https://…)`."""

    target: str
    within: tuple[Inline, ...]

    @property
    def reference(self) -> str | None:
        """The identifier that a reference names, None for an ordinary link."""
        return self.target.removeprefix(REFERENCE_SCHEME) if self.target.startswith(REFERENCE_SCHEME) else None


Inline = Run | Superscript | Call | Styled | Link

_MARKDOWN = MarkdownIt("zero").enable(["emphasis", "link", "balance_pairs"])
# Addresses stay as written: an identifier is compared, not fetched, and a check refuses the schemes that are not ours.
# The library has its own methods replaced for that.
_MARKDOWN.validateLink = lambda url: True  # type: ignore[method-assign]  # noqa: ARG005
_MARKDOWN.normalizeLink = lambda url: url  # type: ignore[method-assign]
_MARKS = re.compile(r"\^(?P<raised>[^\s^]+)\^|\[\^(?P<call>[^\]\s]+)\]")


@lru_cache(maxsize=2**15)
def parse(text: str) -> tuple[Inline, ...]:
    """The text as a sequence of inline parts; of levels far beyond those that it may have, the words alone."""
    return _gather(_MARKDOWN.parseInline(text)[0].children or [])


def _gather(tokens: Iterable[Token]) -> tuple[Inline, ...]:
    # Without recursion: a text may open more levels than Python has.
    opened: list[Token] = []
    levels: list[list[Inline]] = [[]]
    for token in tokens:
        if token.nesting > 0:
            opened.append(token)
            levels.append([])
        elif token.nesting < 0:
            opening, within = opened.pop(), tuple(levels.pop())
            levels[-1].extend([_part(opening, within)] if len(opened) <= MOST_NESTED else within)
        elif token.content:
            levels[-1].extend(_marked(token.content))
    return tuple(levels[0])


def _part(opening: Token, within: tuple[Inline, ...]) -> Inline:
    return Link(str(opening.attrs["href"]), within) if opening.type == "link_open" else Styled(opening.tag, within)


def nesting(parts: Sequence[Inline]) -> int:
    """How many levels of emphasis and links some parts have within one another."""
    return max((1 + nesting(part.within) for part in parts if isinstance(part, Link | Styled)), default=0)


def _marked(text: str) -> Iterator[Inline]:
    end = 0
    for match in _MARKS.finditer(text):
        if match.start() > end:
            yield Run(text[end : match.start()])
        yield Superscript(match["raised"]) if match["raised"] else Call(match["call"])
        end = match.end()
    if end < len(text):
        yield Run(text[end:])


def plain(text: str, *, calls: bool = False) -> str:
    """The words alone, without marks; `calls` keeps the marks of footnotes."""
    return "".join(_words(parse(text), calls))


def _words(parts: Sequence[Inline], calls: bool) -> Iterator[str]:
    for part in parts:
        match part:
            case Run(text) | Superscript(text):
                yield text
            case Call(mark) if calls:
                yield mark
            case Styled(_, within) | Link(_, within):
                yield from _words(within, calls)


def links(text: str) -> Iterator[Link]:
    """The links of a text, in order."""
    yield from _links(parse(text))


def _links(parts: Sequence[Inline]) -> Iterator[Link]:
    for part in parts:
        if isinstance(part, Link):
            yield part
        if isinstance(part, Link | Styled):
            yield from _links(part.within)


def references(text: str) -> list[str]:
    """The identifiers that a text refers to, in order."""
    return [link.reference for link in links(text) if link.reference is not None]


def calls(text: str) -> list[str]:
    """The marks of the footnotes that a text calls."""
    return [part.mark for part in _flat(parse(text)) if isinstance(part, Call)]


def _flat(parts: Sequence[Inline]) -> Iterator[Inline]:
    for part in parts:
        yield part
        if isinstance(part, Link | Styled):
            yield from _flat(part.within)


def runs(text: str) -> Iterator[str]:
    """The plain words of a text, a run at a time."""
    return (part.text for part in _flat(parse(text)) if isinstance(part, Run))


def plain_words(parts: Sequence[Inline]) -> str:
    """The words alone of some parts of a text."""
    return "".join(_words(parts, calls=False))


def unlinked(text: str) -> str:
    """The words that stand outside links, each link replaced by a line feed."""
    return "".join(_outside(parse(text)))


def _outside(parts: Sequence[Inline]) -> Iterator[str]:
    for part in parts:
        match part:
            case Run(text) | Superscript(text):
                yield text
            case Styled(_, within):
                yield from _outside(within)
            case Link():
                yield "\n"
