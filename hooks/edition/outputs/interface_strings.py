"""The phrases that scripts show, one file for each language, fetched when the first of them is needed."""

from __future__ import annotations

import json

from ..model import Edition
from ..pages.inline_html import words
from ..references.urls import language_prefix

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


def file(edition: Edition, language: str) -> tuple[str, bytes]:
    """The phrases of a language by their identifiers; their places to fill stay, but for that of the edition's name."""
    names = [name for name in edition.phrases if name in _SHOWN or name.startswith(_PREFIX)]
    title = words(*edition.head.title.shown(language))
    found = {name: words(*edition.phrases[name].shown(language)).replace("{edition}", title) for name in names}
    return language_prefix(language) + FILE, json.dumps(found, ensure_ascii=False, separators=(",", ":")).encode("utf-8")
