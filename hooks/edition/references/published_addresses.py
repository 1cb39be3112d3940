"""The committed list of published addresses, those that a branch adds to it, and the addresses that the site has now."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from pathlib import Path

from ..loading.git import ask_git
from ..loading.paths import CONTENT
from ..loading.text_file import read_text
from ..problems.problem import Problem
from .references import Links, numbered_units
from .urls import entry_address, short_address

ADDRESS_LIST = f"{CONTENT}/addresses.txt"
_MAIN = ("origin/HEAD", "origin/main", "main")
"""The names of the branch that is published, of which a checkout may have any."""


def current_addresses(links: Links, pages: Collection[str]) -> list[str]:
    """Returns every address of the site: pages, their anchors and former anchors, short addresses of paragraphs."""
    short = [short_address(int(unit.anchor[1:])) for unit in numbered_units(links.edition, links.units)]
    anchors = [target.href for unit in links.units if (target := links.resolve(unit.identifier)) and target.anchor]
    lines = [
        entry_address(register, entry)
        for register in links.edition.registers
        if not register.has_entry_pages
        for entry in register.entries
    ]
    aliases = [f"{target.address}#{name.rpartition('/')[2]}" for name, target in links.aliases.items()]
    return sorted({*pages, *anchors, *lines, *aliases, *short})


def update_addresses(listed: Iterable[str], current: Iterable[str], drafted: Collection[str]) -> list[str]:
    """Returns the list with the current addresses added, and without the drafted ones that no longer exist."""
    present = frozenset(current)
    return sorted({*(address for address in listed if address in present or address not in drafted), *present})


def drafted_addresses(root: Path, listed: Iterable[str]) -> frozenset[str]:
    """Returns the listed addresses that the branch added since it left the published one: they may still change.

    None is, where git does not know where that was.
    """
    published = _read_list_at_fork(root)
    return frozenset(listed) - published if published is not None else frozenset()


def _read_list_at_fork(root: Path) -> frozenset[str] | None:
    for main in _MAIN:
        if fork := ask_git(root, "merge-base", "HEAD", main):
            listed = ask_git(root, "show", f"{fork.strip()}:./{ADDRESS_LIST}")
            return frozenset(listed.splitlines()) if listed is not None else None
    return None


def published_addresses(root: Path) -> list[str]:
    """Returns the committed list."""
    return read_address_list(root)[0]


def read_address_list(root: Path) -> tuple[list[str], list[Problem]]:
    """Returns the committed list, and the problem of a file that cannot be read."""
    source, problems = read_text(root / ADDRESS_LIST, ADDRESS_LIST)
    return (source or "").splitlines(), problems
