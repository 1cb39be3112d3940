"""Pages of the catalogue as HTML."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from ..freshness import (
    SHEET_FORMS, Bilingual, Holding, Progress, Stale, State, holdings, progress, stale, state, words_changed,
)
from ..commitments import commitments
from ..inline import Run, plain
from ..inline import links as inline_links
from ..links import Citation, Links, Target, language_prefix, relative, relative_file
from ..model import (
    LANGUAGES, SOURCE_LANGUAGE, BoxEntry, CommitmentList, ContactsEntry, Correction, Division, Document, KeyFiguresEntry,
    ListEntry, Register, RegisterEntry, Section, SectionEntry, SitesEntry, Text, entry_kind,
)
from ..mentions import mentioned
from ..problem import Place
from ..related import Related
from ..typography import typeset
from ..units import Unit
from . import synopsis
from .catalogue import Page, chain, document_page, neighbours
from .explorer import Explorer
from .html import MARK, Acronyms, Setting, inline, words
from .nearby import Nearby

_DESCRIPTION = 160


@dataclass(frozen=True)
class Heading:
    """An entry of a page's own outline."""

    anchor: str
    title: str
    within: tuple[Heading, ...] = ()


@dataclass(frozen=True)
class Rendered:
    """A page in one language."""

    title: str
    description: str
    html: str
    headings: tuple[Heading, ...]


class Renderer:
    """Renders the pages of one edition in one language."""

    def __init__(self, links: Links, language: str) -> None:
        self.links = links
        self.edition = links.edition
        self.language = language
        self._rendered: dict[Page, Rendered] = {}
        self._environment = Environment(
            loader=PackageLoader(__package__), autoescape=True, undefined=StrictUndefined,
            trim_blocks=True, lstrip_blocks=True,
        )

    def render(self, page: Page) -> Rendered:
        """One page: its title, description, body and outline."""
        if page not in self._rendered:
            view = View(self, page)
            html = self._environment.get_template(f"{page.template}.jinja").render(view=view, page=page)
            self._rendered[page] = Rendered(view.title(page), view.description(), html, tuple(view.headings()))
        return self._rendered[page]

    def surroundings(self, page: Page) -> str:
        """The outline of the site around a page."""
        return self._environment.get_template("outline.jinja").render(view=View(self, page), page=page)

    def outline(self, address: str) -> str:
        """The outline of the site around a page that is not of the catalogue."""
        page = Page(address, "home", self.edition.head.title, "")
        return self._environment.get_template("outline.jinja").render(view=View(self, page), page=page)

    def tools(self, address: str) -> str:
        """What the header of the page at an address holds: the way to the other language, and the search."""
        page = Page(address, "tools", self.edition.head.title, "")
        return self._environment.get_template("tools.jinja").render(view=View(self, page), page=page)

    def forward(self, source: str, target: str, title: str, canonical: str) -> str:
        """A light page that sends its reader on; `canonical` is the target's full address."""
        view = View(self, Page(source, "forward", self.edition.head.title, ""))
        template = self._environment.get_template("forward.jinja")
        return template.render(view=view, href=relative(source, target), title=title, canonical=canonical)

    @cached_property
    def full_forms(self) -> Mapping[str, Mapping[str, str]]:
        """The acronyms of each language, with what they stand for."""
        entries = [entry for register in self.edition.registers for entry in register.entries if entry.acronym]
        return {
            language: {
                acronym: words(*entry.name.shown(language))
                for entry in entries
                if entry.acronym and (acronym := entry.acronym.get(language))
            }
            for language in LANGUAGES
        }

    def title(self, address: str, catalogue: Mapping[str, Page]) -> str:
        """The name of what stands at an address: its page's, with the paragraph's number."""
        path, _, anchor = address.partition("#")
        view = View(self, catalogue[path])
        return " · ".join(filter(None, (view.anchor_name(anchor) if anchor else "", view.title(view.page))))

    @cached_property
    def related(self) -> Related:
        """What is near what."""
        return Related(self.links)

    @cached_property
    def corrections(self) -> Mapping[str, Sequence[Correction]]:
        """Declared corrections by the unit they concern."""
        found: dict[str, list[Correction]] = defaultdict(list)
        for correction in self.edition.corrections.corrections:
            found[correction.unit].append(correction)
        return found

    @cached_property
    def stale(self) -> Mapping[tuple[str, str], Stale]:
        """Texts whose translation does not follow the source, by file and path of fields; none in the source language."""
        if self.language == SOURCE_LANGUAGE:
            return {}
        return {(found.place.file, found.place.path): found for found in stale(self.edition)}


