"""The command that records what a change publishes: its addresses, and the dates of its pages."""

from __future__ import annotations

import argparse
from datetime import date, datetime
from pathlib import Path

from ..loading.translation_record import format_record
from ..pages.page_dates import RECORD, format_page_changes, page_fingerprints, read_page_changes, update_page_changes
from ..references.published_addresses import (
    ADDRESS_LIST,
    current_addresses,
    drafted_addresses,
    published_addresses,
    update_addresses,
)
from ..site import Site, prepare_site
from ..translation.status import prune_records
from .arguments import Commands
from .atomic_files import write_files
from .messages import print_phrase, show_progress


def record_addresses(arguments: argparse.Namespace) -> int:
    """Adds the current addresses to the committed list; removes only those that the branch itself added."""
    write_files(arguments.root, _update_address_list(_prepare(arguments.root)))
    return 0


def record_all(arguments: argparse.Namespace) -> int:
    """Records the addresses, the content of each page, and a date for those that have changed.

    The translation records lose the lines of texts that no longer exist.
    """
    site = _prepare(arguments.root)
    records = {file: format_record(rows) for file, rows in prune_records(site.edition).items()}
    write_files(arguments.root, {**_update_address_list(site), **_update_dates(site, arguments.on), **records})
    return 0


def _prepare(root: Path) -> Site:
    with show_progress("checking"):
        return prepare_site(root)


def _update_address_list(site: Site) -> dict[str, str]:
    listed, present = published_addresses(site.root), current_addresses(site.links, site.pages)
    updated = update_addresses(listed, present, drafted_addresses(site.root, listed))
    before, after = frozenset(listed), frozenset(updated)
    print_phrase("addresses-listed", all=len(after), new=len(after - before), removed=len(before - after), file=ADDRESS_LIST)
    return {ADDRESS_LIST: "".join(f"{address}\n" for address in updated)}


def _update_dates(site: Site, on: date) -> dict[str, str]:
    before, now = read_page_changes(site.root), page_fingerprints(site.root, site.links, site.pages)
    after = update_page_changes(before, now, on.isoformat())
    print_phrase("changes-recorded", all=len(after), new=len(frozenset(after) - frozenset(before)), file=RECORD)
    return {RECORD: format_page_changes(after)}


def _today() -> date:
    """Returns the date in the local time zone."""
    return datetime.now().astimezone().date()


def add_commands(commands: Commands) -> None:
    """Adds this command, and one for the addresses alone."""
    commands.add("record", record_all).add_argument("--on", type=date.fromisoformat, default=_today(), metavar="YYYY-MM-DD")
    commands.add("addresses", record_addresses)
