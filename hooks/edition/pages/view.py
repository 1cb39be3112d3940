"""The view of one page."""

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
    Division,
    DivisionHead,
    Document,
    DocumentHead,
    Footnote,
    GroupHead,
    KeyFiguresEntry,
    ListEntry,
    Section,
    SectionEntry,
    SitesEntry,
    Text,
    entry_kind,
)
from ..references.references import Target, numbered_units
from ..references.units import Unit
from ..text.inline_markup import called_footnotes, plain_text, referenced_identifiers
from ..text.typography import typeset
from ..text.word_diff import diff_words
from ..translation.status import StaleText
from .catalogue import adjacent_pages, ancestors
from .explorer import Explorer
from .fragment_view import FragmentView
from .inline_html import (
    AcronymMarker,
    InlineContext,
    footnote_call_html,
    insert_correction_placeholders,
    render_inline,
    sidenote_html,
)
from .kinds import document_page
from .language_context import LanguageContext
from .page import Page
from .plain_text import shorten
from .related_content import RelatedContent


@dataclass(frozen=True)
class Heading:
    """An entry of a page's outline; `paragraphs` has the numbers of its paragraphs, where they are printed in an outline."""

    anchor: str
    title: str
    children: tuple[Heading, ...] = ()
    paragraphs: str = ""


