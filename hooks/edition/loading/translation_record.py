"""The translation record: one line for each translated text, with the French text that was translated."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from pathlib import Path

from ..model import RecordedSource
from ..problems.problem import Place, Problem
from .text_file import read_text

_FINGERPRINT_DIGITS = 12
_ESCAPES = {"\\": "\\\\", "\t": "\\t", "\n": "\\n"}
_UNESCAPES = {escape: character for character, escape in _ESCAPES.items()}


def fingerprint(french: str) -> str:
    """Returns the first twelve hexadecimal digits of a text's SHA-256."""
    return hashlib.sha256(french.encode("utf-8")).hexdigest()[:_FINGERPRINT_DIGITS]


def format_record(rows: Iterable[RecordedSource]) -> str:
    """Formats the rows of a record as its lines."""
    return "".join(f"{row.key}\t{fingerprint(row.french)}\t{_escape(row.french)}\n" for row in rows)


def read_record(path: Path, name: str) -> tuple[list[RecordedSource], list[Problem]]:
    """Reads the rows of a record and reports its problems; `name` is the file's name in problems."""
    source, problems = read_text(path, name)
    rows: dict[str, RecordedSource] = {}
    for number, line in enumerate((source or "").split("\n"), 1):
        place = Place(name, number, 1, source=line)
        key, recorded_fingerprint, french = (*line.split("\t"), "", "")[:3]
        if not line:
            continue
        if line.count("\t") != 2 or not (key and french):
            problems.append(Problem(place, "record-line"))
        elif fingerprint(_unescape(french)) != recorded_fingerprint:
            problems.append(Problem(place, "record-fingerprint", {"key": key}))
        elif key in rows:
            problems.append(Problem(place, "record-twice", {"key": key, "file": name, "line": rows[key].place.line}))
        else:
            rows[key] = RecordedSource(key, _unescape(french), place)
    return list(rows.values()), problems


def _escape(text: str) -> str:
    return "".join(_ESCAPES.get(character, character) for character in text)


def _unescape(text: str) -> str:
    return re.sub(r"\\[\\tn]", lambda escaped: _UNESCAPES[escaped[0]], text)
