"""When the content of each page last changed: a committed record of its fingerprint and date, since git's dates vary.

The record has a line for each page in each language: `date fingerprint /address`. A page whose content is not the
recorded one has changed on a day that nobody has noted yet: it has no date, rather than a wrong one.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from ..languages import LANGUAGES, SOURCE_LANGUAGE
from ..loading import handwritten_pages
from ..loading.paths import CONTENT
from ..loading.text_file import read_text
from ..model import Node, is_date
from ..references.references import Links
from ..references.urls import language_prefix
from .page import Page

RECORD = f"{CONTENT}/changes.txt"
_FINGERPRINT = 12


@dataclass(frozen=True, slots=True)
class Change:
    """When a page last changed (`2026-11-22`), and what it held since."""

    date: str
    fingerprint: str


def fingerprints(root: Path, links: Links, pages: Mapping[str, Page]) -> Mapping[str, str]:
    """What each page holds, by its address from the site's root; pages that hold nothing of their own have none."""
    found: dict[str, str] = {}
    for page in pages.values():
        if parts := list(page.kind.content(links, page)):
            # Without what is not said, so that a field that files may have from now on changes no page.
            dumped = [part.model_dump(mode="json", exclude_defaults=True) if isinstance(part, Node) else part for part in parts]
            for language in LANGUAGES:
                found[language_prefix(language) + page.address] = _digest(json.dumps(_said(dumped, language)).encode("utf-8"))
    for language in LANGUAGES:
        for path in handwritten_pages.list_pages(root, language):
            content = (root / handwritten_pages.FOLDER / language / path).read_bytes()
            found[language_prefix(language) + handwritten_pages.page_address(path)] = _digest(content)
    return found


def _said(value: object, language: str) -> object:
    """A dumped part as it is shown in a language."""
    if isinstance(value, dict):
        if SOURCE_LANGUAGE in value:
            shown = value.get(language) or value[SOURCE_LANGUAGE]
            value = {name: said for name, said in value.items() if name not in LANGUAGES} | {"said": shown}
        return {name: _said(said, language) for name, said in value.items()}
    return [_said(part, language) for part in value] if isinstance(value, list | tuple) else value


def _digest(content: bytes) -> str:
    # A checkout may have other line ends than the file in the repository.
    return sha256(content.replace(b"\r\n", b"\n")).hexdigest()[:_FINGERPRINT]


def recorded(root: Path) -> Mapping[str, Change]:
    """The committed record, by address."""
    source, _ = read_text(root / RECORD, RECORD)
    return dict(filter(None, map(parse_line, (source or "").split("\n"))))


def parse_line(line: str) -> tuple[str, Change] | None:
    """What a line of the record says: an address and its change; None where it says nothing."""
    date, fingerprint, address = (*line.split(" "), "", "")[:3]
    return (address[1:], Change(date, fingerprint)) if is_date(date) and fingerprint and address[:1] == "/" else None


def dated(record: Mapping[str, Change], now: Mapping[str, str]) -> Mapping[str, str]:
    """The dates of the pages that are as recorded, by address."""
    return {address: change.date for address, change in record.items() if now.get(address) == change.fingerprint}


def renewed(record: Mapping[str, Change], now: Mapping[str, str], today: str) -> Mapping[str, Change]:
    """The record as it is to be: pages that have changed since, or are new, have changed today."""
    dates = dated(record, now)
    return {address: Change(dates.get(address, today), mark) for address, mark in sorted(now.items())}


def written(record: Mapping[str, Change]) -> str:
    """The lines of a record."""
    return "".join(f"{change.date} {change.fingerprint} /{address}\n" for address, change in record.items())
