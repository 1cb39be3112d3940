"""The measure of translations: recurrent phrases are counted, and a sample has texts of every document and register."""

from __future__ import annotations

import re

import pytest

from edition.model import Edition
from edition.translation.texts import translation_files
from measuring.translations import draw_sample, recurrent_phrases
from support.raw_texts import raw_texts


@pytest.mark.thorough
def test_phrases_are_counted_with_their_translations(edition: Edition) -> None:
    found = {shown: (count, translations) for shown, count, translations in recurrent_phrases(edition, 60)}
    french = " | ".join(raw_texts("fr")).lower()
    for words, pattern, translation in (
        ("négociation collective", "négociations? collectives?", "collective bargaining"),
        ("marché du travail", "marchés? du travail", "labour market"),
    ):
        count, translations = found[words]
        assert count == len(re.findall(pattern, french)), words
        assert translation in translations[0][0]


def test_a_sample_has_texts_of_every_document_and_is_the_same_for_a_seed(edition: Edition) -> None:
    sample = draw_sample(edition, 120, 5)
    assert sample == draw_sample(edition, 120, 5) != draw_sample(edition, 120, 6)
    assert 110 <= len(sample) <= 130 and len({key for key, _, _ in sample}) == len(sample)
    drawn = {text.key: part.name for part in translation_files(edition) for text in part.texts}
    names = {drawn[key] for key, _, _ in sample}
    expected = {document.id for document in edition.documents} | {f"registers/{one.id}" for one in edition.registers}
    assert names == expected
