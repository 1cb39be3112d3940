"""Texts without marks, in the language of a page."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from ..model import Document, Text
from ..text.phrases import fill_placeholders
from ..text.typography import date_in_words, is_singular, list_in_words
from .inline_html import unbroken, words
from .language_context import LanguageContext

_DESCRIPTION = 160


class PlainText:
    """The texts of the edition and of its interface as words in one language."""

    def __init__(self, context: LanguageContext) -> None:
        self._context = context
        self.edition = context.edition
        self.language = context.language

    def phrase(self, name: str, count: int | str | None = None, **facts: object) -> str:
        """A phrase of the interface, with its facts; in the singular where the count asks for it."""
        one = self.edition.singular_phrases.get(name) if isinstance(count, int) and is_singular(count, self.language) else None
        return self.fill(one or self.edition.phrases[name], count=count, **facts)

    def fill(self, text: Text, **facts: object) -> str:
        """A text's words, with its facts."""
        shown, language = text.shown(self.language)
        return words(fill_placeholders(shown, facts), language)

    def list_in_words(self, names: Sequence[str]) -> str:
        """Names in a sentence, with the language's word for `and`."""
        return list_in_words(names, self.language)

    def plain(self, text: Text) -> str:
        """A text's words without marks."""
        return words(*text.shown(self.language))

    def unbroken(self, text: Text) -> Markup:
        """A text's words without marks, for a heading or a link."""
        return unbroken(self.plain(text))

    def kind(self, name: str, plural: bool = False) -> str:
        """The name of a kind."""
        kind = self.edition.kinds_by_id[name]
        return self.plain(kind.plural if plural and kind.plural else kind.name)

    def date(self, document: Document) -> str:
        """A document's date in the page's language; nothing where it is not known."""
        return date_in_words(document.head.date, self.language) if document.head.date else ""

    def kinds(self, name: str, count: int) -> str:
        """The name of a kind, as the number of its things asks."""
        return self.kind(name, plural=not is_singular(count, self.language))

    def foreign(self, text: Text) -> str:
        """The language a text has to be shown in where it is not the page's, else nothing."""
        shown = text.shown(self.language)[1]
        return shown if shown != self.language else ""


def shortened(text: str) -> str:
    """The first words of a text, as many as a description has room for."""
    return text if len(text) <= _DESCRIPTION else text[:_DESCRIPTION].rsplit(" ", 1)[0].rstrip(",;:.") + "…"
