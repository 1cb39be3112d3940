"""Rules on the form of every text."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from ..languages import LANGUAGES
from ..model import Text
from ..problems.problem import Problem
from ..references.references import Links
from ..text.inline_markup import MAX_NESTING, inline_links, nesting_depth, parse_inline, plain_runs, plain_text_of_parts
from ..text.raw_html import find_html
from .project import Project
from .registry import Needs, rule

_UNPAIRED_MARK = re.compile(r"\*+|`+|\^|\]\(|\]\s+\((?=ref:)|\[\^|(?<!\w)_+(?=\w)|(?<=[^\W_])_+(?!\w)")
_FIELD_OF_LANGUAGE = re.compile(rf"(?<!\S)(?:{'|'.join(LANGUAGES)}): [>|]-?(?!\S)")
_SCHEMES = ("ref:", "https://", "http://", "mailto:")


def _texts_by_language(links: Links) -> Iterator[tuple[Text, str, str]]:
    for text in links.texts:
        for language in LANGUAGES:
            if (words := text.get(language)) is not None:
                yield text, language, words


@rule(Needs.LOADED_CONTENT)
def texts_are_block_scalars(project: Project) -> Iterator[Problem]:
    """Texts are block scalars, in which quotes, colons and hashes need no escaping."""
    for text, language, _ in _texts_by_language(project.links):
        spot = text.at.fields.get(language)
        if spot and spot.style not in (">", "|"):
            yield Problem(text.at.of_field(language), "not-block", {"language": language})


@rule(Needs.LOADED_CONTENT)
def texts_have_one_language(project: Project) -> Iterator[Problem]:
    """A text does not contain the field of the other language, which is too far in."""
    for text, language, words in _texts_by_language(project.links):
        if found := _FIELD_OF_LANGUAGE.search(words):
            yield Problem(text.at.of_field(language).of_words(found[0]), "field-in-text", {"words": found[0]})


@rule(Needs.LOADED_CONTENT)
def texts_have_no_html(project: Project) -> Iterator[Problem]:
    """Texts contain no HTML, neither tags nor entities."""
    for text, language, words in _texts_by_language(project.links):
        for nth, tag in _numbered_occurrences(find_html(words)):
            yield Problem(text.at.of_field(language).of_words(tag, nth), "raw-html", {"markup": tag})


@rule(Needs.LOADED_CONTENT)
def links_have_known_schemes(project: Project) -> Iterator[Problem]:
    """The target of a link is a reference, a web address or a mail address."""
    for text, language, words in _texts_by_language(project.links):
        for link in inline_links(words):
            if not link.target.startswith(_SCHEMES):
                yield Problem(text.at.of_field(language).of_words(link.target), "unexpected-link", {"target": link.target})


@rule(Needs.LOADED_CONTENT)
def links_have_words(project: Project) -> Iterator[Problem]:
    """A link has words."""
    for text, language, words in _texts_by_language(project.links):
        for link in inline_links(words):
            if not plain_text_of_parts(link.children).strip():
                yield Problem(text.at.of_field(language).of_words(f"[]({link.target})"), "empty-link", {"target": link.target})


@rule(Needs.LOADED_CONTENT)
def marks_are_closed(project: Project) -> Iterator[Problem]:
    """Every mark of emphasis, superscripts, links and calls is complete: none is left among the words."""
    for text, language, words in _texts_by_language(project.links):
        for run in plain_runs(words):
            for mark in _UNPAIRED_MARK.finditer(run):
                around = run[max(0, mark.start() - 12) : mark.end() + 12]
                yield Problem(text.at.of_field(language).of_words(around), "unclosed-mark", {"mark": mark[0], "around": around})


@rule(Needs.LOADED_CONTENT)
def marks_are_not_deep(project: Project) -> Iterator[Problem]:
    """Emphasis and links are nested in a few levels only."""
    for text, language, words in _texts_by_language(project.links):
        if nesting_depth(parse_inline(words)) > MAX_NESTING:
            yield Problem(text.at.of_field(language), "marks-too-deep", {"most": MAX_NESTING})


def _numbered_occurrences(words: Iterable[str]) -> Iterator[tuple[int, str]]:
    """Yields each word with the number of its earlier occurrences."""
    seen: Counter[str] = Counter()
    for word in words:
        yield seen[word], word
        seen[word] += 1
