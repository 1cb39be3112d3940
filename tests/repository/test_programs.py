"""The programs that a test needs are installed before it runs, once; quick tests need none, and slow ones run on request."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from support import programs
from support.folders import ROOT

SCRIPT = """cd "$(dirname "${BASH_SOURCE[0]}")/.."
install_debian() { echo "$*" >>asked; [ "$1" != gone ] || exit 1; printf '#!/bin/sh\\n' >bin/tool; chmod +x bin/tool; }
"""


@pytest.fixture
def machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A machine without programs, whose packages contain the program `tool`, except the package `gone`."""
    for folder in ("bin", "scripts"):
        (tmp_path / folder).mkdir()
    (tmp_path / "scripts" / "environment.sh").write_text(SCRIPT)
    monkeypatch.setattr(programs, "ROOT", tmp_path)
    monkeypatch.setattr(programs, "_PATH", str(tmp_path / "bin"))
    programs.program.cache_clear()
    yield tmp_path
    programs.program.cache_clear()


def test_a_missing_program_is_installed_from_its_packages_once(machine: Path) -> None:
    for _ in range(2):
        programs.program.cache_clear()
        assert programs.program("tool", "one", "two") == machine / "bin" / "tool"
    assert (machine / "asked").read_text() == "one two\n"


def test_a_program_without_its_module_is_installed_again(machine: Path) -> None:
    programs.program("tool", "one")
    programs.program("tool", "one", "more", module=machine / "module.so")
    assert (machine / "asked").read_text() == "one\none more\n"


@pytest.mark.usefixtures("machine")
def test_a_failed_installation_is_reported_in_one_line() -> None:
    with pytest.raises(pytest.fail.Exception) as failure:
        programs.program("tool", "gone", "two")
    assert str(failure.value) == "Install these Debian packages and run the tests again: gone two"


def _collected(*arguments: str) -> list[str]:
    """The tests that pytest would run."""
    command = [sys.executable, "-m", "pytest", "--collect-only", "--quiet", "-p", "no:cacheprovider", *arguments]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    return [line.partition("::")[2] for line in done.stdout.splitlines() if "::" in line]


@pytest.mark.thorough
def test_the_quick_tests_are_those_without_a_browser_a_server_node_or_a_build() -> None:
    files = (
        "browser/test_keyboard",
        "built_site/test_hosting",
        "editing/test_language_server",
        "publishing/test_reproducible_build",
    )
    quick = _collected("-m", "quick", *(f"tests/{name}.py" for name in (*files, "checks/test_edition_checks")))
    assert "test_english_that_was_never_there_is_not_a_problem" in quick and "test_all_problems_are_reported_in_one_run" in quick
    assert "test_files_have_their_content_type" not in quick and "test_the_content_has_no_diagnostics" not in quick
    assert "test_the_first_tab_stop_skips_the_frame[375]" not in quick and "test_the_same_input_gives_the_same_bytes" not in quick


@pytest.mark.thorough
def test_slow_tests_run_only_on_request(tmp_path: Path) -> None:
    (tmp_path / "test_both.py").write_text("import pytest\n@pytest.mark.slow\ndef test_slow(): ...\ndef test_fast(): ...\n")
    settings = ("-c", str(ROOT / "pyproject.toml"), str(tmp_path))
    assert _collected(*settings) == ["test_fast"]
    assert _collected("-m", "", *settings) == ["test_slow", "test_fast"]


def test_the_lock_of_the_packages_for_node_names_no_host_to_fetch_from() -> None:
    lock = json.loads((ROOT / "tests" / "node" / "package-lock.json").read_text(encoding="utf-8"))
    packages = {name: package for name, package in lock["packages"].items() if name}
    assert packages and all("resolved" not in package and package["integrity"] for package in packages.values())
