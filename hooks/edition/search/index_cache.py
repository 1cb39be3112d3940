"""The search indexes of one run: while the site is served, one is made again only where its records have changed."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256

from . import pagefind
from .records import Record, entry_of


class IndexCache:
    """The last index of each language."""

    def __init__(self) -> None:
        self._indexes: dict[str, tuple[str, pagefind.Index]] = {}

    def index(self, records: Sequence[Record], language: str) -> pagefind.Index:
        """The index of some records. Raises PagefindError."""
        fingerprint = sha256(repr(records).encode("utf-8")).hexdigest()
        cached, index = self._indexes.get(language, ("", None))
        if index is None or cached != fingerprint:
            index = pagefind.index((entry_of(record, language) for record in records), language)
            self._indexes[language] = fingerprint, index
        return index
