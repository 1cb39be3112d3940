"""Whether the English still says what the French says: the French that each English text was made from is kept.

Every document, every register and every other file of the content has a record beside it: a line
`key<TAB>fingerprint<TAB>French` for each translated text. A text whose French is not the recorded one is stale.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from .loading.translation_record import fingerprint
from .model import (
    LANGUAGES,
    Correction,
    Corrections,
    Document,
    Edition,
    Kinds,
    Node,
    Normalization,
    Recorded,
    Register,
    Text,
    Translation,
)
from .problems.problem import Place
from .references.references import CORRECTIONS_ADDRESS, TRANSLATION_ADDRESS, division_address, entry_address, register_address
from .references.units import document_units
from .text.sequence_diff import opcodes

TARGET_LANGUAGE = LANGUAGES[1]
"""The language that the texts were translated into."""
RECORD = "translated.tsv"
"""A document's record, in its folder; that of any other file bears the file's own name."""
SHEET_FORMS = ("csv", "xlsx")
"""The forms of a holding's spreadsheet, which are also the endings of its name."""

# Roles of texts that may share their identifier with another: a label and its value, a quotation and its author …
_SHARING = ("heading", "label", "author", "figure-label")


class State(StrEnum):
    """What has become of a text's translation; an `unrecorded` one has never been held against its French."""

    TRANSLATED = "translated"
    STALE = "stale"
    UNRECORDED = "unrecorded"
    MISSING = "missing"


@dataclass(frozen=True, slots=True)
class Bilingual:
    """A text under the key that its translation is recorded by; `address` is where it is shown, if anywhere."""

    key: str
    text: Text
    address: str = ""

    @property
    def place(self) -> Place:
        """Where it stands."""
        return self.text.at


@dataclass(frozen=True)
class Holding:
    """The texts whose translations one record keeps; `name` is that of the document, register or file."""

    name: str
    title: Text
    record: str
    texts: tuple[Bilingual, ...]

    def sheet(self, form: str) -> str:
        """Where the site holds its spreadsheet in one of the forms."""
        return f"{TRANSLATION_ADDRESS}{self.name}.{form}"


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


def holdings(edition: Edition) -> Iterator[Holding]:
    """All texts of an edition, by the record that they belong to."""
    for document in edition.documents:
        folder = document.file.rpartition("/")[0]
        yield Holding(document.id, document.head.short_title, f"{folder}/{RECORD}", tuple(_document(edition, document)))
    for register in edition.registers:
        yield _beside(register, f"registers/{register.id}", register.title, _register(register))
    phrases = edition.phrases
    yield _beside(edition.corrections, "corrections", phrases["corrections"], _corrections(edition.corrections))
    yield _beside(edition.translation, "exceptions", phrases["exceptions"], _exceptions(edition.translation))
    yield _beside(edition.head, "edition", phrases["this-edition"], _fields("edition", edition.head))
    yield _beside(edition.kinds, "kinds", phrases["kinds"], _kinds(edition.kinds))
    yield _beside(edition.interface, "interface", phrases["interface"], _phrases(edition))


def _beside(node: Node, name: str, title: Text, texts: Iterable[Bilingual]) -> Holding:
    return Holding(name, title, node.at.file.rpartition(".")[0] + ".tsv", tuple(texts))


def _document(edition: Edition, document: Document) -> Iterator[Bilingual]:
    """The units of a document, then what else its head says of it."""
    seen: set[tuple[str, str]] = set()
    for unit in document_units(edition, document):
        # A heading that a document repeats is one text: its label's, below.
        if unit.text is None or unit.role == "repeated":
            continue
        key = unit.identifier + (f":{unit.role}" if unit.role in _SHARING else "")
        anchor = f"#{unit.anchor}" if unit.anchor else ""
        yield Bilingual(key, unit.text, division_address(unit.document, unit.division) + anchor)
        seen.add((unit.text.at.file, unit.text.at.path))
    address = division_address(document.id, "")
    for text in _fields(document.id, document.head, address):
        if (text.place.file, text.place.path) not in seen:
            yield text
    for label in document.head.labels:
        yield from _fields(f"{document.id}/labels/{label.id}", label, address)


def _register(register: Register) -> Iterator[Bilingual]:
    yield from _fields(f"registers/{register.id}", register, register_address(register))
    for kind in register.kinds:
        yield from _fields(f"registers/{register.id}/{kind.id}", kind, register_address(register))
    for entry in register.entries:
        yield from _fields(register.identifier(entry), entry, entry_address(register, entry))


def _corrections(corrections: Corrections) -> Iterator[Bilingual]:
    declarations: tuple[Normalization | Correction, ...] = (*corrections.normalizations, *corrections.corrections)
    for declared in declarations:
        yield from _fields(f"corrections/{declared.id}", declared, f"{CORRECTIONS_ADDRESS}#{declared.id}")


