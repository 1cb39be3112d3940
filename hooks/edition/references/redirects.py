"""Resolves redirects: chains are followed, and the anchors of a page move with it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from functools import cached_property

from ..model import Redirect


class RedirectTable:
    """The declared redirects, followed to addresses that exist; each step is computed once, however long a chain is."""

    def __init__(self, redirects: Iterable[Redirect], present: Collection[str]) -> None:
        """`present` are all addresses that exist: pages, anchors, short addresses."""
        self._new_by_old = {redirect.old: redirect.new for redirect in redirects}
        self._present = present
        self._destinations: dict[str, str | None] = {}

    def destination(self, address: str) -> str | None:
        """Returns the final address: the address itself if it exists; None if it leads nowhere or into a loop."""
        visited: dict[str, None] = {}
        current: str | None = address
        while current is not None and current not in self._present and current not in self._destinations:
            visited[current] = None
            current = self._next_address(current)
            if current in visited:
                current = None
        end = current if current is None else self._destinations.get(current, current)
        self._destinations |= dict.fromkeys(visited, end)
        return end

    def _next_address(self, address: str) -> str | None:
        """Returns the next address of a chain: an anchor moves by itself, or with its page."""
        page, _, anchor = address.partition("#")
        if address in self._new_by_old:
            return self._new_by_old[address]
        return f"{self._new_by_old[page]}#{anchor}" if anchor and "#" not in self._new_by_old.get(page, "#") else None

    def __contains__(self, address: str) -> bool:
        return address in self._new_by_old

    def find_loop(self, address: str) -> str | None:
        """Returns the address to which the redirects of a moved address return again and again; the same for the whole loop."""
        return self._loops.get(address)

    @cached_property
    def _loops(self) -> dict[str, str | None]:
        loops: dict[str, str | None] = {}
        for address in self._new_by_old:
            visited: dict[str, None] = {}
            current = address
            while current in self._new_by_old and current not in loops and current not in visited:
                visited[current] = None
                current = self._new_by_old[current]
            loops |= dict.fromkeys(visited, current if current in visited else loops.get(current))
        return loops

    def moved_pages(self) -> Iterator[tuple[str, str]]:
        """Yields the pages that have moved, each with its final address."""
        for old in self._new_by_old:
            if "#" not in old and (new := self.destination(old)) is not None:
                yield old, new

    def moved_anchors(self, page: str) -> list[tuple[str, str]]:
        """Returns the anchors that have moved away from a page, each with its final address."""
        return [
            (anchor, new)
            for anchor in self._moved_anchors_by_page.get(page, ())
            if (new := self.destination(f"{page}#{anchor}")) is not None
        ]

    @cached_property
    def _moved_anchors_by_page(self) -> dict[str, list[str]]:
        anchors: dict[str, list[str]] = defaultdict(list)
        for page, mark, anchor in (old.partition("#") for old in self._new_by_old):
            if mark:
                anchors[page].append(anchor)
        return anchors
