"""The site's icon in the forms that browsers and home screens ask for, and the manifest that names them."""

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
from ..pages.inline_html import words
from ..references.urls import language_prefix, relative_file_url
from .inputs import Inputs

SOURCE = "docs/assets/favicon.svg"
FOLDER = "assets/icons"
MANIFEST = "manifest.webmanifest"
_SIZES = (192, 512)
_MASKED = 512
_SAFE = 0.72
"""The part of a masked icon that no home screen cuts away."""


def files(inputs: Inputs) -> Iterator[tuple[str, bytes]]:
    """The icons and each language's manifest: path in the site, and content."""
    svg = (inputs.root / SOURCE).read_text(encoding="utf-8")
    yield "favicon.ico", _encoded(_drawn(svg, 32), "ICO")
    yield f"{FOLDER}/touch-180.png", _encoded(_filled(svg, 180, 1), "PNG")
    for size in _SIZES:
        yield f"{FOLDER}/icon-{size}.png", _encoded(_drawn(svg, size), "PNG")
    yield f"{FOLDER}/masked-{_MASKED}.png", _encoded(_filled(svg, _MASKED, _SAFE), "PNG")
    for language in LANGUAGES:
        yield f"{language_prefix(language)}{MANIFEST}", _manifest(inputs.edition, language)


@lru_cache
def _drawn(svg: str, size: int) -> Image.Image:
    return Image.open(io.BytesIO(bytes(resvg_py.svg_to_bytes(svg_string=svg, width=size, height=size)))).convert("RGBA")


def _filled(svg: str, size: int, part: float) -> Image.Image:
    """The icon on a ground of its own colour, without corners; it takes a part of the side."""
    ground, inner = Image.new("RGBA", (size, size), BAND), _drawn(svg, round(size * part))
    at = (size - inner.width) // 2
    ground.alpha_composite(inner, (at, at))
    return ground.convert("RGB")


def _encoded(image: Image.Image, form: str) -> bytes:
    out = io.BytesIO()
    image.save(out, form, **({"optimize": True} if form == "PNG" else {"sizes": [image.size]}))
    return out.getvalue()


def _manifest(edition: Edition, language: str) -> bytes:
    """A language's manifest; its addresses are relative, so that it holds wherever the site is put."""
    head, here = edition.head, language_prefix(language)

    def icon(name: str, size: int, purpose: str) -> dict[str, str]:
        source = relative_file_url(here, f"{FOLDER}/{name}-{size}.png")
        return {"src": source, "sizes": f"{size}x{size}", "type": "image/png", "purpose": purpose}

    said = {
        "name": words(*head.title.shown(language)),
        "short_name": words(*edition.phrases["short-name"].shown(language)),
        "description": words(*head.tagline.shown(language)),
        "lang": language,
        "start_url": "./",
        # All languages are one site: reading on in the other does not leave it.
        "scope": relative_file_url(here, "") + "/",
        "display": "minimal-ui",
        "theme_color": BAND,
        "background_color": PAPER,
        "icons": [*(icon("icon", size, "any") for size in _SIZES), icon("masked", _MASKED, "maskable")],
    }
    return json.dumps(said, ensure_ascii=False, indent=1).encode("utf-8")
