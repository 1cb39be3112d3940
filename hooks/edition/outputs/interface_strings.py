"""The phrases that scripts show: one file for each language, fetched when a phrase is first needed."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping

from ..languages import LANGUAGES
from ..model import Edition
from ..pages.inline_html import typeset_plain_text
from ..references.urls import language_prefix
from .inputs import Inputs

FILE_NAME = "reading.json"
_PHRASES_OF_SCRIPTS = (
    "open-graph-locale",
    "citation",
    "copy-link",
    "copy-citation",
    "text-copied",
    "text-failed",
    "share",
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
_PREFIXES = ("key-", "copy-text-")
"""The prefixes of phrases for each keyboard shortcut and for each language."""


def make_files(inputs: Inputs) -> Iterator[tuple[str, bytes]]:
    """Yields the phrases of each language by their identifiers: path in the site, and content."""
    for language in LANGUAGES:
        content = json.dumps(_collect_phrases(inputs.edition, language), ensure_ascii=False, separators=(",", ":"))
        yield language_prefix(language) + FILE_NAME, content.encode("utf-8")


def _collect_phrases(edition: Edition, language: str) -> Mapping[str, str]:
    """Returns the phrases with their placeholders, except that of the edition's name, which is filled."""
    names = [name for name in edition.phrases if name in _PHRASES_OF_SCRIPTS or name.startswith(_PREFIXES)]
    title = typeset_plain_text(*edition.head.title.shown(language))
    return {name: typeset_plain_text(*edition.phrases[name].shown(language)).replace("{edition}", title) for name in names}
