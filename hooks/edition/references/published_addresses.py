"""The committed list of published addresses, and what there is now."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from pathlib import Path

from ..loading.paths import CONTENT
from ..loading.text_file import read_text
from ..problems.problem import Problem
from .references import Links, numbered
from .urls import short_address

LIST = f"{CONTENT}/addresses.txt"


def current(links: Links, pages: Collection[str]) -> list[str]:
    """Every address there is now: pages, anchors on them and those they had, short addresses of paragraphs."""
    short = [short_address(int(unit.anchor[1:])) for unit in numbered(links.edition, links.units)]
    anchors = [target.href for unit in links.units if (target := links.resolve(unit.identifier)) and target.anchor]
    aliases = [f"{target.address}#{name.rpartition('/')[2]}" for name, target in links.aliases.items()]
    return sorted({*pages, *anchors, *aliases, *short})


def merged(known: Iterable[str], now: Iterable[str]) -> list[str]:
    """The list with what there is now; nothing is taken away."""
    return sorted({*known, *now})


def published(root: Path) -> list[str]:
    """The committed list."""
    return read_list(root)[0]


def read_list(root: Path) -> tuple[list[str], list[Problem]]:
    """The committed list, and the problem of a file that cannot be read."""
    source, problems = read_text(root / LIST, LIST)
    return (source or "").splitlines(), problems
