"""The site's icon in the formats that browsers and home screens request, and the web app manifest that names them."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from functools import lru_cache

import resvg_py
from PIL import Image

from ..design.colours import BAND, PAPER
from ..languages import LANGUAGES
from ..model import Edition
from ..pages.inline_html import typeset_plain_text
from ..references.urls import language_prefix, relative_file_url
from .inputs import Inputs

SOURCE_FILE = "docs/assets/favicon.svg"
ICONS_FOLDER = "assets/icons"
MANIFEST = "manifest.webmanifest"
_SIZES = (192, 512)
_MASKABLE_SIZE = 512
_SAFE_SHARE = 0.72
"""The share of a maskable icon's side that no home screen crops."""


def make_files(inputs: Inputs) -> Iterator[tuple[str, bytes]]:
    """Yields the icons and the manifest of each language: path in the site, and content."""
    svg = (inputs.root / SOURCE_FILE).read_text(encoding="utf-8")
    yield "favicon.ico", _encode(_render(svg, 32), "ICO")
    yield f"{ICONS_FOLDER}/touch-180.png", _encode(_render_on_background(svg, 180, 1), "PNG")
    for size in _SIZES:
        yield f"{ICONS_FOLDER}/icon-{size}.png", _encode(_render(svg, size), "PNG")
    yield f"{ICONS_FOLDER}/masked-{_MASKABLE_SIZE}.png", _encode(_render_on_background(svg, _MASKABLE_SIZE, _SAFE_SHARE), "PNG")
    for language in LANGUAGES:
        yield f"{language_prefix(language)}{MANIFEST}", _make_manifest(inputs.edition, language)


@lru_cache
def _render(svg: str, size: int) -> Image.Image:
    return Image.open(io.BytesIO(bytes(resvg_py.svg_to_bytes(svg_string=svg, width=size, height=size)))).convert("RGBA")


def _render_on_background(svg: str, size: int, share: float) -> Image.Image:
    """Renders the icon on a background of its colour, without transparent corners; it takes `share` of the side."""
    background, icon = Image.new("RGBA", (size, size), BAND), _render(svg, round(size * share))
    offset = (size - icon.width) // 2
    background.alpha_composite(icon, (offset, offset))
    return background.convert("RGB")


def _encode(image: Image.Image, form: str) -> bytes:
    out = io.BytesIO()
    image.save(out, form, **({"optimize": True} if form == "PNG" else {"sizes": [image.size]}))
    return out.getvalue()


def _make_manifest(edition: Edition, language: str) -> bytes:
    """Returns the manifest of a language; its addresses are relative, so that it is valid at every address of the site."""
    head, prefix = edition.head, language_prefix(language)

    def icon(name: str, size: int, purpose: str) -> dict[str, str]:
        source = relative_file_url(prefix, f"{ICONS_FOLDER}/{name}-{size}.png")
        return {"src": source, "sizes": f"{size}x{size}", "type": "image/png", "purpose": purpose}

    manifest = {
        "name": typeset_plain_text(*head.title.shown(language)),
        "short_name": typeset_plain_text(*edition.phrases["short-name"].shown(language)),
        "description": typeset_plain_text(*head.tagline.shown(language)),
        "lang": language,
        "start_url": "./",
        # All languages are one app: changing the language does not leave it.
        "scope": relative_file_url(prefix, "") + "/",
        "display": "minimal-ui",
        "theme_color": BAND,
        "background_color": PAPER,
        "icons": [*(icon("icon", size, "any") for size in _SIZES), icon("masked", _MASKABLE_SIZE, "maskable")],
    }
    return json.dumps(manifest, ensure_ascii=False, indent=1).encode("utf-8")
