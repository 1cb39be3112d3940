"""A mutant: one small change to a source file."""

from __future__ import annotations

import difflib
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from hashlib import sha256


@dataclass(frozen=True, slots=True)
class Edit:
    """Text that replaces the characters of a source from `start` to `end`, and the name of the mutator that proposes it."""

    mutator: str
    start: int
    end: int
    new: str = ""


@dataclass(frozen=True, slots=True)
class Mutant:
    """An edit of a file; its identifier stays while the lines that it changes stay."""

    id: str
    kind: str
    path: str
    text: str
    edit: Edit

    @property
    def line(self) -> int:
        """The number of the line where the change begins."""
        return self.text.count("\n", 0, self.edit.start) + 1

    @property
    def changed(self) -> str:
        """The whole file with the change."""
        return self.text[: self.edit.start] + self.edit.new + self.text[self.edit.end :]

    def diff(self) -> str:
        """The change as a unified diff."""
        before, after = self.text.splitlines(keepends=True), self.changed.splitlines(keepends=True)
        return "".join(difflib.unified_diff(before, after, self.path, f"{self.path} ({self.edit.mutator})"))


def mutants(kind: str, path: str, text: str, edits: Iterable[Edit]) -> Iterator[Mutant]:
    """The mutants of a file, in its order."""
    seen: Counter[str] = Counter()
    for edit in sorted(set(edits), key=lambda edit: (edit.start, edit.end, edit.mutator, edit.new)):
        first = text.rfind("\n", 0, edit.start) + 1
        last = text.find("\n", edit.end)
        lines = text[first : edit.start], edit.new, text[edit.end : len(text) if last < 0 else last]
        mark = repr((path, edit.mutator, text[edit.start : edit.end], *lines))
        seen[mark] += 1
        yield Mutant(sha256(f"{mark}{seen[mark]}".encode()).hexdigest()[:8], kind, path, text, edit)
