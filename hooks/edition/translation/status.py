"""The state of each translation: whether the French text has changed since it was translated.

Every document, every register and every other file of the content has a translation record next to it, with a line for
each translated text (see loading/translation_record.py). A text whose French differs from the recorded one is stale.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from ..languages import LANGUAGES
from ..model import Acceptance, Edition, RecordedSource
from ..problems.problem import Place
from .texts import TranslatableText, TranslationFile, translation_files

TARGET_LANGUAGE = LANGUAGES[1]
"""The language of the translations."""


class TranslationState(StrEnum):
    """The state of a text's translation; an `unrecorded` one has never been accepted as the translation of its French."""

    TRANSLATED = "translated"
    STALE = "stale"
    UNRECORDED = "unrecorded"
    MISSING = "missing"


@dataclass(frozen=True, slots=True)
class StaleText:
    """A text whose French has changed since it was translated; `old` is None where no French was recorded."""

    key: str
    place: Place
    old: str | None
    new: str


@dataclass(frozen=True, slots=True)
class Progress:
    """The numbers of texts by state; `translated`, `stale` and `missing` add up to `units`."""

    units: int
    translated: int
    stale: int
    missing: int


def translation_state(edition: Edition, text: TranslatableText) -> TranslationState:
    """Returns the state of a text's translation."""
    if text.text.get(TARGET_LANGUAGE) is None:
        return TranslationState.MISSING
    recorded = edition.recorded_sources.get(text.key)
    if recorded is None:
        return TranslationState.UNRECORDED
    return TranslationState.TRANSLATED if recorded.find(text.text.fr) else TranslationState.STALE


def stale_texts(edition: Edition) -> tuple[StaleText, ...]:
    """Returns every text that is stale or unrecorded."""
    return tuple(
        stale
        for translation_file in translation_files(edition)
        for text in translation_file.texts
        if (stale := _stale_text(edition, text))
    )


def _stale_text(edition: Edition, text: TranslatableText) -> StaleText | None:
    if translation_state(edition, text) not in (TranslationState.STALE, TranslationState.UNRECORDED):
        return None
    recorded = edition.recorded_sources.get(text.key)
    return StaleText(text.key, text.place, recorded.french if recorded else None, text.text.fr)


def missing_texts(edition: Edition) -> tuple[TranslatableText, ...]:
    """Returns every text without a translation."""
    texts = (text for translation_file in translation_files(edition) for text in translation_file.texts)
    return tuple(text for text in texts if translation_state(edition, text) is TranslationState.MISSING)


def obsolete_records(edition: Edition) -> tuple[RecordedSource, ...]:
    """Returns the rows of records whose texts no longer exist."""
    all_files = {text.key for translation_file in translation_files(edition) for text in translation_file.texts}
    return tuple(row for key, row in edition.recorded_sources.items() if key not in all_files)


def prune_records(edition: Edition) -> Mapping[str, tuple[RecordedSource, ...]]:
    """Returns the records, by file, that have rows of texts which no longer exist, without these rows."""
    obsolete = frozenset(row.key for row in obsolete_records(edition))
    touched = {row.place.file for row in obsolete_records(edition)}
    kept: dict[str, list[RecordedSource]] = {file: [] for file in touched}
    for row in sorted(edition.recorded_sources.values(), key=lambda row: row.key):
        if row.place.file in touched and row.key not in obsolete:
            kept[row.place.file].append(row)
    return {file: tuple(rows) for file, rows in kept.items()}


def measure_progress(edition: Edition, translation_file: TranslationFile) -> Progress:
    """Counts the texts of a translation file by state."""
    states = Counter(translation_state(edition, text) for text in translation_file.texts)
    stale_count = states[TranslationState.STALE] + states[TranslationState.UNRECORDED]
    return Progress(
        len(translation_file.texts), states[TranslationState.TRANSLATED], stale_count, states[TranslationState.MISSING]
    )


def last_acceptance(edition: Edition, translation_file: TranslationFile) -> Acceptance | None:
    """Returns when and by whom a translation of a file was last accepted, where that is known."""
    recorded = filter(None, (edition.recorded_sources.get(text.key) for text in translation_file.texts))
    accepted = (row.acceptance for first in recorded for row in (first, *first.also) if row.acceptance)
    return max(accepted, key=lambda acceptance: acceptance.on, default=None)


def matching_keys(edition: Edition, name: str) -> frozenset[str]:
    """Returns the keys that match a name: of a key, an identifier, a translation file or a file of the content."""
    return frozenset(
        text.key
        for translation_file in translation_files(edition)
        for text in translation_file.texts
        if name in (text.key, text.key.partition(":")[0], text.place.file, translation_file.name)
    )


def accept_translations(
    edition: Edition, keys: Collection[str] | None = None, acceptance: Acceptance | None = None
) -> Mapping[str, tuple[RecordedSource, ...]]:
    """Returns the changed records, by file, with the translations of `keys` (None: of all texts) accepted as they are.

    `acceptance` is noted with those that were not accepted before. Only records with one of these keys are returned,
    without the rows of texts that no longer exist. A record without rows is to be deleted.
    """
    all_files = list(translation_files(edition))
    chosen = [
        translation_file
        for translation_file in all_files
        if keys is None or any(text.key in keys for text in translation_file.texts)
    ]
    touched = {translation_file.record for translation_file in chosen}
    # A row may be in another record, if its text has moved to another file.
    rows = (edition.recorded_sources.get(text.key) for translation_file in chosen for text in translation_file.texts)
    touched |= {row.place.file for row in (edition.recorded_sources.values() if keys is None else rows) if row}
    updated = {one.record: tuple(_record_rows(edition, one, keys, acceptance)) for one in all_files}
    return {record: updated.get(record, ()) for record in sorted(touched)}


def _record_rows(
    edition: Edition, translation_file: TranslationFile, keys: Collection[str] | None, acceptance: Acceptance | None
) -> Iterator[RecordedSource]:
    for text in sorted(translation_file.texts, key=lambda text: text.key):
        recorded = edition.recorded_sources.get(text.key)
        if text.text.get(TARGET_LANGUAGE) is None:
            continue
        if keys is None or text.key in keys:
            before = recorded.find(text.text.fr) if recorded else None
            place = Place(translation_file.record, 1, 1)
            yield replace(before, also=()) if before else RecordedSource(text.key, text.text.fr, place, acceptance)
        elif recorded:
            yield recorded
