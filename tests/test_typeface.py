"""The site's typefaces."""

from __future__ import annotations

import io

import pytest
from edition.model import Edition
from edition.pages.html import words
from edition.typeface import FACES, SERIF, Face, webfont
from edition.walk import texts
from fontTools.ttLib import TTFont


@pytest.mark.parametrize("face", FACES, ids=lambda face: face.name)
def test_a_face_has_every_character_of_the_texts(face: Face, edition: Edition) -> None:
    known = set(TTFont(io.BytesIO(webfont(face))).getBestCmap())
    said = {character for text in texts(edition) for language in ("fr", "en") for character in words(*text.shown(language))}
    # The mark of corrections is drawn by the reader's own faces; a narrow no-break space is made from the face's own space.
    missing = {character for character in said if ord(character) not in known} - {"※", "\u202f", "‑"}
    assert not missing


def test_a_face_is_the_same_each_time() -> None:
    assert webfont(SERIF) == webfont.__wrapped__(SERIF)


def test_a_face_is_under_a_free_licence() -> None:
    for face in FACES:
        licence = TTFont(io.BytesIO(face.source()))["name"].getDebugName(13)
        assert "SIL Open Font License" in licence
