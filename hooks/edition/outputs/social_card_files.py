"""The social images of the pages."""

from __future__ import annotations

from collections.abc import Iterator

from .inputs import Inputs
from .social_cards import CACHE_FOLDER, card_images


def make_files(inputs: Inputs) -> Iterator[tuple[str, bytes]]:
    """Yields the social image of each page: path in the site, and content."""
    for language in inputs.renderers:
        pages = (page for page in inputs.metadata if page.language == language)
        cards = {page.social_image.path: page.social_image.card for page in pages if page.social_image}
        if cards:
            yield from card_images(cards, inputs.root / CACHE_FOLDER / language)
