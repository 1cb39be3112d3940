"""Measures the tests with small changes to the sources: run as .venv/bin/python scripts/measuring/mutants.py --help."""

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]

if __name__ == "__main__":
    sys.path[:0] = [str(ROOT / "hooks"), str(ROOT / "scripts")]
    from measuring.mutation.command import main

    sys.exit(main(ROOT, sys.argv[1:]))
