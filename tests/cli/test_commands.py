"""The commands: help in both languages, exit codes, problems in plain words, files written all or none."""

from __future__ import annotations

import argparse
import builtins
import io
import os
import re
import runpy
import shlex
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from unittest.mock import Mock

import pytest
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from edition.cli import atomic_files, check, format
from edition.cli.commands import build_parser, main
from edition.languages import LANGUAGES
from edition.problems.github_annotations import format_annotations
from edition.problems.problem import Place, Problem
from support.folders import ROOT
from support.golden import Same
from support.small_project import Project

pytestmark = pytest.mark.usefixtures("in_english")

HOOKS = {"PYTHONPATH": str(ROOT / "hooks")}
"""Where Python finds the package of the commands."""


def commands(program: argparse.ArgumentParser) -> Iterator[argparse.ArgumentParser]:
    """A command and those within it."""
    yield program
    for action in program._actions:
        if isinstance(action.choices, dict):
            for within in action.choices.values():
                yield from commands(within)


@pytest.mark.parametrize(("locale", "says"), [("fr_FR.UTF-8", "vérifie le contenu"), ("en_GB.UTF-8", "check the content")])
def test_help_is_in_the_language_of_the_terminal(
    locale: str, says: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("LC_ALL", locale)
    with pytest.raises(SystemExit) as end:
        main(ROOT, ["--help"])
    assert end.value.code == 0
    assert says in capsys.readouterr().out


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_command_and_argument_has_its_help(language: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LC_ALL", language)
    for command in commands(build_parser(ROOT)):
        assert command.description
        for action in command._actions:
            assert action.help or action.choices, f"{command.prog} {action.dest}"


def test_the_usage_of_every_command_matches_its_golden_file(same: Same, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "1000")
    same("usage.txt", "".join(command.format_usage() for command in commands(build_parser(ROOT))))


def test_the_argument_parser_reports_errors_in_french_too(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("LC_ALL", "fr")
    with pytest.raises(SystemExit) as end:
        main(ROOT, ["translate", "export"])
    assert end.value.code == 2
    assert "il manque: DOCUMENT" in capsys.readouterr().err


def test_the_compiled_words_of_the_argument_parser_are_those_of_their_source(request: pytest.FixtureRequest) -> None:
    folder = ROOT / "hooks" / "edition" / "cli" / "locale" / "fr" / "LC_MESSAGES"
    compiled = io.BytesIO()
    with (folder / "messages.po").open("rb") as source:
        write_mo(compiled, read_po(source, locale="fr"))
    if request.config.getoption("--golden"):
        (folder / "messages.mo").write_bytes(compiled.getvalue())
    assert (folder / "messages.mo").read_bytes() == compiled.getvalue()


def test_the_help_parts_the_commands_for_texts_from_those_for_the_site(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("LC_ALL", "en_GB.UTF-8")
    with pytest.raises(SystemExit):
        main(ROOT, ["--help"])
    texts, site = capsys.readouterr().out.split("To edit the texts:\n")[1].split("To maintain the site:\n")
    shown = [re.findall(r"^  (\w+)", part, re.MULTILINE) for part in (texts, site)]
    assert shown == [
        [
            "check",
            "format",
            "new",
            "import",
            "correct",
            "move",
            "merge",
            "split",
            "rename",
            "retire",
            "redirect",
            "diff",
            "translate",
        ],
        ["record", "addresses", "schema", "count", "stats", "compress", "benchmark"],
    ]


def test_a_wrong_name_is_a_usage_error(project: Project, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(project.root, ["translate", "accept", "nothing"]) == 2
    assert "nothing" in capsys.readouterr().err


def test_problems_are_annotations_on_their_lines(project: Project, capsys: pytest.CaptureFixture[str]) -> None:
    project.replace("report/outcome-1/output-1-1.yml", "kind: commitments", "kind: comitments")
    project.replace("leaflet/document.yml", "      A box follows.", "      A **box** follows.")
    assert main(project.root, ["check", "--format", "github"]) == 1
    assert [line for line in capsys.readouterr().out.splitlines() if line.startswith("::error")] == [
        (
            "::error file=content/leaflet/document.yml,line=33,col=9,title=body › 1 › en::the marks are not the same in"
            " English and in French (missing: –; extra: **…**) — mark the same words in both languages, or declare an exception"
            " “marks-differ” for leaflet/p1 in content/translation.yml"
        ),
        (
            "::error file=content/report/outcome-1/output-1-1.yml,line=12,col=13,title=body › 1 › list › kind::"
            "“comitments” is not in content/kinds.yml — did you mean: commitments?"
        ),
    ]


def test_nothing_in_a_problem_ends_its_annotation_early() -> None:
    problem = Problem(Place("a,b:c.yml", 1, 2), "unknown-field", {"name": "100%\n", "nearest": "x"}, warning=True)
    assert list(format_annotations([problem], "en")) == [
        "::warning file=a%2Cb%3Ac.yml,line=1,col=2,title=unknown-field::unknown field “100%25%0A” — did you mean: x? Otherwise delete it"
    ]


def test_files_are_written_all_or_none(tmp_path: Path) -> None:
    (tmp_path / "one").write_text("before")
    (tmp_path / "folder").write_text("no folder")
    with pytest.raises(OSError, match="folder"):
        atomic_files.write_files(tmp_path, {"one": "after", "folder/two": "after"})
    assert {path.name: path.read_text() for path in tmp_path.iterdir()} == {"one": "before", "folder": "no folder"}


def test_an_interruption_waits_until_all_files_are_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    replace = os.replace

    def interrupted(old: Path, new: Path) -> None:
        signal.raise_signal(signal.SIGINT)
        replace(old, new)

    monkeypatch.setattr(os, "replace", interrupted)
    with pytest.raises(KeyboardInterrupt):
        atomic_files.write_files(tmp_path, {"one": "1", "two": "2"})
    assert sorted(path.name for path in tmp_path.iterdir()) == ["one", "two"]


def test_an_interrupted_command_ends_without_a_traceback(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def interrupted(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(check, "prepare_site", interrupted)
    assert main(ROOT, ["check"]) == 130
    monkeypatch.setitem(sys.modules, "edition.cli.commands", SimpleNamespace(main=interrupted))
    with pytest.raises(SystemExit) as end:
        runpy.run_module("edition.cli", run_name="__main__")
    assert end.value.code == 130
    assert capsys.readouterr().err == ""


# Commands that print, by what they print.
PRINTING = {
    "the help": ["--help"],
    "the help of a command": ["check", "--help"],
    "the help of a command within another": ["translate", "export", "--help"],
    "a table": ["stats"],
    "data": ["stats", "--json"],
    "problems, for machines": ["check", "--format", "github"],
    "the state of the translation": ["translate", "status"],
    "the files written": ["format"],
}


@pytest.mark.thorough
@pytest.mark.parametrize("printed", PRINTING)
def test_a_command_with_a_closed_pipe_ends_quietly(project: Project, printed: str) -> None:
    project.replace("report/introduction.yml", "kind: part", "kind:  part")
    if printed.startswith("problems"):
        project.replace("leaflet/document.yml", "kind: goals", "kind: goal")
    reading, writing = os.pipe()
    os.close(reading)
    program = "import sys; from pathlib import Path; from edition.cli.commands import main; sys.exit(main(Path(sys.argv[1]), sys.argv[2:]))"
    done = subprocess.run(
        [sys.executable, "-c", program, str(project.root), *PRINTING[printed]],
        stdout=writing,
        stderr=subprocess.PIPE,
        # Buffered, as by default: what is printed meets the end of the pipe only when it is flushed.
        env={**os.environ, "PYTHONUNBUFFERED": "", **HOOKS},
        text=True,
        check=False,
    )
    os.close(writing)
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.thorough
def test_the_first_line_of_a_command_can_be_read_alone() -> None:
    piped = f"{shlex.quote(sys.executable)} -m edition.cli --help | head -n 1"
    shell, environment = ["bash", "-o", "pipefail", "-c", piped], {**os.environ, "LC_ALL": "C.UTF-8", **HOOKS}
    done = subprocess.run(shell, capture_output=True, text=True, check=False, env=environment)
    assert (done.returncode, done.stderr) == (0, "") and done.stdout.startswith("usage: scripts/edition")


def test_files_are_formatted_even_if_the_output_is_closed(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    project.replace("report/introduction.yml", "kind: part", "kind:  part")
    monkeypatch.setattr(builtins, "print", Mock(side_effect=BrokenPipeError))
    with pytest.raises(BrokenPipeError):
        format.format_files(argparse.Namespace(root=project.root, files=[], check=False))
    assert "kind: part\n" in project.path("report/introduction.yml").read_text(encoding="utf-8")
