"""Texts are replaced and added in YAML files; their other values and their comments stay."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path
from typing import Any

import pytest
import yaml

from edition.languages import LANGUAGES
from edition.loading.yaml_lines import WIDTH
from edition.loading.yaml_reader import read_yaml
from edition.loading.yaml_writer import TextEdit, apply_edits, node_type_of
from edition.model import DivisionHead, Edition, Text
from edition.problems.problem import PLACE_KEY
from edition.references.traversal import all_texts
from support.folders import ROOT

SOURCE = """\
# Head of the file
kind: output
id: output-1-1
title: # a title
  fr: >-
    Titre
  en: >- # to be revised
    Title
    of two lines
body:
  - paragraph: 1
    fr: >-
      Un.

      Deux.
    # After the French
    en: >-
      One.

      Two.
  - paragraph: 2
    fr: >-
      Seul.
"""


def edited(tmp_path: Path, field: str, text: str) -> str:
    """The source with another English text in its title or its last paragraph."""
    (tmp_path / "file.yml").write_text(SOURCE, encoding="utf-8")
    data: Any
    data, problems = read_yaml(tmp_path / "file.yml", "file.yml")
    assert not problems
    mapping = data["title"] if field == "title" else data["body"][-1]
    return apply_edits(SOURCE, DivisionHead, [TextEdit(mapping[PLACE_KEY], "en", text)])


def test_a_text_is_replaced_and_its_comments_stay(tmp_path: Path) -> None:
    result = edited(tmp_path, "title", "Another title")
    assert "    Another title\n" in result and "of two lines" not in result
    for comment in ("# Head of the file", "# a title", "# to be revised", "# After the French"):
        assert comment in result
    assert "      One.\n\n      Two.\n" in result


def test_a_missing_text_is_added_after_the_source(tmp_path: Path) -> None:
    assert edited(tmp_path, "last", "Alone.").endswith("      Seul.\n    en: >-\n      Alone.\n")


def test_line_feeds_become_empty_lines(tmp_path: Path) -> None:
    assert edited(tmp_path, "last", "A.\nB.\n\nC.").endswith("    en: >-\n      A.\n\n      B.\n\n\n      C.\n")


def test_texts_are_folded_only_at_single_spaces(tmp_path: Path) -> None:
    word, fixed = "a" * (WIDTH + 20), "b\u00a0c\u202fd  e"
    assert f"    {word}\n    {fixed} # - :\n    {word}\n" in edited(tmp_path, "title", f"{word} {fixed} # - : {word}")


@pytest.mark.thorough
def test_every_text_of_the_content_replaced_with_itself_leaves_its_file_as_it_is(edition: Edition) -> None:
    edits: dict[str, list[TextEdit]] = defaultdict(list)
    for text in all_texts(edition):
        edits[text.at.file] += [TextEdit(text.at, language, words) for language in LANGUAGES if (words := _words(text, language))]
    assert len(edits) > 70
    for name, own in edits.items():
        source = (ROOT / name).read_text(encoding="utf-8")
        again = apply_edits(source, node_type_of(name.removeprefix("content/")), own)
        assert yaml.safe_load(again) == yaml.safe_load(source) and again == source, name


def _words(text: Text, language: str) -> str | None:
    """What a file has in a language."""
    value: str | None = getattr(text, language)
    return value
