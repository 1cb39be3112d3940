"""The social images of the pages."""

from __future__ import annotations

from collections.abc import Iterator

from .inputs import Inputs
from .social_cards import CACHE_FOLDER, card_images


def make_files(inputs: Inputs) -> Iterator[tuple[str, bytes]]:
    """Yields the social image of each page: path in the site, and content."""
    cards = {page.social_image.path: page.social_image.card for page in inputs.metadata if page.social_image}
    return card_images(cards, inputs.root / CACHE_FOLDER) if cards else iter(())
