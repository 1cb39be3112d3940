"""Caches search indexes: an index is made again only if its records have changed."""

from __future__ import annotations

import base64
import json
from collections.abc import Sequence
from functools import partial
from importlib.metadata import version
from pathlib import Path

from ..design.file_cache import FileCache, make_key
from . import pagefind
from .pagefind import Index, PagefindRecord, build_index
from .pagefind_records import pagefind_record
from .records import SearchRecord

CACHE_FOLDER = Path(".cache", "search")
"""The cache of indexes between builds, from the project's root."""


def get_index(search_records: Sequence[SearchRecord], language: str, folder: Path) -> Index:
    """Returns the index of some records; `folder` is that of the cache. Raises PagefindError."""
    records = [pagefind_record(record, language) for record in search_records]
    cache = FileCache(folder / language)
    content = cache.get(make_index_key(records, language), partial(_make_content, records, language))
    cache.remove_unused()
    data = json.loads(content)
    return Index({path: base64.b64decode(file) for path, file in data["files"].items()}, data["fragments"])


def make_index_key(records: Sequence[PagefindRecord], language: str) -> bytes:
    """Returns the key of everything that an index is made from: its records, its language, the program, the modules."""
    return make_key(__file__, Path(pagefind.__file__).read_bytes(), records, language, version("pagefind_bin"))


def _make_content(records: Sequence[PagefindRecord], language: str) -> bytes:
    index = build_index(records, language)
    files = {path: base64.b64encode(content).decode("ascii") for path, content in index.files.items()}
    return json.dumps({"files": files, "fragments": dict(index.fragments)}).encode("utf-8")
