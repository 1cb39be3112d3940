"""Runs `mkdocs serve`; where it fails, says why, waits until a file changes, and runs it again."""

from __future__ import annotations

import os
import runpy
import signal
import sys
import time
from pathlib import Path
from types import FrameType

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "hooks"))

from edition.failure import summary  # noqa: E402
from edition.snapshot import git_lock, locked, snapshot  # noqa: E402

_WATCHED = [ROOT / name for name in ("content", "docs", "hooks", "overrides", "mkdocs.yml")]
_POLLING = 0.3
_INTERRUPTED = 130
_interrupted: list[int] = []


def main() -> int:
    """Serves until interrupted."""
    # MkDocs makes an error of an interruption before it serves.
    signal.signal(signal.SIGINT, _interrupt)
    before = snapshot(_WATCHED)
    sys.argv = ["mkdocs", "serve", *sys.argv[1:]]
    try:
        runpy.run_module("mkdocs", run_name="__main__", alter_sys=True)
    except SystemExit as ended:
        if _interrupted or not ended.code:
            return _INTERRUPTED if ended.code else 0
    except Exception as error:
        print(summary(error, ROOT), file=sys.stderr)
    print("The site is not up. This waits for a change of its files, then tries again (Ctrl-C stops)", file=sys.stderr)
    while snapshot(_WATCHED) == before or locked(git_lock(ROOT)):
        time.sleep(_POLLING)
    os.execv(sys.executable, [sys.executable, *sys.orig_argv[1:]])


def _interrupt(number: int, frame: FrameType | None) -> None:
    _interrupted.append(number)
    raise KeyboardInterrupt


if __name__ == "__main__":
    try:
        sys.exit(main())
    except KeyboardInterrupt:
        sys.exit(_INTERRUPTED)
