"""Rules on what both languages of a text must have in common: numbers, marks, terms, acronyms, and only their own words.

What a rule cannot know is declared in content/translation.yml (see exceptions.py).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence

from ..languages import LANGUAGES, SOURCE_LANGUAGE
from ..model import Edition, Register, RegisterEntry
from ..problems.problem import Problem
from ..references.acronyms import acronym_in, entries_by_acronym
from ..references.mentions import Matcher, register_matcher
from ..text.inline_markup import Call, Inline, Link, Run, Styled, Superscript, parse
from ..text.inline_markup import links as inline_links
from .numbers import numbers
from .pairs import Pair, pairs
from .project import Project
from .registry import Needs, rule

TRANSLATION_LANGUAGE = LANGUAGES[1]
TERMS = "terms"
"""The register whose entries have one rendering, or a few, in each language."""

_LENGTH_FROM = 60
_LENGTH_RATIO = (0.6, 1.25)
"""Characters from which a text's length is compared, and the bounds of translation to source."""


@rule(Needs.PART, excusable=("numbers-differ",))
def numbers_agree(project: Project) -> Iterator[Problem]:
    """Both languages have the same numbers, years, percentages and symbols."""
    for pair in pairs(project.links):
        source, translation = (numbers(pair.words[language], language) for language in LANGUAGES)
        if source != translation:
            yield _difference(pair, "numbers-differ", source, translation)


def _difference(pair: Pair, rule: str, source: Counter[str], translation: Counter[str]) -> Problem:
    missing, extra = source - translation, translation - source
    return pair.problem(rule, TRANSLATION_LANGUAGE, _listed(missing + extra), missing=_listed(missing), extra=_listed(extra))


@rule(Needs.PART, excusable=("marks-differ",))
def structure_agrees(project: Project) -> Iterator[Problem]:
    """Both languages have as many links, bold and italic words, and call the same footnotes.

    References have a rule of their own, which names them.
    """
    for pair in pairs(project.links):
        source, translation = (Counter(_marks(parse(pair.text.get(language) or ""))) for language in LANGUAGES)
        if source != translation:
            yield _difference(pair, "marks-differ", source, translation)


_STYLES = {"em": "*…*", "strong": "**…**"}


def _marks(parts: Sequence[Inline]) -> Iterator[str]:
    """The marks as they are written; raised letters do not count, for `346^e^` is “346th”."""
    for part in parts:
        match part:
            case Link(_, within):
                yield from () if part.reference else ("[…](…)",)
                yield from _marks(within)
            case Styled(tag, within):
                yield _STYLES[tag]
                yield from _marks(within)
            case Call(mark):
                yield f"[^{mark}]"


def _listed(counted: Counter[str]) -> str:
    return ", ".join(sorted(counted.elements())) or "–"


@rule(excusable=("term-untranslated",))
def terms_translated(project: Project) -> Iterator[Problem]:
    """Where the source uses a registered term, the translation uses one of the term's forms."""
    for register in project.edition.registers:
        if register.id != TERMS:
            continue
        found, renderings = register_matcher(register, SOURCE_LANGUAGE), _renderings(register)
        for pair in pairs(project.links):
            mentions = {mention.identifier: mention.form for mention in found.find(_outside_names(pair, project.edition))}
            for identifier, form in mentions.items():
                forms = renderings[identifier]
                if not any(rendering.search(pair.words[TRANSLATION_LANGUAGE]) for rendering in forms.values()):
                    yield pair.problem("term-untranslated", TRANSLATION_LANGUAGE, form, id=identifier, forms=", ".join(forms))


def _outside_names(pair: Pair, edition: Edition) -> str:
    """The source's words without the links that the translation renders by a registered name: names go as a whole."""
    names = {
        link.reference
        for link in inline_links(pair.text.get(TRANSLATION_LANGUAGE) or "")
        if link.reference
        and link.reference in edition.entries
        and "".join(_words(link.within, ())) in _names(edition.entries[link.reference][1], TRANSLATION_LANGUAGE)
    }
    return "".join(_words(parse(pair.text.get(SOURCE_LANGUAGE) or ""), names)) if names else pair.words[SOURCE_LANGUAGE]


def _words(parts: Sequence[Inline], names: Container[str | None]) -> Iterator[str]:
    for part in parts:
        match part:
            case Run(text) | Superscript(text):
                yield text
            case Link() if part.reference in names:
                yield "\n"
            case Styled(_, within) | Link(_, within):
                yield from _words(within, names)


