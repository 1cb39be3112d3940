"""The files of the concordance: the texts in all languages with their known expressions, in parts, and the list of these."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby

from ..concordance.alignment import AlignedUnit, Expression, aligned_units, registers_of_terms
from ..concordance.inflection import ENDINGS, MIN_STEM_LENGTH, MINOR_WORDS
from ..languages import LANGUAGES
from ..model import Document
from ..pages.fragment_view import FragmentView
from ..references.urls import CONCORDANCE_FILES, entry_address, language_prefix
from .inputs import Inputs

_PART_LENGTH = 150_000
"""Characters of a part in all languages together, at which the next part begins: about 40 kB compressed."""


def make_files(inputs: Inputs) -> Iterator[tuple[str, bytes]]:
    """Yields the parts, then the list of parts and terms. What differs by language is in the order of LANGUAGES."""
    views = [inputs.renderers[language].fragment_view("") for language in LANGUAGES]
    terms = {
        register.identifier(entry): [
            entry_address(register, entry),
            [view.plain(entry.name) for view in views],
            [entry.mentions.get(language) if entry.mentions else () for language in LANGUAGES],
        ]
        for register in registers_of_terms(inputs.edition)
        for entry in register.entries
    }
    places = {term: place for place, term in enumerate(terms)}
    documents = []
    for document in inputs.edition.documents:
        files = []
        for number, units in enumerate(_parts(inputs, document), 1):
            files.append(f"{document.id}-{number}.json")
            yield CONCORDANCE_FILES + files[-1], _encode_json(_part_data(units, inputs, views, places))
        titles = [view.plain(document.head.short_title) for view in views]
        documents.append({"id": document.id, "titles": titles, "date": _last_change(inputs, document), "files": files})
    inflections = [
        {"minorWords": MINOR_WORDS[language], "endings": ENDINGS[language], "minLength": MIN_STEM_LENGTH}
        for language in LANGUAGES
    ]
    contents = {"languages": LANGUAGES, "documents": documents, "inflections": inflections, "lexicon": list(terms.values())}
    yield f"{CONCORDANCE_FILES}contents.json", _encode_json(contents)


def _last_change(inputs: Inputs, document: Document) -> str:
    """Returns the date of the edition, else of the last change of a document; "" where neither is known."""
    pages = [page.address for page in inputs.pages.values() if page.document is document]
    dates = (inputs.dates.get(language_prefix(language) + address, "") for language in LANGUAGES for address in pages)
    return inputs.edition.head.date or max(dates, default="")


def _parts(inputs: Inputs, document: Document) -> Iterator[Sequence[AlignedUnit]]:
    """Yields the units of a document in parts of about the same length."""
    part: list[AlignedUnit] = []
    length = 0
    for unit in aligned_units(inputs.links):
        if unit.unit.document != document.id:
            continue
        if length >= _PART_LENGTH:
            yield part
            part, length = [], 0
        part.append(unit)
        length += sum(map(len, unit.texts.values()))
    if part:
        yield part


def _part_data(
    units: Sequence[AlignedUnit], inputs: Inputs, views: Sequence[FragmentView], terms: Mapping[str, int]
) -> Mapping[str, object]:
    """Returns the data of a part: its pages with the anchors and labels of their units; the texts and expressions of these.

    One language after the other, the texts compress best.
    """
    pages = [
        [
            page.address,
            [view.place_label(page) for view in views],
            [[unit.unit.anchor, [view.passage_label(unit.unit) for view in views]] for unit in group],
        ]
        for page, group in groupby(units, key=lambda unit: inputs.links.page_of(unit.unit))
    ]
    texts = [[unit.texts[language] for unit in units] for language in LANGUAGES]
    return {"pages": pages, "texts": texts, "expressions": [list(_numbers(unit.expressions, terms)) for unit in units]}


def _numbers(expressions: Iterable[Expression], terms: Mapping[str, int]) -> Iterator[int]:
    """Yields for each expression the place of its term in the list, -1 for a reference, then its place in each language.

    A place is the distance from the start of the last one in this language, and the length; 0 and 0 where there is none.
    """
    last = dict.fromkeys(LANGUAGES, 0)
    for expression in expressions:
        yield terms.get(expression.term, -1)
        for language in LANGUAGES:
            if span := expression.spans[language]:
                yield from (span.start - last[language], span.end - span.start)
                last[language] = span.start
            else:
                yield from (0, 0)


def _encode_json(content: object) -> bytes:
    return json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode("utf-8")