def _exceptions(translation: Translation) -> Iterator[Bilingual]:
    for exception in translation.exceptions:
        words = f"/{fingerprint(exception.words)}" if exception.words else ""
        yield from _fields(f"exceptions/{exception.unit}/{exception.rule}{words}", exception)


def _kinds(kinds: Kinds) -> Iterator[Bilingual]:
    for name in type(kinds).model_fields:
        for kind in getattr(kinds, name) if name != "at" else ():
            yield from _fields(f"kinds/{name}/{kind.id}", kind)


def _phrases(edition: Edition) -> Iterator[Bilingual]:
    for phrase in edition.interface.phrases:
        yield from _fields(f"interface/{phrase.id}", phrase)


def _fields(base: str, node: Node, address: str = "") -> Iterator[Bilingual]:
    """The texts that are fields of a mapping, under `base:field`."""
    for name in type(node).model_fields:
        if isinstance(text := getattr(node, name), Text):
            yield Bilingual(f"{base}:{name}", text, address)


# --- What has become of them -------------------------------------------------------------------------------------


def state(edition: Edition, text: Bilingual) -> State:
    """What has become of one text's translation."""
    if text.text.get(TARGET_LANGUAGE) is None:
        return State.MISSING
    recorded = edition.recorded.get(text.key)
    if recorded is None:
        return State.UNRECORDED
    return State.TRANSLATED if recorded.french == text.text.fr else State.STALE


def stale(edition: Edition) -> tuple[Stale, ...]:
    """Every text whose English does not follow its French, those never recorded among them."""
    return tuple(found for holding in holdings(edition) for text in holding.texts if (found := _stale(edition, text)))


def _stale(edition: Edition, text: Bilingual) -> Stale | None:
    if state(edition, text) not in (State.STALE, State.UNRECORDED):
        return None
    recorded = edition.recorded.get(text.key)
    return Stale(text.key, text.place, recorded.french if recorded else None, text.text.fr)


def missing(edition: Edition) -> tuple[Bilingual, ...]:
    """Every text that has not been translated yet."""
    every = (text for holding in holdings(edition) for text in holding.texts)
    return tuple(text for text in every if state(edition, text) is State.MISSING)


def left_over(edition: Edition) -> tuple[Recorded, ...]:
    """The recorded lines whose texts are gone."""
    known = {text.key for holding in holdings(edition) for text in holding.texts}
    return tuple(row for key, row in edition.recorded.items() if key not in known)


def progress(edition: Edition, holding: Holding) -> Progress:
    """How far a holding's translation has come."""
    states = Counter(state(edition, text) for text in holding.texts)
    late = states[State.STALE] + states[State.UNRECORDED]
    return Progress(len(holding.texts), states[State.TRANSLATED], late, states[State.MISSING])


def words_changed(old: str, new: str) -> tuple[tuple[str, str], ...]:
    """What became of a text, word by word: runs of words that are `equal`, `delete`d or `insert`ed, in order."""
    before, after = old.split(), new.split()
    found: list[tuple[str, str]] = []
    for tag, a1, a2, b1, b2 in opcodes(before, after):
        if tag == "equal":
            found.append((tag, " ".join(before[a1:a2])))
            continue
        found += [(kind, " ".join(run)) for kind, run in (("delete", before[a1:a2]), ("insert", after[b1:b2])) if run]
    return tuple(found)


# --- The record --------------------------------------------------------------------------------------------------


def named(edition: Edition, name: str) -> frozenset[str]:
    """The keys that a name stands for: one key, all of an identifier's, a whole holding's or those of a file."""
    return frozenset(
        text.key
        for holding in holdings(edition)
        for text in holding.texts
        if name in (text.key, text.key.partition(":")[0], text.place.file, holding.name)
    )


def accept(edition: Edition, keys: Collection[str] | None = None) -> Mapping[str, tuple[Recorded, ...]]:
    """The records anew, by file, with the translations of `keys` (of all texts, without) accepted as they are.

    Only records that hold one of them are given; lines of texts that are gone fall away. A record without lines is
    to be deleted.
    """
    known = list(holdings(edition))
    chosen = [holding for holding in known if keys is None or any(text.key in keys for text in holding.texts)]
    touched = {holding.record for holding in chosen}
    # A line may stand in the record that its text has moved away from.
    rows = (edition.recorded.get(text.key) for holding in chosen for text in holding.texts)
    touched |= {row.place.file for row in (edition.recorded.values() if keys is None else rows) if row}
    fresh = {holding.record: tuple(_rows(edition, holding, keys)) for holding in known}
    return {record: fresh.get(record, ()) for record in sorted(touched)}


def _rows(edition: Edition, holding: Holding, keys: Collection[str] | None) -> Iterator[Recorded]:
    for text in sorted(holding.texts, key=lambda text: text.key):
        if text.text.get(TARGET_LANGUAGE) is None:
            continue
        if keys is None or text.key in keys:
            yield Recorded(text.key, text.text.fr, Place(holding.record, 1, 1))
        elif text.key in edition.recorded:
            yield edition.recorded[text.key]
