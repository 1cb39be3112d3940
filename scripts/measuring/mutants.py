"""Measures the tests with small changes to the sources."""

import sys
from pathlib import Path

from measuring.mutation.command import main

ROOT = Path(__file__).resolve().parents[2]

if __name__ == "__main__":
    sys.exit(main(ROOT, sys.argv[1:]))
