"""YAML is rewritten in its canonical form without any change of its values."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from edition.cli.commands import main
from edition.loading.yaml_writer import format_node, format_yaml, node_type_of
from edition.model import DivisionHead, DocumentHead, Edition
from edition.references.traversal import document_file_nodes
from support.folders import ROOT
from support.small_project import SMALL, Project

pytestmark = pytest.mark.usefixtures("in_english")

CONTENTS = [path for root in (ROOT, SMALL) for path in sorted((root / "content").rglob("*.yml"))]

LOOSE = """\
# Of the file.
title: {fr: 'Titre'}   # to be translated
kind:   output
number: '1.1'

id: output-1-1


body:
# Of the list.
- list:
    items:
    - fr: |
        agir.
      id: p3-2   # never published
      # At the end of an item.
    paragraph: 3
    levels: [ national,
              # and not
              regional ]
    lead:
        en: "The ILO will:"
        fr: "L'OIT:
          agira"
    kind: commitments
    # At the end of the list.
# At the end.
"""
STRICT = """\
# Of the file.
kind: output
id: output-1-1
number: "1.1"
title:
  fr: >-  # to be translated
    Titre
body:
  # Of the list.
  - list:
      paragraph: 3
      kind: commitments
      levels: [national, regional]  # and not
      lead:
        fr: >-
          L'OIT: agira
        en: >-
          The ILO will:
      items:
        - id: p3-2  # never published
          fr: >
            agir.
          # At the end of an item.
      # At the end of the list.
# At the end.
"""


@pytest.mark.thorough
@pytest.mark.parametrize("path", CONTENTS, ids=lambda path: str(path.relative_to(path.parents[3])))
def test_the_content_has_its_canonical_form(path: Path) -> None:
    source = path.read_text(encoding="utf-8")
    name = path.as_posix().rpartition("/content/")[2]
    assert format_yaml(source, node_type_of(name)) == source


def test_other_forms_are_rewritten_with_their_comments() -> None:
    assert format_yaml(LOOSE, DivisionHead) == STRICT
    assert format_yaml(STRICT, DivisionHead) == STRICT


def test_typed_apostrophes_and_no_break_spaces_are_stored_plainly() -> None:
    typed = "id: leaflet\ntitle:\n  fr: >-\n    L’été\u00a0: «\u202fchaud\u202f».\n  en: >-\n    Summer’s heat.\n"
    stored = "id: leaflet\ntitle:\n  fr: >-\n    L'été : «chaud».\n  en: >-\n    Summer's heat.\n"
    assert format_yaml(typed, DocumentHead) == stored == format_yaml(stored, DocumentHead)


def test_a_text_is_folded_at_full_lines() -> None:
    words = " ".join(["mot"] * 60)
    text = format_yaml(f"id: x\ntitle:\n  fr: >-\n    {words}\n", DivisionHead)
    assert [len(line) <= 100 for line in text.splitlines()] == [True] * 6
    assert format_yaml(text, DivisionHead) == text


@pytest.mark.parametrize("words", ['"  un retrait"', '"a\\n b"', "|\n    a\n\n\n    b\n", "|+\n    a\n\n", '"\\t"', "'# rien'"])
def test_the_canonical_form_of_any_text_is_stable(words: str) -> None:
    source = f"title:\n  fr: {words}\n"
    text = format_yaml(source, DivisionHead)
    assert format_yaml(text, DivisionHead) == text


@pytest.mark.thorough
def test_a_model_is_serialized_as_its_file(edition: Edition) -> None:
    heads = [head for document in edition.documents for head in document_file_nodes(document)]
    for head in (*heads, *edition.registers):
        source = (ROOT / head.at.file).read_text(encoding="utf-8")
        text = format_node(head)
        assert yaml.load(text, yaml.CSafeLoader) == yaml.load(source, yaml.CSafeLoader)
        assert format_yaml(text, type(head)) == text


@pytest.mark.thorough
def test_the_command_rewrites_other_forms_and_lists_them(project: Project, capsys: pytest.CaptureFixture[str]) -> None:
    name = "report/introduction.yml"
    project.replace(name, "kind: part\nid: introduction\n", "id:    introduction\nkind: part # here\n")
    assert main(project.root, ["format", "--check"]) == 1
    assert capsys.readouterr().out.splitlines()[0] == f"content/{name}"
    assert main(project.root, ["format", str(project.path(name))]) == 0
    assert project.path(name).read_text(encoding="utf-8").startswith("kind: part  # here\nid: introduction\nnumber:")
    assert main(project.root, ["format", "--check"]) == 0


def test_nothing_is_written_where_a_file_is_unreadable(project: Project, capsys: pytest.CaptureFixture[str]) -> None:
    project.replace("report/introduction.yml", "kind: part\nid: introduction\n", "id:    introduction\nkind: part\n")
    project.replace("leaflet/document.yml", "kind: brochure", "kind: brochure\nkind: brochure")
    before = project.path("report/introduction.yml").read_text(encoding="utf-8")
    assert main(project.root, ["format"]) == 1
    assert "already written on line 2" in capsys.readouterr().err
    assert project.path("report/introduction.yml").read_text(encoding="utf-8") == before


def test_only_the_content_is_rewritten(project: Project, tmp_path: Path) -> None:
    assert main(project.root, ["format", str(tmp_path / "elsewhere.yml")]) == 2
