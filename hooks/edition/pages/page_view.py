"""The view that the template of a page is given: texts and parts of pages (see view.py), and what indexes show."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from itertools import groupby
from typing import TypeVar

from markupsafe import Markup

from ..analysis.commitments import entries_in_commitments
from ..charts.outline import TitledDivisions, outline_groups
from ..concordance.alignment import occurrences_by_term
from ..concordance.translations import Translation, group_by_translation
from ..languages import LANGUAGES
from ..model import Correction, Division, Document, Register, RegisterEntry
from ..references.mentions import find_mentions
from ..references.references import Citation, Target
from ..text.inline_markup import inline_links, plain_text, plain_text_of_parts
from ..text.search_normalization import sort_key
from ..text.typography import format_number, typeset
from ..translation.status import Progress, TranslationState, measure_progress, translation_state
from ..translation.texts import SHEET_FORMATS, TranslatableText, TranslationFile, translation_files
from .inline_html import escape_unbreakable, typeset_plain_text
from .view import View

_Item = TypeVar("_Item")


class PageView(View):
    """The view of a page: all of View, and sorted entries, their citations, corrections, the status of the translation."""

    def acronym_in_brackets(self, entry: RegisterEntry, language: str) -> Markup:
        """Returns the acronym that follows an entry's name, in brackets; nothing where a language has none."""
        acronym = entry.acronym.get(language) if entry.acronym else None
        return Markup(" ({})").format(escape_unbreakable(acronym)) if acronym else Markup("")

    def entries_with_acronyms(self) -> list[tuple[Register, RegisterEntry]]:
        """Returns the entries of the other registers that have an acronym, sorted by it in the page's language."""
        others = [register for register in self.edition.registers if register is not self.page.register]
        pairs = [(register, entry) for register in others for entry in register.entries if entry.acronym]
        return sorted(pairs, key=lambda pair: self.acronym_sort_key(pair[1], self.language))

    def acronym_sort_key(self, entry: RegisterEntry, language: str) -> str:
        """Returns the key that sorts an entry by its acronym; entries without one come last, by name."""
        acronym = entry.acronym.get(language) if entry.acronym else None
        return sort_key(acronym) if acronym else f"zz {self.name_sort_key(entry, language)}"

    def name_with_acronym(self, entry: RegisterEntry, language: str) -> str:
        """Returns an entry's name in a language, with its acronym in brackets."""
        acronym = entry.acronym.get(language) if entry.acronym else None
        return self.plain_in_language(entry.name, language) + (f" ({acronym})" if acronym else "")

    def citations_by_document(self, identifier: str) -> list[tuple[Document, list[tuple[Target, list[Citation]]]]]:
        """Returns the citations of a target by document, then by page, in reading order."""
        citations = self.links.citations.get(identifier, ())
        documents = {document.id: document for document in self.edition.documents}
        return [
            (documents[name], [(page, list(page_group)) for page, page_group in groupby(group, key=lambda c: c.page)])
            for name, group in ((n, list(g)) for n, g in groupby(citations, key=lambda c: c.unit.document))
        ]

    def fold(self, items: Sequence[_Item]) -> tuple[Sequence[_Item], Sequence[_Item]]:
        """Splits a list into its first items and the rest, which is shown on demand; a rest of one is not worth it."""
        count = _SHOWN_AT_ONCE if len(items) > _SHOWN_AT_ONCE + 1 else len(items)
        return items[:count], items[count:]

    def terms_by_initial(self) -> list[tuple[str, list[RegisterEntry]]]:
        """Returns the terms of this page's register by their initials, sorted by name."""
        assert self.page.register
        entries = self.sort_by_name(self.page.register.entries)
        return _group_by_initial(entries, lambda entry: self.name_sort_key(entry, self.language))

    def acronyms_by_initial(self) -> list[tuple[str, list[tuple[Register, RegisterEntry]]]]:
        """Returns the entries with acronyms by the initials of these in the page's language; last, under "", those without one."""

        def get_key(pair: tuple[Register, RegisterEntry]) -> str:
            acronym = pair[1].acronym
            return self.acronym_sort_key(pair[1], self.language) if acronym and acronym.get(self.language) else ""

        return _group_by_initial(self.entries_with_acronyms(), get_key)

    def acronym_anchor(self, register: Register, entry: RegisterEntry) -> str:
        """Returns the anchor of an acronym in the glossary."""
        return f"{register.path}-{entry.path}"

    def citation_count(self, identifier: str) -> int:
        """Returns the number of units that cite a target."""
        return len(self.links.citations.get(identifier, ()))

    def excerpt(self, citation: Citation, identifier: str) -> str:
        """Returns the sentence that cites a target as plain text."""
        text = citation.unit.text
        if text is None:
            return citation.unit.monolingual
        raw, language = text.shown(self.language)
        return typeset(find_sentence(plain_text(raw), self._citing_form(raw, language, identifier)), language)

    def _citing_form(self, raw: str, language: str, identifier: str) -> str:
        """Returns the words by which a text names a target."""
        for link in inline_links(raw):
            target = self.links.resolve(link.reference, self._document) if link.reference else None
            if target and target.identifier == identifier:
                return plain_text_of_parts(link.children)
        register = self.edition.entries[identifier][0] if identifier in self.edition.entries else None
        mentions = find_mentions(register, language, plain_text(raw)) if register else ()
        return next((mention.form for mention in mentions if mention.identifier == identifier), "")

    def translations(self, identifier: str) -> list[tuple[str, list[Translation]]]:
        """Returns the other languages, each with the translations of a term of the page's language; none if no text has it."""
        occurrences = occurrences_by_term(self.links).get(identifier, ())
        others = [language for language in LANGUAGES if language != self.language and occurrences]
        return [(other, group_by_translation(occurrences, self.language, other)) for other in others]

    def cited_with(self, identifier: str, limit: int = 8) -> list[tuple[Target, str, int]]:
        """Returns the targets most often cited together with another: each with its name and the number of common units.

        Where two have the same name, it is followed by the title of their register.
        """
        entries = self.edition.entries
        others = entries.keys() - self.links.namesakes(identifier)
        pairs = ((self.links.resolve(name), n) for name, n in self.links.cited_with(identifier) if name in others)
        counts = [(target, n) for target, n in pairs if target][:limit]
        titles = [self.plain(entries[target.identifier][1].name) for target, _ in counts]
        registers = [self.plain(entries[target.identifier][0].title) for target, _ in counts]
        return [
            (target, f"{title} ({register})" if titles.count(title) > 1 else title, n)
            for (target, n), title, register in zip(counts, titles, registers, strict=True)
        ]

    def entries_by_kind(self, register: Register) -> list[tuple[str, list[object]]]:
        """Returns a register's entries by the titles of their kinds; sorted by name where the register has no kinds."""
        if not register.kinds:
            return [("", list(self.sort_by_name(register.entries)))]
        return [
            (self.plain(kind.title), [entry for entry in register.entries if entry.kind == kind.id]) for kind in register.kinds
        ]

    def corrections_by_document(self) -> list[tuple[Document, list[Correction]]]:
        """Returns the declared corrections of each document."""
        return [
            (document, [c for c in self.edition.corrections.corrections if c.unit.split("/")[0] == document.id])
            for document in self.edition.documents
        ]

    def readings(self, correction: Correction) -> list[tuple[str, str]]:
        """Returns what the source has and what is published, each with its label, in the source language."""
        source_label = self.phrase("reading-after" if correction.after else "reading-source")
        readings = ((source_label, correction.source), (self.phrase("reading-edition"), correction.reading))
        return [(label, self.plain_source_text(words)) for label, words in readings if words]

    def translation_progress(self) -> list[tuple[TranslationFile, Progress]]:
        """Returns the translation files with the progress of each."""
        return [
            (translation_file, measure_progress(self.edition, translation_file))
            for translation_file in translation_files(self.edition)
            if translation_file.texts
        ]

    def texts_to_translate(self, translation_file: TranslationFile) -> list[tuple[TranslatableText, TranslationState]]:
        """Returns the texts of a translation file that are not translated or not up to date, with their states."""
        states = ((text, translation_state(self.edition, text)) for text in translation_file.texts)
        return [(text, state) for text, state in states if state is not TranslationState.TRANSLATED]

    def sheet_links(self, translation_file: TranslationFile) -> list[tuple[str, str]]:
        """Returns the format and address of each spreadsheet of a translation file."""
        return [(form, self.file_href(translation_file.sheet_path(form))) for form in SHEET_FORMATS]

    def principal_document(self) -> Document | None:
        """Returns the document that the explorer and the charts show, if there is one."""
        return next((document for document in self.edition.documents if document.id == self.edition.head.principal), None)

    def is_in_explorer(self, identifier: str) -> bool:
        """Whether a commitment of the explorer cites a register entry."""
        document = self.principal_document()
        return document is not None and identifier in entries_in_commitments(self.links, document)

    def outline_groups(self) -> list[TitledDivisions]:
        """Returns the divisions of the principal document in the groups of its figure."""
        document = self.principal_document()
        return outline_groups(self.links, document) if document else []

    def division_size(self, division: Division) -> int:
        """Returns the length of a division's own text in thousands of characters, from 1 to 16: for the room that it will take."""
        document = self.page.document
        assert document
        place = document.id, division.head.id
        texts = (unit.text for unit in self.links.units if (unit.document, unit.division) == place)
        return min(16, max(1, round(sum(len(self.plain(text)) for text in texts if text) / 1000)))

    def registers_by_facet(self) -> list[Register]:
        """Returns the registers: first those that are facets, in the order of these."""
        facets = [register for _, register in self.edition.facets]
        return [*facets, *(register for register in self.edition.registers if register not in facets)]

    def most_cited(self, register: Register) -> list[RegisterEntry]:
        """Returns a register's entries that a text cites, the most cited first."""
        counts = ((entry, self.citation_count(register.identifier(entry))) for entry in register.entries)
        return [entry for entry, count in sorted(counts, key=lambda pair: (-pair[1], pair[0].id)) if count]

    def examples(self, register: Register) -> list[RegisterEntry]:
        """Returns a register's most cited entries; none where all are named by numbers, which say nothing to a newcomer."""
        entries = self.most_cited(register)[:3]
        return [] if all(re.search(r"\d", self.plain(entry.name)) for entry in entries) else entries

    def symbol(self, entry: RegisterEntry) -> str:
        """Returns the symbol of an entry, else its number, else its name."""
        return self.related_content.symbol(entry, self.language) or entry.number or self.plain(entry.name)

    def format_number(self, count: int) -> str:
        """Formats a number in the page's language."""
        return format_number(count, self.language)

    def citation_title(self, document: Document) -> str:
        """Returns the author, title, symbol and date of a document, for a citation."""
        head = document.head
        facts = (self.author_name(document), self.plain(head.title), head.symbol, self.document_date(document))
        return ", ".join(filter(None, facts))

    def author_name(self, document: Document) -> str:
        """Returns the name of a document's author; "" where it is not known."""
        author = document.head.author
        return self.plain(self.edition.entries[author][1].name) if author else ""

    def plain_source_text(self, text: str) -> str:
        """Returns a text of the source as plain text in the source language."""
        return typeset_plain_text(text, LANGUAGES[0])


def _group_by_initial(items: Iterable[_Item], get_key: Callable[[_Item], str]) -> list[tuple[str, list[_Item]]]:
    """Groups sorted items by the first letters of their keys, in capitals; digits are one group."""

    def get_initial(item: _Item) -> str:
        initial = get_key(item)[:1].upper()
        return "0–9" if initial.isdigit() else initial

    return [(initial, list(group)) for initial, group in groupby(items, key=get_initial)]


_SHOWN_AT_ONCE = 3
"""How many items of a long list are shown before its rest is asked for."""
_SENTENCE_END = re.compile(r"(?<=[.;?!»])\s+(?=[A-ZÀ-ÝŒ«“])|(?<=;)\s+")


def find_sentence(text: str, words: str) -> str:
    """Returns the sentence of a plain text that contains some words, else its first sentence."""
    sentences = _SENTENCE_END.split(text)
    match = next((sentence for sentence in sentences if words and words in sentence), sentences[0])
    return match if len(sentences) == 1 else " ".join(filter(None, ("…" if match != sentences[0] else "", match)))
