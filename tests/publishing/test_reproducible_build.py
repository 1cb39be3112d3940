"""The same input gives the same bytes, whatever is cached, and wherever, when and on whatever machine it is built."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from support.built_site import run_mkdocs
from support.small_project import Project


def test_the_same_input_gives_the_same_bytes(whole: Project, tmp_path: Path) -> None:
    shutil.rmtree(whole.root / ".cache", ignore_errors=True)
    elsewhere = tmp_path / "un autre dossier"
    shutil.copytree(whole.root, elsewhere, symlinks=True)
    site = build(whole.root, "first", TZ="UTC", PYTHONHASHSEED="1")
    assert len(site) > 100
    variants = {
        "with everything cached": build(whole.root, "again", TZ="UTC"),
        "elsewhere, on one core": build_on_one_core(elsewhere, "site"),
        "in another locale and time": build(
            whole.root, "later", TZ="Pacific/Kiritimati", LC_ALL="fr_FR.UTF-8", SOURCE_DATE_EPOCH="1700000000", PYTHONHASHSEED="2"
        ),
    }
    for name, variant in variants.items():
        assert variant.keys() == site.keys(), name
        assert not [path for path, content in variant.items() if content != site[path]], name


def build(root: Path, name: str, **environment: str) -> dict[str, bytes]:
    """The files of a site, by path."""
    done = run_mkdocs(root, "build", "--quiet", "--site-dir", name, **environment)
    assert done.returncode == 0, done.stderr
    folder = root / name
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def build_on_one_core(root: Path, name: str) -> dict[str, bytes]:
    """The files of a site that is built where there is only one core."""
    with only_one_core():
        return build(root, name)


@contextmanager
def only_one_core() -> Iterator[None]:
    """Lets this process and those that it starts use one core."""
    allowed = os.sched_getaffinity(0)
    os.sched_setaffinity(0, {min(allowed)})
    try:
        yield
    finally:
        os.sched_setaffinity(0, allowed)
