"""The committed list of published addresses, and the addresses that the site has now."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from pathlib import Path

from ..loading.paths import CONTENT
from ..loading.text_file import read_text
from ..problems.problem import Problem
from .references import Links, numbered_units
from .urls import entry_address, short_address

ADDRESS_LIST = f"{CONTENT}/addresses.txt"


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


def merge_addresses(published: Iterable[str], current: Iterable[str]) -> list[str]:
    """Returns the list with the current addresses added; none is removed."""
    return sorted({*published, *current})


def published_addresses(root: Path) -> list[str]:
    """Returns the committed list."""
    return read_address_list(root)[0]


def read_address_list(root: Path) -> tuple[list[str], list[Problem]]:
    """Returns the committed list, and the problem of a file that cannot be read."""
    source, problems = read_text(root / ADDRESS_LIST, ADDRESS_LIST)
    return (source or "").splitlines(), problems
