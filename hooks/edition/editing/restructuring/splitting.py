"""Splits a text in two."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import count

from ...checks.source_text import normalized_words
from ...languages import LANGUAGES
from ...loading.yaml_writer import set_field, to_yaml_node
from ...model import Anchored, Correction, Document, Edition
from ...references.traversal import nodes_of_type
from ...text.inline_markup import plain_text
from ..content_files import ContentFiles
from .corrections import corrections_of
from .parts import Part, Restructuring, RestructuringError, Words, find_list_item, identify


def split(edition: Edition, files: ContentFiles, document: Document, part: Part, beginnings: Mapping[str, str]) -> Restructuring:
    """Splits a text in two: the second begins with the words of `beginnings`, by language, and follows under a new identifier."""
    if not isinstance(part, Words):
        raise RestructuringError("no-split", unit=identify(part))
    item = find_list_item(files, part)
    halves = {language: _cut(part, language, words) for language, words in beginnings.items() if part.get(language)}
    name = _following_identifier(document, part.id)
    identifier = {"items": "id", "footnotes": "id"}.get(item.field, "passage")
    for language, (first, _) in halves.items():
        set_field(item.mapping, language, first)
    second = to_yaml_node({identifier: name, **{language: rest for language, (_, rest) in halves.items()}})
    item.sequence.value.insert(item.index + 1, second)
    old, new = f"{document.id}/{part.id}", f"{document.id}/{name}"
    first_words = normalized_words(plain_text(halves[LANGUAGES[0]][0]))
    corrections = {one.id: _unit_after_split(one, old, new, first_words) for one in corrections_of(edition, {old})}
    return Restructuring({}, corrections, {old: (old,), new: (old,)})


def _cut(part: Words, language: str, words: str) -> tuple[str, str]:
    """Returns the two parts of a text; raises RestructuringError where the second does not begin with these words alone."""
    text = part.get(language) or ""
    if text.count(words) != 1 or not (first := text[: text.index(words)].rstrip()):
        raise RestructuringError("no-beginning", unit=part.id, words=words, language=language)
    return first, text[text.index(words) :]


def _following_identifier(document: Document, identifier: str) -> str:
    """Returns the first of `p3b`, `p3c` … that no unit of a document has or had."""
    taken = {name for node in nodes_of_type(document, Anchored) for name in (node.id, *node.aliases)}
    return next(name for number in count(1) if (name := f"{identifier}{_letter(number)}") not in taken)


def _letter(number: int) -> str:
    return chr(ord("a") + number) if number < 26 else f"-{number}"


def _unit_after_split(correction: Correction, old: str, new: str, first_words: Sequence[str]) -> str | None:
    """Returns the unit of a correction of a text that was split: the part that has its words."""
    if correction.kind == "move":
        return None
    if correction.kind == "note":
        return old
    reading = normalized_words(correction.reading or "")
    is_first = any(first_words[at : at + len(reading)] == reading for at in range(len(first_words) - len(reading) + 1))
    return old if reading and is_first else new