class View(FragmentView):
    """The view of one page: texts in the page's language, addresses relative to it."""

    def __init__(self, context: LanguageContext, page: Page) -> None:
        super().__init__(context, page.address)
        self.page = page
        self._document = page.document.id if page.document else ""

    @cached_property
    def _acronym_markers(self) -> Mapping[str, AcronymMarker]:
        """The markers of the acronyms of each language; a text that is not translated is in the source language."""
        return {language: AcronymMarker(self._context.default_full_forms[language]) for language in LANGUAGES}

    # --- texts

    def html(self, text: Text, unit: str = "") -> Markup:
        """Renders a text with its references and, after it, its footnotes.

        A text in the source language, which alone is corrected, has the marks of the corrections of its unit.
        """
        raw, language = text.shown(self.language)
        is_corrected = unit and language == SOURCE_LANGUAGE
        corrections = self._context.corrections_by_unit.get(f"{self._document}/{unit}", ()) if is_corrected else ()
        marked, rest = insert_correction_placeholders(raw, corrections)
        marks: Iterator[Correction] = iter([c for c in corrections if c not in rest])
        context = InlineContext(
            language,
            self.reference_href,
            self._footnote_call,
            lambda: self._correction_mark(next(marks)),
            self._acronym_markers[language],
            self._context.full_forms_by_occurrence(text, language),
        )
        marks_at_end = (self._correction_mark(correction) for correction in rest)
        return Markup("").join((render_inline(marked, context), *marks_at_end, *self._sidenotes(raw)))

    def stale_text(self, text: Text) -> StaleText | None:
        """Returns a text whose translation is not up to date; None where it is, and on pages in the source language."""
        return self._context.stale_texts_by_place.get((text.at.file, text.at.path))

    def source_changes(self, stale: StaleText) -> list[tuple[str, str]]:
        """Returns the changes of a text's source, word by word; with its markup where only this has changed."""
        old, new = stale.new if stale.old is None else stale.old, stale.new
        if stale.old is None or plain_text(old) != plain_text(new):
            old, new = plain_text(old), plain_text(new)
        return [(kind, typeset(run, SOURCE_LANGUAGE)) for kind, run in diff_words(old, new)]

    def _correction_mark(self, correction: Correction) -> Markup:
        return Markup('<a class="correction" href="{}" aria-label="{}">※</a>').format(
            self.href(f"corrections/#{correction.id}"), self.phrase("correction-mark")
        )

    def _footnote_call(self, mark: str) -> Markup:
        note = self._footnote(mark)
        return footnote_call_html(mark, self.phrase("footnote", mark=mark), note.id if note else f"fn-{mark}")

    def _sidenotes(self, raw: str) -> Iterator[Markup]:
        """Renders the footnotes that a text calls; their acronyms are marked only at the end of the page."""
        for note in filter(None, map(self._footnote, called_footnotes(raw))):
            words, language = note.shown(self.language)
            context = InlineContext(language, self.reference_href, lambda _: Markup(""))
            yield sidenote_html(note.mark, render_inline(words, context))

    def _footnote(self, mark: str) -> Footnote | None:
        return next((footnote for head in self._heads() for footnote in head.footnotes if footnote.mark == mark), None)

    def chart_drawings(self, chart: str, label: str) -> Markup:
        """Renders the drawings of a chart, with links to what they count."""
        return self.charts.render_drawings(chart, label, self.href)

    def _heads(self) -> Iterator[DocumentHead | DivisionHead]:
        """The parts of the document that this page shows."""
        if self.page.division:
            yield self.page.division.head
        elif self.page.document:
            yield self.page.document.head
            if self.page.kind.is_whole:
                yield from (division.head for division in self.page.document.divisions())

    def reference_href(self, identifier: str) -> str:
        """Returns the address of a reference's target, relative to this page; on a page with the whole text, to the place in it.

        Returns "" for the subject of the document that the page is of.
        """
        target = self.target(identifier)
        if self.page.document and target.identifier == self.page.document.head.subject:
            return ""
        if self.page.kind.is_whole and target.identifier.startswith(f"{self._document}/"):
            return f"#{target.anchor or target.identifier.removeprefix(f'{self._document}/')}"
        return self.href(target.href)

    # --- parts of pages

    entry_kind = staticmethod(entry_kind)

    @cached_property
    def related_content(self) -> RelatedContent:
        """The related divisions and passages of this page."""
        return RelatedContent(self._context.similarity_index, self.page)

    def title(self, page: Page) -> str:
        """Returns a page's full title, with its kind and number if it has them."""
        if page.kind.is_whole:
            return f"{self.plain(page.title)} – {self.phrase('whole')}"
        return self.heading(page.division) if page.division else self.plain(page.title)

    def breadcrumb_label(self, page: Page) -> str:
        """Returns a page's label in the breadcrumbs: `Résultat 1`, a document's short title, a part's number and title."""
        if page.division:
            has_name = self.edition.kinds_by_id[page.division.head.kind].printed
            return self.kind_and_number(page.division).rstrip(".") if has_name else self.title(page)
        if page.kind.is_whole:
            return self.phrase("whole")
        return self.plain(page.document.head.short_title if page.document and page.kind.is_text else page.title)

    def referenced_targets(self) -> Iterator[Target]:
        """Yields the targets of the page's references, in the order of their first mention."""
        texts = (unit.text.shown(self.language)[0] for unit in self._units() if unit.text)
        targets = (self.links.resolve(name, self._document) for text in texts for name in referenced_identifiers(text))
        yield from dict.fromkeys(target for target in targets if target)

    def section_title(self, document: Document, section: Section) -> Text:
        """Returns a section's title, or else the label that it repeats."""
        return section.title or next(label.title for label in document.head.labels if label.id == section.label)

    def is_draft(self) -> bool:
        """Whether the page is of a document, division or entry that is not published yet."""
        page = self.page
        names = [page.document.id] if page.document else []
        names += [f"{page.document.id}/{page.division.head.id}"] if page.document and page.division else []
        names += [page.register.identifier(page.entry)] if page.register and page.entry else []
        return not self.edition.drafts.isdisjoint(names)

    def ancestors(self) -> list[Page]:
        """Returns the pages above this one in the hierarchy."""
        return ancestors(self.page)

    def adjacent_pages(self) -> tuple[Page | None, Page | None]:
        """Returns the previous and the next page."""
        return adjacent_pages(self.page)

    def document_page(self, document: Document) -> Page:
        """Returns the page of a document."""
        return document_page(document)

    def description(self) -> str:
        """Returns the page's description, shortened."""
        return shorten(self.page.kind.description(self, self.page))

    def _units(self) -> Iterator[Unit]:
        division = self.page.division.head.id if self.page.division else ""
        return (u for u in self.links.units if u.document == self._document and u.division == division)

    def _all_headings(self) -> Iterator[Heading]:
        assert self.page.document
        for group in self.page.document.groups:
            headings = tuple(map(self._division_heading, group.divisions))
            title = self._group_title(group.head)
            yield from [Heading(group.head.id, title, headings)] if title else headings

    def _division_heading(self, division: Division) -> Heading:
        within = tuple(map(self._division_heading, division.children))
        return Heading(division.head.id, self.heading(division), within, self._paragraph_numbers(division))

    def _paragraph_numbers(self, division: Division) -> str:
        """Returns the numbers of the first and the last paragraph of a division, `§ 25–45`; "" where they are not numbered."""
        names = {division.head.id, *(inner.head.id for inner in division.children)}
        units = (unit for unit in self.links.units if unit.document == self._document and unit.division in names)
        numbers = [int(unit.anchor[1:]) for unit in numbered_units(self.edition, units)]
        return f"§\u00a0{min(numbers)}–{max(numbers)}" if numbers else ""

    def _group_title(self, head: GroupHead) -> str:
        return ". ".join(filter(None, (head.number, self.plain(head.title)))) if head.title else ""

    def headings(self) -> Iterator[Heading]:
        """Yields the outline of this page: its sections, lists and boxes."""
        page = self.page
        if page.kind.is_whole:
            yield from self._all_headings()
        elif page.division:
            yield from self._division_headings(page.division)
        elif page.kind.is_text and page.document:
            yield from self._document_headings(page.document)

    def _division_headings(self, division: Division) -> Iterator[Heading]:
        assert self.page.document
        if division.head.brief:
            yield Heading("in-brief", self.phrase("in-brief"))
        yield from self._headings(division.head.body)
        if division.children:
            section = self.children_section(division)
            title = self.plain(self.section_title(self.page.document, section)) if section else ""
            yield Heading("within", title or self.kind_name(division.children[0].head.kind, plural=True))
        if self.related_content:
            yield Heading("related", self.phrase("related"))

    def _document_headings(self, document: Document) -> Iterator[Heading]:
        head = document.head
        if head.brief:
            yield Heading("in-brief", self.phrase("in-brief"))
        if document.groups:
            titles = ((group.head.id, self._group_title(group.head)) for group in document.groups)
            groups = tuple(Heading(anchor, title) for anchor, title in titles if title)
            yield Heading("outline", self.phrase("outline"), groups)
        yield from self._headings(head.body)
        if head.masthead or head.header:
            yield Heading("title-page", self.phrase("title-page"))
        yield Heading("about-text", self.phrase("about-text"))
        yield Heading("cite", self.phrase("cite"))
        if self.related_content:
            yield Heading("related", self.phrase("related"))

    def children_section(self, division: Division) -> Section | None:
        """Returns the section whose text is the divisions within a division: it has a label and no body."""
        sections = (entry.section for entry in division.head.body if isinstance(entry, SectionEntry))
        return next((section for section in sections if section.label and not section.body), None)

    def _headings(self, body: Iterable[object]) -> Iterator[Heading]:
        assert self.page.document
        for entry in body:
            match entry:
                case SectionEntry() if entry.section.body or not entry.section.label:
                    section = entry.section
                    title = self.plain(self.section_title(self.page.document, section))
                    yield Heading(section.id, title, tuple(self._headings(section.body)))
                case BoxEntry():
                    yield Heading(entry.box.id, self.plain(entry.box.title))
                case ListEntry() if self.is_titled(entry.list):
                    yield Heading(self.list_anchor(entry.list), self.list_title(entry.list))
                case SitesEntry():
                    yield Heading(entry.sites.id, self.plain(entry.sites.title))
                case ContactsEntry():
                    yield Heading(entry.contacts.id, self.phrase("contacts"))
                case KeyFiguresEntry():
                    yield Heading(entry.key_figures.id, self.phrase("in-figures"))

    def list_title(self, entry: CommitmentList) -> str:
        """Returns a list's title, or else its kind with its levels: `Engagements au niveau national`."""
        if entry.title:
            return self.plain(entry.title)
        kind = self.kind_name(entry.kind)
        if not entry.levels:
            return kind
        levels = self.list_in_words(
            [self.plain(level.adjective) for level in self.edition.kinds.levels if level.id in entry.levels]
        )
        title = self.phrase("list-title", len(entry.levels), kind=kind.lower(), levels=levels)
        return title[:1].upper() + title[1:]

    def list_anchor(self, entry: CommitmentList) -> str:
        """Returns the anchor of a list's heading; that of a list without a title of its own is its introduction's."""
        return entry.id if entry.title else f"{entry.id}-title"

    def is_titled(self, entry: CommitmentList) -> bool:
        """Whether a list has a heading: its own title, or its kind's."""
        return bool(entry.title) or any(kind.titled for kind in self.edition.kinds.lists if kind.id == entry.kind)

    def explorer(self) -> Explorer:
        """Returns the commitments explorer of this page's document."""
        assert self.page.document
        return Explorer(self, commitments(self.links, self.page.document))
