"""Runs `mkdocs serve`; where it fails, prints why, waits until a file changes, and runs it again."""

from __future__ import annotations

import os
import runpy
import signal
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "hooks"))

from edition.problems.exception_summary import summarize_exception  # noqa: E402  # found by the line above
from edition.serving.snapshot import git_lock_path, is_locked, take_snapshot  # noqa: E402

_WATCHED_PATHS = [ROOT / name for name in ("content", "docs", "hooks", "overrides", "mkdocs.yml")]
_POLL_INTERVAL = 0.3
_INTERRUPTED = 130
_interruptions: list[int] = []


def main() -> None:
    """Serves until interrupted."""
    # Before it serves, MkDocs reports an interruption as a failure.
    signal.signal(signal.SIGINT, _record_interruption)
    before = take_snapshot(_WATCHED_PATHS)
    if _serve() or _interruptions:
        return
    print("The site is not running. It restarts when a file changes (press Ctrl-C to stop)", file=sys.stderr)
    while take_snapshot(_WATCHED_PATHS) == before or is_locked(git_lock_path(ROOT)):
        time.sleep(_POLL_INTERVAL)
    os.execv(sys.executable, [sys.executable, *sys.orig_argv[1:]])  # noqa: S606  # the same program again


def _serve() -> bool:
    """Runs `mkdocs serve` until it ends; returns whether the site was served."""
    sys.argv = ["mkdocs", "serve", *sys.argv[1:]]
    try:
        runpy.run_module("mkdocs", run_name="__main__", alter_sys=True)
    except SystemExit as system_exit:
        return not system_exit.code
    except Exception as error:  # noqa: BLE001  # the code may raise anything while it is edited
        print(summarize_exception(error, ROOT), file=sys.stderr)
        return False
    return True


def _record_interruption(number: int, _: object) -> None:
    _interruptions.append(number)
    raise KeyboardInterrupt


if __name__ == "__main__":
    try:
        main()
    except KeyboardInterrupt:
        sys.exit(_INTERRUPTED)
