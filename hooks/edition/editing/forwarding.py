"""Forwards published addresses that a change of the files would break to what takes their place."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from ..loading.paths import REDIRECTS
from ..loading.yaml_writer import get_field, set_field, to_yaml_node
from ..model import Anchored, Redirect
from ..pages.catalogue import all_pages
from ..references.published_addresses import current_addresses
from ..references.redirects import RedirectTable
from ..references.references import Links, numbered_units
from ..references.traversal import anchored_nodes
from ..references.urls import short_address
from .content_files import ContentFiles
from .scaffold import build_node


@dataclass(frozen=True, slots=True)
class Forward:
    """An address that no longer exists, and the one that it leads to; by an alias of `unit`, otherwise by a redirect."""

    old: str
    new: str
    unit: Anchored | None = None


def find_unit(links: Links, address: str) -> Anchored | None:
    """Returns the unit whose anchor has an address."""
    for document in links.edition.documents:
        for node in anchored_nodes(document):
            target = links.resolve(f"{document.id}/{node.id}")
            if target and target.href == address:
                return node
    return None


def make_forward(links: Links, old: str, new: str) -> Forward:
    """Returns how an address is forwarded: by an alias on the same page, otherwise by a redirect."""
    is_same_page = "#" in old and old.partition("#")[0] == new.partition("#")[0]
    return Forward(old, new, find_unit(links, new) if is_same_page else None)


def write_forwards(files: ContentFiles, forwards: Iterable[Forward]) -> None:
    """Writes aliases and redirects into the files; those of a unit in the files as they were loaded."""
    aliases: dict[int, tuple[Anchored, list[str]]] = {}
    for forward in forwards:
        if forward.unit:
            aliases.setdefault(id(forward.unit), (forward.unit, []))[1].append(forward.old.partition("#")[2])
        else:
            redirects = get_field(files.open(REDIRECTS).root, "redirects")
            assert redirects is not None
            redirects.value.append(to_yaml_node({"old": forward.old, "new": forward.new}))
    for unit, names in aliases.values():
        set_field(files.find_mapping(unit), "aliases", (*unit.aliases, *names))


def find_forwards(before: Links, after: Links, published: Iterable[str], successors: Mapping[str, str]) -> list[Forward]:
    """Returns how the published addresses are forwarded that exist before a change and lead nowhere after it.

    An address leads to the new place of what it named, or of what takes its place in `successors`.
    """
    present = current_addresses(after, {page.address for page in all_pages(after.edition)})
    redirects = after.edition.redirects
    table = RedirectTable(redirects, frozenset(present))
    names = _identifiers_by_address(before)
    vanished = [address for address in published if address in names and table.destination(address) is None]
    wanted = {
        address: target.href for address in vanished if (target := after.resolve(successors.get(names[address], names[address])))
    }
    # What follows its page by itself needs no line of its own.
    pages = [build_node(Redirect, old=old, new=new) for old, new in wanted.items() if "#" not in old]
    with_pages = RedirectTable([*redirects, *pages], frozenset(present))
    return [make_forward(after, old, new) for old, new in wanted.items() if "#" not in old or with_pages.destination(old) != new]


def _identifiers_by_address(links: Links) -> dict[str, str]:
    """Returns the identifier of the document, division or unit that each address leads to."""
    names: dict[str, str] = {}
    for page in all_pages(links.edition):
        if page.document:
            division = f"/{page.division.head.id}" if page.division else ""
            names[page.address] = f"{page.document.id}{division}"
    for unit in links.units:
        if target := links.resolve(unit.identifier):
            names[target.href] = unit.identifier
    names |= {f"{target.address}#{name.rpartition('/')[2]}": target.identifier for name, target in links.aliases.items()}
    names |= {short_address(int(unit.anchor[1:])): unit.identifier for unit in numbered_units(links.edition, links.units)}
    return names
