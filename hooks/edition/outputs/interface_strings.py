"""The phrases that scripts show, one file for each language, fetched when the first of them is needed."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping

from ..languages import LANGUAGES
from ..model import Edition
from ..pages.inline_html import words
from ..references.urls import language_prefix
from .inputs import Inputs

FILE = "reading.json"
_SHOWN = (
    "open-graph-locale",
    "citation",
    "copy-link",
    "copy-citation",
    "link-copied",
    "citation-copied",
    "copy-failed",
    "report-passage",
    "report-subject",
    "report-body",
    "keys",
    "keys-on",
    "close",
)
_PREFIX = "key-"
"""Phrases that say what a key does."""


def files(inputs: Inputs) -> Iterator[tuple[str, bytes]]:
    """The phrases of each language by their names: path in the site, and content."""
    for language in LANGUAGES:
        content = json.dumps(_phrases(inputs.edition, language), ensure_ascii=False, separators=(",", ":"))
        yield language_prefix(language) + FILE, content.encode("utf-8")


def _phrases(edition: Edition, language: str) -> Mapping[str, str]:
    """Their places to fill stay, but for that of the edition's name."""
    names = [name for name in edition.phrases if name in _SHOWN or name.startswith(_PREFIX)]
    title = words(*edition.head.title.shown(language))
    return {name: words(*edition.phrases[name].shown(language)).replace("{edition}", title) for name in names}
