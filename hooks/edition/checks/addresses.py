"""Published addresses: a committed list, none of which may vanish without a redirect."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from pathlib import Path

from ..model import Edition
from ..problems.problem import Place, Problem
from ..references.published_addresses import LIST, current, read_list
from ..references.redirects import RedirectTable
from ..references.references import Links
from ..text.suggestions import nearest


def vanished(root: Path, edition: Edition, links: Links, pages: Collection[str]) -> Iterator[Problem]:
    """Addresses once published that lead nowhere now, and redirects that do not do their work."""
    present = frozenset(current(links, pages))
    moves = RedirectTable(edition.redirects, present)
    listed, problems = read_list(root)
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
