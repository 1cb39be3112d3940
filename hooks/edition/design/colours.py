"""The edition's colours for images, icons and manifests, which no style sheet reaches; see docs/assets/css/base.css."""

from __future__ import annotations

BAND = "#123c41"
ACCENT = "#86d0ca"
WHITE = "#ffffff"
PAPER = "#fdfcf9"


def mix(ground: str, ink: str, ink_share: float) -> tuple[int, int, int]:
    """Returns the mixture of two colours; `ink_share`, from 0 to 1, is the share of `ink`."""
    low, high = bytes.fromhex(ground[1:]), bytes.fromhex(ink[1:])
    red, green, blue = (round(a + (b - a) * ink_share) for a, b in zip(low, high, strict=True))
    return red, green, blue
