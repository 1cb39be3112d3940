"""Rules on the form of every text."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from ..languages import LANGUAGES
from ..model import Text
from ..problems.problem import Problem
from ..references.references import Links
from ..text.inline_markup import MOST_NESTED, nesting, parse, plain_words, runs
from ..text.inline_markup import links as inline_links
from ..text.raw_html import markup
from .project import Project
from .registry import Needs, rule

_STRAY = re.compile(r"\*+|`+|\^|\]\(|\[\^|(?<!\w)_+(?=\w)|(?<=[^\W_])_+(?!\w)")
_SCHEMES = ("ref:", "https://", "http://", "mailto:")


def _said(links: Links) -> Iterator[tuple[Text, str, str]]:
    for text in links.texts:
        for language in LANGUAGES:
            if (words := text.get(language)) is not None:
                yield text, language, words


@rule(Needs.PART)
def block_scalars(project: Project) -> Iterator[Problem]:
    """Texts are block scalars: no quoting to get wrong, no colon or hash that YAML would read."""
    for text, language, _ in _said(project.links):
        spot = text.at.fields.get(language)
        if spot and spot.style not in (">", "|"):
            yield Problem(text.at.of_field(language), "not-block", {"language": language})


@rule(Needs.PART)
def no_markup(project: Project) -> Iterator[Problem]:
    """No HTML: neither tags nor entities."""
    for text, language, words in _said(project.links):
        for nth, found in _counted(markup(words)):
            yield Problem(text.at.of_field(language).of_words(found, nth), "raw-html", {"markup": found})


@rule(Needs.PART)
def links_lead_somewhere(project: Project) -> Iterator[Problem]:
    """A link names a reference or a web address."""
    for text, language, words in _said(project.links):
        for link in inline_links(words):
            if not link.target.startswith(_SCHEMES):
                yield Problem(text.at.of_field(language).of_words(link.target), "odd-link", {"target": link.target})


@rule(Needs.PART)
def links_have_words(project: Project) -> Iterator[Problem]:
    """A link has words to follow it by."""
    for text, language, words in _said(project.links):
        for link in inline_links(words):
            if not plain_words(link.within).strip():
                yield Problem(text.at.of_field(language).of_words(f"[]({link.target})"), "empty-link", {"target": link.target})


@rule(Needs.PART)
def marks_are_closed(project: Project) -> Iterator[Problem]:
    """Every mark of emphasis, raised letters, links and calls is one: none is left among the words."""
    for text, language, words in _said(project.links):
        for run in runs(words):
            for stray in _STRAY.finditer(run):
                around = run[max(0, stray.start() - 12) : stray.end() + 12]
                yield Problem(text.at.of_field(language).of_words(around), "stray-mark", {"mark": stray[0], "around": around})


@rule(Needs.PART)
def marks_are_not_deep(project: Project) -> Iterator[Problem]:
    """Emphasis and links stand within one another in a few levels."""
    for text, language, words in _said(project.links):
        if nesting(parse(words)) > MOST_NESTED:
            yield Problem(text.at.of_field(language), "marks-too-deep", {"most": MOST_NESTED})


def _counted(words: Iterable[str]) -> Iterator[tuple[int, str]]:
    """Each of some words with how often the same have come before."""
    seen: Counter[str] = Counter()
    for word in words:
        yield seen[word], word
        seen[word] += 1
