"""An edition while it is being worked on: the newest state of it that can be read, and all that is known to be wrong with it."""

from __future__ import annotations

import threading
from pathlib import Path

from ..checks import check_project
from ..problems.problem import ContentError, Problem
from ..site import Site, assemble
from .child_process import run_in_child


class LiveContent:
    """What is shown of the project at `root` while its files change.

    Reading takes a moment, holding what was read against every rule takes longer: `read` comes first, so that what was
    changed is seen at once, `judge` after it. `shown` is the newest site that could be read, `problems` what is known. Whoever
    reads or renders has the `lock`.
    """

    def __init__(self, root: Path) -> None:
        """Raises ContentError where there is nothing that could be shown."""
        self.root = root
        self.lock = threading.RLock()
        self.shown = assemble(root)
        self.problems: tuple[Problem, ...] = ()
        self._newest: Site | None = self.shown
        self._judged: Site | None = None
        # The first is taken for sound until one has been held against the rules.
        self._sound = self.shown

    def read(self) -> None:
        """Reads the content again. Where a file cannot be read, what was shown stays."""
        unreadable = self._newest is None
        try:
            self.shown = self._newest = assemble(self.root)
        except ContentError as error:
            self._newest, self.problems = None, error.problems
        else:
            # Other problems stay known until all rules have been looked at again.
            self.problems = () if unreadable else self.problems

    def judge(self) -> bool:
        """Holds what was read last against every rule; tells whether this changes what is known to be wrong."""
        site = self._newest
        if site is None or site is self._judged:
            return False
        all_found = run_in_child(lambda: check_project(site), lambda: self._newest is site, self.lock)
        if all_found is None or self._newest is not site:
            return False
        found = tuple(problem for problem in all_found if not problem.warning)
        before, self.problems, self._judged = self.problems, found, site
        if not found:
            self._sound = site
        return found != before

    def retreat(self) -> bool:
        """Shows the last site without problems again, where the newest has some; tells whether that is another one."""
        self.judge()
        if not self.problems or self._sound is self.shown:
            return False
        self.shown = self._sound
        return True
