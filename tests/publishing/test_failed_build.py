"""Whatever is wrong, `mkdocs build` reports it without a traceback and leaves the last site unchanged."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from support.built_site import run_mkdocs
from support.small_project import Project

OUTPUT = "content/report/outcome-1/output-1-1.yml"


def cut_short(root: Path) -> None:
    """A file cut within its first field."""
    (root / OUTPUT).write_text("kind: [")


def deep(root: Path) -> None:
    """Brackets deeper than any parser's stack."""
    (root / OUTPUT).write_text("kind: " + "[" * 5_000)


def in_circles(root: Path) -> None:
    """A link to itself in the place of a file."""
    (root / OUTPUT).unlink()
    (root / OUTPUT).symlink_to(OUTPUT.rpartition("/")[2])


def without_languages(root: Path) -> None:
    """A configuration without the plugin of the languages."""
    config = root / "mkdocs.yml"
    theme = "theme: {name: material, custom_dir: overrides}"
    config.write_text(f"site_name: Essai\nsite_url: https://example.org/\n{theme}\nhooks: [hooks/publish.py]\n")


def without_address(root: Path) -> None:
    """A configuration without the address of the site."""
    config = root / "mkdocs.yml"
    config.write_text(config.read_text().replace("site_url:", "# site_url:"))


def without_head(root: Path) -> None:
    """A handwritten page without its front matter."""
    (root / "docs" / "fr" / "about.md").write_text("# À propos\n")


PROBLEMS: dict[Callable[[Path], None], tuple[str, str]] = {
    cut_short: (f"{OUTPUT}:1:1", "le fichier s'arrête avant la fin d'un élément"),
    deep: (f"{OUTPUT}:1:47", "plus de 40 niveaux imbriqués"),
    in_circles: (f"{OUTPUT}:1:1", "c'est un lien symbolique qui renvoie à lui-même"),
    without_languages: ("mkdocs.yml:1:1", "l'extension «i18n» n'est pas dans plugins"),
    without_address: ("mkdocs.yml:1:1", "le réglage «site_url» manque"),
    without_head: ("docs/fr/about.md:1:1", "la page ne commence pas par son en-tête"),
}


@pytest.mark.parametrize("plant", PROBLEMS, ids=lambda plant: plant.__name__)
def test_an_error_is_reported_and_the_last_site_is_preserved(whole: Project, plant: Callable[[Path], None]) -> None:
    last = whole.root / "site" / "index.html"
    last.parent.mkdir()
    last.write_text("the last site")
    plant(whole.root)
    done = run_mkdocs(whole.root, "build", LC_ALL="fr_FR.UTF-8")
    where, wrong = PROBLEMS[plant]
    assert done.returncode == 1
    assert where in done.stderr and wrong in done.stderr, done.stderr
    assert "Traceback" not in done.stderr
    assert [path.name for path in last.parent.iterdir()] == ["index.html"] and last.read_text() == "the last site"
    assert not list(whole.root.glob("site.*"))


def test_an_empty_address_from_the_environment_is_reported(whole: Project) -> None:
    done = run_mkdocs(whole.root, "build", SITE_URL="")
    assert done.returncode == 1
    assert "mkdocs.yml:" in done.stderr and "site_url" in done.stderr and "Traceback" not in done.stderr


PROBLEM = ("report/outcome-1/output-1-1.yml", "kind: commitments", "kind: comitments")
MESSAGE = """
content/report/outcome-1/output-1-1.yml:12:13  body › 1 › list › kind
   12 |       kind: comitments
      |             ^^^^^^^^^^
   “comitments” is not in"""


def test_a_problem_stops_the_build_with_its_line_and_leaves_the_last_site_untouched(whole: Project) -> None:
    for name in ("index.html", "en/leaflet/index.html"):
        (whole.root / "site" / name).parent.mkdir(parents=True, exist_ok=True)
        (whole.root / "site" / name).write_text("the last site")
    before = {path: path.stat().st_mtime_ns for path in (whole.root / "site").rglob("*")}
    whole.replace(*PROBLEM)
    done = run_mkdocs(whole.root, "build")
    assert done.returncode == 1
    assert MESSAGE in done.stderr and "Traceback" not in done.stderr
    assert {path: path.stat().st_mtime_ns for path in (whole.root / "site").rglob("*")} == before
    assert sorted(path.name for path in whole.root.iterdir() if "site" in path.name) == [".site.lock", "site"]
