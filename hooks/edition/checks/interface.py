"""Rules on the interface's phrases."""

from __future__ import annotations

import re
from collections.abc import Iterator
from importlib.resources import files as resources

from ..languages import LANGUAGES
from ..problems.problem import Problem
from .project import Project
from .registry import Needs, rule

_FACT = re.compile(r"\{\w*\}")


@rule(Needs.PART)
def phrases_are_unique(project: Project) -> Iterator[Problem]:
    """A phrase is written once, in every language."""
    seen: dict[str, int] = {}
    for phrase in project.edition.interface.phrases:
        line = seen.setdefault(phrase.id, phrase.at.line)
        if line != phrase.at.line:
            yield Problem(phrase.at, "identifier-twice", {"id": phrase.id, "file": phrase.at.file, "line": line})
        for text in filter(None, (phrase.text, phrase.one)):
            if text.en is None:
                yield Problem(text.at, "missing-text", {"language": "en"})
            facts = [sorted(_FACT.findall(text.get(language) or "")) for language in LANGUAGES]
            if text.en is not None and facts[0] != facts[1]:
                place = text.at.of_field(LANGUAGES[1])
                yield Problem(place, "facts-differ", {"first": " ".join(facts[0]) or "–", "second": " ".join(facts[1]) or "–"})


@rule(Needs.PART)
def phrases_are_there(project: Project) -> Iterator[Problem]:
    """Every phrase that the site is made with is written."""
    for name in required_phrases():
        if name not in project.edition.phrases:
            yield Problem(project.edition.interface.at.of_field("phrases"), "phrase-missing", {"name": name})


def required_phrases() -> list[str]:
    """The names of the phrases that pages, scripts and files use, in alphabetical order."""
    return resources(__package__).joinpath("required_phrases.txt").read_text(encoding="utf-8").split()
