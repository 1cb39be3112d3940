"""The golden files: outputs as they are committed, each compared by its name."""

from collections.abc import Callable

from support.folders import TESTS

GOLDEN = TESTS / "golden"
Same = Callable[[str, str], None]