class View:
    """What a template may ask of one page: texts set in the page's language, addresses relative to it."""

    def __init__(self, renderer: Renderer, page: Page) -> None:
        self._renderer = renderer
        self.links = renderer.links
        self.edition = renderer.edition
        self.language = renderer.language
        self.languages = LANGUAGES
        self.page = page
        self._document = page.document.id if page.document else ""

    @cached_property
    def _acronyms(self) -> Mapping[str, Acronyms]:
        """The acronyms of each language a text of this page may be in."""
        return {language: Acronyms(self._renderer.full_forms[language]) for language in LANGUAGES}

    # --- texts

    def phrase(self, name: str, **facts: object) -> str:
        """A phrase of the interface, with its facts."""
        text, language = self.edition.phrases[name].shown(self.language)
        return words(text.format_map(facts), language)

    def plain(self, text: Text) -> str:
        """A text's words without marks."""
        return words(*text.shown(self.language))

    def kind(self, name: str, plural: bool = False) -> str:
        """The name of a kind."""
        kind = self.edition.kind_names[name]
        return self.plain(kind.plural if plural and kind.plural else kind.name)

    def foreign(self, text: Text) -> str:
        """The language a text has to be shown in where it is not the page's, else nothing."""
        shown = text.shown(self.language)[1]
        return shown if shown != self.language else ""

    def html(self, text: Text, unit: str = "") -> Markup:
        """A text with its references, and the marks of the corrections of its unit."""
        raw, language = text.shown(self.language)
        corrections = self._renderer.corrections.get(f"{self._document}/{unit}" if unit else "", ())
        marked, rest = _marked(raw, corrections)
        marks: Iterator[Correction] = iter([c for c in corrections if c not in rest])
        setting = Setting(language, self.reference, self._call, lambda: self._mark(next(marks)), self._acronyms[language])
        return inline(marked, setting) + Markup("").join(self._mark(correction) for correction in rest)

    def stale(self, text: Text) -> Stale | None:
        """What a text was translated from and what its source is now, where the two differ; None on the source's pages."""
        return self._renderer.stale.get((text.at.file, text.at.path))

    def change(self, found: Stale) -> list[tuple[str, str]]:
        """What became of a text of the source, word by word; with its marks where only these have changed."""
        old, new = found.new if found.old is None else found.old, found.new
        if found.old is None or plain(old) != plain(new):
            old, new = plain(old), plain(new)
        return [(kind, typeset(run, SOURCE_LANGUAGE)) for kind, run in words_changed(old, new)]

    def _mark(self, correction: Correction) -> Markup:
        return Markup('<a class="correction" href="{}" title="{}" aria-label="{}">※</a>').format(
            self.href(f"corrections/#{correction.id}"), self.plain(correction.reason), self.phrase("correction-mark")
        )

    def _call(self, mark: str) -> Markup:
        return Markup('<sup class="call"><a id="call-{0}" href="#fn-{0}" aria-label="{1}">{0}</a></sup>').format(
            mark, self.phrase("footnote", mark=mark)
        )

    def drawing(self, page: Division, columns: int, width: int) -> synopsis.Drawing:
        """The synoptic figure."""
        document = self.page.document
        assert document
        labels = [
            (self.plain(group.title), [(self.heading(division), division) for division in group.divisions])
            for group in synopsis.groups(self.links, document, page)
        ]
        return synopsis.draw(labels, width, columns)

    baselines = staticmethod(synopsis.baselines)

    # --- addresses

    def href(self, address: str) -> str:
        """An address from the site's root, as seen from this page."""
        return relative(self.page.address, address)

    def others(self, address: str | None = None) -> list[tuple[str, str]]:
        """The other languages, with the way to a page in each; to this one unless another address is given."""
        here = language_prefix(self.language) + self.page.address
        target = self.page.address if address is None else address
        return [
            (language, relative(here, language_prefix(language) + target))
            for language in LANGUAGES if language != self.language
        ]

    def file(self, path: str) -> str:
        """A file that the site holds once for all languages, as seen from this page."""
        return relative_file(language_prefix(self.language) + self.page.address, path)

    def edit(self, place: Place) -> str:
        """Where a line of the content can be edited in public; nothing where the edition names no such place."""
        repository = self.edition.head.repository
        return f"{repository.rstrip('/')}/edit/main/{place.file}#L{place.line}" if repository else ""

    def target(self, identifier: str) -> Target:
        """What an identifier names."""
        target = self.links.resolve(identifier, self._document)
        assert target, identifier
        return target

    def reference(self, identifier: str) -> str:
        """Where a reference leads, as seen from this page."""
        return self.href(self.target(identifier).href)

    # --- parts of pages

    entry_kind = staticmethod(entry_kind)

    @cached_property
    def nearby(self) -> Nearby:
        """What is near this page."""
        return Nearby(self._renderer.related, self.page)

    def title(self, page: Page) -> str:
        """A page's full title: with its kind and number where it has one."""
        return self.heading(page.division) if page.division else self.plain(page.title)

    def heading(self, division: Division) -> str:
        """A division's heading: `Résultat 1. …`."""
        return f"{self.numbered(division)} {self.plain(division.head.title)}".strip()

    def numbered(self, division: Division) -> str:
        """A division's kind and number: `Résultat 1.`; the number alone for a part."""
        head = division.head
        kind = self.edition.kind_names[head.kind]
        name = self.plain(kind.name) if kind.printed else ""
        return " ".join(filter(None, (name, f"{head.number}." if head.number else "")))

    def label(self, document: Document, section: Section) -> Text:
        """A section's title: its own, or the one that the document repeats."""
        return section.title or next(label.title for label in document.head.labels if label.id == section.label)

    def chain(self) -> list[Page]:
        """The pages this one stands under."""
        return chain(self.page)

    def neighbours(self) -> tuple[Page | None, Page | None]:
        """The pages before and after."""
        return neighbours(self.edition, self.page)

    def document_page(self, document: Document) -> Page:
        """A document's own page."""
        return document_page(document)

    def description(self) -> str:
        """What a page says of itself to those who have not opened it."""
        page = self.page
        if page.entry:
            text = self.plain(page.entry.description)
        elif page.register:
            text = self.plain(page.register.introduction)
        elif page.document and page.division:
            first = next((u for u in self._units() if u.role in ("paragraph", "lead") and u.text), None)
            text = self.plain(first.text) if first and first.text else self.title(page)
        elif page.template == "commitments":
            text = self.phrase("commitments-introduction", count=len(self.explorer().rows))
        elif page.document:
            text = self.plain(page.document.head.summary)
        elif page.template in ("corrections", "search", "translation"):
            text = self.phrase(f"{page.template}-introduction")
        else:
            text = self.plain(self.edition.head.tagline)
        return text if len(text) <= _DESCRIPTION else text[:_DESCRIPTION].rsplit(" ", 1)[0].rstrip(",;:") + "…"

    def _units(self) -> Iterator[Unit]:
        division = self.page.division.head.id if self.page.division else ""
        return (u for u in self.links.units if u.document == self._document and u.division == division)

    def headings(self) -> Iterator[Heading]:
        """The outline of this page: its sections, lists and boxes."""
        page = self.page
        if page.template not in ("document", "division"):
            return
        if page.document and not page.division:
            yield from (
                Heading(group.head.id, self.plain(group.head.title)) for group in page.document.groups if group.head.title
            )
        head = page.division.head if page.division else page.document.head if page.document else None
        if head is not None:
            yield from self._headings(head.body)
        if page.division and page.division.within:
            yield Heading("within", self.kind(page.division.within[0].head.kind, plural=True))
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
        """A list in a few words: `28. Engagements (national)`."""
        levels = ", ".join(self.kind(level).lower() for level in entry.levels)
        name = self.plain(entry.title) if entry.title else self.kind(entry.kind)
        number = f"{entry.paragraph}. " if entry.paragraph else ""
        return number + name + (f" ({levels})" if levels else "")

    def explorer(self) -> Explorer:
        """What the commitments explorer shows of this page's document."""
        assert self.page.document
        return Explorer(tuple(commitments(self.links, self.page.document)), self.kind, self.short_name)

    def short_name(self, identifier: str) -> str:
        """A registered thing in a few words: its acronym, else its name."""
        entry = self.edition.entries[identifier][1]
        return (entry.acronym and entry.acronym.get(self.language)) or self.plain(entry.name)

    # --- registers

    def with_acronyms(self) -> list[tuple[Register, RegisterEntry]]:
        """Things of the other registers that have an acronym, in the alphabetical order of the page's language."""
        others = [register for register in self.edition.registers if register is not self.page.register]
        found = [(register, entry) for register in others for entry in register.entries if entry.acronym]
        return sorted(found, key=lambda pair: self.acronym_key(pair[1], self.language))

    def acronym_key(self, entry: RegisterEntry, language: str) -> str:
        """An acronym's place in the alphabet; names without one come after."""
        acronym = entry.acronym.get(language) if entry.acronym else None
        return alphabetical(acronym) if acronym else f"~{self.key(entry, language)}"

    def in_language(self, text: Text, language: str) -> str:
        """A text in a language, whatever the page's."""
        return words(*text.shown(language))

    def named(self, entry: RegisterEntry, language: str) -> str:
        """A name in a language, with its acronym there."""
        acronym = entry.acronym.get(language) if entry.acronym else None
        return self.in_language(entry.name, language) + (f" ({acronym})" if acronym else "")

    def key(self, entry: RegisterEntry, language: str) -> str:
        """A name's place in the alphabet of a language."""
        return alphabetical(self.in_language(entry.name, language))

    def in_order(self, entries: Sequence[RegisterEntry]) -> list[RegisterEntry]:
        """Entries in the alphabetical order of their names in the page's language."""
        return sorted(entries, key=lambda entry: self.key(entry, self.language))

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
            return citation.unit.words
        raw, language = text.shown(self.language)
        return typeset(sentence(plain(raw), self._named(raw, language, identifier)), language)

    def _named(self, raw: str, language: str, identifier: str) -> str:
        """The words under which a text names a thing."""
        for link in inline_links(raw):
            target = self.links.resolve(link.reference, self._document) if link.reference else None
            if target and target.identifier == identifier:
                return "".join(part.text for part in link.within if isinstance(part, Run))
        register = self.edition.entries[identifier][0] if identifier in self.edition.entries else None
        named = mentioned(register, language, plain(raw)) if register else ()
        return next((mention.form for mention in named if mention.identifier == identifier), "")

    def page_title(self, target: Target) -> str:
        """The title of a page that is a target: with kind and number for a division."""
        assert target.title
        kind = self.edition.kind_names.get(target.kind)
        name = self.plain(kind.name) if kind and kind.printed else ""
        number = f"{target.printed}." if target.printed else ""
        return " ".join(filter(None, (name, number, self.plain(target.title))))

    def cited_with(self, identifier: str, most: int = 8) -> list[tuple[Target, int]]:
        """What is cited together with a thing most often."""
        entries = self.edition.entries
        pairs = ((name, n) for name, n in self.links.cited_with(identifier) if name in entries)
        return [(target, n) for name, n in pairs if (target := self.links.resolve(name))][:most]

    def by_kind(self, register: Register) -> list[tuple[str, list[object]]]:
        """A register's entries under the names of their kinds; in their order where the register has none."""
        if not register.kinds:
            return [("", list(self.in_order(register.entries)))]
        return [
            (self.plain(kind.title), [entry for entry in register.entries if entry.kind == kind.id])
            for kind in register.kinds
        ]

    def correction_groups(self) -> list[tuple[Document, list[Correction]]]:
        """All declared corrections, by document."""
        return [
            (document, [c for c in self.edition.corrections.corrections if c.unit.split("/")[0] == document.id])
            for document in self.edition.documents
        ]

    def holdings(self) -> list[tuple[Holding, Progress]]:
        """What is translated, and how far it has come."""
        return [(holding, progress(self.edition, holding)) for holding in holdings(self.edition) if holding.texts]

    def work(self, holding: Holding) -> list[tuple[Bilingual, State]]:
        """The texts of a holding that somebody has to see to, and why."""
        states = ((text, state(self.edition, text)) for text in holding.texts)
        return [(text, found) for text, found in states if found is not State.TRANSLATED]

    def sheets(self, holding: Holding) -> list[tuple[str, str]]:
        """A holding's spreadsheets: their form and where they are."""
        return [(form, self.file(holding.sheet(form))) for form in SHEET_FORMS]

    def where(self, identifier: str) -> str:
        """A unit in a few words: `§ 30`, `§ 28 (1)`, its heading, its label, or what it is."""
        target = self.target(identifier)
        if target.title:
            return self.page_title(target)
        named = [u for u in self.links.units_of(target.identifier) if u.text and u.role in ("label", "heading", "repeated")]
        if named and named[0].text:
            return self.plain(named[0].text)
        return self.anchor_name(target.anchor) or self.phrase(f"role-{target.kind}")

    def anchor_name(self, anchor: str) -> str:
        """The name of a numbered anchor: `§ 30`, `§ 28 (1)`; nothing for others."""
        number, _, item = anchor.removeprefix("p").partition("-")
        if not number.isdigit() or (item and not item.isdigit()):
            return ""
        return f"§\u00a0{number}" + (f"\u00a0({item})" if item else "")

    def source_words(self, text: str) -> str:
        """Words of the source, which are in its language, whatever the page's."""
        return words(text, LANGUAGES[0])


def _marked(text: str, corrections: Sequence[Correction]) -> tuple[str, list[Correction]]:
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


_SENTENCE_END = re.compile(r"(?<=[.;?!»])\s+(?=[A-ZÀ-ÝŒ«“])|(?<=;)\s+")


def sentence(text: str, words: str) -> str:
    """The sentence of a plain text that holds some words; its first where none does."""
    sentences = _SENTENCE_END.split(text)
    found = next((one for one in sentences if words and words in one), sentences[0])
    return found if len(sentences) == 1 else " ".join(filter(None, ("…" if found != sentences[0] else "", found)))


def alphabetical(text: str) -> str:
    """A key that puts accented letters beside their plain ones."""
    return "".join(c for c in unicodedata.normalize("NFD", text.lower()) if not unicodedata.combining(c))
