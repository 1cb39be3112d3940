"""scripts/lint runs every linter and reports each; .ci/run lints, then tests, whatever was found. The tools are stubs."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from support.folders import ROOT

TOOLS = {
    "ruff": ["ruff check", "ruff format"],
    "mypy": ["mypy"],
    "lint-imports": ["import-linter"],
    "shellcheck": ["shellcheck"],
    "djlint": ["djlint: pages", "djlint: theme"],
    "python": ["biome"],
}
"""Each program, and the names that it is reported under."""
NAMES = [name for names in TOOLS.values() for name in names]


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project with nothing but the scripts and stubs of what they call, all of which succeed."""
    for name in (".ci/run", "scripts/lint"):
        (tmp_path / name).parent.mkdir()
        shutil.copy(ROOT / name, tmp_path / name)
    plain = 'set -euo pipefail\ncd "$(dirname "${BASH_SOURCE[0]}")/.."\nenvironment() { :; }\nnode_packages() { :; }\n'
    (tmp_path / "scripts" / "environment.sh").write_text(plain)
    for tool in TOOLS:
        program(tmp_path / ".venv" / "bin" / tool, "exit 0")
    return tmp_path


def program(path: Path, source: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"#!/bin/sh\n{source}\n")
    path.chmod(0o755)


def run(path: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run([path], capture_output=True, text=True, check=False)


def test_every_linter_prints_a_line(project: Path) -> None:
    done = run(project / "scripts" / "lint")
    assert done.stdout.splitlines() == [f"{name:15} ok" for name in NAMES]
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize("tool", TOOLS)
def test_findings_are_shown_and_the_other_linters_run(project: Path, tool: str) -> None:
    program(project / ".venv" / "bin" / tool, 'echo "a finding"\necho "a reason" >&2\nexit 3')
    done = run(project / "scripts" / "lint")
    lines = [f"{name:15} failed\na finding\na reason\n\n" if name in TOOLS[tool] else f"{name:15} ok\n" for name in NAMES]
    assert (done.stdout, done.returncode) == ("".join(lines), 1)


def test_ruff_fixes_and_formats_before_anything_is_linted(project: Path) -> None:
    program(project / ".venv" / "bin" / "ruff", f'echo "$1 $2 $3" >>{project}/called')
    subprocess.run([project / "scripts" / "lint", "--fix"], capture_output=True, check=True)
    called = (project / "called").read_text().splitlines()
    assert called[:2] == ["check --quiet --fix-only", "format --quiet ."]
    assert [line.split()[0] for line in called[2:]] == ["check", "format"]


@pytest.mark.parametrize(("linters", "tests", "status"), [(0, 0, 0), (1, 0, 1), (0, 2, 2), (1, 2, 2)])
def test_the_tests_run_last_whatever_the_linters_found(project: Path, linters: int, tests: int, status: int) -> None:
    program(project / "scripts" / "lint", f"echo linted; exit {linters}")
    program(project / "scripts" / "test", f"echo tested; exit {tests}")
    done = run(project / ".ci" / "run")
    assert (done.stdout.split(), done.returncode) == (["linted", "tested"], status)


@pytest.mark.parametrize("name", [".github/workflows/check.yml", ".gitlab-ci.yml", ".pre-commit-config.yaml"])
def test_the_code_is_linted_by_each_host_and_before_each_commit(name: str) -> None:
    lines = (ROOT / name).read_text(encoding="utf-8").splitlines()
    assert {"run: scripts/lint", "- scripts/lint", "entry: scripts/lint"} & {line.strip() for line in lines}
