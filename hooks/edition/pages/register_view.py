"""What the templates of registers, corrections and the translators' page ask beyond what every page does."""

from __future__ import annotations

import re
from itertools import groupby

from markupsafe import Markup

from ..languages import LANGUAGES
from ..model import Correction, Document, Register, RegisterEntry
from ..references.mentions import find_mentions
from ..references.references import Citation, Target
from ..text.inline_markup import inline_links, plain_text, plain_text_of_parts
from ..text.search_normalization import sort_key
from ..text.typography import format_number, typeset
from ..translation.status import Progress, TranslationState, measure_progress, translation_state
from ..translation.texts import SHEET_FORMATS, TranslatableText, TranslationFile, translation_files
from .inline_html import unbroken, words
from .key_numbers import Number, most_cited, numbers, registered
from .view import View


class IndexView(View):
    """A view with what the indexes show: entries in order, who cites them, corrections, the state of the translation."""

    def acronym(self, entry: RegisterEntry, language: str) -> Markup:
        """The acronym that follows a thing's name, in brackets; nothing where a language has none."""
        own = entry.acronym.get(language) if entry.acronym else None
        return Markup(" ({})").format(unbroken(own)) if own else Markup("")

    def with_acronyms(self) -> list[tuple[Register, RegisterEntry]]:
        """Things of the other registers that have an acronym, in the alphabetical order of the page's language."""
        others = [register for register in self.edition.registers if register is not self.page.register]
        found = [(register, entry) for register in others for entry in register.entries if entry.acronym]
        return sorted(found, key=lambda pair: self.acronym_key(pair[1], self.language))

    def acronym_key(self, entry: RegisterEntry, language: str) -> str:
        """An acronym's place in the alphabet; names without one come after."""
        acronym = entry.acronym.get(language) if entry.acronym else None
        return sort_key(acronym) if acronym else f"zz {self.key(entry, language)}"

    def named(self, entry: RegisterEntry, language: str) -> str:
        """A name in a language, with its acronym there."""
        acronym = entry.acronym.get(language) if entry.acronym else None
        return self.in_language(entry.name, language) + (f" ({acronym})" if acronym else "")

    def citations(self, identifier: str) -> list[tuple[Document, list[tuple[Target, list[Citation]]]]]:
        """Who cites a thing: by document, then by page, in reading order."""
        found = self.links.citations.get(identifier, ())
        documents = {document.id: document for document in self.edition.documents}
        return [
            (documents[name], [(page, list(each)) for page, each in groupby(group, key=lambda c: c.page)])
            for name, group in ((n, list(g)) for n, g in groupby(found, key=lambda c: c.unit.document))
        ]

    def count(self, identifier: str) -> int:
        """How many units cite a thing."""
        return len(self.links.citations.get(identifier, ()))

    def excerpt(self, citation: Citation, identifier: str) -> str:
        """The sentence of a unit that cites a thing, as plain words."""
        text = citation.unit.text
        if text is None:
            return citation.unit.monolingual
        raw, language = text.shown(self.language)
        return typeset(sentence(plain_text(raw), self._named(raw, language, identifier)), language)

    def _named(self, raw: str, language: str, identifier: str) -> str:
        """The words under which a text names a thing."""
        for link in inline_links(raw):
            target = self.links.resolve(link.reference, self._document) if link.reference else None
            if target and target.identifier == identifier:
                return plain_text_of_parts(link.children)
        register = self.edition.entries[identifier][0] if identifier in self.edition.entries else None
        named = find_mentions(register, language, plain_text(raw)) if register else ()
        return next((mention.form for mention in named if mention.identifier == identifier), "")

    def cited_with(self, identifier: str, most: int = 8) -> list[tuple[Target, str, int]]:
        """What is cited together with a thing most often: its name, with its register's where two have the same, and how often."""
        entries = self.edition.entries
        pairs = ((self.links.resolve(name), n) for name, n in self.links.cited_with(identifier) if name in entries)
        found = [(target, n) for target, n in pairs if target][:most]
        titles = [self.plain(entries[target.identifier][1].name) for target, _ in found]
        registers = [self.plain(entries[target.identifier][0].title) for target, _ in found]
        return [
            (target, f"{title} ({register})" if titles.count(title) > 1 else title, n)
            for (target, n), title, register in zip(found, titles, registers, strict=True)
        ]

    def by_kind(self, register: Register) -> list[tuple[str, list[object]]]:
        """A register's entries under the names of their kinds; in their order where the register has none."""
        if not register.kinds:
            return [("", list(self.in_order(register.entries)))]
        return [
            (self.plain(kind.title), [entry for entry in register.entries if entry.kind == kind.id]) for kind in register.kinds
        ]

    def correction_groups(self) -> list[tuple[Document, list[Correction]]]:
        """All declared corrections, by document."""
        return [
            (document, [c for c in self.edition.corrections.corrections if c.unit.split("/")[0] == document.id])
            for document in self.edition.documents
        ]

    def translation_files(self) -> list[tuple[TranslationFile, Progress]]:
        """What is translated, and how far it has come."""
        return [
            (translation_file, measure_progress(self.edition, translation_file))
            for translation_file in translation_files(self.edition)
            if translation_file.texts
        ]

    def work(self, translation_file: TranslationFile) -> list[tuple[TranslatableText, TranslationState]]:
        """The texts of a translation file that need work, and the state of each."""
        states = ((text, translation_state(self.edition, text)) for text in translation_file.texts)
        return [(text, found) for text, found in states if found is not TranslationState.TRANSLATED]

    def sheets(self, translation_file: TranslationFile) -> list[tuple[str, str]]:
        """The spreadsheets of a translation file: the format and address of each."""
        return [(form, self.file(translation_file.sheet_path(form))) for form in SHEET_FORMATS]

    def divisions_in_numbers(self) -> list[Number]:
        """How many divisions of each kind the page's document has."""
        assert self.page.document
        return numbers(self.links, self.page.document, self.language)[0]

    def contents_in_numbers(self) -> list[Number]:
        """How many passages, items and words the page's document has."""
        assert self.page.document
        return numbers(self.links, self.page.document, self.language)[1]

    def words_of(self, document: Document) -> str:
        """How many words a document has."""
        return self.counted(numbers(self.links, document, self.language)[1][-1].count)

    def registered(self) -> list[tuple[Register, int]]:
        """How many entries of each register the page's document refers to."""
        assert self.page.document
        return registered(self.links, self.page.document)

    def most_cited(self, register: Register) -> list[tuple[RegisterEntry, int]]:
        """A register's entries and how many units cite them, the most cited first."""
        return most_cited(self.links, register)

    def symbol(self, entry: RegisterEntry) -> str:
        """An entry in as few letters as it has: its symbol, else its number, else its name."""
        return self.nearby.symbol(entry, self.language) or entry.number or self.plain(entry.name)

    def counted(self, count: int) -> str:
        """A number as the page's language writes it."""
        return format_number(count, self.language)

    def cited_name(self, document: Document) -> str:
        """A document as a citation names it: title, symbol, date."""
        head = document.head
        return ", ".join(filter(None, (self.plain(head.title), head.symbol, self.date(document))))

    def source_words(self, text: str) -> str:
        """Words of the source, which are in its language, whatever the page's."""
        return words(text, LANGUAGES[0])


_SENTENCE_END = re.compile(r"(?<=[.;?!»])\s+(?=[A-ZÀ-ÝŒ«“])|(?<=;)\s+")


def sentence(text: str, words: str) -> str:
    """The sentence of a plain text that holds some words; its first where none does."""
    sentences = _SENTENCE_END.split(text)
    found = next((one for one in sentences if words and words in one), sentences[0])
    return found if len(sentences) == 1 else " ".join(filter(None, ("…" if found != sentences[0] else "", found)))
