"""The translatable texts of an edition, by translation record and key."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

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

RECORD_NAME = "translated.tsv"
"""The name of a document's record, in its folder; the record of any other file has the name of that file."""

SHEET_FORMATS = ("csv", "xlsx")
"""The formats of spreadsheets, which are also their file name suffixes."""

# Roles of texts that may share an identifier with another text: a label and its value, a quotation and its author …
_SHARED_ROLES = ("heading", "label", "author", "figure-label")


@dataclass(frozen=True, slots=True)
class TranslatableText:
    """A text with the key of its translation record; `address` is where the text is shown, if anywhere."""

    key: str
    text: Text
    address: str = ""

    @property
    def place(self) -> Place:
        """The place of the text in its file."""
        return self.text.at


@dataclass(frozen=True)
class TranslationFile:
    """The texts of one translation record; `name` is that of the document, register or file."""

    name: str
    title: Text
    record: str
    texts: tuple[TranslatableText, ...]

    def sheet_path(self, file_format: str) -> str:
        """Returns the path of the spreadsheet on the site, in one of SHEET_FORMATS."""
        return f"{TRANSLATION_ADDRESS}{self.name}.{file_format}"


@lru_cache(maxsize=2)
def translation_files(edition: Edition) -> tuple[TranslationFile, ...]:
    """Returns all texts of an edition, by translation record."""
    return tuple(_translation_files(edition))


def _translation_files(edition: Edition) -> Iterator[TranslationFile]:
    for document in edition.documents:
        folder = document.file.rpartition("/")[0]
        yield TranslationFile(
            document.id, document.head.short_title, f"{folder}/{RECORD_NAME}", tuple(_document_texts(edition, document))
        )
    for register in edition.registers:
        yield _translation_file(register, f"registers/{register.id}", register.title, _register_texts(register))
    phrases = edition.phrases
    yield _translation_file(edition.corrections, "corrections", phrases["corrections"], _correction_texts(edition.corrections))
    yield _translation_file(edition.translation, "exceptions", phrases["exceptions"], _exception_texts(edition.translation))
    yield _translation_file(edition.head, "edition", phrases["this-edition"], _field_texts("edition", edition.head))
    yield _translation_file(edition.kinds, "kinds", phrases["kinds"], _kind_texts(edition.kinds))
    yield _translation_file(edition.interface, "interface", phrases["interface"], _phrase_texts(edition))


def _translation_file(node: Node, name: str, title: Text, texts: Iterable[TranslatableText]) -> TranslationFile:
    return TranslationFile(name, title, node.at.file.rpartition(".")[0] + ".tsv", tuple(texts))


def _document_texts(edition: Edition, document: Document) -> Iterator[TranslatableText]:
    """Yields the units of a document, then the other texts of its head."""
    seen: set[tuple[str, str]] = set()
    for unit in document_units(edition, document):
        # A heading that a document repeats is one text: that of its label, below.
        if unit.text is None or unit.role == "repeated":
            continue
        key = unit.identifier + (f":{unit.role}" if unit.role in _SHARED_ROLES else "")
        anchor = f"#{unit.anchor}" if unit.anchor else ""
        yield TranslatableText(key, unit.text, division_address(unit.document, unit.division) + anchor)
        seen.add((unit.text.at.file, unit.text.at.path))
    address = division_address(document.id, "")
    for text in _field_texts(document.id, document.head, address):
        if (text.place.file, text.place.path) not in seen:
            yield text
    for label in document.head.labels:
        yield from _field_texts(f"{document.id}/labels/{label.id}", label, address)


def _register_texts(register: Register) -> Iterator[TranslatableText]:
    yield from _field_texts(f"registers/{register.id}", register, register_address(register))
    for kind in register.kinds:
        yield from _field_texts(f"registers/{register.id}/{kind.id}", kind, register_address(register))
    for entry in register.entries:
        yield from _field_texts(register.identifier(entry), entry, entry_address(register, entry))


def _correction_texts(corrections: Corrections) -> Iterator[TranslatableText]:
    declarations: tuple[Normalization | Correction, ...] = (*corrections.normalizations, *corrections.corrections)
    for declaration in declarations:
        yield from _field_texts(f"corrections/{declaration.id}", declaration, f"{CORRECTIONS_ADDRESS}#{declaration.id}")


def _exception_texts(translation: Translation) -> Iterator[TranslatableText]:
    for phrase in translation.phrases:
        yield from _field_texts(f"phrases/{fingerprint(phrase.words.fr[0])}", phrase)
    for exception in translation.exceptions:
        words = f"/{fingerprint(exception.words)}" if exception.words else ""
        yield from _field_texts(f"exceptions/{exception.unit}/{exception.rule}{words}", exception)


def _kind_texts(kinds: Kinds) -> Iterator[TranslatableText]:
    for name in type(kinds).model_fields:
        for kind in getattr(kinds, name) if name != "at" else ():
            yield from _field_texts(f"kinds/{name}/{kind.id}", kind)


def _phrase_texts(edition: Edition) -> Iterator[TranslatableText]:
    for phrase in edition.interface.phrases:
        yield from _field_texts(f"interface/{phrase.id}", phrase)


def _field_texts(base: str, node: Node, address: str = "") -> Iterator[TranslatableText]:
    """Yields the texts of a node and of its nested nodes, with the keys `base:field` and `base:field.field`."""
    for name in type(node).model_fields:
        match getattr(node, name):
            case Text() as text:
                yield TranslatableText(f"{base}:{name}", text, address)
            case Node() as inner:
                for inner_text in _field_texts(base, inner, address):
                    yield replace(inner_text, key=f"{base}:{name}.{inner_text.key.removeprefix(f'{base}:')}")
