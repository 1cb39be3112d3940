"""The lines of YAML files: as YAML defines them, and as texts are folded into them."""

from __future__ import annotations

import re
from collections.abc import Iterator

WIDTH = 100
"""The maximum width of a line of a text, its margin included, in columns."""

LINE_PATTERN = re.compile("[^\r\n\x85\u2028\u2029]*(?:\r\n|[\r\n\x85\u2028\u2029])|[^\r\n\x85\u2028\u2029]+$")
"""A line with its line ending, as YAML defines lines: places are counted in these."""

# A line break of a folded block means one space: only single spaces may become one.
_FOLD_POINT = re.compile(r"(?<=[^ ]) (?=[^ ])")


def fold_lines(text: str, margin: int) -> Iterator[str]:
    """Returns a text as the lines of a folded block; a line feed of the text becomes an empty line of the block."""
    indent = " " * (margin + 2)
    for number, paragraph in enumerate(text.split("\n")):
        if number:
            yield ""
        line = ""
        for word in _FOLD_POINT.split(paragraph):
            if line and len(indent) + len(line) + 1 + len(word) > WIDTH:
                yield indent + line
                line = ""
            line = f"{line} {word}" if line else word
        if line:
            yield indent + line
