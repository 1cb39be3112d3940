"""Phrases with places for facts, and the YAML files that hold them in several languages."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

_PLACE = re.compile(r"\{(\w+)\}")


def fill(phrase: str, facts: Mapping[str, object]) -> str:
    """A phrase with its places filled; braces around anything else are words like any."""
    return _PLACE.sub(lambda place: str(facts.get(place[1], place[0])), phrase)


@lru_cache(maxsize=8)
def read_catalogue(path: Path) -> Mapping[str, Mapping[str, Any]]:
    """What a catalogue has under each name: a phrase in each language, or several by their parts."""
    catalogue: Mapping[str, Mapping[str, Any]] = yaml.load(path.read_text(encoding="utf-8"), yaml.CSafeLoader)
    return catalogue
