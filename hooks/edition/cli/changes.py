"""The command that records when pages changed."""

from __future__ import annotations

import argparse
from datetime import date, datetime

from ..pages.page_dates import RECORD, format_page_changes, page_fingerprints, read_page_changes, update_page_changes
from ..site import prepare_site
from .arguments import Commands
from .atomic_files import write_files
from .messages import print_phrase, show_progress


def record_changes(arguments: argparse.Namespace) -> int:
    """Records the content of each page, and today as the date of those that have changed."""
    with show_progress("checking"):
        site = prepare_site(arguments.root)
    before, now = read_page_changes(arguments.root), page_fingerprints(arguments.root, site.links, site.pages)
    after = update_page_changes(before, now, arguments.on.isoformat())
    write_files(arguments.root, {RECORD: format_page_changes(after)})
    print_phrase("changes-recorded", all=len(after), new=len(after.items() - before.items()), file=RECORD)
    return 0


def _today() -> date:
    """Returns the date in the local time zone."""
    return datetime.now().astimezone().date()


def add_commands(commands: Commands) -> None:
    """Adds this command."""
    commands.add("changes", record_changes).add_argument("--on", type=date.fromisoformat, default=_today(), metavar="YYYY-MM-DD")
