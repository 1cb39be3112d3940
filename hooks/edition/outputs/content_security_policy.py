"""The Content-Security-Policy of each page: only the site's own files, and the inline scripts of the templates by their hashes.

It is part of the page rather than of the host's configuration, so that it applies at every host and always matches the pages;
only directives that a page cannot declare (who may frame it) are left to the host, see scripts/hosting.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterable, Mapping
from pathlib import Path

DIRECTIVES: Mapping[str, tuple[str, ...]] = {
    "default-src": ("'none'",),
    "script-src": ("'self'", "'wasm-unsafe-eval'"),  # the search runs WebAssembly
    "style-src": ("'self'",),
    "img-src": ("'self'", "data:"),  # the theme's icons are images within its style sheet
    "font-src": ("'self'",),
    "connect-src": ("'self'",),
    "worker-src": ("'self'",),
    "manifest-src": ("'self'",),
    "form-action": ("'self'",),
    "base-uri": ("'none'",),
}
FORBIDDEN_ATTRIBUTE = re.compile(r"<[^<>]*?\s(style|on[a-z]+)\s*=\s*[\"']", re.IGNORECASE)
"""An attribute that the policy blocks: an inline style or event handler."""
_INLINE_SCRIPT = re.compile(r"<script>(.*?)</script>", re.DOTALL)
_CHARSET_TAG = '<meta charset="utf-8">'


def find_inline_scripts(templates: Path) -> tuple[str, ...]:
    """Returns the source of the inline scripts in the templates of a folder."""
    return tuple(
        script
        for path in sorted(templates.rglob("*.html"))
        for script in _INLINE_SCRIPT.findall(path.read_text(encoding="utf-8"))
    )


def add_policy(html: str, scripts: Iterable[str] = ()) -> str:
    """Inserts the policy before everything that a page loads; only these inline scripts may run."""
    head, charset_tag, rest = html.partition(_CHARSET_TAG)
    assert charset_tag, "a page begins with its encoding"
    return f'{head}{charset_tag}\n  <meta http-equiv="Content-Security-Policy" content="{make_policy(scripts)}">{rest}'


def make_policy(scripts: Iterable[str] = ()) -> str:
    """Returns the policy of a page in which only these inline scripts may run."""
    extra_sources = {"script-src": [_hash_source(script) for script in scripts]}
    return "; ".join(" ".join([name, *sources, *extra_sources.get(name, ())]) for name, sources in DIRECTIVES.items())


def _hash_source(words: str) -> str:
    digest = hashlib.sha256(words.encode("utf-8")).digest()
    return f"'sha256-{base64.b64encode(digest).decode('ascii')}'"
