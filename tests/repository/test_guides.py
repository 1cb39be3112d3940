"""The guides are correct: their examples are the files of examples/, and short; everything that they name exists."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from edition.cli.commands import main
from edition.loading.yaml_writer import format_yaml, node_type_of
from support.folders import ROOT
from support.small_project import Project

EXAMPLES = sorted((ROOT / "tests" / "examples").glob("*.patch"))
GUIDES = [
    *(ROOT / name for name in ("CONTRIBUTING.md", "README.md", "hooks/README.md", "scripts/hosting/README.md")),
    ROOT / ".github" / "pull_request_template.md",
]
LIMIT = 40
PROGRAMME = "programme-budget-2024-25"


def _changed(patch: str) -> list[str]:
    return [line for line in patch.splitlines() if re.match(r"[+-](?!(\+\+|--) )", line)]


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_an_example_is_short_and_quoted_or_linked_in_the_guide(path: Path) -> None:
    patch, guide = path.read_text(encoding="utf-8"), (ROOT / "hooks" / "README.md").read_text(encoding="utf-8")
    assert 0 < len(_changed(patch)) < LIMIT
    assert f"```diff\n{patch}```\n" in guide or f"](../tests/examples/{path.name})" in guide


@pytest.mark.parametrize("path", GUIDES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_the_files_that_a_guide_links_or_names_exist(path: Path) -> None:
    text = re.sub(r"```.*?```", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
    linked = [target for target in re.findall(r"\]\(([^)]+)\)", text) if not target.startswith(("http", "#", "ref:"))]
    assert [target for target in linked if not (path.parent / target.partition("#")[0]).exists()] == []
    named = re.findall(r"`((?:content|docs|hooks|overrides|scripts|tests|\.github)/[\w./-]*)`", text)
    assert [name for name in named if not (ROOT / name).exists()] == []


@pytest.mark.parametrize("path", GUIDES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_a_guide_links_only_to_headings_that_it_has(path: Path) -> None:
    text = re.sub(r"```.*?```", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
    anchors = {re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-") for title in re.findall(r"^#+ (.+)$", text, re.MULTILINE)}
    assert set(re.findall(r"\]\(#([^)]+)\)", text)) <= anchors


@pytest.mark.parametrize("path", GUIDES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_a_guide_names_no_organization_and_no_address_of_a_repository(path: Path) -> None:
    assert not re.search(r"(github|gitlab)\.com/[\w-]+/|shields\.io|badge", path.read_text(encoding="utf-8"))


def _pattern(start: str) -> str:
    """The YAML of CONTRIBUTING.md that begins with some words."""
    blocks: list[str] = re.findall(r"```yaml\n(.*?)```", (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8"), re.DOTALL)
    return next(block for block in blocks if block.startswith(start))


@pytest.fixture
def edition(tmp_path: Path) -> Project:
    """The real edition, free to be changed."""
    for name in ("content", "docs"):
        shutil.copytree(ROOT / name, tmp_path / name)
    shutil.copy(ROOT / "mkdocs.yml", tmp_path)
    return Project(tmp_path)


@pytest.mark.thorough
def test_the_example_of_a_correction_declares_a_change_of_the_french(edition: Project) -> None:
    edition.replace("m-power/document.yml", "doit travailler ensemble", "doit œuvrer ensemble")
    assert any("differs from the source text" in problem for problem in edition.problems())
    path = edition.path("sources/corrections.yml")
    path.write_text(path.read_text(encoding="utf-8") + _pattern("  - id: c-m-power-p2"), encoding="utf-8")
    assert edition.problems() == []


@pytest.mark.thorough
def test_the_example_of_a_footnote_is_complete_once_it_is_declared(edition: Project) -> None:
    text = edition.path("m-power/document.yml").read_text(encoding="utf-8")
    for words in ("doit travailler ensemble", "must work together"):
        assert text.count(words) == 1, words
        text = text.replace(words, f"{words}[^1]")
    edition.path("m-power/document.yml").write_text(text + _pattern("footnotes:"), encoding="utf-8")
    assert main(edition.root, ["correct", "--reason", "Ajout.", "--reason-en", "Addition."]) == 0
    assert edition.problems() == []


@pytest.mark.thorough
def test_the_example_of_commitments_completes_an_output_that_its_command_creates(edition: Project) -> None:
    command = ["new", "division", "output", "--in", "outcome-1", "--title", "Essai", "--title-en", "Trial", "--text", "Un texte."]
    words = ["--text-en", "A text.", "--reason", "Ajout.", "--reason-en", "Addition."]
    assert main(edition.root, [*command, *words]) == 0
    (output,) = [
        path for path in edition.path(PROGRAMME).rglob("output-*.yml") if not (ROOT / path.relative_to(edition.root)).exists()
    ]
    source = output.read_text(encoding="utf-8") + _pattern("  - list:")
    assert format_yaml(source, node_type_of(f"{PROGRAMME}/outcome-1/{output.name}")) == source
    output.write_text(source, encoding="utf-8")
    assert main(edition.root, ["correct", "--reason", "Ajout.", "--reason-en", "Addition."]) == 0
    assert edition.problems() == []
