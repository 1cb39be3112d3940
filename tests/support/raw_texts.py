"""Reads the texts of the documents from their YAML files, without the program."""

from __future__ import annotations

import re
from collections.abc import Iterator

import yaml

from support.folders import ROOT

_ADDED = {"brief", "summary", "short_title", "dated", "origin", "key_figures", "standing", "notice", "labels"}
"""The fields that the edition has added to the documents, and the titles that sections repeat."""


def count_words(language: str, pattern: str) -> int:
    """The number of matches of a pattern in the texts of all documents, without markup and line breaks."""
    return sum(len(re.findall(pattern, text, re.IGNORECASE)) for text in raw_texts(language))


def raw_texts(language: str) -> Iterator[str]:
    """The texts of all documents in a language, without markup and line breaks."""
    for file in sorted((ROOT / "content").glob("*/**/*.yml")):
        if file.relative_to(ROOT / "content").parts[0] not in ("registers", "schemas", "sources"):
            for text in _texts(yaml.load(file.read_text(encoding="utf-8"), yaml.CSafeLoader), language):
                yield " ".join(re.sub(r"\[\^\w+\]|\]\([^)]*\)|[\[*^]", "", text).split())


def _texts(node: object, language: str) -> Iterator[str]:
    if isinstance(node, list):
        for one in node:
            yield from _texts(one, language)
    elif isinstance(node, dict):
        if isinstance(node.get(language), str):
            yield node[language]
        for name, value in node.items():
            if name not in _ADDED:
                yield from _texts(value, language)
