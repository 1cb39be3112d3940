"""A cache of search indexes: while the site is served, an index is made again only if its records have changed."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256

from . import pagefind
from .pagefind_records import pagefind_record
from .records import SearchRecord


class IndexCache:
    """The last index of each language."""

    def __init__(self) -> None:
        self._indexes: dict[str, tuple[str, pagefind.Index]] = {}

    def get(self, records: Sequence[SearchRecord], language: str) -> pagefind.Index:
        """Returns the index of some records. Raises PagefindError."""
        fingerprint = sha256(repr(records).encode("utf-8")).hexdigest()
        cached, index = self._indexes.get(language, ("", None))
        if index is None or cached != fingerprint:
            index = pagefind.build_index((pagefind_record(record, language) for record in records), language)
            self._indexes[language] = fingerprint, index
        return index
