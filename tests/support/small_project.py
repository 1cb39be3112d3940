"""A small project, free to be changed, with the real site's configuration where it is built."""

from __future__ import annotations

import shutil
from pathlib import Path

from edition.loading.loader import load_edition
from edition.loading.translation_record import format_record
from edition.problems.problem import ContentError, report_lines
from edition.site import prepare_site
from edition.translation.status import accept_translations
from support.built_site import run_mkdocs
from support.folders import ROOT, TESTS

SMALL = TESTS / "project"
SMALL_ADDRESS = "https://example.org/some/edition/"


class Project:
    """A small project on disk, free to be changed."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def path(self, name: str) -> Path:
        """A file of the content folder."""
        return self.root / "content" / name

    def replace(self, name: str, old: str, new: str) -> None:
        """Replaces words in a file that occur there once."""
        text = self.path(name).read_text(encoding="utf-8")
        assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {name}"
        self.path(name).write_text(text.replace(old, new), encoding="utf-8")

    def translate_all(self) -> None:
        """Adds the English of the only passage that has none, and accepts it."""
        english = "The 3^rd^ step follows [outcome 1](ref:outcome-1) and cuts a sentence. It is effective."
        french_end = "            efficace.\n"
        self.replace("report/outcome-1/outcome.yml", french_end, f"{french_end}          en: >-\n            {english}\n")
        for record, rows in accept_translations(load_edition(self.root)).items():
            (self.root / record).write_text(format_record(rows), encoding="utf-8")

    def problems(self, language: str = "en") -> list[str]:
        """The problems that loading and checking the content reports."""
        try:
            prepare_site(self.root)
        except ContentError as error:
            return report_lines(error.problems, language)
        return []


def small_project(root: Path) -> Project:
    """The small project in a folder, with the kinds and phrases of the real one; all of its English is accepted."""
    shutil.copytree(SMALL / "content", root / "content")
    for name in ("kinds.yml", "interface.yml"):
        shutil.copy(ROOT / "content" / name, root / "content" / name)
    for record, content in _accepted_records(root).items():
        (root / record).write_text(content, encoding="utf-8")
    return Project(root)


_records: dict[str, str] = {}


def _accepted_records(root: Path) -> dict[str, str]:
    """The records of translations of the small project, in which all of its English is accepted; made once for all tests."""
    if not _records:
        _records.update({record: format_record(rows) for record, rows in accept_translations(load_edition(root)).items()})
    return _records


def with_site(project: Project) -> Project:
    """A project with the real site's configuration, theme and hooks."""
    for name in ("hooks", "overrides"):
        if not (project.root / name).exists():
            (project.root / name).symlink_to(ROOT / name, target_is_directory=True)
    about = "---\ntitle: About\ndescription: What this is.\n---\n# About\n"
    shutil.copytree(ROOT / "docs", project.root / "docs")
    for written_page in (project.root / "docs").glob("??/*.md"):
        written_page.write_text(about)
    shutil.copy(ROOT / "mkdocs.yml", project.root)
    return project


def build_small(project: Project) -> Path:
    """The site of a small project, built strictly for its public address."""
    done = run_mkdocs(project.root, "build", "--strict", "--quiet", SITE_URL=SMALL_ADDRESS)
    assert (done.returncode, done.stderr) == (0, ""), done.stderr
    return project.root / "site"
