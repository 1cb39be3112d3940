"""The command that writes YAML in its canonical form."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path

from ..loading.paths import CONTENT
from ..loading.text_file import find_files
from ..loading.yaml_reader import read_yaml
from ..loading.yaml_writer import format_yaml, node_type_of
from ..problems.problem import ContentError, Problem
from .arguments import Commands
from .atomic_files import write
from .messages import UsageError, phrase, say, waiting


def tidy(arguments: argparse.Namespace) -> int:
    """Writes files in their canonical form, or names those that are not; none where one cannot be read."""
    root: Path = arguments.root
    fresh: dict[str, str] = {}
    problems: list[Problem] = []
    paths = list(_paths(root, arguments.files))
    with waiting("formatting", files=len(paths)):
        for path in paths:
            name = path.relative_to(root).as_posix()
            found = read_yaml(path, name)[1]
            problems += found
            if not found:
                source = path.read_bytes().decode("utf-8-sig")
                if (text := format_yaml(source, node_type_of(name.removeprefix(f"{CONTENT}/")))) != source:
                    fresh[name] = text
    if problems:
        raise ContentError(problems)
    if not arguments.check:
        write(root, fresh)
    for name in fresh:
        print(name)
    if arguments.check:
        say("formatted-otherwise" if fresh else "formatted-already", files=len(paths), changed=len(fresh))
        return 1 if fresh else 0
    say("formatted", files=len(paths), changed=len(fresh))
    return 0


def _paths(root: Path, names: list[Path]) -> Iterator[Path]:
    """The YAML files of the content that are named, or stand in a folder that is; all, where none is."""
    content = (root / CONTENT).resolve()
    for named in names or [content]:
        path = named.resolve()
        if not path.exists() or (path != content and content not in path.parents):
            raise UsageError("not-of-content", name=named, folder=phrase("content-folder", name=CONTENT))
        for found in find_files(path, "**/*.yml") if path.is_dir() else [path]:
            yield root / CONTENT / found.relative_to(content)


def add_commands(commands: Commands) -> None:
    """Adds this command."""
    command = commands.add("format", tidy)
    command.take("files", nargs="*", type=Path, metavar="FILE")
    command.take("--check", action="store_true")
