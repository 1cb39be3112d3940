"""Caches compiled templates between builds."""

from __future__ import annotations

import sys
from pathlib import Path

import jinja2
from jinja2 import BytecodeCache
from jinja2.bccache import Bucket

from .file_cache import FileCache, make_key

CACHE_FOLDER = Path(__file__).resolve().parents[3] / ".cache" / "templates"
"""The cache between builds, in the folder of the code, to which the templates belong."""


class CompiledTemplates(BytecodeCache):
    """The compiled templates of one environment, which is told from others by its settings."""

    def __init__(self, *settings: object) -> None:
        self._cache = FileCache(CACHE_FOLDER)
        self._settings = settings

    def load_bytecode(self, bucket: Bucket) -> None:
        """Loads a compiled template, if it is cached."""
        if content := self._cache.find(self._make_key(bucket)):
            bucket.bytecode_from_string(content)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Caches a compiled template."""
        self._cache.add(self._make_key(bucket), bucket.bytecode_to_string())

    def _make_key(self, bucket: Bucket) -> bytes:
        return make_key(__file__, bucket.key, bucket.checksum, self._settings, jinja2.__version__, sys.version)
