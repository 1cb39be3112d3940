"""Published addresses: a committed list, none of which may vanish without a redirect."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from pathlib import Path

from .links import Links, numbered, short_address
from .load import CONTENT, nearest
from .model import Edition
from .moves import Moves
from .problem import Place, Problem

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
    path = root / LIST
    return path.read_text(encoding="utf-8").splitlines() if path.exists() else []


def vanished(root: Path, edition: Edition, links: Links, pages: Collection[str]) -> Iterator[Problem]:
    """Addresses once published that lead nowhere now."""
    present = frozenset(current(links, pages))
    moves = Moves(edition.redirects, present)
    for line, address in enumerate(published(root), 1):
        if moves.destination(address) is None:
            yield Problem(Place(LIST, line, 1), "address-vanished", {"address": f"/{address}"})
    for redirect in edition.redirects:
        if moves.destination(redirect.new) is None:
            facts = {"address": f"/{redirect.new}"} | nearest(redirect.new, present)
            yield Problem(redirect.at.of("new"), "redirect-nowhere", facts)
        if redirect.old in present:
            yield Problem(redirect.at.of("old"), "redirect-hidden", {"address": f"/{redirect.old}"})
