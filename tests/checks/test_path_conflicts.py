"""Every path of the site has one owner: a second claim is reported with both places."""

from __future__ import annotations

import subprocess
from collections import Counter
from pathlib import Path

import pytest

from edition.checks.path_conflicts import Claim, find_conflicts
from edition.checks.path_owners import path_claims, reserved_folders
from edition.problems.problem import Place
from edition.site import Site
from support.built_site import run_mkdocs
from support.folders import ROOT
from support.small_project import Project

REDIRECT = "content/redirects.yml:2:10: redirects[0].old: the redirect would take the path"
TAKEN = "already belongs to"


def place(file: str) -> Place:
    """The first line of a file."""
    return Place(file, 1, 1)


def owners(*paths: str, folder: str = "") -> list[tuple[str, str, str]]:
    """The conflicts of files a, b … that claim the paths, where `free/` and `free/closed/` are reserved folders."""
    claimed = [Claim(path, place(name), folder) for name, path in zip("abcd", paths, strict=False)]
    reserved = {"free/": place("f"), "free/closed/": place("g")}
    return [(found.claim.place.file, found.path, found.owner.file) for found in find_conflicts(claimed, reserved)]


# --- The mechanism


def test_of_two_claims_of_a_path_the_second_is_a_conflict() -> None:
    assert owners("a/index.html", "b/index.html", "a/index.html") == [("c", "a/index.html", "a")]
    assert owners("page/index.html", "Page/index.html") == [("b", "page/index.html", "a")]
    assert owners("caf\u00e9.html", "cafe\u0301.html") == [("b", "caf\u00e9.html", "a")]


def test_a_file_is_not_a_folder() -> None:
    assert owners("worker.js", "worker.js/index.html") == [("b", "worker.js", "a")]
    assert owners("worker.js/index.html", "worker.js") == [("b", "worker.js/index.html", "a")]
    assert owners("worker.js/index.html", "worker.js/other.html", "worker") == []


def test_only_its_owner_has_files_in_a_reserved_folder() -> None:
    assert owners("free/one.css") == [("a", "free/", "f")]
    assert owners("free/one.css", folder="free/") == []
    assert owners("free/closed/one.css", folder="free/") == [("a", "free/closed/", "g")]
    assert owners("free", "free/closed", folder="free/") == [("a", "free/", "f"), ("b", "free/closed/", "g")]
    assert owners("freely/one.css") == []


# --- The edition


def write_page(project: Project, file: str) -> None:
    """Writes a page by hand."""
    page = project.root / "docs" / file
    page.parent.mkdir(parents=True, exist_ok=True)
    page.write_text("---\ntitle: Title\ndescription: Description.\n---\n# Title\n", encoding="utf-8")


def redirect_from(project: Project, old: str) -> list[str]:
    """The problems of the small project with one redirect."""
    project.path("redirects.yml").write_text(f"redirects:\n  - old: {old}\n    new: report/\n", encoding="utf-8")
    return [problem for problem in project.problems() if "addresses.txt" not in problem]


def test_a_duplicate_identifier_is_one_problem(project: Project) -> None:
    project.replace("registers/instruments.yml", "id: C98", "id: C87")
    (problem,) = project.problems()
    assert problem.startswith("content/registers/instruments.yml:75")
    assert "the identifier “C87” is already used in content/registers/instruments.yml, line 53" in problem


