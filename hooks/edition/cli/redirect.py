"""The command that keeps a published address working when what stood there has moved."""

from __future__ import annotations

import argparse
from collections.abc import Collection
from pathlib import Path
from urllib.parse import urlsplit

from ..checks.addresses import published_addresses_resolve
from ..checks.project import Project
from ..languages import LANGUAGES
from ..loading.loader import load_edition
from ..loading.paths import CONTENT
from ..loading.yaml_writer import YamlDocument, get_field, node_type_of, set_field, to_yaml_node
from ..model import Anchored, Edition, Redirects
from ..pages.catalogue import pages
from ..references.published_addresses import current_addresses, published_addresses
from ..references.references import Links
from ..references.traversal import anchored_nodes
from ..references.urls import language_prefix
from ..text.suggestions import nearest_name
from .arguments import Commands
from .atomic_files import trial, write
from .messages import UsageError, say, tell, waiting

_REDIRECTS = f"{CONTENT}/redirects.yml"


def redirect(arguments: argparse.Namespace) -> int:
    """Leads an old address to a new one: by an alias where it is the same page, by a redirect where it is another."""
    root: Path = arguments.root
    with waiting("checking"):
        edition = load_edition(root)
        links = Links(edition)
        present = frozenset(current_addresses(links, {page.address for page in pages(edition)}))
    old, new = _address(arguments.old), _address(arguments.new)
    _known(old, published_addresses(root), "never-published")
    _known(new, present, "no-such-address")
    if old in present:
        raise UsageError("still-there", address=f"/{old}")
    unit = _unit(edition, links, new) if "#" in old and old.partition("#")[0] == new.partition("#")[0] else None
    file = unit.at.file if unit else _REDIRECTS
    document = YamlDocument(
        (root / file).read_text(encoding="utf-8"), node_type_of(file.removeprefix(f"{CONTENT}/")) if unit else Redirects
    )
    if unit:
        set_field(document.find_mapping(unit.at), "aliases", (*unit.aliases, old.partition("#")[2]))
    else:
        listed = get_field(document.root, "redirects")
        assert listed is not None
        listed.value.append(to_yaml_node({"old": old, "new": new}))
    with waiting("checking"), trial(root, {file: document.format()}) as copy:
        left = list(published_addresses_resolve(Project(copy, content=load_edition(copy))))
    write(root, {file: document.format()})
    say("alias-written" if unit else "redirect-written", old=f"/{old}", new=f"/{new}", file=file)
    if left:
        tell(left, root)
        say("still-vanished", addresses=len(left))
    return 0


def _address(given: str) -> str:
    """An address as the list has it: from the root of a language's site, without host and language."""
    parts = urlsplit(given)
    path = parts.path.lstrip("/")
    for prefix in filter(None, map(language_prefix, LANGUAGES)):
        path = path.removeprefix(prefix)
    path = f"{path}/" if path and not path.endswith("/") else path
    return path + (f"#{parts.fragment}" if parts.fragment else "")


def _known(address: str, known: Collection[str], told: str) -> None:
    if address not in known:
        raise UsageError(told, address=f"/{address}", nearest=nearest_name(address, known)["nearest"])


def _unit(edition: Edition, links: Links, address: str) -> Anchored | None:
    """The unit that has an anchor of its own at an address."""
    for document in edition.documents:
        for node in anchored_nodes(document):
            target = links.resolve(f"{document.id}/{node.id}")
            if target and target.href == address:
                return node
    return None


def add_commands(commands: Commands) -> None:
    """Adds this command."""
    commands.add("redirect", redirect).take("old", metavar="OLD").take("new", metavar="NEW")
