"""The command that lists the published addresses."""

from __future__ import annotations

import argparse

from ..references.published_addresses import ADDRESS_LIST, current_addresses, merge_addresses, published_addresses
from ..site import prepare_site
from .arguments import Commands
from .atomic_files import write_files
from .messages import print_phrase, show_progress


def list_addresses(arguments: argparse.Namespace) -> int:
    """Adds the present addresses to the committed list; removes none."""
    with show_progress("checking"):
        site = prepare_site(arguments.root)
    old_addresses = published_addresses(arguments.root)
    all_addresses = merge_addresses(old_addresses, current_addresses(site.links, site.pages))
    write_files(arguments.root, {ADDRESS_LIST: "\n".join(all_addresses) + "\n"})
    print_phrase("addresses-listed", all=len(all_addresses), new=len(all_addresses) - len(old_addresses), file=ADDRESS_LIST)
    return 0


def add_commands(commands: Commands) -> None:
    """Adds this command."""
    commands.add("addresses", list_addresses)
