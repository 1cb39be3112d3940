"""The key numbers of the home page and of the pages of documents."""

from __future__ import annotations

from edition.pages.key_numbers import cited_entry_counts, key_numbers, most_cited
from edition.site import Site


def test_the_programme_shows_its_numbers_of_divisions_and_passages(site: Site) -> None:
    programme = site.edition.documents[0]
    divided, contents = key_numbers(site.links, programme, "fr")
    assert {one.name: one.count for one in divided} == {"outcome": 7, "output": 44, "enabler": 3}
    assert {one.name: one.count for one in contents[:2]} == {"number-passages": 204, "number-items": 339}


def test_a_short_text_counts_all_its_paragraphs(site: Site) -> None:
    leaflet = next(document for document in site.edition.documents if document.id == "m-power")
    divided, contents = key_numbers(site.links, leaflet, "en")
    assert not divided
    assert contents[0].count == 11


def test_a_text_counts_the_instruments_that_it_refers_to(site: Site) -> None:
    counts = {register.id: count for register, count in cited_entry_counts(site.links, site.edition.documents[0])}
    assert counts["instruments"] == 44


def test_the_most_cited_come_first(site: Site) -> None:
    for register in site.edition.registers:
        counts = [count for _, count in most_cited(site.links, register)]
        assert counts and counts == sorted(counts, reverse=True)
        assert 0 not in counts
