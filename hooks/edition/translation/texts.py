"""All texts of an edition by the record of their translation, each under the key that it is recorded by."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ..loading.translation_record import fingerprint
from ..model import (
    Correction,
    Corrections,
    Document,
    Edition,
    Kinds,
    Node,
    Normalization,
    Register,
    Text,
    Translation,
)
from ..problems.problem import Place
from ..references.units import document_units
from ..references.urls import CORRECTIONS_ADDRESS, TRANSLATION_ADDRESS, division_address, entry_address, register_address

RECORD = "translated.tsv"
"""A document's record, in its folder; that of any other file bears the file's own name."""


SHEET_FORMS = ("csv", "xlsx")
"""The forms of a holding's spreadsheet, which are also the endings of its name."""


# Roles of texts that may share their identifier with another: a label and its value, a quotation and its author …
_SHARING = ("heading", "label", "author", "figure-label")


@dataclass(frozen=True, slots=True)
class TranslatableText:
    """A text under the key that its translation is recorded by; `address` is where it is shown, if anywhere."""

    key: str
    text: Text
    address: str = ""

    @property
    def place(self) -> Place:
        """Where it stands."""
        return self.text.at


@dataclass(frozen=True)
class TranslationFile:
    """The texts whose translations one record keeps; `name` is that of the document, register or file."""

    name: str
    title: Text
    record: str
    texts: tuple[TranslatableText, ...]

    def sheet(self, form: str) -> str:
        """Where the site holds its spreadsheet in one of the forms."""
        return f"{TRANSLATION_ADDRESS}{self.name}.{form}"


def translation_files(edition: Edition) -> Iterator[TranslationFile]:
    """All texts of an edition, by the record that they belong to."""
    for document in edition.documents:
        folder = document.file.rpartition("/")[0]
        yield TranslationFile(document.id, document.head.short_title, f"{folder}/{RECORD}", tuple(_document(edition, document)))
    for register in edition.registers:
        yield _file(register, f"registers/{register.id}", register.title, _register(register))
    phrases = edition.phrases
    yield _file(edition.corrections, "corrections", phrases["corrections"], _corrections(edition.corrections))
    yield _file(edition.translation, "exceptions", phrases["exceptions"], _exceptions(edition.translation))
    yield _file(edition.head, "edition", phrases["this-edition"], _fields("edition", edition.head))
    yield _file(edition.kinds, "kinds", phrases["kinds"], _kinds(edition.kinds))
    yield _file(edition.interface, "interface", phrases["interface"], _phrases(edition))


def _file(node: Node, name: str, title: Text, texts: Iterable[TranslatableText]) -> TranslationFile:
    return TranslationFile(name, title, node.at.file.rpartition(".")[0] + ".tsv", tuple(texts))


def _document(edition: Edition, document: Document) -> Iterator[TranslatableText]:
    """The units of a document, then what else its head says of it."""
    seen: set[tuple[str, str]] = set()
    for unit in document_units(edition, document):
        # A heading that a document repeats is one text: its label's, below.
        if unit.text is None or unit.role == "repeated":
            continue
        key = unit.identifier + (f":{unit.role}" if unit.role in _SHARING else "")
        anchor = f"#{unit.anchor}" if unit.anchor else ""
        yield TranslatableText(key, unit.text, division_address(unit.document, unit.division) + anchor)
        seen.add((unit.text.at.file, unit.text.at.path))
    address = division_address(document.id, "")
    for text in _fields(document.id, document.head, address):
        if (text.place.file, text.place.path) not in seen:
            yield text
    for label in document.head.labels:
        yield from _fields(f"{document.id}/labels/{label.id}", label, address)


def _register(register: Register) -> Iterator[TranslatableText]:
    yield from _fields(f"registers/{register.id}", register, register_address(register))
    for kind in register.kinds:
        yield from _fields(f"registers/{register.id}/{kind.id}", kind, register_address(register))
    for entry in register.entries:
        yield from _fields(register.identifier(entry), entry, entry_address(register, entry))


def _corrections(corrections: Corrections) -> Iterator[TranslatableText]:
    declarations: tuple[Normalization | Correction, ...] = (*corrections.normalizations, *corrections.corrections)
    for declared in declarations:
        yield from _fields(f"corrections/{declared.id}", declared, f"{CORRECTIONS_ADDRESS}#{declared.id}")


def _exceptions(translation: Translation) -> Iterator[TranslatableText]:
    for exception in translation.exceptions:
        words = f"/{fingerprint(exception.words)}" if exception.words else ""
        yield from _fields(f"exceptions/{exception.unit}/{exception.rule}{words}", exception)


def _kinds(kinds: Kinds) -> Iterator[TranslatableText]:
    for name in type(kinds).model_fields:
        for kind in getattr(kinds, name) if name != "at" else ():
            yield from _fields(f"kinds/{name}/{kind.id}", kind)


def _phrases(edition: Edition) -> Iterator[TranslatableText]:
    for phrase in edition.interface.phrases:
        yield from _fields(f"interface/{phrase.id}", phrase)


def _fields(base: str, node: Node, address: str = "") -> Iterator[TranslatableText]:
    """The texts that are fields of a mapping, under `base:field`."""
    for name in type(node).model_fields:
        if isinstance(text := getattr(node, name), Text):
            yield TranslatableText(f"{base}:{name}", text, address)
