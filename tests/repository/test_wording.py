"""No page, message or paper has a phrase of the old wording: `tests/wording.yml` lists them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import pytest
import yaml

from edition.checks.pairs import text_pairs
from edition.site import Site
from support.folders import ROOT, TESTS

PAPERS = (
    "content/*.yml",
    "content/registers/*.yml",
    "docs/*/*.md",
    "*.md",
    "hooks/**/*.md",
    "hooks/**/*.yml",
    "scripts/**/*.md",
    "scripts/hosting/*",
    ".github/**/*.yml",
    ".github/**/*.md",
    ".gitlab-ci.yml",
)
"""What is read by people; the texts of the documents have the words of their authors."""


@dataclass(frozen=True)
class OldPhrase:
    """An entry of wording.yml."""

    old: str
    new: str
    allowed: Sequence[str] = ()
    translation: bool = False

    def is_in(self, text: str) -> bool:
        """Whether the phrase is in a text, outside the longer phrases that are allowed."""
        for phrase in self.allowed:
            text = re.sub(re.escape(phrase), "…", text, flags=re.IGNORECASE)
        return re.search(rf"(?<!\w){re.escape(self.old)}(?!\w)", text, re.IGNORECASE) is not None


OLD_PHRASES = [OldPhrase(**entry) for entry in yaml.safe_load((TESTS / "wording.yml").read_text(encoding="utf-8"))]


@pytest.fixture(scope="module")
def papers() -> dict[str, str]:
    """What people read, each with its spaces and apostrophes made plain."""
    paths = sorted({path for pattern in PAPERS for path in ROOT.glob(pattern) if path.is_file()})
    texts = {path.relative_to(ROOT).as_posix(): path.read_text(encoding="utf-8") for path in paths}
    assert {"content/interface.yml", "README.md", "hooks/edition/problems/messages.yml", "docs/fr/about.md"} <= set(texts)
    return {name: " ".join(text.replace("’", "'").split()) for name, text in texts.items()}


def old_phrases(*, translation: bool) -> pytest.MarkDecorator:
    """The phrases of the papers, or those of the translation."""
    chosen = [phrase for phrase in OLD_PHRASES if phrase.translation is translation]
    assert len(chosen) > 10
    return pytest.mark.parametrize("phrase", chosen, ids=[phrase.old for phrase in chosen])


@old_phrases(translation=False)
def test_no_old_phrase_is_left(papers: dict[str, str], phrase: OldPhrase) -> None:
    assert [name for name, text in papers.items() if phrase.is_in(text)] == [], f"write instead: {phrase.new}"


@old_phrases(translation=True)
def test_no_old_phrase_is_left_in_the_translation(site: Site, phrase: OldPhrase) -> None:
    texts = {pair.unit: pair.words["en"] for pair in text_pairs(site.links) if pair.unit != pair.text.at.file}
    assert len(texts) > 1000
    assert [unit for unit, text in texts.items() if phrase.is_in(text)] == [], f"write instead: {phrase.new}"


def test_an_old_phrase_is_found_in_any_case_but_not_where_it_is_allowed() -> None:
    phrase = OldPhrase("cited in", "mentioned in", ["cited in full"])
    assert phrase.is_in("Often Cited in 6 places")
    assert not phrase.is_in("A work cited in full; recited in silence")
