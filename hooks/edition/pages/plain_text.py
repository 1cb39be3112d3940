"""Texts as plain text in the language of a page."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from ..model import Document, ListKind, Text
from ..problems.problem import ContentError, Problem
from ..text.phrases import fill_placeholders
from ..text.typography import date_in_words, is_singular, list_in_words
from .inline_html import escape_unbreakable, typeset_plain_text
from .language_context import LanguageContext

_DESCRIPTION_LENGTH = 160


class PlainTextView:
    """The texts of the edition and of its interface as plain text in one language."""

    def __init__(self, context: LanguageContext) -> None:
        self._context = context
        self.edition = context.edition
        self.language = context.language

    def phrase(self, name: str, count: int | str | None = None, **values: object) -> str:
        """Returns a phrase of the interface with its placeholders filled; in the singular where the count requires it.

        Raises ContentError where the interface lacks it.
        """
        if name not in self.edition.phrases:
            raise ContentError([Problem(self.edition.interface.at.of_field("phrases"), "phrase-missing", {"name": name})])
        singular = (
            self.edition.singular_phrases.get(name) if isinstance(count, int) and is_singular(count, self.language) else None
        )
        return self.fill(singular or self.edition.phrases[name], count=count, **values)

    def fill(self, text: Text, **values: object) -> str:
        """Returns a text as plain text with its placeholders filled."""
        shown, language = text.shown(self.language)
        return typeset_plain_text(fill_placeholders(shown, values), language)

    def list_in_words(self, names: Sequence[str]) -> str:
        """Joins names for a sentence, with the language's word for `and`."""
        return list_in_words(names, self.language)

    def number_in_words(self, number: int) -> str:
        """Returns a small number as a word, another in digits."""
        words = self.phrase("small-numbers").split(" · ")
        return words[number - 1] if 0 < number <= len(words) else str(number)

    def plain(self, text: Text) -> str:
        """Returns a text as plain text."""
        return typeset_plain_text(*text.shown(self.language))

    def plain_html(self, text: Text) -> Markup:
        """Returns a text as plain text in HTML, for a heading or a link."""
        return escape_unbreakable(self.plain(text))

    def kind_name(self, name: str, plural: bool = False) -> str:
        """Returns the name of a kind."""
        kind = self.edition.kinds_by_id[name]
        return self.plain(kind.plural if plural and kind.plural else kind.name)

    def date_in_words(self, date: str) -> str:
        """Returns a date in words: `7 octobre 2022`."""
        return date_in_words(date, self.language)

    def document_date(self, document: Document) -> str:
        """Returns a document's date in the page's language; "" where it is not known."""
        return date_in_words(document.head.date, self.language) if document.head.date else ""

    def kind_name_for_count(self, name: str, count: int) -> str:
        """Returns the name of a kind, or of the items of a kind of list, in the singular or plural that a number requires."""
        kind, singular = self.edition.kinds_by_id[name], is_singular(count, self.language)
        if singular and isinstance(kind, ListKind) and kind.item:
            return self.plain(kind.item)
        return self.kind_name(name, plural=not singular)

    def foreign_language(self, text: Text) -> str:
        """Returns the language in which a text is shown where it is not the page's; else ""."""
        shown = text.shown(self.language)[1]
        return shown if shown != self.language else ""


def shorten(text: str) -> str:
    """Shortens a text to the length of a description."""
    return text if len(text) <= _DESCRIPTION_LENGTH else text[:_DESCRIPTION_LENGTH].rsplit(" ", 1)[0].rstrip(",;:.") + "…"
