"""Rules on the interface's phrases."""

from __future__ import annotations

import re
from collections.abc import Iterator
from importlib.resources import files as resources

from ..languages import LANGUAGES
from ..problems.problem import Problem
from .project import Project
from .registry import Needs, rule

_PLACEHOLDER = re.compile(r"\{\w*\}")


@rule(Needs.LOADED_CONTENT)
def phrases_are_unique(project: Project) -> Iterator[Problem]:
    """A phrase is defined once, in every language, with the same placeholders."""
    seen: dict[str, int] = {}
    for phrase in project.edition.interface.phrases:
        line = seen.setdefault(phrase.id, phrase.at.line)
        if line != phrase.at.line:
            yield Problem(phrase.at, "identifier-twice", {"id": phrase.id, "file": phrase.at.file, "line": line})
        for text in filter(None, (phrase.text, phrase.one)):
            if text.en is None:
                yield Problem(text.at, "missing-text", {"language": "en"})
            placeholders = [sorted(_PLACEHOLDER.findall(text.get(language) or "")) for language in LANGUAGES]
            if text.en is not None and placeholders[0] != placeholders[1]:
                place = text.at.of_field(LANGUAGES[1])
                yield Problem(
                    place, "facts-differ", {"first": " ".join(placeholders[0]) or "–", "second": " ".join(placeholders[1]) or "–"}
                )


@rule(Needs.LOADED_CONTENT)
def required_phrases_exist(project: Project) -> Iterator[Problem]:
    """Every phrase that the site needs is defined."""
    for name in required_phrases():
        if name not in project.edition.phrases:
            yield Problem(project.edition.interface.at.of_field("phrases"), "phrase-missing", {"name": name})


def required_phrases() -> list[str]:
    """Returns the names of the phrases that pages, scripts and files use, in alphabetical order."""
    return resources(__package__).joinpath("required_phrases.txt").read_text(encoding="utf-8").split()
