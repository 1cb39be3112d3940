"""Where the content stands in the project."""

from __future__ import annotations

CONTENT = "content"
