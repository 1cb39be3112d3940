"""The date of each page's last change: a committed record of fingerprints and dates, since git's dates vary.

The record has a line for each page in each language: `date fingerprint /address`. A page whose content differs from the
recorded one has no date until the change is recorded, rather than a wrong date. A page may have two lines where two
branches that changed it were merged.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from pydantic.main import IncEx

from ..languages import LANGUAGES, SOURCE_LANGUAGE
from ..loading import handwritten_pages
from ..loading.paths import CONTENT
from ..loading.text_file import read_text
from ..model import Node, is_date
from ..references.references import Links
from ..references.urls import language_prefix
from .page import Page

RECORD = f"{CONTENT}/changes.txt"
_FINGERPRINT_LENGTH = 12
_NOT_SHOWN: Mapping[str, IncEx | bool] = {"also": True, "entries": {"__all__": {"also": True}}}
"""The everyday words of register entries: no page shows them."""


@dataclass(frozen=True, slots=True)
class PageChange:
    """A page's address, the date of its last change (`2026-11-22`), and the fingerprint of its content since."""

    address: str
    date: str
    fingerprint: str


def page_fingerprints(root: Path, links: Links, pages: Mapping[str, Page]) -> Mapping[str, str]:
    """Returns the fingerprint of each page's content, by its address from the site's root; pages without content have none."""
    fingerprints: dict[str, str] = {}
    for page in pages.values():
        if parts := list(page.kind.dated_by(links, page)):
            # Without default values, so that a new optional field changes no page.
            dumped = [
                part.model_dump(mode="json", exclude_defaults=True, exclude=_NOT_SHOWN) if isinstance(part, Node) else part
                for part in parts
            ]
            for language in LANGUAGES:
                fingerprints[language_prefix(language) + page.address] = _digest(
                    json.dumps(_in_language(dumped, language)).encode("utf-8")
                )
    for language in LANGUAGES:
        for path in handwritten_pages.list_pages(root, language):
            content = (root / handwritten_pages.FOLDER / language / path).read_bytes()
            fingerprints[language_prefix(language) + handwritten_pages.page_address(path)] = _digest(content)
    return fingerprints


def _in_language(value: object, language: str) -> object:
    """Returns a dumped part with its texts in one language alone."""
    if isinstance(value, dict):
        if SOURCE_LANGUAGE in value:
            shown = value.get(language) or value[SOURCE_LANGUAGE]
            # The key is part of the recorded fingerprints.
            value = {name: field for name, field in value.items() if name not in LANGUAGES} | {"said": shown}
        return {name: _in_language(field, language) for name, field in value.items()}
    return [_in_language(part, language) for part in value] if isinstance(value, list | tuple) else value


def _digest(content: bytes) -> str:
    # A checkout may have other line ends than the file in the repository.
    return sha256(content.replace(b"\r\n", b"\n")).hexdigest()[:_FINGERPRINT_LENGTH]


def read_page_changes(root: Path) -> list[PageChange]:
    """Reads the committed record."""
    source, _ = read_text(root / RECORD, RECORD)
    return list(filter(None, map(parse_page_change, (source or "").split("\n"))))


def parse_page_change(line: str) -> PageChange | None:
    """Parses a line of the record; None where it is not valid."""
    date, fingerprint, address = (*line.split(" "), "", "")[:3]
    return PageChange(address[1:], date, fingerprint) if is_date(date) and fingerprint and address[:1] == "/" else None


def valid_dates(record: Collection[PageChange], now: Mapping[str, str]) -> Mapping[str, str]:
    """Returns the dates of the pages whose content is as recorded, by address."""
    return {change.address: change.date for change in record if now.get(change.address) == change.fingerprint}


def update_page_changes(record: Collection[PageChange], now: Mapping[str, str], today: str) -> list[PageChange]:
    """Returns the updated record: new and changed pages get today's date."""
    dates = valid_dates(record, now)
    return [PageChange(address, dates.get(address, today), fingerprint) for address, fingerprint in sorted(now.items())]


def format_page_changes(record: Collection[PageChange]) -> str:
    """Formats the lines of the record."""
    return "".join(f"{change.date} {change.fingerprint} /{change.address}\n" for change in record)
