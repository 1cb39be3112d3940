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


_SETTINGS = (
    *(f"{name}_{side}_string" for name in ("block", "variable", "comment") for side in ("start", "end")),
    *("line_statement_prefix", "line_comment_prefix", "newline_sequence"),
    *("trim_blocks", "lstrip_blocks", "keep_trailing_newline", "optimized", "autoescape", "is_async"),
)
"""The settings of an environment that its compiled templates depend on, besides its extensions."""


class CompiledTemplates(BytecodeCache):
    """The compiled templates of any environment."""

    def __init__(self) -> None:
        self._cache = FileCache(CACHE_FOLDER)

    def load_bytecode(self, bucket: Bucket) -> None:
        """Loads a compiled template, if it is cached."""
        if content := self._cache.find(self._make_key(bucket)):
            bucket.bytecode_from_string(content)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Caches a compiled template."""
        self._cache.add(self._make_key(bucket), bucket.bytecode_to_string())

    def _make_key(self, bucket: Bucket) -> bytes:
        settings = [getattr(bucket.environment, name) for name in _SETTINGS]
        extensions = sorted(bucket.environment.extensions)
        return make_key(__file__, bucket.key, bucket.checksum, settings, extensions, jinja2.__version__, sys.version)
