"""Compares two versions of a text word by word."""

from __future__ import annotations

from .sequence_diff import opcodes


def diff_words(old: str, new: str) -> tuple[tuple[str, str], ...]:
    """Returns the runs of words that are `equal`, `delete`d or `insert`ed, in order, each after its kind."""
    before, after = old.split(), new.split()
    changes: list[tuple[str, str]] = []
    for tag, a1, a2, b1, b2 in opcodes(before, after):
        if tag == "equal":
            changes.append((tag, " ".join(before[a1:a2])))
            continue
        changes += [(kind, " ".join(run)) for kind, run in (("delete", before[a1:a2]), ("insert", after[b1:b2])) if run]
    return tuple(changes)
