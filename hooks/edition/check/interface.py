"""Rules on the interface's phrases."""

from __future__ import annotations

from collections.abc import Iterator

from ..links import Links
from ..problem import Problem


def phrases_are_unique(links: Links) -> Iterator[Problem]:
    """A phrase is written once, in every language."""
    seen: dict[str, int] = {}
    for phrase in links.edition.interface.phrases:
        line = seen.setdefault(phrase.id, phrase.at.line)
        if line != phrase.at.line:
            yield Problem(phrase.at, "identifier-twice", {"id": phrase.id, "file": phrase.at.file, "line": line})
        if phrase.text.en is None:
            yield Problem(phrase.text.at, "missing-text", {"language": "en"})
