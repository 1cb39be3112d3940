"""What the pages of one language have in common: acronyms, corrections, stale texts, nearness."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property

from ..analysis.related import Related
from ..charts.chart import Wording
from ..charts.gallery import Gallery
from ..languages import LANGUAGES, SOURCE_LANGUAGE
from ..model import Correction, RegisterEntry, Text
from ..references.acronyms import entries_by_acronym, entries_of_occurrences
from ..references.references import Links
from ..translation.status import StaleText, stale_texts
from .inline_html import words
from .navigation import Item


class LanguageContext:
    """What the pages of an edition in one language have in common, each worked out once."""

    def __init__(self, links: Links, language: str, navigation: Sequence[Item]) -> None:
        self.links = links
        self.edition = links.edition
        self.language = language
        self.navigation = navigation
        self._gallery: Gallery | None = None

    @cached_property
    def full_forms(self) -> Mapping[str, Mapping[str, str]]:
        """The acronyms of each language, with the full form that is meant by default."""
        return {
            language: {acronym: words(*entries[0].name.shown(language)) for acronym, entries in known.items()}
            for language, known in self._acronyms.items()
        }

    def meant(self, text: Text, language: str) -> Mapping[str, Iterator[str]]:
        """The full form of each occurrence of the acronyms that several things share, in a text's order."""
        return {
            acronym: (words(*entry.name.shown(language)) for entry in entries_of_occurrences(text, language, acronym, entries))
            for acronym, entries in self._acronyms[language].items()
            if len(entries) > 1
        }

    @cached_property
    def _acronyms(self) -> Mapping[str, Mapping[str, Sequence[RegisterEntry]]]:
        return {language: entries_by_acronym(self.edition, language) for language in LANGUAGES}

    @cached_property
    def related(self) -> Related:
        """What is near what."""
        return Related(self.links)

    def gallery(self, words: Wording) -> Gallery:
        """The pictures, in the words of any page of the language."""
        if self._gallery is None:
            self._gallery = Gallery(self.links, words, self.language)
        return self._gallery

    @cached_property
    def corrections(self) -> Mapping[str, Sequence[Correction]]:
        """Declared corrections by the unit they concern."""
        found: dict[str, list[Correction]] = defaultdict(list)
        for correction in self.edition.corrections.corrections:
            found[correction.unit].append(correction)
        return found

    @cached_property
    def stale(self) -> Mapping[tuple[str, str], StaleText]:
        """Texts whose translation does not follow the source, by file and path of fields; none in the source language."""
        if self.language == SOURCE_LANGUAGE:
            return {}
        return {(found.place.file, found.place.path): found for found in stale_texts(self.edition)}
