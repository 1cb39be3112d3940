"""Kills a publication before each of its system calls, and looks at what stands after each kill.

Run by test_publication.py, in a process without threads, since it forks. Prints the number of kills.
"""

from __future__ import annotations

import os
import shutil
import signal
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from edition.publishing import publication
from edition.publishing.publication import Publication

FILES = ("index.html", "a/index.html", "a/b.css")
WATCHED = ("os.", "shutil.", "open", "fcntl.", "ctypes.")
"""The audit events of a publication's system calls."""


def write_tree(folder: Path, words: str) -> None:
    """Writes a whole site of three files."""
    for name in FILES:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(words)


def read_tree(folder: Path) -> str:
    """The words that all files of a whole site have; fails where one is missing, or has others."""
    found = {path.relative_to(folder).as_posix(): path.read_text() for path in folder.rglob("*") if path.is_file()}
    assert sorted(found) == sorted(FILES), (folder, found)
    assert len(set(found.values())) == 1, found
    return found[FILES[0]]


def publish(root: Path) -> None:
    """Builds and publishes a new site in `root`."""
    build = Publication.begin(root / "site", root / "project")
    write_tree(build.make_folder(), "new")
    build.publish()


def fresh(root: Path) -> None:
    """Nothing is published yet."""


def replaced(root: Path) -> None:
    """A site is published."""
    write_tree(root / "site", "old")


def linked(root: Path) -> None:
    """A site is published in a folder that a link leads to."""
    write_tree(root / "elsewhere" / "real", "old")
    (root / "site").symlink_to("elsewhere/real")


def after_a_killed_build(root: Path) -> None:
    """A site is published, and a killed build has left half a new one."""
    replaced(root)
    (root / ".site.new-00000000").mkdir()
    (root / ".site.new-00000000" / "index.html").write_text("half")


def after_a_killed_exchange(root: Path) -> None:
    """A killed build has moved the last site away, and left a complete new one."""
    write_tree(root / ".site.old", "old")
    write_tree(root / ".site.new-00000000", "lost")


def kill_before_call(number: int, root: Path) -> bool:
    """Publishes in a child that is killed before its call of this number; whether it came so far."""
    child = os.fork()
    if child == 0:
        calls = iter(range(sys.maxsize))

        def watch(event: str, _: object) -> None:
            if event.startswith(WATCHED) and next(calls) == number:
                os.kill(os.getpid(), signal.SIGKILL)

        sys.addaudithook(watch)
        publish(root)
        os._exit(0)
    status = os.waitpid(child, 0)[1]
    assert os.WIFSIGNALED(status) or os.WEXITSTATUS(status) == 0, status
    return os.WIFSIGNALED(status)


def kill_everywhere(before: Callable[[Path], None], *, one_step: bool) -> int:
    """Kills a publication before each of its calls; returns the number of kills."""
    number = 0
    while True:
        root = Path(tempfile.mkdtemp())
        try:
            (root / "project").mkdir()
            before(root)
            killed = kill_before_call(number, root)
            site = root / "site"
            if before is fresh:
                assert not site.exists() or read_tree(site) == "new"
            elif one_step and before is not after_a_killed_exchange:
                assert read_tree(site) in ("old", "new")
            # The next build starts, and is given up: what stands is whole.
            Publication.begin(site, root / "project").discard()
            assert (before is fresh and not site.exists()) or read_tree(site) in ("old", "new"), number
            publish(root)
            assert read_tree(site) == "new" and site.is_symlink() == (before is linked)
            assert not list(root.rglob(".*.new-*")) and not list(root.rglob(".*.old"))
        finally:
            shutil.rmtree(root)
        if not killed:
            return number
        number += 1


def main() -> None:
    """Kills in every situation, with an exchange in one step and without."""
    kills = 0
    for one_step in (True, False):
        if not one_step:
            setattr(publication, "exchange", lambda _first, _second: False)  # noqa: B010 a name that is not exported
        for before in (fresh, replaced, linked, after_a_killed_build, after_a_killed_exchange):
            kills += kill_everywhere(before, one_step=one_step)
    sys.stdout.write(f"{kills}\n")


if __name__ == "__main__":
    main()
