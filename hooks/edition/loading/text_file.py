"""Text files: read whole, with whatever keeps them from being read, or does not belong in them, told with its place."""

from __future__ import annotations

import errno
import re
import stat
import unicodedata
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from ..problems.problem import Place, Problem

_MAX_BYTES = 4_000_000
_MAX_LINE = 20_000
"""Far more than any file or paragraph of the edition has: what is longer was never written by hand."""

_ERRORS = {errno.ENOENT: "missing-file", errno.EISDIR: "folder-for-file", errno.ELOOP: "link-loop", errno.EACCES: "not-allowed"}
_CONFLICT = re.compile(r"^(<{7}|>{7})(?= |$)", re.MULTILINE)
# Signs that nobody sees and that would break YAML, a line, or the order in which words are read.
_BREAKING = "\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufffe\uffff"
_UNSEEN = re.compile(f"[{_BREAKING}\u00ad\u061c\u115f\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ue000-\uf8ff\ufeff]")
_LOST = re.compile("\ufffd")
_MOST_FOUND = 100
"""Of one kind of sign in one file: who has more of them has one thing to correct."""


def contents(path: Path, name: str) -> tuple[str | None, list[Problem]]:
    """What a file says, with plain line ends, without a byte-order mark and in composed letters; and every problem found.

    The text is None where it cannot be read; signs that would break lines are spaces in it. `name` is the file's name in
    problems.
    """
    start = Place(name, 1, 1)
    try:
        status = path.stat()
        if stat.S_ISDIR(status.st_mode):
            return None, [Problem(start, "folder-for-file")]
        # A pipe or a device would be waited for.
        if not stat.S_ISREG(status.st_mode):
            return None, [Problem(start, "unreadable", {"error": "–"})]
        if status.st_size > _MAX_BYTES:
            facts = {"size": _megabytes(status.st_size), "most": _megabytes(_MAX_BYTES)}
            return None, [Problem(start, "too-large", facts)]
        source = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        lines = error.object[: error.start].decode("utf-8").split("\n")
        return None, [Problem(Place(name, len(lines), len(lines[-1]) + 1), "not-utf-8")]
    except OSError as error:
        rule = _ERRORS.get(error.errno or 0, "unreadable")
        if rule == "missing-file" and path.is_symlink():
            rule = "link-nowhere"
        return None, [Problem(start, rule, {"error": error.strerror or error})]
    source = unicodedata.normalize("NFC", source.replace("\r\n", "\n"))
    if conflicts := list(_found(name, source, _CONFLICT)):
        return None, [Problem(place, "merge-conflict") for place in conflicts if place.written[0] == "<"] or [
            Problem(conflicts[0], "merge-conflict")
        ]
    problems = [Problem(place, "unseen-sign", {"sign": sign_name(place.written)}) for place in _found(name, source, _UNSEEN)]
    problems += [Problem(place, "lost-sign") for place in _found(name, source, _LOST)]
    problems += _long_lines(name, source)
    return re.sub(f"[{_BREAKING}]", " ", source), problems


def find_files(folder: Path, pattern: str) -> list[Path]:
    """The paths within a folder that match a pattern, in order, without ignored ones."""
    return sorted(path for path in folder.glob(pattern) if not is_ignored(path, folder))


def is_ignored(path: Path, folder: Path) -> bool:
    """Whether a path within a folder is ignored, or in a folder that is."""
    return any(map(is_ignored_name, path.relative_to(folder).parts))


def is_ignored_name(name: str) -> bool:
    """Whether a name is that of a lock, a backup or something hidden: `.#document.yml`, `._terms.yml`, `#x#`, `document.yml~`."""
    return name.startswith((".", "#")) or name.endswith("~")


def unseen(words: str) -> str | None:
    """The name of the first sign of some words that nobody can see."""
    found = _UNSEEN.search(words)
    return sign_name(found[0]) if found else None


def sign_name(sign: str) -> str:
    """A sign by its number and, where it has one, its name: `U+200B ZERO WIDTH SPACE`."""
    return f"U+{ord(sign):04X} {unicodedata.name(sign, '')}".rstrip()


def _found(name: str, source: str, signs: re.Pattern[str]) -> Iterator[Place]:
    """Where the first of some signs stand."""
    for found in islice(signs.finditer(source), _MOST_FOUND):
        start = found.start()
        yield Place(name, source.count("\n", 0, start) + 1, start - source.rfind("\n", 0, start), written=found[0])


def _long_lines(name: str, source: str) -> Iterator[Problem]:
    if len(source) <= _MAX_LINE:
        return
    for number, line in enumerate(source.split("\n"), 1):
        if len(line) > _MAX_LINE:
            yield Problem(Place(name, number, 1, written=line), "line-too-long", {"length": len(line), "most": _MAX_LINE})


def _megabytes(size: int) -> str:
    return f"{size / 1_000_000:.1f}"
