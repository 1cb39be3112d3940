"""Rules on the correspondence of both languages of a text: numbers, marks, terms, acronyms, length, no mixed languages.

Exceptions are declared in content/translation.yml (see exceptions.py).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import chain

from ..concordance.alignment import recurrent_phrase_finder
from ..concordance.forms import FormFinder
from ..concordance.inflection import rendering_key
from ..languages import LANGUAGES, SOURCE_LANGUAGE
from ..model import Edition, Register, RegisterEntry
from ..problems.problem import Problem
from ..references.acronyms import acronym_in, entries_by_acronym
from ..references.mentions import Matcher, register_matcher
from ..text.inline_markup import (
    Emphasis,
    FootnoteCall,
    Inline,
    Link,
    Superscript,
    TextRun,
    inline_links,
    parse_inline,
    plain_text,
)
from .numbers import find_numbers
from .pairs import TextPair, text_pairs
from .project import Project
from .registry import Needs, rule

TRANSLATION_LANGUAGE = LANGUAGES[1]

_MIN_COMPARED_LENGTH = 60
_LENGTH_RATIO = (0.6, 1.25)
"""Characters from which a text's length is compared, and the bounds of translation to source."""


@rule(Needs.LOADED_CONTENT, excusable=("numbers-differ",))
def numbers_agree(project: Project) -> Iterator[Problem]:
    """Both languages have the same numbers, years, percentages and symbols."""
    for pair in text_pairs(project.links):
        source, translation = (find_numbers(pair.words[language], language) for language in LANGUAGES)
        if source != translation:
            yield _difference(pair, "numbers-differ", source, translation)


def _difference(pair: TextPair, rule: str, source: Counter[str], translation: Counter[str]) -> Problem:
    missing, extra = source - translation, translation - source
    return pair.problem(
        rule, TRANSLATION_LANGUAGE, _list_elements(missing + extra), missing=_list_elements(missing), extra=_list_elements(extra)
    )


@rule(Needs.LOADED_CONTENT, excusable=("marks-differ",))
def inline_marks_agree(project: Project) -> Iterator[Problem]:
    """Both languages have as many links, bold and italic words, and call the same footnotes.

    Another rule compares references.
    """
    for pair in text_pairs(project.links):
        source, translation = (Counter(_marks(parse_inline(pair.text.get(language) or ""))) for language in LANGUAGES)
        if source != translation:
            yield _difference(pair, "marks-differ", source, translation)


_STYLES = {"em": "*…*", "strong": "**…**"}


def _marks(parts: Sequence[Inline]) -> Iterator[str]:
    """Yields the marks of a text; superscripts do not count, for `346^e^` is “346th”."""
    for part in parts:
        match part:
            case Link(_, children):
                yield from () if part.reference else ("[…](…)",)
                yield from _marks(children)
            case Emphasis(tag, children):
                yield _STYLES[tag]
                yield from _marks(children)
            case FootnoteCall(mark):
                yield f"[^{mark}]"


def _list_elements(counted: Counter[str]) -> str:
    return ", ".join(sorted(counted.elements())) or "–"


@rule(excusable=("term-untranslated",))
def terms_are_translated(project: Project) -> Iterator[Problem]:
    """If the source uses a term of a glossary, the translation uses one of its forms."""
    for register in project.edition.registers:
        if register.layout != "glossary":
            continue
        term_matcher, renderings = register_matcher(register, SOURCE_LANGUAGE), _renderings(register)
        for pair in text_pairs(project.links):
            mentions = {
                mention.identifier: mention.form for mention in term_matcher.find(_source_without_names(pair, project.edition))
            }
            for identifier, form in mentions.items():
                forms = renderings[identifier]
                if not any(rendering.search(pair.words[TRANSLATION_LANGUAGE]) for rendering in forms.values()):
                    yield pair.problem("term-untranslated", TRANSLATION_LANGUAGE, form, id=identifier, forms=", ".join(forms))


@rule(excusable=("phrase-untranslated",))
def recurrent_phrases_are_translated_alike(project: Project) -> Iterator[Problem]:
    """If a unit or an entry has a recurrent phrase, its translation has one of the declared translations."""
    phrases = {phrase.words.get(SOURCE_LANGUAGE)[0]: phrase for phrase in project.edition.translation.phrases}
    source, translation = (recurrent_phrase_finder(project.edition, language) for language in LANGUAGES)
    texts = (pair for pair in text_pairs(project.links) if pair.unit != pair.text.at.file)
    for pair in texts if phrases else ():
        translated = translation.find(pair.words[TRANSLATION_LANGUAGE])
        for name in source.find(_source_without_names(pair, project.edition)):
            if name not in translated:
                forms = ", ".join(phrases[name].words.get(TRANSLATION_LANGUAGE))
                yield pair.problem("phrase-untranslated", TRANSLATION_LANGUAGE, name, forms=forms)


