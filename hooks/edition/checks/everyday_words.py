"""Rules on the everyday words that the search understands."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ..languages import LANGUAGES
from ..model import Forms
from ..problems.problem import Place, Problem
from ..text.inline_markup import plain_text
from ..text.search_normalization import form_key, tokenize
from .project import Project
from .registry import Needs, rule


@rule(Needs.LOADED_CONTENT)
def everyday_words_are_new(project: Project) -> Iterator[Problem]:
    """An everyday word of an entry is none of its names, nor another of its everyday words as the search reads them."""
    for language in LANGUAGES:
        for register in project.edition.registers:
            for entry in register.entries:
                if entry.also:
                    yield from _repeated(entry.also, entry.names(language), language)
        for synonym in project.edition.synonyms:
            yield from _repeated(synonym.also, synonym.words.get(language), language)


def _repeated(also: Forms, names: Iterable[str], language: str) -> Iterator[Problem]:
    seen = {form_key(form, language, "") for form in names}
    for index, form in enumerate(also.get(language)):
        if (key := form_key(form, language, "")) in seen:
            before = sum(form.lower() == other.lower() for other in also.get(language)[:index])
            place = also.at.of_field(language)
            yield Problem(place.of_words(form, before), "also-repeated", {"form": form})
        seen.add(key)


@rule()
def synonyms_have_words_of_the_texts(project: Project) -> Iterator[Problem]:
    """The words to which everyday words lead stand in the texts, as the search reads them."""
    for language in LANGUAGES if project.edition.synonyms else ():
        texts = " | ".join(_tokens(plain_text(unit.text.get(language) or "")) for unit in project.links.units if unit.text)
        for synonym in project.edition.synonyms:
            for form in synonym.words.get(language):
                if f" {_tokens(form)} " not in f" {texts} ":
                    yield Problem(_whole_value(synonym.words.at.of_field(language), form), "synonym-unused", {"form": form})


def _whole_value(place: Place, form: str) -> Place:
    """Returns the place of a form in a list of forms, of which another may contain it."""
    quoted = place.of_words(f'"{form}"')
    return place.of_words(form) if quoted is place else quoted


def _tokens(text: str) -> str:
    return " ".join(tokenize(text))
