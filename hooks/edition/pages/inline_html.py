"""Renders inline Markdown as HTML, and escapes the words of the texts."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from markupsafe import Markup, escape

from ..model import Correction
from ..references.acronyms import acronym_pattern
from ..text.inline_markup import Emphasis, FootnoteCall, Inline, Link, Superscript, TextRun, parse_inline, plain_text
from ..text.typography import typeset

CORRECTION_PLACEHOLDER = "\ue000"
"""Marks the place of a correction mark in a text; a character for private use."""

_UNBREAKABLE = re.compile(r"(?<!\d)\d+[-–]\d+|(?<!\w)[A-Z]+(?:-[A-Z\d]+)+(?!\w)")


class AcronymMarker:
    """Marks the acronyms of a language with their full forms; on a page, the first of each can be reached by keyboard."""

    def __init__(self, full_forms: Mapping[str, str]) -> None:
        self._full_forms = full_forms
        self._pattern = acronym_pattern(full_forms)
        self._marked: set[str] = set()

    def html(self, text: str, full_forms_by_occurrence: Mapping[str, Iterator[str]], *, linked: bool) -> Markup:
        """Returns plain text with its acronyms marked, those of `full_forms_by_occurrence` with the next of their full forms.

        Within a link they cannot be focused.
        """
        parts, end = [], 0
        for match in self._pattern.finditer(text):
            full_form = next(full_forms_by_occurrence.get(match[0], iter(())), self._full_forms[match[0]])
            focus = Markup("") if linked else Markup(' tabindex="{}"').format(-1 if full_form in self._marked else 0)
            if not linked:
                self._marked.add(full_form)
            abbreviation = Markup('<abbr title="{}"{}>{}</abbr>').format(full_form, focus, escape_unbreakable(match[0]))
            parts += [escape_unbreakable(text[end : match.start()]), abbreviation]
            end = match.end()
        return Markup("").join([*parts, escape_unbreakable(text[end:])])


@dataclass(frozen=True)
class InlineContext:
    """The context of a text: its language, and the functions that render its references, footnote calls and correction marks.

    `href` returns the address of a reference; "" for one that leads to what the text is about, which is no link.
    `full_forms_by_occurrence` has the full forms, in the text's order, of acronyms that have several.
    """

    language: str
    href: Callable[[str], str]
    footnote_call: Callable[[str], Markup]
    correction_mark: Callable[[], Markup] = Markup
    acronyms: AcronymMarker | None = None
    full_forms_by_occurrence: Mapping[str, Iterator[str]] = field(default_factory=dict)


def render_inline(text: str, context: InlineContext) -> Markup:
    """Renders a text as HTML."""
    return _render_parts(parse_inline(text), context)


def footnote_call_html(mark: str, label: str, anchor: str) -> Markup:
    """Renders the call of a footnote."""
    return Markup('<sup class="call"><a id="call-{0}" href="#{2}" aria-label="{1}">{0}</a></sup>').format(mark, label, anchor)


def sidenote_html(mark: str, note: Markup) -> Markup:
    """Renders a footnote after the text that calls it; wide screens show it instead of the one at the end."""
    return Markup('<span class="sidenote" role="note"><sup>{}</sup> {}</span>').format(mark, note)


def escape_unbreakable(text: str) -> Markup:
    """Escapes plain text, and prevents line breaks in ranges and symbols: browsers would break «2024-25» after the dash.

    No character is added, so that the search of the browser still finds them.
    """
    parts, end = [], 0
    for match in _UNBREAKABLE.finditer(text):
        parts += [escape(text[end : match.start()]), Markup('<span class="whole">{}</span>').format(match[0])]
        end = match.end()
    return Markup("").join([*parts, escape(text[end:])])


@lru_cache(maxsize=2**16)
def typeset_plain_text(text: str, language: str) -> str:
    """Returns a text as plain text, in the typography of its language."""
    return typeset(plain_text(text), language)


def _render_parts(parts: Sequence[Inline], context: InlineContext, linked: bool = False) -> Markup:
    return Markup("").join(_render_part(part, context, linked) for part in parts)


def _render_plain(text: str, context: InlineContext, linked: bool) -> Markup:
    return (
        context.acronyms.html(text, context.full_forms_by_occurrence, linked=linked)
        if context.acronyms
        else escape_unbreakable(text)
    )


def _render_part(part: Inline, context: InlineContext, linked: bool) -> Markup:
    match part:
        case TextRun(text):
            pieces = text.split(CORRECTION_PLACEHOLDER)
            rendered = [_render_plain(typeset(piece, context.language), context, linked) for piece in pieces]
            return Markup("").join(
                piece if index == 0 else context.correction_mark() + piece for index, piece in enumerate(rendered)
            )
        case Superscript(text):
            return Markup("<sup>{}</sup>").format(text)
        case FootnoteCall(mark):
            return context.footnote_call(mark)
        case Emphasis("strong", within):
            return Markup("<strong>{}</strong>").format(_render_parts(within, context, linked))
        case Emphasis(_, within):
            return Markup("<em>{}</em>").format(_render_parts(within, context, linked))
        case Link() if part.reference is not None:
            href = context.href(part.reference)
            words = _render_parts(part.children, context, linked=linked or bool(href))
            return Markup('<a class="reference" href="{}">{}</a>').format(href, words) if href else words
        case Link(target, within):
            return Markup('<a href="{}" rel="external">{}</a>').format(target, _render_parts(within, context, linked=True))
    raise TypeError(part)


def insert_correction_placeholders(text: str, corrections: Sequence[Correction]) -> tuple[str, list[Correction]]:
    """Returns the text with a placeholder after each corrected reading, and the corrections without a place in it."""
    rest: list[Correction] = []
    places: list[tuple[int, Correction]] = []
    for correction in corrections:
        at = text.find(correction.reading) if correction.reading else -1
        if at >= 0 and correction.reading:
            places.append((at + len(correction.reading), correction))
        else:
            rest.append(correction)
    for at, _ in sorted(places, key=lambda place: -place[0]):
        text = text[:at] + CORRECTION_PLACEHOLDER + text[at:]
    if [c for _, c in places] != [c for _, c in sorted(places, key=lambda place: place[0])]:
        return text.replace(CORRECTION_PLACEHOLDER, ""), list(corrections)
    return text, rest