@pytest.mark.parametrize(
    ("old", "path", "owner"),
    [
        ("en/leaflet/", "/en/leaflet/", "content/leaflet/document.yml:1"),
        ("en/old-leaflet/", "/en/", "docs/en"),
        ("en/", "/en/", "content/edition.yml"),
        ("worker.js/", "/worker.js", "hooks/edition/outputs/offline.py"),
        ("offline.json/", "/offline.json", "hooks/edition/outputs/offline.py"),
        ("404.html/", "/404.html", "overrides/404.html"),
        ("sitemap.xml/", "/sitemap.xml", "hooks/edition/outputs/sitemap.py"),
        ("assets/css/base.css/", "/assets/", "docs/assets"),
        ("assets/stylesheets/main.css/", "/assets/stylesheets/", "mkdocs.yml"),
        ("previews/report/", "/previews/", "hooks/edition/outputs/link_previews.py"),
        ("social/fr/report.png/", "/social/fr/report.png", "content/report/document.yml:1"),
        ("search/index/fr/", "/search/index/", "hooks/edition/outputs/search_files.py"),
        ("translation/report.csv/", "/translation/report.csv", "content/report/document.yml:1"),
        ("pictures/levels.svg/", "/pictures/levels.svg", "content/report/document.yml"),
    ],
)
def test_a_redirect_cannot_take_a_path_of_a_language_or_a_file(project: Project, old: str, path: str, owner: str) -> None:
    assert [problem.partition(" — ")[0] for problem in redirect_from(project, old)] == [
        f"{REDIRECT} {path}, which belongs to {owner}"
    ]


@pytest.mark.parametrize("old", ["old-report/", "report/old/", "p/900/", "search/old/", "glossary/old-term/", "v1.0/"])
def test_a_redirect_can_start_from_any_other_address(project: Project, old: str) -> None:
    assert redirect_from(project, old) == []


@pytest.mark.parametrize(
    ("file", "path", "owner"),
    [
        ("fr/glossary/decent-work.md", "/glossary/decent-work/", "content/registers/terms.yml:16"),
        ("en/glossary/decent-work.md", "/en/glossary/decent-work/", "content/registers/terms.yml:16"),
        ("fr/pictures/levels.md", "/pictures/levels/", "content/report/document.yml"),
        ("en/p/1.md", "/en/p/1/", "content/report/introduction.yml:10"),
        ("fr/p/notes.md", "/p/", "content/edition.yml:12"),
        ("fr/report/index.md", "/report/", "content/report/document.yml:1"),
        ("fr/index.md", "/", "content/edition.yml"),
        ("fr/en/notes.md", "/en/", "docs/en"),
        ("fr/assets/notes.md", "/assets/", "docs/assets"),
    ],
)
def test_a_handwritten_page_cannot_take_a_path_of_another(project: Project, file: str, path: str, owner: str) -> None:
    write_page(project, file)
    assert any(problem.startswith(f"docs/{file}:1:1: the path {path} {TAKEN} {owner} — ") for problem in project.problems())


def test_a_redirect_conflicts_with_a_handwritten_page(project: Project) -> None:
    write_page(project, "fr/old-report.md")
    assert any(f"{REDIRECT} /old-report/, which belongs to docs/fr/old-report.md:1" in one for one in project.problems())


@pytest.mark.parametrize(
    "pair", [("guide.md", "guide/index.md"), ("guide/index.md", "guide/README.md"), ("guide.md", "Guide.md")]
)
def test_two_handwritten_pages_cannot_share_an_address(project: Project, pair: tuple[str, str]) -> None:
    for file in pair:
        write_page(project, f"fr/{file}")
    assert any("the path /guide/ already belongs to docs/fr/" in one.casefold() for one in project.problems())


