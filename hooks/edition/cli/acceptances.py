"""The translation records that a command writes when it accepts translations, with the name of who runs it."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from pathlib import Path

from ..loading.git import ask_git
from ..loading.translation_record import format_record
from ..model import Acceptance, Edition
from ..translation.status import accept_translations


def draft_records(root: Path, edition: Edition, keys: Collection[str] | None) -> dict[str, str]:
    """Returns the changed records, by file, with the translations of `keys` (None: of all texts) accepted today."""
    records = accept_translations(edition, keys, _identify(root))
    return {name: format_record(rows) for name, rows in records.items()}


def _identify(root: Path) -> Acceptance | None:
    """Returns today's date and the name that git writes on commits; None where it has none."""
    name = (ask_git(root, "config", "user.name") or "").strip()
    return Acceptance(datetime.now().astimezone().date().isoformat(), name) if name else None
