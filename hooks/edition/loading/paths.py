"""Paths of the content in the project."""

from __future__ import annotations

CONTENT = "content"
CORRECTIONS = f"{CONTENT}/sources/corrections.yml"
REDIRECTS = f"{CONTENT}/redirects.yml"
