"""An edition while it is edited: the newest state that can be loaded, its known problems and warnings."""

from __future__ import annotations

import threading
from pathlib import Path

from ..checks import check_project
from ..problems.problem import ContentError, Problem
from ..processes import BackgroundTask
from ..site import Site, load_site

_POLL_INTERVAL = 0.1
"""Seconds between two checks whether the problems are still needed."""


class LiveContent:
    """The site of the project at `root` while its files change.

    Loading is quick, checking takes longer: `reload` comes first, so that changes are displayed at once, `check` after it.
    `displayed_site` is the newest site that could be loaded, `problems` and `warnings` are those known of the newest content.
    A thread that loads or renders acquires `lock`.
    """

    def __init__(self, root: Path) -> None:
        """Raises ContentError where no site can be loaded."""
        self.root = root
        self.lock = threading.RLock()
        self.displayed_site = load_site(root, with_drafts=True)
        self.problems: tuple[Problem, ...] = ()
        self.warnings: tuple[Problem, ...] = ()
        self._newest: Site | None = self.displayed_site
        self._checked: Site | None = None
        # The first site is regarded as valid until one has been checked.
        self._last_valid = self.displayed_site

    def reload(self) -> None:
        """Loads the content again. Where a file cannot be read, the displayed site stays."""
        unreadable = self._newest is None
        try:
            self.displayed_site = self._newest = load_site(self.root, with_drafts=True)
        except ContentError as error:
            self._newest, self.problems, self.warnings = None, error.problems, ()
        else:
            # Other problems stay until the content has been checked again.
            self.problems = () if unreadable else self.problems

    def check(self) -> bool:
        """Checks the newest content against every rule; returns whether the known problems or warnings have changed."""
        site = self._newest
        if site is None or site is self._checked:
            return False
        # A lock that another thread holds would never be released in the copy of this process.
        with self.lock:
            checking = BackgroundTask(lambda: check_project(site))
        with checking:
            while not checking.wait(_POLL_INTERVAL):
                if self._newest is not site:
                    return False
            all_problems = checking.result()
        if self._newest is not site:
            return False
        before = self.problems, self.warnings
        self.problems = tuple(problem for problem in all_problems if not problem.warning)
        self.warnings = tuple(problem for problem in all_problems if problem.warning)
        self._checked = site
        if not self.problems:
            self._last_valid = site
        return before != (self.problems, self.warnings)

    def restore_last_valid(self) -> bool:
        """Displays the last site without problems, where the newest has some; returns whether the displayed site has changed."""
        self.check()
        if not self.problems or self._last_valid is self.displayed_site:
            return False
        self.displayed_site = self._last_valid
        return True
