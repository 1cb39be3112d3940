"""The translation record: one line for each translated text, with the French text that was translated.

The fields of a line are separated by tabs: key, fingerprint, French, and, where it is known, when and by whom the
translation was accepted. Two branches that accept the same text leave a line each: both are true.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from ..model import Acceptance, RecordedSource, is_date
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
    return "".join(_format_row(row) for first in rows for row in (first, *first.also))


def _format_row(row: RecordedSource) -> str:
    accepted = [row.acceptance.on, _escape(row.acceptance.by)] if row.acceptance else []
    return "\t".join([row.key, fingerprint(row.french), _escape(row.french), *accepted]) + "\n"


def read_record(path: Path, name: str) -> tuple[list[RecordedSource], list[Problem]]:
    """Reads the rows of a record and reports its problems; `name` is the file's name in problems."""
    source, problems = read_text(path, name)
    rows: dict[str, RecordedSource] = {}
    for number, line in enumerate((source or "").split("\n"), 1):
        place = Place(name, number, 1, source=line)
        fields = line.split("\t")
        key, recorded_fingerprint, french, on, by = (*fields, "", "", "", "")[:5]
        if not line:
            continue
        if len(fields) not in (3, 5) or not (key and french) or (len(fields) == 5 and not (is_date(on) and by)):
            problems.append(Problem(place, "record-line"))
        elif fingerprint(_unescape(french)) != recorded_fingerprint:
            problems.append(Problem(place, "record-fingerprint", {"key": key}))
        else:
            row = RecordedSource(key, _unescape(french), place, Acceptance(on, _unescape(by)) if on else None)
            rows[key] = replace(row, also=(rows[key], *rows[key].also)) if key in rows else row
    return list(rows.values()), problems


def _escape(text: str) -> str:
    return "".join(_ESCAPES.get(character, character) for character in text)


def _unescape(text: str) -> str:
    return re.sub(r"\\[\\tn]", lambda escaped: _UNESCAPES[escaped[0]], text)
