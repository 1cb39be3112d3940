"""What a template may ask of one page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from markupsafe import Markup

from ..analysis.commitments import commitments
from ..languages import LANGUAGES, SOURCE_LANGUAGE
from ..model import (
    BoxEntry,
    CommitmentList,
    ContactsEntry,
    Correction,
    Document,
    KeyFiguresEntry,
    ListEntry,
    Section,
    SectionEntry,
    SitesEntry,
    Text,
    entry_kind,
)
from ..references.references import Target
from ..references.units import Unit
from ..text.inline_markup import plain_text, referenced_identifiers
from ..text.typography import typeset
from ..text.word_diff import diff_words
from ..translation.status import StaleText
from .catalogue import chain, neighbours
from .explorer import Explorer
from .fragment_view import FragmentView
from .inline_html import Acronyms, Setting, called, inline, with_marks
from .kinds import document_page
from .language_context import LanguageContext
from .nearby import Nearby
from .page import Page
from .plain_text import shortened


@dataclass(frozen=True)
class Heading:
    """An entry of a page's own outline."""

    anchor: str
    title: str
    within: tuple[Heading, ...] = ()


class View(FragmentView):
    """What a template may ask of one page: texts set in the page's language, addresses relative to it."""

    def __init__(self, context: LanguageContext, page: Page) -> None:
        super().__init__(context, page.address)
        self.page = page
        self._document = page.document.id if page.document else ""

    @cached_property
    def _acronyms(self) -> Mapping[str, Acronyms]:
        """The acronyms of each language a text of this page may be in."""
        return {language: Acronyms(self._context.full_forms[language]) for language in LANGUAGES}

    # --- texts

    def html(self, text: Text, unit: str = "") -> Markup:
        """A text with its references, and the marks of the corrections of its unit."""
        raw, language = text.shown(self.language)
        corrections = self._context.corrections.get(f"{self._document}/{unit}" if unit else "", ())
        marked, rest = with_marks(raw, corrections)
        marks: Iterator[Correction] = iter([c for c in corrections if c not in rest])
        setting = Setting(
            language,
            self.reference,
            self._call,
            lambda: self._mark(next(marks)),
            self._acronyms[language],
            self._context.meant(text, language),
        )
        return inline(marked, setting) + Markup("").join(self._mark(correction) for correction in rest)

    def stale(self, text: Text) -> StaleText | None:
        """What a text was translated from and what its source is now, where the two differ; None on the source's pages."""
        return self._context.stale.get((text.at.file, text.at.path))

    def change(self, found: StaleText) -> list[tuple[str, str]]:
        """What became of a text of the source, word by word; with its marks where only these have changed."""
        old, new = found.new if found.old is None else found.old, found.new
        if found.old is None or plain_text(old) != plain_text(new):
            old, new = plain_text(old), plain_text(new)
        return [(kind, typeset(run, SOURCE_LANGUAGE)) for kind, run in diff_words(old, new)]

    def _mark(self, correction: Correction) -> Markup:
        return Markup('<a class="correction" href="{}" title="{}" aria-label="{}">※</a>').format(
            self.href(f"corrections/#{correction.id}"), self.plain(correction.reason), self.phrase("correction-mark")
        )

    def _call(self, mark: str) -> Markup:
        """The call of a footnote; its acronyms are marked where the note stands at the end of the page."""
        head = self.page.division.head if self.page.division else self.page.document.head if self.page.document else None
        note = next((one for one in head.footnotes if one.mark == mark), None) if head else None
        label = self.phrase("footnote", mark=mark)
        if note is None:
            return called(mark, label, f"fn-{mark}", Markup(""))
        raw, language = note.shown(self.language)
        return called(mark, label, note.id, inline(raw, Setting(language, self.reference, lambda _: Markup(""))))

    def drawings(self, picture: str, label: str) -> Markup:
        """A picture's drawings, leading from this page to what they count."""
        return self.gallery.drawings(picture, label, self.href)

    def reference(self, identifier: str) -> str:
        """Where a reference leads, as seen from this page."""
        return self.href(self.target(identifier).href)

    # --- parts of pages

    entry_kind = staticmethod(entry_kind)

    @cached_property
    def nearby(self) -> Nearby:
        """What is near this page."""
        return Nearby(self._context.related, self.page)

    def title(self, page: Page) -> str:
        """A page's full title: with its kind and number where it has one."""
        return self.heading(page.division) if page.division else self.plain(page.title)

    def crumb(self, page: Page) -> str:
        """What a trail calls a page: `Résultat 1`, a document by its short title, a part by its number and title."""
        if page.division:
            named = self.edition.kinds_by_id[page.division.head.kind].printed
            return self.numbered(page.division).rstrip(".") if named else self.title(page)
        return self.plain(page.document.head.short_title if page.document and page.kind.is_text else page.title)

    def referred(self) -> Iterator[Target]:
        """What the texts of a page refer to, in the order of its first mention."""
        texts = (unit.text.shown(self.language)[0] for unit in self._units() if unit.text)
        found = (self.links.resolve(name, self._document) for text in texts for name in referenced_identifiers(text))
        yield from dict.fromkeys(target for target in found if target)

    def label(self, document: Document, section: Section) -> Text:
        """A section's title: its own, or the one that the document repeats."""
        return section.title or next(label.title for label in document.head.labels if label.id == section.label)

    def chain(self) -> list[Page]:
        """The pages this one stands under."""
        return chain(self.page)

    def neighbours(self) -> tuple[Page | None, Page | None]:
        """The pages before and after."""
        return neighbours(self.page)

    def document_page(self, document: Document) -> Page:
        """A document's own page."""
        return document_page(document)

    def description(self) -> str:
        """What a page says of itself to those who have not opened it."""
        return shortened(self.page.kind.description(self, self.page))

    def _units(self) -> Iterator[Unit]:
        division = self.page.division.head.id if self.page.division else ""
        return (u for u in self.links.units if u.document == self._document and u.division == division)

    def untitled(self) -> bool:
        """Whether the text of a document that is one page begins without a heading of its own."""
        document = self.page.document
        if document is None or self.page.division or document.groups:
            return False
        return not isinstance(next(iter(document.head.body), None), SectionEntry)

    def headings(self) -> Iterator[Heading]:
        """The outline of this page: its sections, lists and boxes."""
        page = self.page
        if not page.kind.is_text:
            return
        if page.document and not page.division:
            yield from (
                Heading(group.head.id, self.plain(group.head.title)) for group in page.document.groups if group.head.title
            )
        head = page.division.head if page.division else page.document.head if page.document else None
        if self.untitled():
            yield Heading("the-text", self.phrase("the-text"))
        if head is not None:
            yield from self._headings(head.body)
        if page.division and page.division.children:
            yield Heading("within", self.kind(page.division.children[0].head.kind, plural=True))
        if self.nearby:
            yield Heading("related", self.phrase("related"))

    def _headings(self, body: Iterable[object]) -> Iterator[Heading]:
        assert self.page.document
        for entry in body:
            match entry:
                case SectionEntry() if entry.section.body or not entry.section.label:
                    section = entry.section
                    title = self.plain(self.label(self.page.document, section))
                    yield Heading(section.id, title, tuple(self._headings(section.body)))
                case BoxEntry():
                    yield Heading(entry.box.id, self.plain(entry.box.title))
                case ListEntry():
                    yield Heading(entry.list.id, self.list_name(entry.list))
                case SitesEntry():
                    yield Heading(entry.sites.id, self.plain(entry.sites.title))
                case ContactsEntry():
                    yield Heading(entry.contacts.id, self.phrase("contacts"))
                case KeyFiguresEntry():
                    yield Heading(entry.key_figures.id, self.phrase("in-figures"))

    def list_name(self, entry: CommitmentList) -> str:
        """A list in a few words: `28. Engagements · National`."""
        levels = ", ".join(self.kind(level) for level in entry.levels)
        name = self.plain(entry.title) if entry.title else self.kind(entry.kind)
        number = f"{entry.paragraph}. " if entry.paragraph else ""
        return " · ".join(filter(None, (number + name, levels)))

    def explorer(self) -> Explorer:
        """What the commitments explorer shows of this page's document."""
        assert self.page.document
        return Explorer(self, commitments(self.links, self.page.document))
