"""What became of a text, word by word."""

from __future__ import annotations

from .sequence_diff import opcodes


def words_changed(old: str, new: str) -> tuple[tuple[str, str], ...]:
    """What became of a text, word by word: runs of words that are `equal`, `delete`d or `insert`ed, in order."""
    before, after = old.split(), new.split()
    found: list[tuple[str, str]] = []
    for tag, a1, a2, b1, b2 in opcodes(before, after):
        if tag == "equal":
            found.append((tag, " ".join(before[a1:a2])))
            continue
        found += [(kind, " ".join(run)) for kind, run in (("delete", before[a1:a2]), ("insert", after[b1:b2])) if run]
    return tuple(found)
