"""The web app manifests and the icons that they and the pages name."""

from __future__ import annotations

import io
import json
from pathlib import Path
from urllib.parse import urljoin

import pytest
from lxml import html
from PIL import Image


@pytest.mark.parametrize(
    ("prefix", "language", "name", "short"),
    [
        ("", "fr", "Le programme de l’OIT en cinq textes", "OIT en 5 textes"),
        ("en/", "en", "The ILO programme in five texts", "ILO in 5 texts"),
    ],
)
def test_each_language_has_a_manifest_whose_icons_exist(built: Path, prefix: str, language: str, name: str, short: str) -> None:
    page = html.parse(built / prefix / "m-power/index.html")
    (link,) = page.xpath("//link[@rel='manifest']/@href")
    place = urljoin(f"/{prefix}m-power/", link)
    manifest = json.loads((built / place.lstrip("/")).read_bytes())
    assert (place, manifest["lang"]) == (f"/{prefix}manifest.webmanifest", language)
    assert (manifest["name"], manifest["short_name"], manifest["theme_color"]) == (name, short, "#123c41")
    assert urljoin(place, manifest["start_url"]) == f"/{prefix}" and urljoin(place, manifest["scope"]) == "/"
    purposes = set()
    for icon in manifest["icons"]:
        with Image.open(built / urljoin(place, icon["src"]).lstrip("/")) as image:
            assert f"{image.width}x{image.height}" == icon["sizes"]
        purposes.add((icon["purpose"], icon["sizes"]))
    assert purposes == {("any", "192x192"), ("any", "512x512"), ("maskable", "512x512")}


def test_the_icons_of_the_head_exist(built: Path) -> None:
    page = html.parse(built / "en/glossary/index.html")
    icons = [
        urljoin("/en/glossary/", link).lstrip("/") for link in page.xpath("//link[@rel='icon' or @rel='apple-touch-icon']/@href")
    ]
    assert icons == ["favicon.ico", "assets/favicon.svg", "assets/icons/touch-180.png"]
    assert Image.open(io.BytesIO((built / icons[0]).read_bytes())).size == (32, 32)
    with Image.open(built / icons[2]) as touch:
        assert (touch.size, touch.mode) == ((180, 180), "RGB")


def test_a_maskable_icon_fills_its_background_to_the_edge(built: Path) -> None:
    with Image.open(built / "assets/icons/masked-512.png") as masked:
        corners = {masked.getpixel(at) for at in ((0, 0), (511, 0), (0, 511), (511, 511))}
    assert corners == {(0x12, 0x3C, 0x41)}
