"""The security policy that each page carries: nothing but the site's own files, and its own inline scripts by their hashes.

It stands in the page and not with the host, so that it holds wherever the site is put and cannot lag behind the pages;
what a page cannot say of itself (who may frame it) is the host's part, see scripts/hosting.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Mapping
from functools import cache

DIRECTIVES: Mapping[str, tuple[str, ...]] = {
    "default-src": ("'none'",),
    "script-src": ("'self'", "'wasm-unsafe-eval'"),  # the search runs WebAssembly
    "style-src": ("'self'",),
    "img-src": ("'self'", "data:"),  # the theme's icons are pictures within its style sheet
    "font-src": ("'self'",),
    "connect-src": ("'self'",),
    "worker-src": ("'self'",),
    "manifest-src": ("'self'",),
    "form-action": ("'self'",),
    "base-uri": ("'none'",),
}
FORBIDDEN = re.compile(r"<[^<>]*?\s(style|on[a-z]+)\s*=\s*[\"']", re.IGNORECASE)
"""An attribute that the policy refuses: a style or a script within a tag."""
_INLINE = re.compile(r"<(script|style)\b([^>]*)>(.*?)</\1>", re.DOTALL)
_OPENING = '<meta charset="utf-8">'


def with_policy(html: str) -> str:
    """A page with its policy in front of everything that it loads."""
    head, opening, rest = html.partition(_OPENING)
    assert opening, "a page begins with its encoding"
    return f'{head}{opening}\n  <meta http-equiv="Content-Security-Policy" content="{policy(html)}">{rest}'


def policy(html: str) -> str:
    """The policy of one page."""
    hashes: dict[str, list[str]] = {"script-src": [], "style-src": []}
    for kind, attributes, words in _INLINE.findall(html):
        if "src=" not in attributes and "json" not in attributes:  # data is not run
            hashes[f"{kind}-src"].append(_hash(words))
    return "; ".join(" ".join([name, *sources, *dict.fromkeys(hashes.get(name, ()))]) for name, sources in DIRECTIVES.items())


@cache
def _hash(words: str) -> str:
    digest = hashlib.sha256(words.encode("utf-8")).digest()
    return f"'sha256-{base64.b64encode(digest).decode('ascii')}'"
