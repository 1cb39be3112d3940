"""The command that updates the schemas, and the line of each content file that names its schema."""

from __future__ import annotations

import argparse
from pathlib import Path

from ..editing.json_schema import build_schemas, with_modeline
from ..loading.loader import load_edition
from ..loading.paths import CONTENT
from ..loading.text_file import find_files
from .arguments import Commands
from .atomic_files import write_files
from .messages import print_phrase


def write_schemas(arguments: argparse.Namespace) -> int:
    """Writes the schemas, and the first line of content files that lack it; lists the changed files."""
    root: Path = arguments.root
    files = dict(build_schemas(load_edition(root).kinds))
    for path in find_files(root / CONTENT, "**/*.yml"):
        name = path.relative_to(root).as_posix()
        files[name] = with_modeline(name, path.read_bytes().decode("utf-8-sig"))
    changed = {name: text for name, text in sorted(files.items()) if _read_if_exists(root / name) != text}
    write_files(root, changed)
    for name in changed:
        print(name)
    print_phrase("schemas-written", files=len(changed))
    return 0


def _read_if_exists(path: Path) -> str | None:
    return path.read_bytes().decode("utf-8-sig") if path.exists() else None


def add_commands(commands: Commands) -> None:
    """Adds this command."""
    commands.add("schema", write_schemas)
