"""The edition's commands for editors and maintainers; run as scripts/edition."""

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
INTERRUPTED = 130

if __name__ == "__main__":
    sys.path.insert(0, str(ROOT / "hooks"))
    try:
        # Within the guard: who changes their mind while this loads sees no traceback either.
        from commands import main

        status = main(ROOT, sys.argv[1:])
    except KeyboardInterrupt:
        status = INTERRUPTED
    sys.exit(status)
