"""The typefaces of the site: complete, reproducible, licensed."""

from __future__ import annotations

import functools
import io
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont
from fontTools.ttLib.tables._g_l_y_f import USE_MY_METRICS

from edition.design import fonts
from edition.design.fonts import FACES, SERIF, Face, font_files, subset_to_woff2
from edition.model import Edition
from edition.pages.inline_html import typeset_plain_text
from edition.references.traversal import all_texts

cut = functools.cache(subset_to_woff2)
"""A face of the site, cut once for all tests that read it."""


@pytest.mark.thorough
@pytest.mark.parametrize("face", FACES, ids=lambda face: face.name)
def test_a_face_has_every_character_of_the_texts(face: Face, edition: Edition) -> None:
    known = set(TTFont(io.BytesIO(cut(face))).getBestCmap())
    used = {
        character
        for text in all_texts(edition)
        for language in ("fr", "en")
        for character in typeset_plain_text(*text.shown(language))
    }
    # The mark of corrections is drawn by the reader's own faces; a narrow no-break space is made from
    # the face's own space; a line break is not drawn.
    missing = {character for character in used if ord(character) not in known} - {"※", "\u202f", "‑", "\n"}
    assert not missing


@pytest.mark.thorough
@pytest.mark.parametrize("face", FACES, ids=lambda face: face.name)
def test_no_sign_takes_its_width_from_a_part_of_it(face: Face) -> None:
    font = TTFont(io.BytesIO(cut(face)))
    glyphs, widths = font["glyf"], font["hmtx"]
    wrong = {
        name
        for name in font.getGlyphOrder()
        for part in (glyphs[name].components if glyphs[name].isComposite() else ())
        if part.flags & USE_MY_METRICS and widths[part.glyphName][0] != widths[name][0]
    }
    assert not wrong


@pytest.mark.thorough
def test_a_face_is_reproducible() -> None:
    assert subset_to_woff2(SERIF) == cut(SERIF)


def test_faces_are_subset_once_and_again_with_another_library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fonts, "CACHE_FOLDER", tmp_path / "fonts")
    made: list[Face] = []

    def note(face: Face) -> bytes:
        made.append(face)
        return face.name.encode()

    monkeypatch.setattr(fonts, "subset_to_woff2", note)
    first = dict(font_files())
    assert len(made) == len(FACES)
    assert dict(font_files()) == first
    assert len(made) == len(FACES)
    monkeypatch.setattr("fontTools.version", "0.0")
    assert dict(font_files()) == first
    assert len(made) == 2 * len(FACES)


def test_faces_are_subset_without_a_writable_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "fonts").write_bytes(b"a file in the place of the folder")
    monkeypatch.setattr(fonts, "CACHE_FOLDER", tmp_path / "fonts")
    monkeypatch.setattr(fonts, "subset_to_woff2", lambda face: face.name.encode())
    assert {path.partition("/fonts/")[2]: content for path, content in font_files() if path.endswith("woff2")} == {
        f"{face.name}.woff2": face.name.encode() for face in FACES
    }


@pytest.mark.thorough
@pytest.mark.parametrize("face", FACES, ids=lambda face: face.name)
def test_a_face_has_its_licence_and_copyright_and_no_reserved_name(face: Face) -> None:
    names = TTFont(io.BytesIO(cut(face)))["name"]
    assert "SIL Open Font License" in names.getDebugName(13)
    assert "Adobe" in names.getDebugName(0)
    assert not any("Source" in names.getDebugName(number) for number in (1, 3, 4, 6))


def test_the_licence_is_published_with_the_faces() -> None:
    licences = [content for path, content in font_files() if path.endswith(".txt")]
    assert all(b"SIL OPEN FONT LICENSE Version 1.1" in content for content in licences)
    assert len(licences) == 2
