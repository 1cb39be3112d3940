"""A problem in the terminal: one block with its line quoted and marked, in colour where the terminal has colour."""

from __future__ import annotations

import io
import re
from pathlib import Path

import pytest

from edition.problems.problem import ContentError, Place, Problem
from edition.problems.source_excerpt import read_excerpt
from edition.problems.terminal import format_problems
from edition.site import prepare_site
from support.built_site import run_mkdocs
from support.small_project import Project


class Terminal(io.StringIO):
    """A stream that claims to be a terminal."""

    def isatty(self) -> bool:
        return True


def block_of(tmp_path: Path, line: str, column: int, language: str = "en", stream: io.StringIO | None = None) -> str:
    """The block of a problem of a value in a file with one line."""
    (tmp_path / "page.yml").write_text(line + "\n", encoding="utf-8")
    problem = Problem(Place("page.yml", 1, column, "body[1].list"), "yaml-trap", {"value": "no"})
    return format_problems([problem], tmp_path, language, stream or io.StringIO())


def test_a_block_has_the_place_the_line_the_problem_and_the_fix(tmp_path: Path) -> None:
    assert block_of(tmp_path, "  lead: no", 9).splitlines()[:3] == [
        "page.yml:1:9  body › 2 › list",
        "    1 |   lead: no",
        "      |         ^^",
    ]
    wrong, fix = block_of(tmp_path, "  lead: no", 9).splitlines()[3:]
    assert re.match(r"   \S", wrong) and re.match(r"   → \S", fix)


def test_a_block_is_in_the_requested_language(tmp_path: Path) -> None:
    french, english = (block_of(tmp_path, "a: no", 4, language).splitlines()[3] for language in ("fr", "en"))
    assert french != english and "«" in french


@pytest.mark.parametrize(
    ("line", "column", "marked"),
    [
        ("kind: aims, number: 2", 7, "aims"),
        ("name: 'all of this' # not this", 7, "'all of this'"),
        ("name: «Été» dernier", 7, "«Été»"),
        ("fr: >-", 5, ">-"),
        ("end", 9, ""),
    ],
)
def test_the_value_at_the_place_is_marked(tmp_path: Path, line: str, column: int, marked: str) -> None:
    (tmp_path / "page.yml").write_text(line, encoding="utf-8")
    quoted = read_excerpt(tmp_path, Place("page.yml", 1, column))
    assert quoted and quoted.marked == marked and quoted.before + quoted.marked + quoted.after == line


def test_only_the_words_of_a_problem_are_marked(tmp_path: Path) -> None:
    (tmp_path / "page.yml").write_text("    See [this](ref:p22).", encoding="utf-8")
    quoted = read_excerpt(tmp_path, Place("page.yml", 1, 20, source="p22"))
    assert quoted and (quoted.before, quoted.marked, quoted.after) == ("    See [this](ref:", "p22", ").")


@pytest.mark.parametrize("column", [1, 400, 899])
def test_a_long_line_is_cut_around_what_is_marked(tmp_path: Path, column: int) -> None:
    line = "".join("#" if number == column - 1 else " ab"[number % 3] for number in range(900))
    (tmp_path / "page.yml").write_text(line, encoding="utf-8")
    quoted = read_excerpt(tmp_path, Place("page.yml", 1, column), 60)
    assert quoted and quoted.marked.startswith("#") and len(quoted.before + quoted.marked + quoted.after) == 60
    assert quoted.before.startswith("…") == (column > 1) and quoted.after.endswith("…") == (column < 899)


def test_a_value_longer_than_the_line_is_cut(tmp_path: Path) -> None:
    (tmp_path / "page.yml").write_text("a: " + "x" * 500 + " b", encoding="utf-8")
    quoted = read_excerpt(tmp_path, Place("page.yml", 1, 4), 40)
    assert quoted and (quoted.before, quoted.marked, quoted.after) == ("", "x" * 39 + "…", "")


def test_a_file_cannot_send_control_sequences_to_the_terminal(tmp_path: Path) -> None:
    block = block_of(tmp_path, "\ta\x1b[2J\u202e: \x07no", 10)
    assert block.splitlines()[1:3] == [
        "    1 | →a\\x1b[2J\\u202e: \\x07no",
        "      | " + " " * len("→a\\x1b[2J\\u202e:") + " " + "^" * len("\\x07no"),
    ]


def test_the_caret_aligns_under_wide_and_combining_letters(tmp_path: Path) -> None:
    lines = block_of(tmp_path, "労e\u0301: no", 6).splitlines()
    assert lines[2] == "      |      ^^"


def test_a_problem_of_a_missing_or_undecodable_file_has_a_block(tmp_path: Path) -> None:
    (tmp_path / "latin.yml").write_bytes("é: no".encode("latin-1"))
    printed = format_problems(
        [Problem(Place(name, 1, 4), "not-utf-8") for name in ("gone.yml", "latin.yml")], tmp_path, "en", io.StringIO()
    )
    assert "gone.yml:1:4" in printed and "    1 | \\xe9: no" in printed


def test_a_terminal_has_colour_and_its_width_unless_its_user_opts_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv("COLUMNS", "50")
    block = block_of(tmp_path, "a: no " + "b" * 200, 4, stream=Terminal())
    bare = re.sub(r"\033\[[\d;]*m|\033\]8;;[^\033]*\033\\", "", block)
    assert bare != block and max(map(len, bare.splitlines())) <= 50
    monkeypatch.setenv("NO_COLOR", "1")
    assert block_of(tmp_path, "a: no " + "b" * 200, 4, stream=Terminal()) == bare
    assert "\033" not in block_of(tmp_path, "a: no", 4)


def test_a_place_opens_the_editor_that_is_chosen_where_the_terminal_has_links(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.delenv("NO_COLOR", raising=False)
    folder = tmp_path / "deux mots"
    folder.mkdir()
    assert f"\033]8;;vscode://file{tmp_path}/deux%20mots/page.yml:1:4\033\\" in block_of(folder, "a: no", 4, stream=Terminal())
    monkeypatch.setenv("EDITION_EDITOR", "idea://open?file={file}&line={line}")
    assert f"\033]8;;idea://open?file={tmp_path}/deux%20mots/page.yml&line=1\033\\" in block_of(
        folder, "a: no", 4, stream=Terminal()
    )
    monkeypatch.setenv("EDITION_EDITOR", "")
    assert "\033]8" not in block_of(folder, "a: no", 4, stream=Terminal())


def test_problems_are_listed_once_each_by_file_and_line(project: Project) -> None:
    project.replace("report/outcome-1/output-1-1.yml", "kind: commitments", "kind: comitments")
    project.replace("leaflet/document.yml", "                  Premier but;", "                  Premier <b>but</b>;")
    with pytest.raises(ContentError) as error:
        prepare_site(project.root)
    once = format_problems(error.value.problems, project.root, "en", io.StringIO())
    assert once == format_problems(error.value.problems * 2, project.root, "en", io.StringIO())
    heads = re.findall(r"^content/\S+", once, re.MULTILINE)
    assert heads == sorted(heads) and len(set(heads)) > 1


def test_a_failed_build_shows_the_block(whole: Project) -> None:
    whole.replace("report/outcome-1/output-1-1.yml", "kind: commitments", "kind: comitments")
    done = run_mkdocs(whole.root, "build", LC_ALL="fr_FR.UTF-8")
    assert "\n   12 |       kind: comitments\n      |             ^^^^^^^^^^\n   «comitments»" in done.stderr
