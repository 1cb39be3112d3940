"""A text is patched in its YAML file without touching anything else."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path
from typing import Any

import pytest
import yaml

from edition.languages import LANGUAGES
from edition.loading.yaml_patch import WIDTH, TextEdit, apply_edits
from edition.loading.yaml_reader import read_yaml
from edition.model import Edition, Text
from edition.problems.problem import PLACE_KEY, ContentError, report_lines
from edition.references.traversal import all_texts
from support.folders import ROOT

SOURCE = """\
# Head of the file
title:   # a title
  fr: >-
    Titre
  en: >-   # to be revised
    Title
    of two lines

# Between two fields
body:
  - paragraph: 1
    fr: >-
      Un.

      Deux.
    # After the French
    en: >-
      One.

      Two.
    # After the English

  - paragraph: 2
    fr: |-
      Seul.
   # Further left than the text
  - paragraph: 3\x20\x20\x20
    fr: >-
      Dernier.
    en: >-
      Last."""


def spliced(tmp_path: Path, source: str, *wanted: tuple[str, str]) -> str:
    """The source with the English of some mappings replaced, each given by its path of fields."""
    path = tmp_path / "file.yml"
    path.write_bytes(source.encode())
    data, problems = read_yaml(path, "file.yml")
    assert not problems
    found: dict[str, dict[str, Any]] = {}

    def gather(value: object) -> None:
        if isinstance(value, dict):
            found[value[PLACE_KEY].path] = value
        for child in value.values() if isinstance(value, dict) else value if isinstance(value, tuple) else ():
            gather(child)

    gather(data)
    result = apply_edits(source, [TextEdit(found[name][PLACE_KEY], "en", text) for name, text in wanted])
    path.write_bytes(result.encode())
    data, problems = read_yaml(path, "file.yml")
    assert not problems
    found.clear()
    gather(data)
    assert [found[name]["en"] for name, _ in wanted] == [text for _, text in wanted]
    return result


def test_a_block_is_replaced_and_everything_else_is_preserved(tmp_path: Path) -> None:
    assert spliced(tmp_path, SOURCE, ("title", "Another title")) == SOURCE.replace(
        "    Title\n    of two lines\n", "    Another title\n"
    )


def test_comments_after_a_block_are_preserved(tmp_path: Path) -> None:
    assert spliced(tmp_path, SOURCE, ("body[0]", "One only.")) == SOURCE.replace(
        "      One.\n\n      Two.\n", "      One only.\n"
    )


def test_a_missing_text_is_added_after_the_source(tmp_path: Path) -> None:
    assert spliced(tmp_path, SOURCE, ("body[1]", "Alone.")) == SOURCE.replace(
        "      Seul.\n", "      Seul.\n    en: >-\n      Alone.\n"
    )


def test_the_last_block_needs_no_line_ending(tmp_path: Path) -> None:
    assert spliced(tmp_path, SOURCE, ("body[2]", "The last.")) == SOURCE.replace("      Last.", "      The last.\n")


def test_a_text_is_added_to_a_file_without_a_final_line_ending(tmp_path: Path) -> None:
    assert spliced(tmp_path, "title:\n  fr: >-\n    Titre", ("title", "Title")) == (
        "title:\n  fr: >-\n    Titre\n  en: >-\n    Title\n"
    )


def test_several_texts_of_a_file_are_patched_at_once(tmp_path: Path) -> None:
    assert spliced(
        tmp_path,
        SOURCE,
        ("title", "A title that fills a line, and some more words so that the line of it has to be folded here, once"),
        ("body[1]", "Alone."),
        ("body[0]", "One."),
        ("body[2]", "End."),
    ) == (
        SOURCE.replace(
            "    Title\n    of two lines\n",
            "    A title that fills a line, and some more words so that the line of it has to be folded here,\n    once\n",
        )
        .replace("      Seul.\n", "      Seul.\n    en: >-\n      Alone.\n")
        .replace("      One.\n\n      Two.\n", "      One.\n")
        .replace("      Last.", "      End.\n")
    )


def test_line_endings_are_preserved(tmp_path: Path) -> None:
    source = SOURCE.replace("\n", "\r\n")
    assert spliced(tmp_path, source, ("title", "Another title"), ("body[1]", "Alone.")) == (
        source.replace("    Title\r\n    of two lines\r\n", "    Another title\r\n").replace(
            "      Seul.\r\n", "      Seul.\r\n    en: >-\r\n      Alone.\r\n"
        )
    )


def test_line_feeds_become_empty_lines(tmp_path: Path) -> None:
    assert "    en: >-\n      A.\n\n      B.\n\n\n      C.\n    # After" in spliced(tmp_path, SOURCE, ("body[0]", "A.\nB.\n\nC."))


def test_a_literal_block_becomes_a_folded_one(tmp_path: Path) -> None:
    source = "title:\n  fr: >-\n    Titre\n  en: |2-  # words\n    Title\n"
    assert spliced(tmp_path, source, ("title", "Another")) == "title:\n  fr: >-\n    Titre\n  en: >-  # words\n    Another\n"


def test_texts_are_folded_only_at_spaces(tmp_path: Path) -> None:
    word = "a" * (WIDTH + 20)
    fixed = "b\u00a0c\u202fd  e"
    result = spliced(tmp_path, SOURCE, ("title", f"{word} {fixed} # - : {word}"))
    assert f"    {word}\n    {fixed} # - :\n    {word}\n" in result


def test_a_value_that_is_not_a_block_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ContentError) as error:
        spliced(tmp_path, 'title:\n  fr: >-\n    Titre\n  en: "Title"\n', ("title", "Another"))
    assert report_lines(error.value.problems, "en") == [
        "file.yml:4:7: title.en: the text “en” is not a block — write “en: >-”, then the text indented on the next line"
    ]


@pytest.mark.thorough
def test_patching_every_text_with_itself_preserves_the_values_of_its_file(edition: Edition) -> None:
    edits: dict[str, list[TextEdit]] = defaultdict(list)
    for text in all_texts(edition):
        edits[text.at.file] += [TextEdit(text.at, language, words) for language in LANGUAGES if (words := _words(text, language))]
    assert len(edits) > 70
    for name, own in edits.items():
        source = (ROOT / name).read_bytes().decode("utf-8")
        again = apply_edits(source, own)
        assert yaml.safe_load(again) == yaml.safe_load(source), name
        assert _laid_out(again) == _laid_out(source), name


def _laid_out(source: str) -> list[str]:
    """The lines of a file that are not the words of a text."""
    return [line for line in source.splitlines() if line.lstrip().startswith(("#", "- ")) or line.endswith((":", ">-"))]


def _words(text: Text, language: str) -> str:
    return text.get(language) or ""
