"""Redirect pages: at moved addresses, and at the short addresses of numbered paragraphs."""

from __future__ import annotations

from collections.abc import Iterator

from ..references.references import numbered_units
from ..references.urls import language_prefix, short_address
from .content_security_policy import add_policy
from .inputs import Inputs


def make_files(inputs: Inputs) -> Iterator[tuple[str, bytes]]:
    """Yields the pages in each language: path in the site, and content."""
    for source, target in redirect_targets(inputs):
        for language, renderer in inputs.renderers.items():
            prefix, anchors = language_prefix(language), inputs.redirects.moved_anchors(source)
            html = renderer.render_redirect_page(source, target, inputs.pages, anchors, f"{inputs.base}{prefix}{target}")
            yield f"{prefix}{source}index.html", add_policy(html).encode("utf-8")


def redirect_targets(inputs: Inputs) -> Iterator[tuple[str, str]]:
    """Yields the redirected addresses, each with its target."""
    for unit in numbered_units(inputs.edition, inputs.links.units):
        target = inputs.links.resolve(unit.identifier)
        assert target
        yield short_address(int(unit.anchor[1:])), target.href
    yield from inputs.redirects.moved_pages()
