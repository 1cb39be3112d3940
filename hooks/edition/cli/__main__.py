"""Runs a command of the edition; called by scripts/edition."""

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
INTERRUPTED = 130

if __name__ == "__main__":
    try:
        # Within the guard: an interruption while this loads prints no traceback either.
        from .commands import main

        status = main(ROOT, sys.argv[1:])
    except KeyboardInterrupt:
        status = INTERRUPTED
    sys.exit(status)
