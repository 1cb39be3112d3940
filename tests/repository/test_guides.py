"""The guides are correct: their examples are the files of examples/, and short; everything that they name exists."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from edition.loading.yaml_writer import format_yaml, node_type_of
from edition.site import prepare_site
from support.folders import ROOT
from support.small_project import Project

EXAMPLES = sorted((ROOT / "tests" / "examples").glob("*.patch"))
GUIDES = [
    *(ROOT / name for name in ("CONTRIBUTING.md", "README.md", "hooks/README.md", "scripts/hosting/README.md")),
    ROOT / ".github" / "pull_request_template.md",
]
LIMIT = 40


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


@pytest.mark.parametrize(
    ("start", "file"),
    [
        ("  - id: c8", "content/sources/corrections.yml"),
        ("  - id: C160", "content/registers/instruments.yml"),
        ("redirects:", "tests/project/content/redirects.yml"),
    ],
)
def test_patterns_for_contributors_are_taken_from_the_content(start: str, file: str) -> None:
    assert _pattern(start) in (ROOT / file).read_text(encoding="utf-8")


def test_the_pattern_of_an_output_makes_its_page(project: Project) -> None:
    output = _pattern("kind: output")
    project.path("report/outcome-1/output-1-2.yml").write_text(output, encoding="utf-8")
    assert format_yaml(output, node_type_of("report/outcome-1/output-1-2.yml")) == output
    received = project.path("sources/report.txt")
    received.write_text(received.read_text(encoding="utf-8") + RECEIVED, encoding="utf-8")
    html = prepare_site(project.root).renderers["en"].render_page(prepare_site(project.root).pages["report/output-1-2/"]).html
    assert "Wider access to training" in html and 'id="p4-2"' in html


RECEIVED = """
Produit 1.2. Accès élargi à la formation

4. Au niveau national, l'OIT aidera les mandants à:

- former les jeunes;
- former les adultes.
"""
