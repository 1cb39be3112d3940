"""Related pages: computed from what each page cites, explained by what both cite."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from edition.analysis.related import MAX_DIVISIONS, MAX_PASSAGES, MAX_SHARED, Similarity, SimilarityIndex
from edition.loading.loader import load_edition
from edition.references.references import Links
from edition.site import Site, prepare_site
from support.folders import ROOT
from support.small_project import Project

PROGRAMME = "programme-budget-2024-25"
PAIRS = [
    ("m-power", "outcome-1"),
    ("m-power", "outcome-2"),
    ("social-protection-floors", "outcome-6"),
    ("forced-labour", "output-1-4"),
    ("development-cooperation", "output-a-4"),
]


@pytest.fixture(scope="module")
def related(site: Site) -> SimilarityIndex:
    """The related pages of the real edition."""
    return SimilarityIndex(site.links)


def family(related: SimilarityIndex, division: str) -> set[str]:
    """A division and those within it."""
    document, found = related.divisions[f"{PROGRAMME}/{division}"]
    return {f"{document.id}/{one.head.id}" for one in found.walk()}


def rounded(found: list[Similarity]) -> list[tuple[str, float, tuple[str, ...]]]:
    return [(near.identifier, round(near.score, 3), near.shared) for near in found]


def test_the_score_is_the_cosine_of_the_citations_of_two_pages(citing: Project) -> None:
    related = SimilarityIndex(Links(load_edition(citing.root)))
    # Three of four pages cite C98 and decent work, so that both are equally telling; C87, cited by one, is left out.
    # The output cites each once, weighing 1.5 (a reference) and 1 (a term); the leaflet decent work twice: 1.5 and 2.
    score = round((1.5 * 1.5 + 1 * 2) / ((1.5**2 + 1**2) ** 0.5 * (1.5**2 + 2**2) ** 0.5), 3)
    both = ("C98", "terms/decent-work")
    assert rounded(related.similar_divisions("leaflet")) == [
        ("report/introduction", score, both),
        ("report/output-1-1", score, both),
    ]
    # The passage cites the same as the output (1); with its text, whose score is as above, the two make a geometric mean.
    assert rounded(related.similar_passages("report/output-1-1")) == [("leaflet/p1", round(score**0.5, 3), both)]


def test_one_shared_citation_does_not_relate_two_pages(citing: Project) -> None:
    citing.replace("leaflet/document.yml", "[encadré](ref:C98)", "encadré")
    assert SimilarityIndex(Links(load_edition(citing.root))).similar_divisions("leaflet") == []


def test_a_reference_in_a_title_counts_four_times(citing: Project) -> None:
    citing.replace("report/outcome-1/output-1-1.yml", "Capacité accrue", "Le travail décent")
    # Decent work now weighs 5 in the output, 2 in the leaflet, 1 in the introduction.
    score = round((1.5 * 1.5 + 5 * 2) / ((1.5**2 + 5**2) ** 0.5 * (1.5**2 + 2**2) ** 0.5), 3)
    found = {near.identifier: near for near in SimilarityIndex(Links(load_edition(citing.root))).similar_divisions("leaflet")}
    assert round(found["report/output-1-1"].score, 3) == score
    assert found["report/output-1-1"].shared == ("terms/decent-work", "C98")


def test_a_page_ends_with_related_pages_and_the_reasons(citing: Project) -> None:
    site = prepare_site(citing.root)
    leaflet = site.renderers["fr"].render_page(site.pages["leaflet/"])
    assert [heading.anchor for heading in leaflet.headings][-1] == "related"
    end = leaflet.html[leaflet.html.index('<section class="related"') :]
    assert '<a href="../report/output-1-1/" data-pair="related-report/output-1-1"><span class="kind">Produit 1.1.</span>' in end
    assert '<span class="text">Rapport</span>' in end
    assert (
        '<p class="shared">Citent tous deux\u00a0: <a href="../instruments/c98/" '
        'title="Convention (n°\u00a098) sur la négociation collective">C98</a>'
        '\u00a0· <a href="../glossary/decent-work/">Travail décent</a></p>'
    ) in end
    output = site.renderers["en"].render_page(site.pages["report/output-1-1/"]).html
    end = output[output.index('<section class="related"') :]
    assert '<a href="../../leaflet/#p1">Leaflet, §\u00a01</a>' in end
    assert '<p class="excerpt" data-pair="related-leaflet/p1">A box on decent work follows.</p>' in end
    assert '<p class="shared">Both cite: <a href="../../instruments/c98/"' in end
    assert end.index('<section class="related"') < end.index('<nav class="neighbours"')


def test_a_page_without_related_pages_has_no_list_of_them(project: Project) -> None:
    site = prepare_site(project.root)
    assert not any('id="related"' in site.renderers["fr"].render_page(page).html for page in site.pages.values())


@pytest.mark.parametrize(("text", "division"), PAIRS)
def test_a_text_is_related_to_the_divisions_on_its_subject(related: SimilarityIndex, text: str, division: str) -> None:
    found = {near.identifier for near in related.similar_divisions(text)}
    assert found & family(related, division), found


@pytest.mark.parametrize(("text", "division"), PAIRS)
def test_a_division_shows_passages_of_the_texts_on_its_subject(related: SimilarityIndex, text: str, division: str) -> None:
    found = {near.identifier.split("/")[0] for near in related.similar_passages(f"{PROGRAMME}/{division}")}
    assert text in found


def test_two_outputs_list_the_conventions_that_both_cite(related: SimilarityIndex) -> None:
    shared = {near.identifier: near.shared for near in related.similar_divisions(f"{PROGRAMME}/output-5-1")}
    assert shared[f"{PROGRAMME}/output-1-1"] == ("terms/ratification", "C155", "C187")


def test_related_pages_are_few_and_list_specific_citations_first(site: Site, related: SimilarityIndex) -> None:
    texts = [document.id for document in site.edition.documents if not document.groups]
    assert len(related.divisions) == 57 and len(texts) == 4
    assert sum(bool(related.similar_divisions(page)) for page in related.divisions) > 50
    for page in (*related.divisions, *texts):
        divisions, passages = related.similar_divisions(page), related.similar_passages(page) if page in related.divisions else []
        assert len(divisions) <= MAX_DIVISIONS and len(passages) <= MAX_PASSAGES
        assert page not in {near.identifier for near in divisions}
        for near in (*divisions, *passages):
            assert 1 <= len(near.shared) <= MAX_SHARED
            assert near.shared[0] not in ("united-nations", "sdgs", "turin-centre", "terms/constituents")


@pytest.mark.thorough
def test_related_pages_are_the_same_in_every_run() -> None:
    script = (
        "import sys; from pathlib import Path; sys.path.insert(0, 'hooks')\n"
        "from edition.references.references import Links; from edition.loading.loader import load_edition; from edition.analysis.related import SimilarityIndex\n"
        "related = SimilarityIndex(Links(load_edition(Path('.'))))\n"
        "print([(related.similar_divisions(page), related.similar_passages(page)) for page in related.divisions])"
    )
    runs = {
        subprocess.run(
            [sys.executable, "-c", script],
            cwd=ROOT,
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2", "3")
    }
    assert len(runs) == 1
