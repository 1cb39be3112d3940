"""The security policy that each page carries: nothing but the site's own files, and the scripts of the templates by their hashes.

It stands in the page and not with the host, so that it holds wherever the site is put and cannot lag behind the pages;
what a page cannot say of itself (who may frame it) is the host's part, see scripts/hosting.
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
_INLINE = re.compile(r"<script>(.*?)</script>", re.DOTALL)
_OPENING = '<meta charset="utf-8">'


def inline_scripts(templates: Path) -> tuple[str, ...]:
    """The scripts that stand in the templates of a folder themselves, word for word."""
    return tuple(
        script for path in sorted(templates.rglob("*.html")) for script in _INLINE.findall(path.read_text(encoding="utf-8"))
    )


def with_policy(html: str, scripts: Iterable[str] = ()) -> str:
    """A page with its policy in front of everything that it loads; of the scripts within pages, these alone may run."""
    head, opening, rest = html.partition(_OPENING)
    assert opening, "a page begins with its encoding"
    return f'{head}{opening}\n  <meta http-equiv="Content-Security-Policy" content="{policy(scripts)}">{rest}'


def policy(scripts: Iterable[str] = ()) -> str:
    """The policy of a page in which some inline scripts may run."""
    more = {"script-src": [_hash(script) for script in scripts]}
    return "; ".join(" ".join([name, *sources, *more.get(name, ())]) for name, sources in DIRECTIVES.items())


def _hash(words: str) -> str:
    digest = hashlib.sha256(words.encode("utf-8")).digest()
    return f"'sha256-{base64.b64encode(digest).decode('ascii')}'"
