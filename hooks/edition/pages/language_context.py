"""The data that the pages of one language share: acronyms, corrections, stale texts, related pages, charts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property

from ..analysis.related import SimilarityIndex
from ..charts.chart import Localizer
from ..charts.chart_set import ChartSet
from ..languages import LANGUAGES, SOURCE_LANGUAGE
from ..model import Correction, RegisterEntry, Text
from ..references.acronyms import entries_by_acronym, entries_of_occurrences
from ..references.references import Links
from ..translation.status import StaleText, stale_texts
from .inline_html import typeset_plain_text
from .navigation import NavigationItem


class LanguageContext:
    """The data that the pages of an edition in one language share, each computed once."""

    def __init__(self, links: Links, language: str, navigation: Sequence[NavigationItem]) -> None:
        self.links = links
        self.edition = links.edition
        self.language = language
        self.navigation = navigation
        self._charts: ChartSet | None = None

    @cached_property
    def default_full_forms(self) -> Mapping[str, Mapping[str, str]]:
        """The default full form of each acronym, by language."""
        return {
            language: {
                acronym: typeset_plain_text(*entries[0].name.shown(language)) for acronym, entries in entries_by_acronym.items()
            }
            for language, entries_by_acronym in self._entries_by_acronym.items()
        }

    def full_forms_by_occurrence(self, text: Text, language: str) -> Mapping[str, Iterator[str]]:
        """Returns the full form of each occurrence of the acronyms that several entries share, in a text's order."""
        return {
            acronym: (
                typeset_plain_text(*entry.name.shown(language))
                for entry in entries_of_occurrences(text, language, acronym, entries)
            )
            for acronym, entries in self._entries_by_acronym[language].items()
            if len(entries) > 1
        }

    @cached_property
    def _entries_by_acronym(self) -> Mapping[str, Mapping[str, Sequence[RegisterEntry]]]:
        return {language: entries_by_acronym(self.edition, language) for language in LANGUAGES}

    @cached_property
    def similarity_index(self) -> SimilarityIndex:
        """The related divisions and passages of each page."""
        return SimilarityIndex(self.links)

    def charts(self, localizer: Localizer) -> ChartSet:
        """Returns the charts; the localizer may be the view of any page of the language."""
        if self._charts is None:
            self._charts = ChartSet(self.links, localizer, self.language)
        return self._charts

    @cached_property
    def corrections_by_unit(self) -> Mapping[str, Sequence[Correction]]:
        """The declared corrections of each unit."""
        corrections: dict[str, list[Correction]] = defaultdict(list)
        for correction in self.edition.corrections.corrections:
            corrections[correction.unit].append(correction)
        return corrections

    @cached_property
    def stale_texts_by_place(self) -> Mapping[tuple[str, str], StaleText]:
        """The texts whose translation is not up to date, by file and path of fields; none in the source language."""
        if self.language == SOURCE_LANGUAGE:
            return {}
        return {(text.place.file, text.place.path): text for text in stale_texts(self.edition)}
