"""The command that keeps a published address working when its page or passage has moved."""

from __future__ import annotations

import argparse
from collections.abc import Collection
from pathlib import Path
from urllib.parse import urlsplit

from ..checks.addresses import published_addresses_resolve
from ..checks.project import Project
from ..editing.content_files import ContentFiles
from ..editing.drafts import remove_drafts
from ..editing.forwarding import Forward, make_forward, write_forwards
from ..languages import LANGUAGES
from ..loading.edition_date import read_edition_date
from ..loading.loader import load_edition
from ..loading.paths import REDIRECTS
from ..pages.catalogue import all_pages
from ..references.published_addresses import current_addresses, published_addresses
from ..references.references import Links
from ..references.urls import language_prefix
from ..text.suggestions import nearest_name
from .arguments import Commands
from .atomic_files import temporary_copy, write_files
from .messages import UsageError, print_phrase, print_problems, show_progress


def add_redirect(arguments: argparse.Namespace) -> int:
    """Forwards an old address to a new one: by an alias on the same page, otherwise by a redirect."""
    root: Path = arguments.root
    with show_progress("checking"):
        edition = remove_drafts(load_edition(root), read_edition_date(root))
        links = Links(edition)
        present_addresses = frozenset(current_addresses(links, {page.address for page in all_pages(edition)}))
    old, new = _normalize_address(arguments.old), _normalize_address(arguments.new)
    _require_known(old, published_addresses(root), "never-published")
    _require_known(new, present_addresses, "no-such-address")
    if old in present_addresses:
        raise UsageError("still-there", address=f"/{old}")
    forward = make_forward(links, old, new)
    files = ContentFiles(lambda file: (root / file).read_text(encoding="utf-8"))
    write_forwards(files, [forward])
    changed = files.changed()
    with show_progress("checking"), temporary_copy(root, changed) as copy:
        problems = list(published_addresses_resolve(Project(copy, content=load_edition(copy))))
    write_files(root, changed)
    print_forward(forward)
    if problems:
        print_problems(problems, root)
        print_phrase("still-vanished", addresses=len(problems))
    return 0


def _normalize_address(given: str) -> str:
    """Returns an address as it is in the list: relative to the root of a language, without host."""
    parts = urlsplit(given)
    path = parts.path.lstrip("/")
    for prefix in filter(None, map(language_prefix, LANGUAGES)):
        path = path.removeprefix(prefix)
    path = f"{path}/" if path and not path.endswith("/") else path
    return path + (f"#{parts.fragment}" if parts.fragment else "")


def _require_known(address: str, known: Collection[str], phrase_name: str) -> None:
    if address not in known:
        raise UsageError(phrase_name, address=f"/{address}", nearest=nearest_name(address, known)["nearest"])


def print_forward(forward: Forward) -> None:
    """Prints where an address leads, and the file that says so."""
    name, file = ("alias-written", forward.unit.at.file) if forward.unit else ("redirect-written", REDIRECTS)
    print_phrase(name, old=f"/{forward.old}", new=f"/{forward.new}", file=file)


def add_commands(commands: Commands) -> None:
    """Adds this command."""
    commands.add("redirect", add_redirect).add_argument("old", metavar="OLD").add_argument("new", metavar="NEW")
