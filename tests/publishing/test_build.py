"""A site is published whole or not at all."""

from __future__ import annotations

from support.built_site import run_mkdocs
from support.small_project import Project

FAULT = ("report/outcome-1/output-1-1.yml", "kind: commitments", "kind: comitments")
SAID = """
content/report/outcome-1/output-1-1.yml:12:13  body › 1 › list › kind
   12 |       kind: comitments
      |             ^^^^^^^^^^
   “comitments” is not in"""


def test_a_fault_stops_the_build_with_its_line_and_leaves_the_last_site_untouched(whole: Project) -> None:
    assert run_mkdocs(whole.root, "build", "--strict", "--quiet").returncode == 0
    before = {path: path.stat().st_mtime_ns for path in (whole.root / "site").rglob("*")}
    whole.replace(*FAULT)
    done = run_mkdocs(whole.root, "build")
    assert done.returncode == 1
    assert SAID in done.stderr and "Traceback" not in done.stderr
    assert {path: path.stat().st_mtime_ns for path in (whole.root / "site").rglob("*")} == before
    assert sorted(path.name for path in whole.root.iterdir() if "site" in path.name) == [".site.lock", "site"]


def test_the_same_input_gives_the_same_bytes(whole: Project) -> None:
    sites = []
    for name in ("one", "two"):
        done = run_mkdocs(whole.root, "build", "--quiet", "--site-dir", name, SOURCE_DATE_EPOCH="1700000000")
        assert done.returncode == 0, done.stderr
        folder = whole.root / name
        sites.append({path.relative_to(folder): path.read_bytes() for path in folder.rglob("*") if path.is_file()})
    assert sites[0] == sites[1]
