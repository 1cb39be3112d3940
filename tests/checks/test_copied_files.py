"""A file of docs/ is published only if it is a real file in that folder with a portable name."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from edition.checks.copied_files import files_can_be_copied
from edition.checks.project import Project as CheckedProject
from support.built_site import run_mkdocs
from support.small_project import Project


@pytest.mark.parametrize(
    ("target", "rule"),
    [
        ("/etc/hostname", "link-outside"),
        ("../../content/words.txt", "link-outside"),
        ("nowhere.png", "link-nowhere"),
        ("map.png", "link-loop"),
        ("/dev/zero", "unreadable"),
        ("/usr/share", "link-to-folder"),
    ],
)
def test_a_link_to_anything_but_a_file_of_the_folder_is_refused(tmp_path: Path, target: str, rule: str) -> None:
    (tmp_path / "content").mkdir()
    (tmp_path / "content" / "words.txt").write_text("words")
    (tmp_path / "docs" / "assets").mkdir(parents=True)
    (tmp_path / "docs" / "assets" / "map.png").symlink_to(target)
    assert [(one.place.file, one.rule) for one in files_can_be_copied(CheckedProject(tmp_path))] == [
        ("docs/assets/map.png", rule)
    ]


def test_a_link_within_the_folder_is_allowed_and_a_pipe_refused(tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "one.png").write_bytes(b"x")
    (tmp_path / "docs" / "two.png").symlink_to("one.png")
    assert list(files_can_be_copied(CheckedProject(tmp_path))) == []
    os.mkfifo(tmp_path / "docs" / "three.png")
    assert [one.rule for one in files_can_be_copied(CheckedProject(tmp_path))] == ["unreadable"]


ODD = [
    "a<b>.png",
    'a"b.png',
    "a#b.png",
    "a?b.png",
    "a%2fb.png",
    "a\\b.png",
    "a:b.png",
    "a\nb.png",
    "a\u202eb.png",
    "a\u00a0b.png",
]


@pytest.mark.parametrize("name", [*ODD, "a.", "a ", "con.md", "NUL", "Aux.tar.gz", "lpt1.png", os.fsdecode(b"a\xff.png")])
def test_a_name_that_is_not_portable_is_refused_in_one_line(tmp_path: Path, name: str) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / name).write_bytes(b"x")
    (found,) = files_can_be_copied(CheckedProject(tmp_path))
    assert found.rule == "unsafe-file-name" and found.place.file.isprintable()


@pytest.mark.parametrize("name", ["été.png", "a b.png", "a-b_c.1.png", "console.md", "nul-1.png", "-a.png", "(a), b & c!.png"])
def test_any_other_name_is_allowed(tmp_path: Path, name: str) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / name).write_bytes(b"x")
    assert list(files_can_be_copied(CheckedProject(tmp_path))) == []


def test_a_folder_is_named_once_and_an_empty_file_refused(tmp_path: Path) -> None:
    (tmp_path / "docs" / "a%b").mkdir(parents=True)
    (tmp_path / "docs" / "a%b" / "c.png").touch()
    assert [(one.place.file, one.rule) for one in files_can_be_copied(CheckedProject(tmp_path))] == [
        ("docs/a%b", "unsafe-file-name"),
        ("docs/a%b/c.png", "empty-file"),
    ]


def test_a_build_reports_what_it_cannot_publish(whole: Project) -> None:
    os.mkfifo(whole.root / "docs" / "pipe.png")
    (whole.root / "docs" / os.fsdecode(b"a\xff.png")).write_bytes(b"x")
    done = run_mkdocs(whole.root, "build")
    assert done.returncode == 1 and "Traceback" not in done.stderr
    assert "docs/a\\udcff.png:1:1" in done.stderr and "docs/pipe.png:1:1" in done.stderr
    assert not (whole.root / "site").exists()
