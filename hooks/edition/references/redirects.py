"""Where addresses lead that have moved: from one to the next, a page's anchors with it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from functools import cached_property

from ..model import Redirect


class RedirectTable:
    """The declared redirects, followed as far as what is there now; each step once, however long a chain is."""

    def __init__(self, redirects: Iterable[Redirect], present: Collection[str]) -> None:
        """`present` holds every address there is: pages, anchors, short addresses."""
        self._moved = {redirect.old: redirect.new for redirect in redirects}
        self._present = present
        self._destinations: dict[str, str | None] = {}

    def destination(self, address: str) -> str | None:
        """Where an address leads in the end: itself if it is there; None if nowhere, or round in a ring."""
        passed: dict[str, None] = {}
        following: str | None = address
        while following is not None and following not in self._present and following not in self._destinations:
            passed[following] = None
            following = self._next(following)
            if following in passed:
                following = None
        end = following if following is None else self._destinations.get(following, following)
        self._destinations |= dict.fromkeys(passed, end)
        return end

    def _next(self, address: str) -> str | None:
        """Where an address that is not there leads at first: an anchor moves by itself, or with its page."""
        page, _, anchor = address.partition("#")
        if address in self._moved:
            return self._moved[address]
        return f"{self._moved[page]}#{anchor}" if anchor and "#" not in self._moved.get(page, "#") else None

    def __contains__(self, address: str) -> bool:
        return address in self._moved

    def in_ring(self, address: str) -> bool:
        """Whether an address that has moved is led round to where it has been."""
        return self._in_ring.get(address, False)

    @cached_property
    def _in_ring(self) -> dict[str, bool]:
        found: dict[str, bool] = {}
        for address in self._moved:
            passed: dict[str, None] = {}
            following = address
            while following in self._moved and following not in found and following not in passed:
                passed[following] = None
                following = self._moved[following]
            found |= dict.fromkeys(passed, following in passed or found.get(following, False))
        return found

    def pages(self) -> Iterator[tuple[str, str]]:
        """The pages that are gone, each with where it leads."""
        for old in self._moved:
            if "#" not in old and (new := self.destination(old)) is not None:
                yield old, new

    def anchors(self, page: str) -> list[tuple[str, str]]:
        """The anchors that have left a page, each with where it leads."""
        return [
            (anchor, new) for anchor in self._anchors.get(page, ()) if (new := self.destination(f"{page}#{anchor}")) is not None
        ]

    @cached_property
    def _anchors(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = defaultdict(list)
        for page, mark, anchor in (old.partition("#") for old in self._moved):
            if mark:
                found[page].append(anchor)
        return found
