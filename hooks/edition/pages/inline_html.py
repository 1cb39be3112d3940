"""Inline Markdown as HTML; every word of a text passes through here and is escaped."""

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

MARK = "\ue000"
"""Stands in a text where a mark is to be set; private to the edition."""

_WHOLE = re.compile(r"(?<!\d)\d+[-–]\d+|(?<!\w)[A-Z]+(?:-[A-Z\d]+)+(?!\w)")


class Acronyms:
    """Acronyms of a language with their full forms; on a page, the first with each can be reached by keyboard."""

    def __init__(self, full_forms: Mapping[str, str]) -> None:
        self._full_forms = full_forms
        self._pattern = acronym_pattern(full_forms)
        self._seen: set[str] = set()

    def html(self, text: str, meant: Mapping[str, Iterator[str]], *, linked: bool) -> Markup:
        """Plain words with their acronyms marked, those of `meant` with the next of their full forms.

        Within a link they take no focus of their own.
        """
        parts, end = [], 0
        for match in self._pattern.finditer(text):
            full_form = next(meant.get(match[0], iter(())), self._full_forms[match[0]])
            focus = Markup("") if linked else Markup(' tabindex="{}"').format(-1 if full_form in self._seen else 0)
            if not linked:
                self._seen.add(full_form)
            abbreviation = Markup('<abbr title="{}"{}>{}</abbr>').format(full_form, focus, unbroken(match[0]))
            parts += [unbroken(text[end : match.start()]), abbreviation]
            end = match.end()
        return Markup("").join([*parts, unbroken(text[end:])])


@dataclass(frozen=True)
class Setting:
    """How a text is set: its language, where its references lead, what its calls of notes and marks become.

    `meant` has the full forms, in the text's order, of acronyms that have several.
    """

    language: str
    href: Callable[[str], str]
    call: Callable[[str], Markup]
    mark: Callable[[], Markup] = Markup
    acronyms: Acronyms | None = None
    meant: Mapping[str, Iterator[str]] = field(default_factory=dict)


def inline(text: str, setting: Setting) -> Markup:
    """A text as HTML."""
    return _html(parse_inline(text), setting)


def called(mark: str, label: str, anchor: str, note: Markup) -> Markup:
    """The call of a footnote, and the note beside it: where the screen is wide it is shown in place of that at the end."""
    call = Markup('<sup class="call"><a id="call-{0}" href="#{2}" aria-label="{1}">{0}</a></sup>').format(mark, label, anchor)
    beside = Markup('<span class="sidenote" role="note"><sup>{}</sup> {}</span>').format(mark, note)
    return call + beside if note else call


def unbroken(text: str) -> Markup:
    """Plain words whose ranges and symbols keep to one line: browsers would break «2024-25» and «COVID-19» after the dash.

    No character is added, so that a reader's own search still finds them.
    """
    parts, end = [], 0
    for match in _WHOLE.finditer(text):
        parts += [escape(text[end : match.start()]), Markup('<span class="whole">{}</span>').format(match[0])]
        end = match.end()
    return Markup("").join([*parts, escape(text[end:])])


@lru_cache(maxsize=2**16)
def words(text: str, language: str) -> str:
    """A text as plain words, set in the typography of its language."""
    return typeset(plain_text(text), language)


def _html(parts: Sequence[Inline], setting: Setting, linked: bool = False) -> Markup:
    return Markup("").join(_part(part, setting, linked) for part in parts)


def _words(text: str, setting: Setting, linked: bool) -> Markup:
    return setting.acronyms.html(text, setting.meant, linked=linked) if setting.acronyms else unbroken(text)


def _part(part: Inline, setting: Setting, linked: bool) -> Markup:
    match part:
        case TextRun(text):
            pieces = text.split(MARK)
            set_pieces = [_words(typeset(piece, setting.language), setting, linked) for piece in pieces]
            return Markup("").join(piece if index == 0 else setting.mark() + piece for index, piece in enumerate(set_pieces))
        case Superscript(text):
            return Markup("<sup>{}</sup>").format(text)
        case FootnoteCall(mark):
            return setting.call(mark)
        case Emphasis("strong", within):
            return Markup("<strong>{}</strong>").format(_html(within, setting, linked))
        case Emphasis(_, within):
            return Markup("<em>{}</em>").format(_html(within, setting, linked))
        case Link() if part.reference is not None:
            return Markup('<a class="reference" href="{}">{}</a>').format(
                setting.href(part.reference), _html(part.children, setting, linked=True)
            )
        case Link(target, within):
            return Markup('<a href="{}" rel="external">{}</a>').format(target, _html(within, setting, linked=True))
    raise TypeError(part)


def with_marks(text: str, corrections: Sequence[Correction]) -> tuple[str, list[Correction]]:
    """The text with a mark after each corrected reading, and the corrections that have no such place in it."""
    rest: list[Correction] = []
    places: list[tuple[int, Correction]] = []
    for correction in corrections:
        at = text.find(correction.reading) if correction.reading else -1
        if at >= 0 and correction.reading:
            places.append((at + len(correction.reading), correction))
        else:
            rest.append(correction)
    for at, _ in sorted(places, key=lambda place: -place[0]):
        text = text[:at] + MARK + text[at:]
    if [c for _, c in places] != [c for _, c in sorted(places, key=lambda place: place[0])]:
        return text.replace(MARK, ""), list(corrections)
    return text, rest
