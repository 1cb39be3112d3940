"""Compressed copies of a built site's files, for hosts that serve precompressed files (.gz, .br)."""

from __future__ import annotations

import argparse
import gzip
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import brotli

from .arguments import Commands
from .messages import UsageError, print_phrase

COMPRESSIBLE_SUFFIXES = frozenset(
    {".css", ".csv", ".html", ".js", ".json", ".jsonld", ".map", ".svg", ".ttl", ".txt", ".xml", ".xsl"}
)
"""Suffixes of files to compress; fonts, pictures, spreadsheets and search indexes are compressed already."""
_MAX_UNCOMPRESSED = 1000


def compressed_copies(file: Path) -> Iterator[tuple[Path, bytes]]:
    """Yields the compressed copies of a file, reproducibly; none of a file that is small or compressed already."""
    content = file.read_bytes() if file.suffix in COMPRESSIBLE_SUFFIXES else b""
    if len(content) > _MAX_UNCOMPRESSED:
        yield file.with_name(f"{file.name}.gz"), gzip.compress(content, 9, mtime=0)
        yield file.with_name(f"{file.name}.br"), brotli.compress(content)


def compress_site(arguments: argparse.Namespace) -> int:
    """Writes compressed copies (.gz, .br) next to the files of the built site."""
    if not arguments.site.is_dir():
        raise UsageError("no-folder", name=arguments.site)
    files = [path for path in sorted(arguments.site.rglob("*")) if path.is_file()]
    with ThreadPoolExecutor() as pool:
        copies = [copy for found in pool.map(lambda file: list(compressed_copies(file)), files) for copy in found]
    for path, content in copies:
        path.write_bytes(content)
    print_phrase("compressed", site=arguments.site, files=len(copies))
    return 0


def add_commands(commands: Commands) -> None:
    """Adds this command."""
    commands.add("compress", compress_site).add_argument("--site", type=Path, default=commands.root / "site", metavar="DIR")
