"""The edition's colours where no style sheet reaches: in pictures, icons and manifests. See docs/assets/css/base.css."""

from __future__ import annotations

BAND = "#123c41"
ACCENT = "#86d0ca"
WHITE = "#ffffff"
PAPER = "#fdfcf9"


def mixed(ground: str, ink: str, part: float) -> tuple[int, int, int]:
    """A tone between two colours; `part` is that of the ink."""
    low, high = bytes.fromhex(ground[1:]), bytes.fromhex(ink[1:])
    red, green, blue = (round(a + (b - a) * part) for a, b in zip(low, high, strict=True))
    return red, green, blue
