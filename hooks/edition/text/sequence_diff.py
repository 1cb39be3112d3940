"""Where two sequences of words differ, in bounded time."""

from __future__ import annotations

import difflib
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import takewhile

MOST_PAIRS = 4_000_000
"""Pairs of equal words that are compared; what has more is one difference, from its first word to its last."""

Opcode = tuple[str, int, int, int, int]


def opcodes(old: Sequence[str], new: Sequence[str]) -> list[Opcode]:
    """What turns one sequence into the other, as `difflib` has it: `equal`, `delete`, `insert` or `replace`, and bounds."""
    start = _common(old, new)
    end = _common(old[start:][::-1], new[start:][::-1])
    old_end, new_end = len(old) - end, len(new) - end
    found = [
        ("equal", 0, start, 0, start),
        *_moved(_different(old[start:old_end], new[start:new_end]), start),
        ("equal", old_end, len(old), new_end, len(new)),
    ]
    return [(tag, a1, a2, b1, b2) for tag, a1, a2, b1, b2 in found if a1 < a2 or b1 < b2]


def _common(one: Sequence[str], other: Sequence[str]) -> int:
    """How many words two sequences begin with in common."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))


def _different(old: Sequence[str], new: Sequence[str]) -> list[Opcode]:
    counts = Counter(new)
    # The same word many times over, on both sides, would be compared with itself for hours.
    if sum(counts[word] for word in old) > MOST_PAIRS:
        return [("replace", 0, len(old), 0, len(new))]
    return list(difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes())


def _moved(found: list[Opcode], by: int) -> Iterator[Opcode]:
    for tag, a1, a2, b1, b2 in found:
        yield tag, a1 + by, a2 + by, b1 + by, b2 + by
