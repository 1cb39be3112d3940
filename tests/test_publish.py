"""A site is published whole or not at all; while it is served, the last good one stays, with its problems shown."""

from __future__ import annotations

import socket
import subprocess
import sys
import urllib.request
from collections.abc import Iterator

import pytest
from conftest import Project, mkdocs

FAULT = ("report/outcome-1/output-1-1.yml", "kind: commitments", "kind: comitments")
SAID = "content/report/outcome-1/output-1-1.yml:12:13  body › 1 › list › kind\n   12 |       kind: comitments\n      |             ^^^^^^^^^^\n   “comitments” is not in"


def test_a_fault_stops_the_build_with_its_line_and_leaves_the_last_site_untouched(whole: Project) -> None:
    assert mkdocs(whole.root, "build", "--strict", "--quiet").returncode == 0
    before = {path: path.stat().st_mtime_ns for path in (whole.root / "site").rglob("*")}
    whole.replace(*FAULT)
    done = mkdocs(whole.root, "build")
    assert done.returncode == 1
    assert SAID in done.stderr and "Traceback" not in done.stderr
    assert {path: path.stat().st_mtime_ns for path in (whole.root / "site").rglob("*")} == before
    assert [path.name for path in whole.root.iterdir() if path.name.startswith("site")] == ["site"]


def test_the_same_input_gives_the_same_bytes(whole: Project) -> None:
    sites = []
    for name in ("one", "two"):
        done = mkdocs(whole.root, "build", "--quiet", "--site-dir", name, SOURCE_DATE_EPOCH="1700000000")
        assert done.returncode == 0, done.stderr
        folder = whole.root / name
        sites.append({path.relative_to(folder): path.read_bytes() for path in folder.rglob("*") if path.is_file()})
    assert sites[0] == sites[1]


@pytest.fixture
def server(whole: Project) -> Iterator[tuple[Project, subprocess.Popen[str], str]]:
    """The small project served, with what it says line by line, and its address."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-u", "-m", "mkdocs", "serve", "--dev-addr", f"127.0.0.1:{port}"]
    with subprocess.Popen(command, cwd=whole.root, stderr=subprocess.PIPE, text=True) as process:
        _until(process, "Serving on")
        yield whole, process, f"http://127.0.0.1:{port}/"
        process.terminate()


def _until(process: subprocess.Popen[str], words: str) -> list[str]:
    """Lines of what a process says, up to the first that holds some words."""
    assert process.stderr is not None
    lines = []
    for line in process.stderr:
        lines.append(line)
        if words in line:
            return lines
    raise AssertionError("".join(lines))


def _page(address: str) -> str:
    with urllib.request.urlopen(address) as answer:
        return str(answer.read().decode("utf-8"))


def test_while_served_the_last_good_site_stays_and_shows_its_problems(
    server: tuple[Project, subprocess.Popen[str], str],
) -> None:
    project, process, address = server
    assert 'class="problems"' not in _page(address)
    project.replace(*FAULT)
    _until(process, "comitments")
    _until(process, "Reloading browsers")
    assert "is not in content/kinds.yml" in _page(address + "report/") and "Capacité accrue" in _page(address + "report/output-1-1/")
    project.replace(FAULT[0], FAULT[2], FAULT[1])
    _until(process, "Reloading browsers")
    assert 'class="problems"' not in _page(address)
