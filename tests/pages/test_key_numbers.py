"""The numbers that the home page shows of documents and registers."""

from __future__ import annotations

import re

from edition.pages.key_numbers import count_words, most_cited
from edition.site import Site
from support.folders import ROOT


def test_the_words_of_a_text_are_about_those_of_its_source(site: Site) -> None:
    for document in site.edition.documents:
        source = (ROOT / "content" / "sources" / document.head.source).read_text(encoding="utf-8")
        words = len(re.findall(r"\S*\w\S*", source))
        assert abs(count_words(site.links, document, "fr") - words) < 0.05 * words + 20, document.id


def test_the_most_cited_come_first(site: Site) -> None:
    for register in site.edition.registers:
        counts = [count for _, count in most_cited(site.links, register)]
        assert counts and counts == sorted(counts, reverse=True)
        assert 0 not in counts
