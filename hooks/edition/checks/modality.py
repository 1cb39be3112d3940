"""The rule on modal verbs: what must, should, can or could be done in French must, should, can or could be done in English."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from ..languages import LANGUAGES, SOURCE_LANGUAGE
from ..problems.problem import Problem
from .pairs import text_pairs
from .project import Project
from .registry import rule

_TRANSLATION_LANGUAGE = LANGUAGES[1]

_MODAL_VERBS = (
    (
        ("doit", "doivent", "devra", "devront", "faut", "faudra"),
        "must, need, have to, has to, require, requires, required, necessary, is to, are to, should, cannot",
    ),
    (("devrait", "devraient"), "should, would, expected"),
    (("peut", "peuvent", "pourra", "pourront"), "can, cannot, may, could, able, possible"),
    (("pourrait", "pourraient"), "could, might, would"),
)
"""Forms of modal verbs of the source language, and what expresses the same in the translation."""


def _whole_words(words: Iterable[str]) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(words)})\b", re.IGNORECASE)


_PATTERNS = tuple(
    (_whole_words(sources), _whole_words(translations.split(", ")), translations) for sources, translations in _MODAL_VERBS
)


@rule(excusable=("modality-differs",))
def modality_agrees(project: Project) -> Iterator[Problem]:
    """If the source says that something must, should, can or could be done, so does the translation."""
    for pair in text_pairs(project.links):
        if pair.unit == pair.text.at.file:
            continue
        for source, translation, forms in _PATTERNS:
            verb = source.search(pair.words[SOURCE_LANGUAGE])
            if verb and not translation.search(pair.words[_TRANSLATION_LANGUAGE]):
                yield pair.problem("modality-differs", _TRANSLATION_LANGUAGE, verb[0], forms=forms)
