"""The command that counts units in the model and in the built site."""

from __future__ import annotations

import argparse
from pathlib import Path

from ..analysis.cross_count import count_in_html, count_in_model
from ..site import prepare_site
from .arguments import Commands


def count_units(arguments: argparse.Namespace) -> int:
    """Counts units in the model and in the built HTML, and compares the numbers."""
    edition = prepare_site(arguments.root).edition
    model, html = count_in_model(edition), count_in_html(arguments.site, edition)
    print(f"{'':28}{'model':>8}{'HTML':>8}")
    for name, number in model.items():
        print(f"{name:28}{number:8}{html[name]:8}{'' if number == html[name] else '   differs'}")
    return 0 if model == html else 1


def add_commands(commands: Commands) -> None:
    """Adds this command."""
    commands.add("count", count_units).add_argument("--site", type=Path, default=commands.root / "site", metavar="DIR")
