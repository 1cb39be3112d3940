"""The view of a fragment that pages share: texts, and addresses relative to a page."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import quote

from ..charts.chart_set import ChartSet
from ..languages import LANGUAGES
from ..model import Division, RegisterEntry, Text
from ..problems.problem import Place
from ..references.references import Target
from ..references.repository import edit_address, history_address, report_address
from ..references.units import Unit
from ..references.urls import DATA_FORMATS, data_path, language_prefix, relative_file_url, relative_url
from ..text.phrases import fill_placeholders
from ..text.search_normalization import sort_key
from .inline_html import typeset_plain_text
from .language_context import LanguageContext
from .navigation import NavigationItem
from .plain_text import PlainTextView


class FragmentView(PlainTextView):
    """The view of a fragment of the page at an address: the outline of the site, the tools of the header, the footer."""

    def __init__(self, context: LanguageContext, address: str) -> None:
        super().__init__(context)
        self.address = address
        self.languages = LANGUAGES
        self.links = context.links
        self._document = ""

    @property
    def charts(self) -> ChartSet:
        """The charts in this language."""
        return self._context.charts(self)

    @property
    def navigation(self) -> Sequence[NavigationItem]:
        """The items of the navigation: the pages that are the only ones of their kind."""
        return self._context.navigation

    def page_address(self, name: str) -> str:
        """Returns the address of the only page of a kind."""
        return next(item.address for item in self.navigation if item.name == name)

    @property
    def prefix(self) -> str:
        """The path prefix of the pages of the page's language."""
        return language_prefix(self.language)

    def href(self, address: str) -> str:
        """Returns an address of the page's language, relative to the page."""
        return relative_url(self.address, address)

    def other_language_links(self, address: str | None = None) -> list[tuple[str, str]]:
        """Returns the other languages, each with the relative address of a page in it: this page, or the one at `address`."""
        here = language_prefix(self.language) + self.address
        target = self.address if address is None else address
        return [
            (language, relative_url(here, language_prefix(language) + target))
            for language in LANGUAGES
            if language != self.language
        ]

    def file_href(self, path: str) -> str:
        """Returns the address of a file that all languages share, relative to the page."""
        return relative_file_url(language_prefix(self.language) + self.address, path)

    def data_links(self) -> list[tuple[str, str]]:
        """Returns the format and address of each file with the data of this page as a table."""
        return [(form, self.file_href(data_path(self.language, self.address, form))) for form in DATA_FORMATS]

    def edit_href(self, place: Place) -> str:
        """Returns the address where a line of the content can be edited; "" where the edition has no public repository."""
        return f"{href}#L{place.line}" if (href := self.edit_file_href(place.file)) else ""

    def edit_file_href(self, file: str) -> str:
        """Returns the address where a file of the project can be edited; "" where the edition has no public repository."""
        return edit_address(self.edition.head, file) if file else ""

    def history_href(self, file: str) -> str:
        """Returns the address with the changes of a file of the project; "" where the edition has no public repository."""
        return history_address(self.edition.head, file) if file else ""

    def report_address_template(self) -> str:
        """Returns the address where problems are reported, with its placeholders; "" where the edition declares none."""
        return report_address(self.edition.head)

    def report_href(self) -> str:
        """Returns the address where a mistake on this page is reported; "" where the edition declares none."""
        page = f"/{self.prefix}{self.address}"
        values = {"unit": page, "title": self.plain(self.edition.head.title), "address": page}
        subject, body = (self.phrase(f"report-{name}", **values) for name in ("subject", "body"))
        values |= {"subject": subject, "body": body.replace("\n", "\r\n")}
        return fill_placeholders(self.report_address_template(), {name: quote(value, safe="") for name, value in values.items()})

    def heading(self, division: Division) -> str:
        """Returns a division's heading: `Résultat 1. …`."""
        return f"{self.kind_and_number(division)} {self.plain(division.head.title)}".strip()

    def kind_and_number(self, division: Division) -> str:
        """Returns a division's kind and number: `Résultat 1.`; the number alone for a part."""
        head = division.head
        kind = self.edition.kinds_by_id[head.kind]
        name = self.plain(kind.name) if kind.printed else ""
        return " ".join(filter(None, (name, f"{head.number}." if head.number else "")))

    def target(self, identifier: str) -> Target:
        """Returns the target of an identifier."""
        target = self.links.resolve(identifier, self._document)
        assert target, identifier
        return target

    def short_name(self, identifier: str) -> str:
        """Returns the acronym of a register's entry, else its name."""
        entry = self.edition.entries[identifier][1]
        return (entry.acronym and entry.acronym.get(self.language)) or self.plain(entry.name)

    def target_title(self, target: Target) -> str:
        """Returns the title of a target that is a page, with the kind and number of a division."""
        assert target.title
        kind = self.edition.kinds_by_id.get(target.kind)
        name = self.plain(kind.name) if kind and kind.printed else ""
        number = f"{target.printed}." if target.printed else ""
        return " ".join(filter(None, (name, number, self.plain(target.title))))

    def unit_label(self, identifier: str) -> str:
        """Returns a short label of a unit: `§ 30`, `§ 28 (1)`, its heading, its label, or its role with an item's number."""
        target = self.target(identifier)
        if target.title:
            return self.target_title(target)
        labels = [
            u
            for u in self.links.units_of(target.identifier)
            if u.text and u.role in ("label", "heading", "repeated", "figure-label")
        ]
        if labels and labels[0].text:
            return self.plain(labels[0].text)
        return self.anchor_label(target.anchor) or self._role_label(target)

    def _role_label(self, target: Target) -> str:
        number = target.anchor.rpartition("-")[2] if target.kind == "item" else ""
        return " ".join(filter(None, (self.phrase(f"role-{target.kind}"), number if number.isdigit() else "")))

    def passage_label(self, unit: Unit) -> str:
        """Returns a short label of a unit on its page: that of a title or heading is not its words."""
        return self.phrase("in-title") if unit.role in ("title", "heading") else self.unit_label(unit.identifier)

    def place_label(self, page: Target) -> str:
        """Returns a short label of a page of a document: its kind and number, `Output 1.4`, else its title."""
        assert page.title
        kind = self.edition.kinds_by_id.get(page.kind)
        return f"{self.plain(kind.name)} {page.printed}" if kind and kind.printed and page.printed else self.plain(page.title)

    def anchor_label(self, anchor: str) -> str:
        """Returns the label of a numbered anchor: `§ 30`, `§ 28 (1)`; "" for others."""
        number, _, item = anchor.removeprefix("p").partition("-")
        if not number.isdigit() or (item and not item.isdigit()):
            return ""
        return f"§\u00a0{number}" + (f"\u00a0({item})" if item else "")

    def sort_by_name(self, entries: Sequence[RegisterEntry]) -> list[RegisterEntry]:
        """Sorts entries by their names in the page's language."""
        return sorted(entries, key=lambda entry: self.name_sort_key(entry, self.language))

    def name_sort_key(self, entry: RegisterEntry, language: str) -> str:
        """Returns the key that sorts an entry by its name in a language."""
        return sort_key(self.plain_in_language(entry.name, language))

    def plain_in_language(self, text: Text, language: str) -> str:
        """Returns a text in a given language as plain text."""
        return typeset_plain_text(*text.shown(language))
