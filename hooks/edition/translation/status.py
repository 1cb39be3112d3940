"""Whether the English still says what the French says: the French that each English text was made from is kept.

Every document, every register and every other file of the content has a record beside it: a line
`key<TAB>fingerprint<TAB>French` for each translated text. A text whose French is not the recorded one is stale.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from ..languages import LANGUAGES
from ..model import Edition, Recorded
from ..problems.problem import Place
from .texts import TranslatableText, TranslationFile, translation_files

TARGET_LANGUAGE = LANGUAGES[1]
"""The language that the texts were translated into."""


class State(StrEnum):
    """What has become of a text's translation; an `unrecorded` one has never been held against its French."""

    TRANSLATED = "translated"
    STALE = "stale"
    UNRECORDED = "unrecorded"
    MISSING = "missing"


@dataclass(frozen=True, slots=True)
class Stale:
    """A text whose English does not follow its French; `old` is None where no French was recorded."""

    key: str
    place: Place
    old: str | None
    new: str


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a translation has come; `translated`, `stale` and `missing` add up to `units`."""

    units: int
    translated: int
    stale: int
    missing: int


# --- The texts and their keys ------------------------------------------------------------------------------------


# --- What has become of them -------------------------------------------------------------------------------------


def state(edition: Edition, text: TranslatableText) -> State:
    """What has become of one text's translation."""
    if text.text.get(TARGET_LANGUAGE) is None:
        return State.MISSING
    recorded = edition.recorded.get(text.key)
    if recorded is None:
        return State.UNRECORDED
    return State.TRANSLATED if recorded.french == text.text.fr else State.STALE


def stale(edition: Edition) -> tuple[Stale, ...]:
    """Every text whose English does not follow its French, those never recorded among them."""
    return tuple(found for holding in translation_files(edition) for text in holding.texts if (found := _stale(edition, text)))


def _stale(edition: Edition, text: TranslatableText) -> Stale | None:
    if state(edition, text) not in (State.STALE, State.UNRECORDED):
        return None
    recorded = edition.recorded.get(text.key)
    return Stale(text.key, text.place, recorded.french if recorded else None, text.text.fr)


def missing(edition: Edition) -> tuple[TranslatableText, ...]:
    """Every text that has not been translated yet."""
    every = (text for holding in translation_files(edition) for text in holding.texts)
    return tuple(text for text in every if state(edition, text) is State.MISSING)


def left_over(edition: Edition) -> tuple[Recorded, ...]:
    """The recorded lines whose texts are gone."""
    known = {text.key for holding in translation_files(edition) for text in holding.texts}
    return tuple(row for key, row in edition.recorded.items() if key not in known)


def progress(edition: Edition, holding: TranslationFile) -> Progress:
    """How far a holding's translation has come."""
    states = Counter(state(edition, text) for text in holding.texts)
    late = states[State.STALE] + states[State.UNRECORDED]
    return Progress(len(holding.texts), states[State.TRANSLATED], late, states[State.MISSING])


# --- The record --------------------------------------------------------------------------------------------------


def named(edition: Edition, name: str) -> frozenset[str]:
    """The keys that a name stands for: one key, all of an identifier's, a whole holding's or those of a file."""
    return frozenset(
        text.key
        for holding in translation_files(edition)
        for text in holding.texts
        if name in (text.key, text.key.partition(":")[0], text.place.file, holding.name)
    )


def accept(edition: Edition, keys: Collection[str] | None = None) -> Mapping[str, tuple[Recorded, ...]]:
    """The records anew, by file, with the translations of `keys` (of all texts, without) accepted as they are.

    Only records that hold one of them are given; lines of texts that are gone fall away. A record without lines is
    to be deleted.
    """
    known = list(translation_files(edition))
    chosen = [holding for holding in known if keys is None or any(text.key in keys for text in holding.texts)]
    touched = {holding.record for holding in chosen}
    # A line may stand in the record that its text has moved away from.
    rows = (edition.recorded.get(text.key) for holding in chosen for text in holding.texts)
    touched |= {row.place.file for row in (edition.recorded.values() if keys is None else rows) if row}
    fresh = {holding.record: tuple(_rows(edition, holding, keys)) for holding in known}
    return {record: fresh.get(record, ()) for record in sorted(touched)}


def _rows(edition: Edition, holding: TranslationFile, keys: Collection[str] | None) -> Iterator[Recorded]:
    for text in sorted(holding.texts, key=lambda text: text.key):
        if text.text.get(TARGET_LANGUAGE) is None:
            continue
        if keys is None or text.key in keys:
            yield Recorded(text.key, text.text.fr, Place(holding.record, 1, 1))
        elif text.key in edition.recorded:
            yield edition.recorded[text.key]
