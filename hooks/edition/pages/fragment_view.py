"""What a template may ask of a part that pages share: texts, and addresses relative to a page."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import quote

from ..charts.gallery import Gallery
from ..languages import LANGUAGES
from ..model import Division, RegisterEntry, Text
from ..problems.problem import Place
from ..references.references import Target
from ..references.repository import edit_address, report_address
from ..references.urls import language_prefix, relative_file_url, relative_url
from ..text.phrases import fill_placeholders
from ..text.search_normalization import sort_key
from .inline_html import words
from .language_context import LanguageContext
from .navigation import Item
from .plain_text import PlainText


class FragmentView(PlainText):
    """A part of the page at an address: the outline of the site, the tools of the header, the foot."""

    def __init__(self, context: LanguageContext, address: str) -> None:
        super().__init__(context)
        self.address = address
        self.languages = LANGUAGES
        self.links = context.links
        self._document = ""

    @property
    def gallery(self) -> Gallery:
        """The pictures drawn from the data."""
        return self._context.gallery(self)

    @property
    def navigation(self) -> Sequence[Item]:
        """The pages that are the only ones of their kind."""
        return self._context.navigation

    def page_address(self, name: str) -> str:
        """The address of the only page of a kind."""
        return next(item.address for item in self.navigation if item.name == name)

    @property
    def prefix(self) -> str:
        """Where the pages of the page's language stand."""
        return language_prefix(self.language)

    def href(self, address: str) -> str:
        """An address from the site's root, as seen from the page."""
        return relative_url(self.address, address)

    def others(self, address: str | None = None) -> list[tuple[str, str]]:
        """The other languages, with the way to a page in each; to this one unless another address is given."""
        here = language_prefix(self.language) + self.address
        target = self.address if address is None else address
        return [
            (language, relative_url(here, language_prefix(language) + target))
            for language in LANGUAGES
            if language != self.language
        ]

    def file(self, path: str) -> str:
        """A file that the site holds once for all languages, as seen from the page."""
        return relative_file_url(language_prefix(self.language) + self.address, path)

    def edit(self, place: Place) -> str:
        """Where a line of the content can be edited in public; nothing where the edition names no such place."""
        return f"{edited}#L{place.line}" if (edited := self.edit_file(place.file)) else ""

    def edit_file(self, file: str) -> str:
        """Where a file of the project can be edited in public; nothing where the edition names no such place."""
        return edit_address(self.edition.head, file) if file else ""

    def report_form(self) -> str:
        """Where a problem is reported, with places to be filled in; nothing where the edition names no such place."""
        return report_address(self.edition.head)

    def report(self) -> str:
        """Where a mistake on this page is reported; nothing where the edition names no such place."""
        page = f"/{self.prefix}{self.address}"
        facts = {"unit": page, "title": self.plain(self.edition.head.title), "address": page}
        subject, body = (self.phrase(f"report-{name}", **facts) for name in ("subject", "body"))
        filled_in = facts | {"subject": subject, "body": body.replace("\n", "\r\n")}
        return fill_placeholders(self.report_form(), {name: quote(fact, safe="") for name, fact in filled_in.items()})

    def heading(self, division: Division) -> str:
        """A division's heading: `Résultat 1. …`."""
        return f"{self.numbered(division)} {self.plain(division.head.title)}".strip()

    def numbered(self, division: Division) -> str:
        """A division's kind and number: `Résultat 1.`; the number alone for a part."""
        head = division.head
        kind = self.edition.kinds_by_id[head.kind]
        name = self.plain(kind.name) if kind.printed else ""
        return " ".join(filter(None, (name, f"{head.number}." if head.number else "")))

    def target(self, identifier: str) -> Target:
        """What an identifier names."""
        target = self.links.resolve(identifier, self._document)
        assert target, identifier
        return target

    def short_name(self, identifier: str) -> str:
        """A registered thing in a few words: its acronym, else its name."""
        entry = self.edition.entries[identifier][1]
        return (entry.acronym and entry.acronym.get(self.language)) or self.plain(entry.name)

    def page_title(self, target: Target) -> str:
        """The title of a page that is a target: with kind and number for a division."""
        assert target.title
        kind = self.edition.kinds_by_id.get(target.kind)
        name = self.plain(kind.name) if kind and kind.printed else ""
        number = f"{target.printed}." if target.printed else ""
        return " ".join(filter(None, (name, number, self.plain(target.title))))

    def where(self, identifier: str) -> str:
        """A unit in a few words: `§ 30`, `§ 28 (1)`, its heading, its label, or what it is."""
        target = self.target(identifier)
        if target.title:
            return self.page_title(target)
        named = [
            u
            for u in self.links.units_of(target.identifier)
            if u.text and u.role in ("label", "heading", "repeated", "figure-label")
        ]
        if named and named[0].text:
            return self.plain(named[0].text)
        return self.anchor_name(target.anchor) or self.phrase(f"role-{target.kind}")

    def anchor_name(self, anchor: str) -> str:
        """The name of a numbered anchor: `§ 30`, `§ 28 (1)`; nothing for others."""
        number, _, item = anchor.removeprefix("p").partition("-")
        if not number.isdigit() or (item and not item.isdigit()):
            return ""
        return f"§\u00a0{number}" + (f"\u00a0({item})" if item else "")

    def in_order(self, entries: Sequence[RegisterEntry]) -> list[RegisterEntry]:
        """Entries in the alphabetical order of their names in the page's language."""
        return sorted(entries, key=lambda entry: self.key(entry, self.language))

    def key(self, entry: RegisterEntry, language: str) -> str:
        """A name's place in the alphabet of a language."""
        return sort_key(self.in_language(entry.name, language))

    def in_language(self, text: Text, language: str) -> str:
        """A text in a language, whatever the page's."""
        return words(*text.shown(language))
