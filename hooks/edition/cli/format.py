"""The command that formats the YAML of the content."""

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
from .atomic_files import write_files
from .messages import UsageError, phrase, print_phrase, show_progress


def format_files(arguments: argparse.Namespace) -> int:
    """Formats files, or lists those that are not formatted; writes none where one cannot be read."""
    root: Path = arguments.root
    reformatted: dict[str, str] = {}
    problems: list[Problem] = []
    paths = list(_find_paths(root, arguments.files))
    with show_progress("formatting", files=len(paths)):
        for path in paths:
            name = path.relative_to(root).as_posix()
            file_problems = read_yaml(path, name)[1]
            problems += file_problems
            if not file_problems:
                source = path.read_bytes().decode("utf-8-sig")
                if (text := format_yaml(source, node_type_of(name.removeprefix(f"{CONTENT}/")))) != source:
                    reformatted[name] = text
    if problems:
        raise ContentError(problems)
    if not arguments.check:
        write_files(root, reformatted)
    for name in reformatted:
        print(name)
    if arguments.check:
        print_phrase("formatted-otherwise" if reformatted else "formatted-already", files=len(paths), changed=len(reformatted))
        return 1 if reformatted else 0
    print_phrase("formatted", files=len(paths), changed=len(reformatted))
    return 0


def _find_paths(root: Path, names: list[Path]) -> Iterator[Path]:
    """Yields the named YAML files of the content and those in named folders; all files where no name is given."""
    content = (root / CONTENT).resolve()
    for given_path in names or [content]:
        path = given_path.resolve()
        if not path.exists() or (path != content and content not in path.parents):
            raise UsageError("not-of-content", name=given_path, folder=phrase("content-folder", name=CONTENT))
        for file in find_files(path, "**/*.yml") if path.is_dir() else [path]:
            yield root / CONTENT / file.relative_to(content)


def add_commands(commands: Commands) -> None:
    """Adds this command."""
    command = commands.add("format", format_files)
    command.add_argument("files", nargs="*", type=Path, metavar="FILE")
    command.add_argument("--check", action="store_true")