@pytest.mark.parametrize(
    ("file", "path", "owner"),
    [
        ("docs/leaflet/index.html", "/leaflet/", "content/leaflet/document.yml:1"),
        ("docs/fr/leaflet/index.html", "/leaflet/", "content/leaflet/document.yml:1"),
        ("docs/en/leaflet/index.html", "/en/leaflet/", "content/leaflet/document.yml:1"),
        ("docs/leaflet/index.html.gz", "/leaflet/", "content/leaflet/document.yml:1"),
        ("docs/en/leaflet/index.html.br", "/en/leaflet/", "content/leaflet/document.yml:1"),
        ("docs/leaflet", "/leaflet/", "content/leaflet/document.yml:1"),
        ("docs/worker.js", "/worker.js", "hooks/edition/outputs/offline.py"),
        ("docs/assets/addresses.json", "/assets/addresses.json", "hooks/edition/outputs/not_found_index.py"),
        ("docs/assets/fonts/sans.woff2", "/assets/fonts/", "hooks/edition/outputs/fonts.py"),
        ("docs/previews/report.json", "/previews/", "hooks/edition/outputs/link_previews.py"),
        ("overrides/robots.txt", "/robots.txt", "hooks/edition/outputs/sitemap.py"),
        ("overrides/assets/images/favicon.png", "/assets/images/", "mkdocs.yml"),
    ],
)
def test_a_copied_file_cannot_take_a_path_of_another(project: Project, file: str, path: str, owner: str) -> None:
    copied = project.root / file
    copied.parent.mkdir(parents=True)
    copied.write_bytes(b"x")
    assert any(problem.startswith(f"{file}:1:1: the path {path} {TAKEN} {owner} — ") for problem in project.problems())


def test_a_copied_file_can_take_any_other_path(project: Project) -> None:
    for file in (
        "docs/assets/more.css",
        "docs/assets/maps/one.png",
        "docs/files/report.pdf",
        "docs/en/map.png",
        "docs/report/scan.pdf",
    ):
        (project.root / file).parent.mkdir(parents=True, exist_ok=True)
        (project.root / file).write_bytes(b"x")
    assert project.problems() == []


NAMES = {
    "search": "/search/",
    "pictures": "/pictures/",
    "en": "/en/",
    "p": "/p/",
    "assets": "/assets/",
    "social": "/social/",
    "previews": "/previews/",
    "index": "/social/fr/index.png",
}


@pytest.mark.parametrize(("name", "path"), [*NAMES.items(), ("kinds", "/translation/kinds.csv")])
def test_a_document_cannot_take_a_reserved_name(project: Project, name: str, path: str) -> None:
    project.path("leaflet").rename(project.path(name))
    project.replace(f"{name}/document.yml", "id: leaflet", f"id: {name}")
    project.replace("edition.yml", "leaflet]", f"{name}]")
    place = f"content/{name}/document.yml:1:5: id"
    assert any(problem.startswith(f"{place}: the path {path} {TAKEN} ") for problem in project.problems())


@pytest.mark.parametrize(("name", "path"), NAMES.items())
def test_a_register_cannot_take_a_reserved_name(project: Project, name: str, path: str) -> None:
    project.replace("registers/terms.yml", "path: glossary", f"path: {name}")
    place = "content/registers/terms.yml:2:7: path"
    assert any(problem.startswith(f"{place}: the path {path} {TAKEN} ") for problem in project.problems())


def test_a_build_writes_nothing_where_a_path_has_two_owners(whole: Project) -> None:
    whole.replace("redirects.yml", "old: old-report/", "old: en/leaflet/")
    done = run_mkdocs(whole.root, "build")
    assert done.returncode == 1
    assert "the redirect would take the path /en/leaflet/" in done.stderr and "Traceback" not in done.stderr
    assert not (whole.root / "site").exists()


# --- The real site


def test_every_file_of_the_site_has_one_owner_and_every_claim_its_file(built: Path, site: Site) -> None:
    claimed = list(path_claims(ROOT, site.links))
    files = {path.relative_to(built).as_posix() for path in built.rglob("*") if path.is_file()}
    owned = Counter(claim.path for claim in claimed)
    assert set(owned) <= files and set(owned.values()) == {1}
    closed = reserved_folders(site.edition).keys() - {claim.folder for claim in claimed}
    assert {path for path in files - owned.keys() if not path.startswith(tuple(closed))} == set()
    copied = subprocess.run(["git", "ls-files", "docs/assets"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    assert {name.removeprefix("docs/") for name in copied.split()} <= owned.keys()
