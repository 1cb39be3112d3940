"""The guides are correct: their examples are the files of examples/, short, and work; everything that they name exists."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from edition.loading.loader import load
from edition.loading.translation_record import written
from edition.loading.yaml_writer import canonical, shape_of
from edition.site import prepare
from edition.translation.status import accept
from support.folders import ROOT
from support.small_project import Project

EXAMPLES = sorted((ROOT / "tests" / "examples").glob("*.patch"))
GUIDES = [
    *(ROOT / name for name in ("CONTRIBUTING.md", "README.md", "hooks/README.md", "scripts/hosting/README.md")),
    ROOT / ".github" / "pull_request_template.md",
]
LIMIT = 20


def _changed(patch: str) -> list[str]:
    return [line for line in patch.splitlines() if re.match(r"[+-](?!(\+\+|--) )", line)]


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_an_example_changes_fewer_than_twenty_lines_and_is_quoted_in_the_guide(path: Path) -> None:
    patch = path.read_text(encoding="utf-8")
    assert 0 < len(_changed(patch)) < LIMIT
    assert f"```diff\n{patch}```\n" in (ROOT / "hooks" / "README.md").read_text(encoding="utf-8")


class Extended(Project):
    """A small project with a copy of the code, to which examples can be applied."""

    def apply(self, *names: str) -> None:
        """Applies examples and accepts the English that they add, as the guide describes."""
        for name in names:
            patch = ROOT / "tests" / "examples" / f"{name}.patch"
            subprocess.run(["git", "apply", str(patch)], cwd=self.root, check=True, capture_output=True)
        for record, rows in accept(load(self.root)).items():
            (self.root / record).write_text(written(rows), encoding="utf-8")

    def evaluate(self, expression: str) -> str:
        """The value of an expression on the project's site, computed by its copy of the code, or the problems found."""
        program = (
            "from pathlib import Path; from edition.site import prepare; from edition.problems.problem import ContentError, report\n"
            f"try: site = prepare(Path('.')); print({expression})\n"
            "except ContentError as error: print('\\n'.join(report(error.problems, 'en')))"
        )
        environment = {"PYTHONPATH": str(self.root / "hooks"), "PYTHONUTF8": "1"}
        done = subprocess.run(
            [sys.executable, "-c", program], cwd=self.root, env=environment, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stderr
        return done.stdout


@pytest.fixture
def extended(project: Project) -> Extended:
    """The small project with a copy of the code."""
    shutil.copytree(ROOT / "hooks", project.root / "hooks", ignore=shutil.ignore_patterns("__pycache__"))
    return Extended(project.root)


@pytest.mark.thorough
def test_the_example_of_a_page_works(extended: Extended) -> None:
    extended.apply("page")
    assert "<h1>Les documents</h1>" in extended.evaluate("site.renderers['fr'].render(site.pages['documents/']).html")
    english = extended.evaluate("site.renderers['en'].render(site.pages['documents/']).html")
    assert '<dt><a href="../leaflet/">Leaflet</a></dt>' in english and "<dd>A leaflet.</dd>" in english


@pytest.mark.thorough
def test_the_examples_of_a_register_and_an_entry_work(extended: Extended) -> None:
    extended.apply("register")
    assert "<h1>Places</h1>" in extended.evaluate("site.renderers['en'].render(site.pages['places/']).html")
    extended.apply("entry")
    assert "“geneva”" in extended.evaluate("''")
    extended.replace("leaflet/document.yml", "Un encadré suit.", "Un encadré suit, à Genève.")
    extended.replace("leaflet/document.yml", "A box follows.", "A box follows, in Geneva.")
    extended.replace("sources/leaflet.txt", "Un encadré suit.", "Un encadré suit, à Genève.")
    extended.apply()
    assert "A box follows, in Geneva." in extended.evaluate("site.renderers['en'].render(site.pages['places/geneva/']).html")
    source = extended.path("registers/places.yml").read_text(encoding="utf-8")
    assert canonical(source, shape_of("registers/places.yml")) == source


@pytest.mark.thorough
def test_the_example_of_a_rule_works(extended: Extended) -> None:
    extended.apply("check")
    assert extended.evaluate("'sound'") == "sound\n"
    extended.replace("leaflet/document.yml", "          Encadré\n", "          Encadré.\n")
    expected = r"leaflet/document\.yml:\d+:\d+: .*the title ends with a full stop — delete the full stop"
    assert re.search(expected, extended.evaluate("''"))


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
    assert canonical(output, shape_of("report/outcome-1/output-1-2.yml")) == output
    received = project.path("sources/report.txt")
    received.write_text(received.read_text(encoding="utf-8") + RECEIVED, encoding="utf-8")
    html = prepare(project.root).renderers["en"].render(prepare(project.root).pages["report/output-1-2/"]).html
    assert "Wider access to training" in html and 'id="p4-2"' in html


RECEIVED = """
Produit 1.2. Accès élargi à la formation

4. Au niveau national, l'OIT aidera les mandants à:

- former les jeunes;
- former les adultes.
"""
