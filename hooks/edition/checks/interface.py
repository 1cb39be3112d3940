"""Rules on the interface's phrases."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from ..languages import LANGUAGES
from ..problems.problem import Problem
from ..references.references import Links
from .registry import rule

_CODE = Path(__file__).resolve().parent.parent
_COMMANDS = _CODE / "cli"
_CALL = re.compile(r"\bphrases?[(\[]([^)\]]*)")
_NAME = re.compile(r"""(?:^|\b(?:if|else) )"([a-z0-9-]*[a-z0-9])"(?![\w ]*~)""")
_FACT = re.compile(r"\{\w*\}")


@rule(partial=True)
def phrases_are_unique(links: Links) -> Iterator[Problem]:
    """A phrase is written once, in every language."""
    seen: dict[str, int] = {}
    for phrase in links.edition.interface.phrases:
        line = seen.setdefault(phrase.id, phrase.at.line)
        if line != phrase.at.line:
            yield Problem(phrase.at, "identifier-twice", {"id": phrase.id, "file": phrase.at.file, "line": line})
        for text in filter(None, (phrase.text, phrase.one)):
            if text.en is None:
                yield Problem(text.at, "missing-text", {"language": "en"})
            facts = [sorted(_FACT.findall(text.get(language) or "")) for language in LANGUAGES]
            if text.en is not None and facts[0] != facts[1]:
                place = text.at.of(LANGUAGES[1])
                yield Problem(place, "facts-differ", {"first": " ".join(facts[0]) or "–", "second": " ".join(facts[1]) or "–"})


def phrases_are_there(links: Links) -> Iterator[Problem]:
    """Every phrase that the pages call by name is written."""
    for name in sorted(_called() - links.edition.phrases.keys()):
        yield Problem(links.edition.interface.at.of("phrases"), "phrase-missing", {"name": name})


@cache
def _called() -> frozenset[str]:
    """The phrases that templates and code call by their own name."""
    # The commands have a catalogue of their own.
    files = (file for form in ("*.jinja", "*.py") for file in _CODE.rglob(form) if _COMMANDS not in file.parents)
    calls = (call for file in files for call in _CALL.findall(file.read_text(encoding="utf-8")))
    return frozenset(name for call in calls for name in _NAME.findall(call))
