"""The command that keeps the editor's screen up to date: the schemas, and the line of each file that names its own."""

from __future__ import annotations

import argparse
from pathlib import Path

from ..editing.json_schema import build_schemas, with_modeline
from ..loading.loader import load_edition
from ..loading.paths import CONTENT
from ..loading.text_file import find_files
from .arguments import Commands
from .atomic_files import write
from .messages import say


def schema(arguments: argparse.Namespace) -> int:
    """Writes the schemas anew, and the first line of every content file that lacks it; names what has changed."""
    root: Path = arguments.root
    wanted = dict(build_schemas(load_edition(root).kinds))
    for path in find_files(root / CONTENT, "**/*.yml"):
        name = path.relative_to(root).as_posix()
        wanted[name] = with_modeline(name, path.read_bytes().decode("utf-8-sig"))
    fresh = {name: text for name, text in sorted(wanted.items()) if _said(root / name) != text}
    write(root, fresh)
    for name in fresh:
        print(name)
    say("schemas-written", files=len(fresh))
    return 0


def _said(path: Path) -> str | None:
    return path.read_bytes().decode("utf-8-sig") if path.exists() else None


def add_commands(commands: Commands) -> None:
    """Adds this command."""
    commands.add("schema", schema)
