"""The record of a translation: a line for each translated text, with the French that it was made from."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from pathlib import Path

from ..model import (
    Recorded,
)
from ..problems.problem import Place, Problem
from .text_file import contents

_FINGERPRINT = 12


_ESCAPES = {"\\": "\\\\", "\t": "\\t", "\n": "\\n"}


_ESCAPED = {escaped: sign for sign, escaped in _ESCAPES.items()}


def fingerprint(french: str) -> str:
    """A text in twelve hexadecimal digits."""
    return hashlib.sha256(french.encode("utf-8")).hexdigest()[:_FINGERPRINT]


def written(rows: Iterable[Recorded]) -> str:
    """The lines of a record."""
    return "".join(f"{row.key}\t{fingerprint(row.french)}\t{_escaped(row.french)}\n" for row in rows)


def read(path: Path, name: str) -> tuple[list[Recorded], list[Problem]]:
    """The lines of a record, and every problem found in reading it; `name` is the file's name in problems."""
    source, problems = contents(path, name)
    rows: dict[str, Recorded] = {}
    for number, line in enumerate((source or "").split("\n"), 1):
        place = Place(name, number, 1, written=line)
        key, mark, french = (*line.split("\t"), "", "")[:3]
        if not line:
            continue
        if line.count("\t") != 2 or not (key and french):
            problems.append(Problem(place, "record-line"))
        elif fingerprint(_unescaped(french)) != mark:
            problems.append(Problem(place, "record-fingerprint", {"key": key}))
        elif key in rows:
            problems.append(Problem(place, "record-twice", {"key": key, "file": name, "line": rows[key].place.line}))
        else:
            rows[key] = Recorded(key, _unescaped(french), place)
    return list(rows.values()), problems


def _escaped(text: str) -> str:
    return "".join(_ESCAPES.get(sign, sign) for sign in text)


def _unescaped(text: str) -> str:
    return re.sub(r"\\[\\tn]", lambda escaped: _ESCAPED[escaped[0]], text)
