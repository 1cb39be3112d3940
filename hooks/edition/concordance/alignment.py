"""Aligns the expressions that the edition knows in the texts of a unit: its terms, recurrent phrases and references."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from ..languages import LANGUAGES, SOURCE_LANGUAGE
from ..model import Edition, Register
from ..references.references import Links
from ..references.units import Unit
from ..text.inline_markup import Emphasis, Inline, Link, parse_inline, plain_text, plain_text_of_parts
from ..text.typography import typeset
from .forms import FormFinder, Span


@dataclass(frozen=True, slots=True)
class Expression:
    """An expression in the text of each language; a language that lacks it has None.

    `term` is the identifier of its term; "" for the words of a reference.
    """

    spans: Mapping[str, Span | None]
    term: str = ""


@dataclass(frozen=True, slots=True)
class AlignedUnit:
    """A unit as plain text in each language, with its expressions; a missing translation is empty."""

    unit: Unit
    texts: Mapping[str, str]
    expressions: tuple[Expression, ...]


@dataclass(frozen=True, slots=True)
class Occurrence:
    """An occurrence of a term in a unit, in the text of each language that has it there."""

    unit: AlignedUnit
    spans: Mapping[str, Span | None]


@lru_cache(maxsize=2)
def aligned_units(links: Links) -> tuple[AlignedUnit, ...]:
    """Returns the units that documents have in several languages, in reading order; not what the edition has added to them."""
    finders = {language: FormFinder(_forms(links.edition, language)) for language in LANGUAGES}
    phrase_finders = {language: recurrent_phrase_finder(links.edition, language) for language in LANGUAGES}
    return tuple(
        _align(links, unit, finders, phrase_finders)
        for unit in links.units
        if not unit.is_editorial and unit.role != "repeated" and unit.text
    )


@lru_cache(maxsize=2)
def occurrences_by_term(links: Links) -> Mapping[str, Sequence[Occurrence]]:
    """Returns the occurrences of each term, in reading order."""
    occurrences: dict[str, list[Occurrence]] = defaultdict(list)
    for unit in aligned_units(links):
        for expression in unit.expressions:
            if expression.term:
                occurrences[expression.term].append(Occurrence(unit, expression.spans))
    return occurrences


def registers_of_terms(edition: Edition) -> Iterator[Register]:
    """Yields the registers whose entries are terms: the texts have their names as words."""
    return (register for register in edition.registers if register.cited_by == "words" and register.mentions_are_names)


def _forms(edition: Edition, language: str) -> Mapping[str, Sequence[str]]:
    return {
        register.identifier(entry): entry.mentions.get(language)
        for register in registers_of_terms(edition)
        for entry in register.entries
        if entry.mentions
    }


def recurrent_phrase_finder(edition: Edition, language: str) -> FormFinder:
    """Returns a finder for the recurrent phrases that are always translated alike, by their first form in the source language."""
    return FormFinder(
        {phrase.words.get(SOURCE_LANGUAGE)[0]: phrase.words.get(language) for phrase in edition.translation.phrases}
    )


def _align(links: Links, unit: Unit, finders: Mapping[str, FormFinder], phrase_finders: Mapping[str, FormFinder]) -> AlignedUnit:
    texts: dict[str, str] = {}
    terms: dict[str, Mapping[str, Sequence[Span]]] = {}
    phrases: dict[str, Mapping[str, Sequence[Span]]] = {}
    references: dict[str, Mapping[str, Sequence[Span]]] = {}
    for language in LANGUAGES:
        raw = (unit.text.get(language) if unit.text else None) or ""
        texts[language] = typeset(plain_text(raw), language)
        terms[language] = finders[language].find(texts[language])
        phrases[language] = phrase_finders[language].find(texts[language])
        references[language] = _reference_spans(links, unit, raw, texts[language])
    expressions = [Expression(spans, term) for term, spans in _pairs(terms, texts)]
    # Words that only one language has as a phrase or a reference have no known translation.
    for found in (phrases, references):
        expressions += [Expression(spans) for _, spans in _pairs(found, texts) if all(spans.values())]
    return AlignedUnit(unit, texts, tuple(expressions))


def _pairs(
    spans: Mapping[str, Mapping[str, Sequence[Span]]], texts: Mapping[str, str]
) -> Iterator[tuple[str, Mapping[str, Span | None]]]:
    """Yields what is found in each language under the same name, one by one."""
    first, second = LANGUAGES
    for name in dict.fromkeys([*spans[first], *spans[second]]):
        pairs = align_spans(spans[first].get(name, ()), spans[second].get(name, ()), len(texts[first]), len(texts[second]))
        yield from ((name, {first: one, second: other}) for one, other in pairs)


def align_spans(
    first: Sequence[Span], second: Sequence[Span], first_length: int, second_length: int
) -> list[tuple[Span | None, Span | None]]:
    """Pairs the occurrences of an expression in two texts, in order.

    Where one text has fewer, each of these is paired with one at the nearest relative place; the others have no pair.
    """
    if len(first) > len(second):
        return [(one, other) for other, one in align_spans(second, first, second_length, first_length)]
    surplus = len(second) - len(first)
    # costs[shift] is the least distance of the pairs so far, when `shift` occurrences of the second text have no pair.
    costs = [0.0] * (surplus + 1)
    skipped: list[list[int]] = []
    for index, one in enumerate(first):
        best: list[int] = []
        for shift in range(surplus + 1):
            best.append(best[-1] if shift and costs[best[-1]] <= costs[shift] else shift)
        places = (second[index + shift].start / second_length for shift in range(surplus + 1))
        costs = [costs[best[shift]] + abs(one.start / first_length - place) for shift, place in enumerate(places)]
        skipped.append(best)
    shift = min(range(surplus + 1), key=costs.__getitem__)
    partners: dict[int, Span] = {}
    for index in reversed(range(len(first))):
        partners[index + shift] = first[index]
        shift = skipped[index][shift]
    return [(partners.get(index), other) for index, other in enumerate(second)]


def _reference_spans(links: Links, unit: Unit, raw: str, shown: str) -> Mapping[str, Sequence[Span]]:
    """Returns the places of the references of a text in its plain words as they are shown, by target."""
    plain_places = [index for index, character in enumerate(plain_text(raw)) if not character.isspace()]
    shown_places = [index for index, character in enumerate(shown) if not character.isspace()]
    # Typography changes only spaces and the form of apostrophes.
    places = dict(zip(plain_places, shown_places, strict=True))
    spans: dict[str, list[Span]] = defaultdict(list)
    for name, span in _references(parse_inline(raw), 0):
        target = links.resolve(name, unit.document)
        visible = [places[index] for index in range(*span) if index in places]
        if target and visible:
            spans[target.identifier].append(Span(visible[0], visible[-1] + 1))
    return spans


def _references(parts: Sequence[Inline], start: int) -> Iterator[tuple[str, Span]]:
    """Yields the references among parts, with their places in the plain text."""
    for part in parts:
        end = start + len(plain_text_of_parts([part]))
        if isinstance(part, Link) and part.reference is not None:
            yield part.reference, Span(start, end)
        if isinstance(part, Link | Emphasis):
            yield from _references(part.children, start)
        start = end
