"""Reads text files, and reports what makes them unreadable or does not belong in them."""

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
_MAX_LINE_LENGTH = 20_000
"""Far more than any file or paragraph of the edition has: anything longer was not written by hand."""

_ERRORS = {errno.ENOENT: "missing-file", errno.EISDIR: "folder-for-file", errno.ELOOP: "link-loop", errno.EACCES: "not-allowed"}
_CONFLICT_MARK = re.compile(r"^(<{7}|>{7})(?= |$)", re.MULTILINE)
# Invisible characters that would break YAML, a line, or the order in which words are read.
_BREAKING = "\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufffe\uffff"
_INVISIBLE = re.compile(f"[{_BREAKING}\u00ad\u061c\u115f\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ue000-\uf8ff\ufeff]")
_REPLACEMENT_CHARACTER = re.compile("\ufffd")
_MAX_REPORTED = 100
"""Of one kind of character in one file: more of them have one cause."""


def read_text(path: Path, name: str) -> tuple[str | None, list[Problem]]:
    """Reads a file with plain line ends, without a byte-order mark and in composed letters (NFC), and reports its problems.

    The text is None where the file cannot be read; characters that would break lines become spaces. `name` is the file's
    name in problems.
    """
    start = Place(name, 1, 1)
    try:
        status = path.stat()
        if stat.S_ISDIR(status.st_mode):
            return None, [Problem(start, "folder-for-file")]
        # Reading a pipe or a device would block.
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
        return None, [Problem(start, rule, {"error": error.strerror or error, "file": name})]
    source = unicodedata.normalize("NFC", source.replace("\r\n", "\n"))
    if conflicts := list(_find_places(name, source, _CONFLICT_MARK)):
        return None, [Problem(place, "merge-conflict") for place in conflicts if place.source[0] == "<"] or [
            Problem(conflicts[0], "merge-conflict")
        ]
    problems = [
        Problem(place, "invisible-character", {"sign": character_name(place.source)})
        for place in _find_places(name, source, _INVISIBLE)
    ]
    problems += [Problem(place, "lost-character") for place in _find_places(name, source, _REPLACEMENT_CHARACTER)]
    problems += _find_long_lines(name, source)
    return re.sub(f"[{_BREAKING}]", " ", source), problems


def find_files(folder: Path, pattern: str) -> list[Path]:
    """Returns the sorted paths within a folder that match a pattern, without ignored ones."""
    return sorted(path for path in folder.glob(pattern) if not is_ignored(path, folder))


def is_ignored(path: Path, folder: Path) -> bool:
    """Whether a path within a folder is ignored, or is in an ignored folder."""
    return any(map(is_ignored_name, path.relative_to(folder).parts))


def is_ignored_name(name: str) -> bool:
    """Whether a name is that of a lock, a backup or a hidden file: `.#document.yml`, `._terms.yml`, `#x#`, `document.yml~`."""
    return name.startswith((".", "#")) or name.endswith("~")


def first_invisible(text: str) -> str | None:
    """Returns the name of the first invisible character of a text, None where it has none."""
    match = _INVISIBLE.search(text)
    return character_name(match[0]) if match else None


def character_name(character: str) -> str:
    """Returns the code point of a character and, where it has one, its name: `U+200B ZERO WIDTH SPACE`."""
    return f"U+{ord(character):04X} {unicodedata.name(character, '')}".rstrip()


def _find_places(name: str, source: str, pattern: re.Pattern[str]) -> Iterator[Place]:
    """Returns the places of the first matches of a pattern."""
    for match in islice(pattern.finditer(source), _MAX_REPORTED):
        start = match.start()
        yield Place(name, source.count("\n", 0, start) + 1, start - source.rfind("\n", 0, start), source=match[0])


def _find_long_lines(name: str, source: str) -> Iterator[Problem]:
    if len(source) <= _MAX_LINE_LENGTH:
        return
    for number, line in enumerate(source.split("\n"), 1):
        if len(line) > _MAX_LINE_LENGTH:
            yield Problem(Place(name, number, 1, source=line), "line-too-long", {"length": len(line), "most": _MAX_LINE_LENGTH})


def _megabytes(size: int) -> str:
    return f"{size / 1_000_000:.1f}"
