"""Tries a mutant: runs the tests that concern it until one notices it."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import time
from collections.abc import Iterator, Sequence
from itertools import zip_longest
from pathlib import Path

from .checkout import BuildError, Checkout, Failure
from .mutant import Mutant

_QUICK, _SITE = ("quick",), ("built", "whole", "browser")
_LIMIT = 3600.0
"""Seconds after which tests do not end: far more than they take."""
_SHOWN, _LENGTH = 3, 400
_LISTS = re.compile(r"offline.*\.json$|worker\.js$")
"""Files that list the others, and differ whenever any does."""


class Result:
    """What became of a mutant: the test that noticed it, or what it changes on the site unnoticed."""

    def __init__(self) -> None:
        self.failure: Failure | None = None
        self.changes: tuple[str, ...] | None = None
        self.seconds: dict[str, float] = {}


class BrokenTestsError(Exception):
    """The tests do not start, even without a mutant."""


class Trial:
    """Tries mutants one after another in a checkout, and remembers how its tests end without them."""

    def __init__(self, checkout: Checkout, *, quick: bool = False) -> None:
        self._checkout = checkout
        self._quick_only = quick
        self._sound: set[str] = set()
        self.broken: set[str] = set()
        """The tests that were found to fail without any mutant: they are left out."""
        self._start()
        self._site = Path() if quick else checkout.build(_LIMIT)

    def run(self, mutant: Mutant) -> Result:
        """Tries a mutant, and takes it back."""
        result = Result()
        self._checkout.write(mutant.path, mutant.changed)
        try:
            self._try(mutant, result)
        finally:
            self._checkout.write(mutant.path, mutant.text)
            self._checkout.remove_sites(except_for=self._site.parent)
        return result

    def _try(self, mutant: Mutant, result: Result) -> None:
        names = ["--names", _names(mutant)]
        copied = self._is_copied(mutant)
        self._test(mutant, _QUICK, [*names, "--named-only"] if copied else names, result)
        if self._quick_only or result.failure:
            return
        if copied:
            self._patch(mutant)
            self._test(mutant, ("built", "browser"), names, result)
        elif mutant.path.startswith("scripts/"):
            self._test(mutant, _SITE, [*names, "--named-only"], result)
        elif self._build(result):
            # Of a site that is the same, the tests can say nothing new.
            self._test(mutant, _SITE if result.changes else ("whole",), names, result)

    def _is_copied(self, mutant: Mutant) -> bool:
        """Whether a file goes into the site as it is, and nothing is made of it."""
        if not mutant.path.startswith("docs/assets/"):
            return False
        search = ["git", "grep", "-qF", f'"{Path(mutant.path).name}"', "--", "hooks/*.py"]
        return subprocess.run(search, cwd=self._checkout.root, check=False).returncode != 0

    def _patch(self, mutant: Mutant) -> None:
        """Makes the site of a changed file that is only copied into it, without building it."""
        folder = self._checkout.site_folder()
        shutil.copytree(self._site.parent, folder, copy_function=os.link)
        asset = folder / "site" / mutant.path.removeprefix("docs/")
        asset.unlink()
        asset.write_text(mutant.changed, encoding="utf-8")
        self._checkout.list_offline(folder / "site")

    def _build(self, result: Result) -> bool:
        """Builds the site with a mutant and compares it; whether it can be built."""
        started = time.monotonic()
        try:
            result.changes = tuple(_differing(self._site, self._checkout.build(_LIMIT)))
        except BuildError as error:
            result.failure = Failure("build", str(error))
        result.seconds["build"] = time.monotonic() - started
        return result.failure is None

    def _test(self, mutant: Mutant, stages: Sequence[str], options: Sequence[str], result: Result) -> None:
        """Runs stages of the tests; a failure counts where the same test passes without the mutant."""
        started = time.monotonic()
        skipped: set[str] = set()
        while True:
            without = [option for test in sorted(skipped | self.broken) for option in ("--without", test)]
            failure = self._checkout.test(["--stages", ",".join(stages), *options, *without], _LIMIT)
            if failure is None or self._is_due_to(mutant, failure, stages):
                result.failure = failure
                break
            if failure.test in skipped:
                raise BrokenTestsError(failure.test)
            skipped.add(failure.test)
        result.seconds["+".join(stages)] = time.monotonic() - started

    def _is_due_to(self, mutant: Mutant, failure: Failure, stages: Sequence[str]) -> bool:
        """Whether a test passes without the mutant, and fails with it whenever it runs."""
        test = failure.test
        if test not in self._sound:
            self._checkout.write(mutant.path, mutant.text)
            if test:
                (self.broken if self._fails(test) else self._sound).add(test)
            else:
                self._start()
            self._checkout.write(mutant.path, mutant.changed)
        return test not in self.broken and (not test or stages == _QUICK or self._fails(test))

    def _start(self) -> None:
        """Finds all tests; raises BrokenTestsError where they do not start."""
        if failure := self._checkout.test(["--collect-only"], _LIMIT):
            raise BrokenTestsError(failure.message)

    def _fails(self, test: str) -> bool:
        return self._checkout.test(["--stages", ",".join((*_QUICK, *_SITE)), test], _LIMIT) is not None


def _names(mutant: Mutant) -> str:
    """A pattern that finds the files of the tests that are about the mutant's file."""
    path = Path(mutant.path)
    name = path.parent.name if path.stem == "__init__" else path.name.partition(".")[0]
    return rf"\b({re.escape(name)}|{'css|layout' if mutant.kind == 'styles' else re.escape(path.name)})\b"


def _differing(before: Path, after: Path) -> Iterator[str]:
    """The number of files in which two sites differ, and for the first of them the first line."""
    trees = [{path.relative_to(site).as_posix(): path for path in site.rglob("*") if path.is_file()} for site in (before, after)]
    names = sorted(trees[0].keys() | trees[1].keys())
    differing = [name for name in names if _bytes(trees[0].get(name)) != _bytes(trees[1].get(name))]
    if differing:
        yield f"{len(differing)} files"
    for name in [name for name in differing if not _LISTS.match(name)][:_SHOWN]:
        old, new = (_bytes(tree.get(name)).decode("utf-8", "replace").splitlines() for tree in trees)
        lines = (f"{name}: {a.strip()} → {b.strip()}" for a, b in zip_longest(old, new, fillvalue="") if a != b)
        yield next(lines, name)[:_LENGTH]


def _bytes(path: Path | None) -> bytes:
    return path.read_bytes() if path else b""
