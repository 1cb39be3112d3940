"""Finds HTML in a text, which may contain none."""

from __future__ import annotations

import re

from .inline_markup import plain_text

HTML_PATTERN = re.compile(r"</?[A-Za-z!?][^>\n]*>?|&(?:#\d+|#x[0-9A-Fa-f]+|\w+);")


def find_html(words: str) -> list[str]:
    """Returns the tags and entities in a text, or those that appear once its markup is removed: `<^img^ …>`."""
    return [match[0] for match in HTML_PATTERN.finditer(words)] or [
        match[0] for match in HTML_PATTERN.finditer(plain_text(words))
    ]
