"""The pictures of pages where they are shared."""

from __future__ import annotations

from collections.abc import Iterator

from .inputs import Inputs
from .social_cards import CACHE, pictures


def files(inputs: Inputs) -> Iterator[tuple[str, bytes]]:
    """The picture of each page: path in the site, and content."""
    cards = {head.picture.path: head.picture.card for head in inputs.heads if head.picture}
    return pictures(cards, inputs.root / CACHE) if cards else iter(())
