"""Compares two sequences of words in bounded time."""

from __future__ import annotations

import difflib
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import takewhile

MAX_PAIRS = 4_000_000
"""The most pairs of equal words that are compared; sequences with more are one difference from first to last word."""

Opcode = tuple[str, int, int, int, int]


def opcodes(old: Sequence[str], new: Sequence[str]) -> list[Opcode]:
    """Returns the opcodes of `difflib` that turn one sequence into the other."""
    start = _common_prefix_length(old, new)
    end = _common_prefix_length(old[start:][::-1], new[start:][::-1])
    old_end, new_end = len(old) - end, len(new) - end
    all_opcodes = [
        ("equal", 0, start, 0, start),
        *_shift(_middle_opcodes(old[start:old_end], new[start:new_end]), start),
        ("equal", old_end, len(old), new_end, len(new)),
    ]
    return [(tag, a1, a2, b1, b2) for tag, a1, a2, b1, b2 in all_opcodes if a1 < a2 or b1 < b2]


def _common_prefix_length(first: Sequence[str], second: Sequence[str]) -> int:
    """Returns the length of the common prefix of two sequences."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(first, second, strict=False)))


def _middle_opcodes(old: Sequence[str], new: Sequence[str]) -> list[Opcode]:
    counts = Counter(new)
    # A word repeated very often in both sequences would take hours to compare.
    if sum(counts[word] for word in old) > MAX_PAIRS:
        return [("replace", 0, len(old), 0, len(new))]
    return list(difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes())


def _shift(opcodes_: list[Opcode], by: int) -> Iterator[Opcode]:
    for tag, a1, a2, b1, b2 in opcodes_:
        yield tag, a1 + by, a2 + by, b1 + by, b2 + by