@rule()
def recurrent_phrases_are_justified(project: Project) -> Iterator[Problem]:
    """The forms of a recurrent phrase are in the texts, and it has several translations only for a reason."""
    phrases = project.edition.translation.phrases
    for language in LANGUAGES if phrases else ():
        finder = FormFinder({form: (form,) for phrase in phrases for form in phrase.words.get(language)})
        used = {form for pair in text_pairs(project.links) for form in finder.find(pair.words[language])}
        for phrase in phrases:
            for form in phrase.words.get(language):
                if form not in used:
                    yield Problem(phrase.words.at.of_field(language), "phrase-unused", {"form": form})
    for phrase in phrases:
        translations = {rendering_key(form, TRANSLATION_LANGUAGE) for form in phrase.words.get(TRANSLATION_LANGUAGE)}
        if len(translations) > 1 and phrase.reason is None:
            forms = ", ".join(phrase.words.get(TRANSLATION_LANGUAGE))
            yield Problem(phrase.at, "phrase-unjustified", {"forms": forms})


@rule(excusable=("headword-unused",))
def headwords_are_used(project: Project) -> Iterator[Problem]:
    """The translated name of a glossary's entry, or its acronym, is a form that the translated texts use."""
    texts = " | ".join(
        rendering_key(plain_text(unit.text.get(TRANSLATION_LANGUAGE) or ""), TRANSLATION_LANGUAGE)
        for unit in project.links.units
        if unit.text
    )
    for register in project.edition.registers:
        for entry in register.entries if register.layout == "glossary" else ():
            name = entry.name.get(TRANSLATION_LANGUAGE) or ""
            acronym = entry.acronym.get(TRANSLATION_LANGUAGE) if entry.acronym else None
            keys = [rendering_key(form, TRANSLATION_LANGUAGE) for form in (name, acronym) if form]
            # A name that is none of the entry's forms is reported as the translation of its source.
            is_form = not entry.mentions or name.lower() in map(str.lower, entry.mentions.get(TRANSLATION_LANGUAGE))
            if is_form and not any(f" {key} " in f" {texts} " for key in keys):
                facts = {"unit": register.identifier(entry), "words": name}
                yield Problem(entry.name.at.of_field(TRANSLATION_LANGUAGE), "headword-unused", facts)


def _source_without_names(pair: TextPair, edition: Edition) -> str:
    """Returns the words of the source without the links that the translation renders by a registered name.

    Names are translated as a whole, so the terms within them are not compared.
    """
    names = {
        link.reference
        for link in inline_links(pair.text.get(TRANSLATION_LANGUAGE) or "")
        if link.reference
        and link.reference in edition.entries
        and "".join(_words_outside_names(link.children, ())) in _names(edition.entries[link.reference][1], TRANSLATION_LANGUAGE)
    }
    return (
        "".join(_words_outside_names(parse_inline(pair.text.get(SOURCE_LANGUAGE) or ""), names))
        if names
        else pair.words[SOURCE_LANGUAGE]
    )


def _words_outside_names(parts: Sequence[Inline], names: Container[str | None]) -> Iterator[str]:
    for part in parts:
        match part:
            case TextRun(text) | Superscript(text):
                yield text
            case Link() if part.reference in names:
                yield "\n"
            case Emphasis(_, children) | Link(_, children):
                yield from _words_outside_names(children, names)


def _names(entry: RegisterEntry, language: str) -> tuple[str, ...]:
    return (entry.name.shown(language)[0], *(entry.mentions.get(language) if entry.mentions else ()))


def _renderings(register: Register) -> Mapping[str, Mapping[str, re.Pattern[str]]]:
    """Returns the translated forms of each term, each with a pattern that finds it.

    Case is ignored, since titles and names are capitalized, except for acronyms, which may also be words.
    """
    return {
        register.identifier(entry): {
            form: _whole_word_pattern(form, 0 if any(map(_is_acronym, form.split())) else re.IGNORECASE)
            for form in entry.mentions.get(TRANSLATION_LANGUAGE)
        }
        for entry in register.entries
        if entry.mentions
    }


def _whole_word_pattern(form: str, flags: int = 0) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){re.escape(form)}(?!\w)", flags)


def _is_acronym(word: str) -> bool:
    return len(word) > 1 and word.isupper()


