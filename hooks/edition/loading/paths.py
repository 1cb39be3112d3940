"""The folder of the content in the project."""

from __future__ import annotations

CONTENT = "content"
