"""Published addresses: a committed list, none of which may vanish without a redirect."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from pathlib import Path

from .loading.paths import CONTENT
from .loading.text_file import contents
from .model import Edition
from .problems.problem import Place, Problem
from .references.redirects import Moves
from .references.references import Links, numbered, short_address
from .text.suggestions import nearest

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
    return _listed(root)[0]


def _listed(root: Path) -> tuple[list[str], list[Problem]]:
    source, problems = contents(root / LIST, LIST)
    return (source or "").splitlines(), problems


def vanished(root: Path, edition: Edition, links: Links, pages: Collection[str]) -> Iterator[Problem]:
    """Addresses once published that lead nowhere now, and redirects that do not do their work."""
    present = frozenset(current(links, pages))
    moves = Moves(edition.redirects, present)
    listed, problems = _listed(root)
    yield from problems
    for line, address in enumerate(listed, 1):
        # One that has moved is told at its redirect.
        if moves.destination(address) is None and address not in moves:
            yield Problem(Place(LIST, line, 1, written=address), "address-vanished", {"address": f"/{address}"})
    first = {redirect.old: redirect for redirect in reversed(edition.redirects)}
    for redirect in edition.redirects:
        old, new = redirect.at.of("old"), redirect.at.of("new")
        if first[redirect.old] is not redirect:
            yield Problem(old, "redirect-twice", {"address": f"/{redirect.old}", "line": first[redirect.old].at.line})
        elif redirect.old in present:
            yield Problem(old, "redirect-hidden", {"address": f"/{redirect.old}"})
        elif moves.in_ring(redirect.old):
            yield Problem(new, "redirect-loop", {"address": f"/{redirect.old}"})
        elif moves.destination(redirect.new) is None:
            yield Problem(new, "redirect-nowhere", {"address": f"/{redirect.new}"} | nearest(redirect.new, present))
