"""The same input gives the same bytes."""

from __future__ import annotations

from support.built_site import run_mkdocs
from support.small_project import Project


def test_the_same_input_gives_the_same_bytes(whole: Project) -> None:
    sites = []
    for name in ("one", "two"):
        done = run_mkdocs(whole.root, "build", "--quiet", "--site-dir", name, SOURCE_DATE_EPOCH="1700000000")
        assert done.returncode == 0, done.stderr
        folder = whole.root / name
        sites.append({path.relative_to(folder): path.read_bytes() for path in folder.rglob("*") if path.is_file()})
    assert sites[0] == sites[1]
