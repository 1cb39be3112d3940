"""The publication of one build: from its new folder to the target."""

from __future__ import annotations

import secrets
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from .error import PublishingError
from .exchange import exchange, replace_in_two_steps, restore_target
from .lock import TargetLock
from .target import hidden_path, resolve_target


@dataclass(frozen=True)
class Publication:
    """A locked target, and the new folder next to it in which the site is built.

    The folder is made by `make_folder`, once its caller has the publication: a signal in between would leave it behind.
    """

    target: Path
    folder: Path
    _project: Path
    _lock: TargetLock

    @classmethod
    def begin(cls, site_dir: Path, project: Path) -> Publication:
        """Locks a target and restores it where a build was killed. Raises PublishingError where nothing can be published."""
        try:
            target = resolve_target(site_dir, project)
            target.parent.mkdir(parents=True, exist_ok=True)
            lock = TargetLock(hidden_path(target, "lock")).acquire(site_dir)
            restore_target(target, hidden_path(target, "old"))
        except OSError as error:
            raise PublishingError(error.filename or site_dir, "target-no-access", reason=error.strerror or error) from None
        publication = cls(target, hidden_path(target, f"new-{secrets.token_hex(4)}"), project, lock)
        if target.is_dir():
            publication._remove_leftovers()
        return publication

    def make_folder(self) -> Path:
        """Makes the folder in which the site is built, and returns it. Raises PublishingError."""
        try:
            self.folder.mkdir()
        except OSError as error:
            raise PublishingError(self.folder, "target-no-access", reason=error.strerror or error) from None
        return self.folder

    def publish(self) -> None:
        """Replaces the target by the finished folder. Raises PublishingError, and then leaves the last site in place."""
        try:
            # It may have changed during the build.
            resolve_target(self.target, self._project)
            if not self.target.exists():
                self.folder.rename(self.target)
            elif not exchange(self.folder, self.target):
                replace_in_two_steps(self.folder, self.target, hidden_path(self.target, "old"))
        except OSError as error:
            raise PublishingError(self.target, "target-no-access", reason=error.strerror or error) from None
        finally:
            # Once a site is in place, nothing that an exchange leaves behind is needed.
            if self.target.is_dir():
                self._remove_leftovers(include_new=True)
            self._lock.release()

    def discard(self) -> None:
        """Removes the folder of a build that is not to be published."""
        shutil.rmtree(self.folder, ignore_errors=True)
        self._lock.release()

    def _remove_leftovers(self, *, include_new: bool = False) -> None:
        for folder in self._leftovers():
            if include_new or folder != self.folder:
                shutil.rmtree(folder, ignore_errors=True)

    def _leftovers(self) -> Iterator[Path]:
        """Yields the folders that killed builds may have left; no other build is running, since the target is locked."""
        prefix = hidden_path(self.target, "new-").name
        yield from (path for path in self.target.parent.iterdir() if path.name.startswith(prefix))
        yield hidden_path(self.target, "old")