@rule(excusable=("foreign-acronym",))
def acronyms_belong_to_their_language(project: Project) -> Iterator[Problem]:
    """A text does not use an acronym that only the other language has."""
    acronyms = {language: dict(_acronyms(project.edition, language)) for language in LANGUAGES}
    for language, other in (LANGUAGES, LANGUAGES[::-1]):
        # The acronyms of both languages are searched, so that the longer one matches: “UN” within «UN INFO» is no acronym.
        acronym_matcher = Matcher({form: form for form in acronyms[other] | acronyms[language]})
        for pair in text_pairs(project.links):
            for mention in acronym_matcher.find(pair.words[language]):
                if mention.form not in acronyms[language]:
                    entry = acronyms[other][mention.identifier]
                    expected_form = acronym_in(entry, language) or entry.name.shown(language)[0]
                    yield pair.problem("foreign-acronym", language, mention.form, own=expected_form)


def _acronyms(edition: Edition, language: str) -> Iterator[tuple[str, RegisterEntry]]:
    """Yields the acronyms of a language, in the singular and in the plural, with their entries."""
    for acronym, (entry, *_) in entries_by_acronym(edition, language).items():
        if _is_acronym(acronym.rstrip("s")):
            yield acronym, entry
            yield acronym.rstrip("s"), entry


@rule(excusable=("length-odd",))
def lengths_are_similar(project: Project) -> Iterator[Problem]:
    """The translation is about as long as the source; only a warning, since languages differ."""
    low, high = _LENGTH_RATIO
    for pair in text_pairs(project.links):
        source, translation = (len(pair.words[language]) for language in LANGUAGES)
        if source > _MIN_COMPARED_LENGTH and not low <= translation / source <= high:
            yield pair.problem(
                "length-odd", TRANSLATION_LANGUAGE, warning=True, ratio=f"{translation / source:.2f}", low=low, high=high
            )


# Function words that the other language does not have.
_FUNCTION_WORDS: Mapping[str, frozenset[str]] = {
    "fr": frozenset(
        "le la les l' un une des du de d' au aux et est sont été être ce cet cette ces qui que qu' dont où il elle ils elles nous"
        " vous leur leurs sa ses ne n' se s' c' dans pour par sur sous avec sans vers chez entre afin ainsi lors selon mais ni"
        " car comme notamment".split()
    ),
    "en": frozenset(
        "the of and to in for with by from at into through between under an is are was were be been being has have had will"
        " would should could its their his her it they them this these those that which who whose where when how not as such"
        " than also including".split()
    ),
}
_WORD = re.compile(r"[^\W\d_]+['’]?")
_SENTENCE_END = re.compile(r"(?<=[.;:!?])\s+")
_MIN_SENTENCE_WORDS, _RUN_LENGTH = 6, 3
"""The words that a sentence must have to be checked by itself, and the length of a run common to both languages."""


@rule(Needs.LOADED_CONTENT, excusable=("language-mixed",))
def languages_are_not_mixed(project: Project) -> Iterator[Problem]:
    """No sentence and no run of words of one language occurs in the other."""
    directions = (LANGUAGES, LANGUAGES[::-1])
    for pair in text_pairs(project.links):
        if all(_is_foreign(pair.words[language], language, other) for language, other in directions):
            yield pair.problem("languages-exchanged", SOURCE_LANGUAGE)
            continue
        for language, other in directions:
            words = pair.words[language]
            if foreign := _find_foreign_words(words, pair.words[other], language, other):
                yield pair.problem("language-mixed", language, foreign)


@lru_cache(maxsize=2**14)
def _find_foreign_words(words: str, other_words: str, language: str, other: str) -> str:
    """Returns the first sentence or run of words of the other language; nothing where there is none."""
    return next(chain(_foreign_sentences(words, language, other), _foreign_runs(words, other_words, other)), "")


def _foreign_sentences(words: str, language: str, other: str) -> Iterator[str]:
    """Yields the sentences with more function words of the other language than of this one."""
    return (sentence for sentence in (*_SENTENCE_END.split(words), words) if _is_foreign(sentence, language, other))


def _is_foreign(words: str, language: str, other: str) -> bool:
    """Whether words are enough for a sentence, and have more function words of the other language than of this one."""
    tokens = _tokenize(words)
    return len(tokens) >= _MIN_SENTENCE_WORDS and _count_function_words(tokens, other) > _count_function_words(tokens, language)


def _foreign_runs(words: str, other_words: str, other: str) -> Iterator[str]:
    """Yields runs of words common to both languages that contain function words of the other language."""
    tokens, other_tokens = _tokenize(words), _tokenize(other_words)
    runs = {tuple(other_tokens[start : start + _RUN_LENGTH]) for start in range(len(other_tokens) - _RUN_LENGTH + 1)}
    for start in range(len(tokens) - _RUN_LENGTH + 1):
        run = tokens[start : start + _RUN_LENGTH]
        if tuple(run) in runs and _count_function_words(run, other):
            yield " ".join(run)


def _tokenize(words: str) -> list[str]:
    return _WORD.findall(words.lower().replace("’", "'"))


def _count_function_words(words: Iterable[str], language: str) -> int:
    return sum(word in _FUNCTION_WORDS[language] for word in words)
