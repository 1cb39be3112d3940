"""Rules on published addresses: none of the committed list may vanish without a redirect."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path

from ..model import DivisionHead, DocumentHead, Edition, RegisterEntry
from ..problems.problem import Place, Problem
from ..references.published_addresses import (
    ADDRESS_LIST,
    current_addresses,
    drafted_addresses,
    published_addresses,
    read_address_list,
    update_addresses,
)
from ..references.redirects import RedirectTable
from ..references.urls import division_address, document_address, entry_address
from ..text.suggestions import nearest_name
from .project import Project
from .registry import Needs, rule


def find_withdrawn(root: Path, edition: Edition) -> Iterator[Problem]:
    """Yields a problem for each document, division or entry that is published and has become a draft again.

    The edition is whole: what is not published is still in it.
    """
    drafts = [(name, address, head) for name, address, head in _publishable(edition) if name in edition.drafts]
    listed = published_addresses(root) if drafts else []
    published = {address for _, address, _ in drafts}.intersection(listed)
    published -= drafted_addresses(root, listed) if published else published
    for name, address, head in drafts:
        field = "publish_from" if head.publish_from else "status"
        # What is within a draft has neither field.
        if address in published and getattr(head, field):
            yield Problem(
                head.at.of_field_name(field), "draft-published", {"address": f"/{address}", "field": field, "name": name}
            )


def _publishable(edition: Edition) -> Iterator[tuple[str, str, DocumentHead | DivisionHead | RegisterEntry]]:
    """Yields all that may be a draft, with its identifier and its address."""
    for document in edition.documents:
        yield document.id, document_address(document.id), document.head
        for division in document.divisions():
            yield f"{document.id}/{division.head.id}", division_address(document.id, division.head.id), division.head
    for name, (register, entry) in edition.entries.items():
        yield name, entry_address(register, entry), entry


@rule()
def published_addresses_resolve(project: Project) -> Iterator[Problem]:
    """Every published address exists or is redirected, and every redirect is needed and leads to an address that exists."""
    edition = project.edition
    present = frozenset(current_addresses(project.links, project.pages))
    redirect_table = RedirectTable(edition.redirects, present)
    listed, problems = read_address_list(project.root)
    yield from problems
    # A problem with a moved address is reported at its redirect.
    gone = {address for address in listed if redirect_table.destination(address) is None and address not in redirect_table}
    vanished = gone - drafted_addresses(project.root, listed) if gone else gone
    yield from _vanished_addresses(project, listed, vanished, sorted(present.difference(listed)) if vanished else [])
    first_redirects = {redirect.old: redirect for redirect in reversed(edition.redirects)}
    for redirect in edition.redirects:
        old, new = redirect.at.of_field("old"), redirect.at.of_field("new")
        if first_redirects[redirect.old] is not redirect:
            yield Problem(old, "redirect-twice", {"address": f"/{redirect.old}", "line": first_redirects[redirect.old].at.line})
        elif redirect.old in present:
            yield Problem(old, "redirect-hidden", {"address": f"/{redirect.old}"})
        elif loop := redirect_table.find_loop(redirect.old):
            if redirect.old == loop:
                yield Problem(new, "redirect-loop", {"address": f"/{loop}"})
        elif redirect_table.destination(redirect.new) is None:
            yield Problem(new, "redirect-nowhere", {"address": f"/{redirect.new}"} | nearest_name(redirect.new, present))


def _vanished_addresses(project: Project, listed: list[str], vanished: Collection[str], new: list[str]) -> Iterator[Problem]:
    """Yields one problem for all vanished addresses of a page; the short address of a paragraph goes with that on its page.

    It is where the passage was, or where it has another identifier, as far as these places are known.
    """
    numbers = {address.rpartition("#p")[2] for address in vanished if "#p" in address}
    pages: dict[str, list[tuple[int, str]]] = {}
    for line, address in enumerate(listed, 1):
        if address in vanished and not (address.startswith("p/") and address.split("/")[1] in numbers):
            pages.setdefault(address.partition("#")[0], []).append((line, address))
    places = _places_of_addresses(project) if pages else {}
    for page, ((line, address), *others) in pages.items():
        anchor = address.partition("#")[2]
        at, facts = Place(ADDRESS_LIST, line, 1, source=address), {"address": f"/{address}"}
        if others:
            yield Problem(at, "addresses-vanished", {**facts, "others": len(others)})
        elif anchor and page in places:
            name = f"{places[page].unit.partition('/')[0]}/{anchor}"
            yield _vanished_passage(project, name, page, [places[one] for one in new if one in places], places)
        elif similar := next((one for one in get_close_matches(address, new, 1, 0.8) if one in places), None):
            yield Problem(places[similar].place, "address-changed", {**facts, "new": f"/{similar}"})
        else:
            yield Problem(at, "address-vanished", facts)


def _vanished_passage(project: Project, name: str, page: str, new: Iterable[_Owner], places: Mapping[str, _Owner]) -> Problem:
    """Returns the problem of a passage that is gone, or that has another identifier now: its French is that of a new one."""
    recorded = {row.french for key, row in project.edition.recorded_sources.items() if key.partition(":")[0] == name}
    for owner in new:
        if any(unit.source_text in recorded for unit in project.links.units_of(owner.unit)):
            return Problem(owner.place, "identifier-changed", {"old": name, "new": owner.unit, "id": name.partition("/")[2]})
    # An item was in the list whose identifier its own begins with.
    owner = places.get(f"{page}#{name.rpartition('/')[2].rpartition('-')[0]}", places[page])
    place = owner.place if owner.place.file == places[page].place.file else places[page].place
    return Problem(place, "passage-vanished", {"name": name})


@dataclass(frozen=True, slots=True)
class _Owner:
    """What has an address: its identifier and its place."""

    unit: str
    place: Place


def _places_of_addresses(project: Project) -> dict[str, _Owner]:
    """Returns what has each address, pages of documents and divisions included."""
    found = {address: _Owner(name, head.at) for name, address, head in _publishable(project.edition)}
    for unit in project.links.units:
        if unit.anchor and (target := project.links.resolve(unit.identifier)):
            found.setdefault(target.href, _Owner(unit.identifier, unit.place))
    return found


@rule(Needs.RECORDS)
def addresses_are_recorded(project: Project) -> Iterator[Problem]:
    """The list of published addresses has all of the site's, and of those that were never published no other."""
    listed, present = published_addresses(project.root), current_addresses(project.links, project.pages)
    updated = update_addresses(listed, present, drafted_addresses(project.root, listed))
    if differing := sorted(frozenset(updated) ^ frozenset(listed)):
        yield Problem(Place(ADDRESS_LIST, 1, 1), "addresses-unrecorded", {"count": len(differing), "first": f"/{differing[0]}"})
