"""Phrases with placeholders, and the YAML catalogues that have them in several languages."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

_PLACEHOLDER = re.compile(r"\{(\w+)\}")


def fill_placeholders(phrase: str, facts: Mapping[str, object]) -> str:
    """Replaces the placeholders of a phrase by facts; unknown names in braces stay as they are."""
    return _PLACEHOLDER.sub(lambda place: str(facts.get(place[1], place[0])), phrase)


def placeholders(phrase: str) -> list[str]:
    """Lists the names in the placeholders of a phrase."""
    return list(_PLACEHOLDER.findall(phrase))


@lru_cache(maxsize=8)
def read_catalogue(path: Path) -> Mapping[str, Mapping[str, Any]]:
    """Reads a catalogue: under each name a phrase in each language, or several phrases by their parts."""
    catalogue: Mapping[str, Mapping[str, Any]] = yaml.load(path.read_text(encoding="utf-8"), yaml.CSafeLoader)
    return catalogue
