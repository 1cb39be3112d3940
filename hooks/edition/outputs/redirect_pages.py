"""Light pages at addresses that lead elsewhere: those that have moved, and the short ones of numbered paragraphs."""

from __future__ import annotations

from collections.abc import Iterator

from ..references.references import numbered_units
from ..references.urls import language_prefix, short_address
from .content_security_policy import with_policy
from .inputs import Inputs


def files(inputs: Inputs) -> Iterator[tuple[str, bytes]]:
    """The pages in each language: path in the site, and content."""
    for source, target in redirects(inputs):
        for language, renderer in inputs.renderers.items():
            prefix, anchors = language_prefix(language), inputs.redirects.moved_anchors(source)
            html = renderer.forward(source, target, inputs.pages, anchors, f"{inputs.base}{prefix}{target}")
            yield f"{prefix}{source}index.html", with_policy(html).encode("utf-8")


def redirects(inputs: Inputs) -> Iterator[tuple[str, str]]:
    """The addresses that lead elsewhere, and where."""
    for unit in numbered_units(inputs.edition, inputs.links.units):
        target = inputs.links.resolve(unit.identifier)
        assert target
        yield short_address(int(unit.anchor[1:])), target.href
    yield from inputs.redirects.moved_pages()
