"""HTML in a text, where none belongs."""

from __future__ import annotations

import re

from .inline_markup import plain

MARKUP = re.compile(r"</?[A-Za-z!?][^>\n]*>?|&(?:#\d+|#x[0-9A-Fa-f]+|\w+);")


def markup(words: str) -> list[str]:
    """The HTML in a text, also what would be some without the text's own marks: `<^img^ …>`."""
    return [found[0] for found in MARKUP.finditer(words)] or [found[0] for found in MARKUP.finditer(plain(words))]
