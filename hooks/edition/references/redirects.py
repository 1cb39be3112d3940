"""Where addresses lead that have moved: from one to the next, a page's anchors with it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from ..model import Redirect


class RedirectTable:
    """The declared redirects, followed as far as what is there now."""

    def __init__(self, redirects: Iterable[Redirect], present: Collection[str]) -> None:
        """`present` holds every address there is: pages, anchors, short addresses."""
        self._moved = {redirect.old: redirect.new for redirect in redirects}
        self._present = present

    def destination(self, address: str) -> str | None:
        """Where an address leads in the end: itself if it is there; None if nowhere, or round in a ring."""
        seen: set[str] = set()
        while address not in self._present:
            page, _, anchor = address.partition("#")
            if address in seen:
                return None
            seen.add(address)
            if address in self._moved:
                address = self._moved[address]
            elif anchor and "#" not in self._moved.get(page, "#"):
                address = f"{self._moved[page]}#{anchor}"
            else:
                return None
        return address

    def __contains__(self, address: str) -> bool:
        return address in self._moved

    def in_ring(self, address: str) -> bool:
        """Whether an address that has moved is led round to where it has been."""
        seen: set[str] = set()
        while address in self._moved and address not in seen:
            seen.add(address)
            address = self._moved[address]
        return address in seen

    def pages(self) -> Iterator[tuple[str, str]]:
        """The pages that are gone, each with where it leads."""
        for old in self._moved:
            if "#" not in old and (new := self.destination(old)) is not None:
                yield old, new

    def anchors(self, page: str) -> list[tuple[str, str]]:
        """The anchors that have left a page, each with where it leads."""
        mine = (old for old in self._moved if old.partition("#")[0] == page and "#" in old)
        return [(old.partition("#")[2], new) for old in mine if (new := self.destination(old)) is not None]
