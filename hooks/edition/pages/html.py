"""Inline Markdown as HTML; every word of a text passes through here and is escaped."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from markupsafe import Markup, escape

from ..inline import Call, Inline, Link, Run, Styled, Superscript, parse, plain
from ..typography import typeset

MARK = "\ue000"
"""Stands in a text where a mark is to be set; private to the edition."""


@dataclass(frozen=True)
class Setting:
    """How a text is set: its language, where its references lead, what its calls of notes and marks become."""

    language: str
    href: Callable[[str], str]
    call: Callable[[str], Markup]
    mark: Callable[[], Markup] = Markup


def inline(text: str, setting: Setting) -> Markup:
    """A text as HTML."""
    return _html(parse(text), setting)


@lru_cache(maxsize=None)
def words(text: str, language: str) -> str:
    """A text as plain words, set in the typography of its language."""
    return typeset(plain(text), language)


def _html(parts: Sequence[Inline], setting: Setting) -> Markup:
    return Markup("").join(_part(part, setting) for part in parts)


def _part(part: Inline, setting: Setting) -> Markup:
    match part:
        case Run(text):
            pieces = text.split(MARK)
            set_pieces = [escape(typeset(piece, setting.language)) for piece in pieces]
            return Markup("").join(
                piece if index == 0 else setting.mark() + piece for index, piece in enumerate(set_pieces)
            )
        case Superscript(text):
            return Markup("<sup>{}</sup>").format(text)
        case Call(mark):
            return setting.call(mark)
        case Styled("strong", within):
            return Markup("<strong>{}</strong>").format(_html(within, setting))
        case Styled(_, within):
            return Markup("<em>{}</em>").format(_html(within, setting))
        case Link() if part.reference is not None:
            return Markup('<a class="reference" href="{}">{}</a>').format(setting.href(part.reference), _html(part.within, setting))
        case Link(target, within):
            return Markup('<a href="{}" rel="external">{}</a>').format(target, _html(within, setting))
    raise TypeError(part)
