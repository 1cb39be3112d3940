"""Compressed copies of a built site's files, for hosts that send them as they lie (.gz, .br)."""

from __future__ import annotations

import argparse
import gzip
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import brotli

from .arguments import Commands
from .messages import UsageError, say

TEXTS = frozenset({".css", ".csv", ".html", ".js", ".json", ".jsonld", ".map", ".svg", ".ttl", ".txt", ".xml", ".xsl"})
"""What shrinks; fonts, pictures, spreadsheets and the search's own files are compressed already."""
_SMALL = 1000


def copies(file: Path) -> Iterator[tuple[Path, bytes]]:
    """The compressed copies of a file, the same bytes from the same file; none of one that is small or compressed already."""
    content = file.read_bytes() if file.suffix in TEXTS else b""
    if len(content) > _SMALL:
        yield file.with_name(f"{file.name}.gz"), gzip.compress(content, 9, mtime=0)
        yield file.with_name(f"{file.name}.br"), brotli.compress(content)


def compress(arguments: argparse.Namespace) -> int:
    """Puts compressed copies (.gz, .br) beside the files of the built site."""
    if not arguments.site.is_dir():
        raise UsageError("no-folder", name=arguments.site)
    files = [path for path in sorted(arguments.site.rglob("*")) if path.is_file()]
    with ThreadPoolExecutor() as pool:
        made = [copy for found in pool.map(lambda file: list(copies(file)), files) for copy in found]
    for path, content in made:
        path.write_bytes(content)
    say("compressed", site=arguments.site, files=len(made))
    return 0


def add_commands(commands: Commands) -> None:
    """Adds this command."""
    commands.add("compress", compress).take("--site", type=Path, default=commands.root / "site", metavar="DIR")