def _names(entry: RegisterEntry, language: str) -> tuple[str, ...]:
    return (entry.name.shown(language)[0], *(entry.mentions.get(language) if entry.mentions else ()))


def _renderings(register: Register) -> Mapping[str, Mapping[str, re.Pattern[str]]]:
    """The forms of each term in the language of the translation, each with what finds it.

    Any case will do, since titles and names have capitals of their own; save for acronyms, which may be words besides.
    """
    return {
        register.identifier(entry): {
            form: _whole(form, 0 if any(map(_is_acronym, form.split())) else re.IGNORECASE)
            for form in entry.mentions.get(TRANSLATION_LANGUAGE)
        }
        for entry in register.entries
        if entry.mentions
    }


def _whole(form: str, flags: int = 0) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){re.escape(form)}(?!\w)", flags)


def _is_acronym(word: str) -> bool:
    return len(word) > 1 and word.isupper()


@rule(excusable=("foreign-acronym",))
def acronyms_in_their_language(project: Project) -> Iterator[Problem]:
    """An acronym of one language does not stand in the other, where that has another one or none."""
    own = {language: dict(_acronyms(project.edition, language)) for language in LANGUAGES}
    for language, other in (LANGUAGES, LANGUAGES[::-1]):
        # The language's own are looked for besides: “UN” within «UN INFO» is no acronym.
        found = Matcher({form: form for form in own[other] | own[language]})
        for pair in pairs(project.links):
            for mention in found.find(pair.words[language]):
                if mention.form not in own[language]:
                    entry = own[other][mention.identifier]
                    own_form = acronym_in(entry, language) or entry.name.shown(language)[0]
                    yield pair.problem("foreign-acronym", language, mention.form, own=own_form)


def _acronyms(edition: Edition, language: str) -> Iterator[tuple[str, RegisterEntry]]:
    """The acronyms of a language, in the singular and in the plural, with what they stand for."""
    for acronym, (entry, *_) in entries_by_acronym(edition, language).items():
        if _is_acronym(acronym.rstrip("s")):
            yield acronym, entry
            yield acronym.rstrip("s"), entry


@rule(excusable=("length-odd",))
def length_within_bounds(project: Project) -> Iterator[Problem]:
    """The translation is about as long as the source; a warning, for languages differ."""
    low, high = _LENGTH_RATIO
    for pair in pairs(project.links):
        source, translation = (len(pair.words[language]) for language in LANGUAGES)
        if source > _LENGTH_FROM and not low <= translation / source <= high:
            yield pair.problem(
                "length-odd", TRANSLATION_LANGUAGE, warning=True, ratio=f"{translation / source:.2f}", low=low, high=high
            )


# Words that hold sentences together and that the other language does not have.
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
_SENTENCE_FROM, _RUN_FROM = 6, 3
"""The words from which a sentence is judged by itself, and from which words common to both languages are a run."""


@rule(Needs.PART, excusable=("language-mixed",))
def languages_not_mixed(project: Project) -> Iterator[Problem]:
    """No sentence, and no run of words, of one language is left standing in the other."""
    for pair in pairs(project.links):
        for language, other in (LANGUAGES, LANGUAGES[::-1]):
            words = pair.words[language]
            left = [*_foreign_sentences(words, language, other), *_foreign_runs(words, pair.words[other], other)]
            if left:
                yield pair.problem("language-mixed", language, left[0])


def _foreign_sentences(words: str, language: str, other: str) -> Iterator[str]:
    """The sentences in which the other language's function words outnumber the language's own."""
    for sentence in (*_SENTENCE_END.split(words), words):
        said = _spoken(sentence)
        if len(said) >= _SENTENCE_FROM and _count(said, other) > _count(said, language):
            yield sentence


def _foreign_runs(words: str, other_words: str, other: str) -> Iterator[str]:
    """Runs of words that both languages have, held together by the other language's function words."""
    said, theirs = _spoken(words), _spoken(other_words)
    runs = {tuple(theirs[start : start + _RUN_FROM]) for start in range(len(theirs) - _RUN_FROM + 1)}
    for start in range(len(said) - _RUN_FROM + 1):
        run = said[start : start + _RUN_FROM]
        if tuple(run) in runs and _count(run, other):
            yield " ".join(run)


def _spoken(words: str) -> list[str]:
    return _WORD.findall(words.lower().replace("’", "'"))


def _count(said: Iterable[str], language: str) -> int:
    return sum(word in _FUNCTION_WORDS[language] for word in said)
