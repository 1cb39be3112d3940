"""Reverting the declared corrections restores each source text word for word."""

from __future__ import annotations

import dataclasses

import pytest

from edition.checks.source_text import document_words, find_differences, normalized_words, undo_corrections
from edition.model import Edition


def test_the_edition_has_the_words_of_the_source_texts(edition: Edition) -> None:
    assert [problem.text("en") for problem in find_differences(edition)] == []


@pytest.mark.parametrize("change", ["une", "", "Alors que"])
def test_a_changed_lost_or_added_word_is_found(edition: Edition, change: str) -> None:
    source = edition.sources["000_76c3010ee91f45fb.txt"].replace("Alors", change, 1)
    changed = dataclasses.replace(edition, sources={**edition.sources, "000_76c3010ee91f45fb.txt": source})
    assert [problem.facts["unit"] for problem in find_differences(changed)] == ["m-power/p1"]


def test_moved_words_are_found(edition: Edition) -> None:
    name = "003_3419ddcaec6e86a0.txt"
    first, second = "• Recherche appliquée (par thème et par pays).", "• Renforcement des capacités des inspecteurs du travail."
    source = edition.sources[name]
    assert first in source and second in source
    source = source.replace(first, "\0").replace(second, first).replace("\0", second)
    changed = dataclasses.replace(edition, sources={**edition.sources, name: source})
    assert {problem.facts["unit"] for problem in find_differences(changed)} <= {
        "forced-labour/p5-3",
        "forced-labour/p5-4",
        "forced-labour/p5-5",
        "forced-labour/p5-6",
    }
    assert list(find_differences(changed))


@pytest.mark.thorough
def test_each_correction_is_needed(edition: Edition) -> None:
    """Without any one correction that changes words, the source is not restored."""
    for document in edition.documents:
        own = [c for c in edition.corrections.corrections if c.unit.split("/")[0] == document.id]
        source = list(normalized_words(edition.sources[document.head.source]))
        for left_out in (c for c in own if c.kind != "note"):
            reading, _ = undo_corrections(document_words(edition, document), [c for c in own if c is not left_out])
            assert [word for stretch in reading for word in stretch.words] != source, left_out.id


def test_typographic_variants_are_equal_but_not_case_or_punctuation() -> None:
    assert normalized_words("- 30.** L’appui **fort** aux n°s 155 ¹ [ici](#)") == normalized_words(
        "30. L'appui fort aux n^{os} 155¹ ici"
    )
    assert normalized_words("un mot") != normalized_words("un Mot")
    assert normalized_words("un mot;") != normalized_words("un mot")
