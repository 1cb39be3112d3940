"""Related pages: computed from what each page cites, explained by what both cite."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from edition.analysis import related as related_module
from edition.analysis.related import MAX_RELATED, MAX_SHARED, Similarity, SimilarityIndex
from edition.loading.loader import load_edition
from edition.references.references import Links
from edition.site import Site, prepare_site
from support.folders import ROOT
from support.small_project import Project

PROGRAMME = "programme-budget-2024-25"
PAIRS = [
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


def test_the_score_is_the_cosine_of_the_citations_of_two_pages(citing_in_common: Project) -> None:
    related = SimilarityIndex(Links(load_edition(citing_in_common.root)))
    # Three of four pages cite C98 and decent work, so that both are equally telling; C87, cited by one, is left out.
    # The output cites C98 once, which weighs 1.5 as a reference, and decent work 5 times, 4 of them for its title;
    # the leaflet cites decent work twice. The introduction cites each once: it repeats nothing.
    leaflet, output = (1.5**2 + 2**2) ** 0.5, (1.5**2 + 5**2) ** 0.5
    score = (1.5 * 1.5 + 5 * 2) / (output * leaflet)
    both = ("terms/decent-work", "C98")
    assert rounded(related.similar_divisions("leaflet")) == [("report/output-1-1", round(score, 3), both)]
    # The passage cites decent work alone, once; with its text, whose score is as above, the two make a geometric mean.
    passage = ("leaflet/p2-1", round((5 / output * score) ** 0.5, 3), ("terms/decent-work",))
    assert rounded(related.similar_passages("report/output-1-1")) == [passage]


def test_what_most_pages_cite_relates_none(citing: Project) -> None:
    citing.replace("report/outcome-1/output-1-1.yml", "Capacité accrue", "Le travail décent")
    assert SimilarityIndex(Links(load_edition(citing.root))).similar_divisions("leaflet") == []


def test_pages_that_repeat_nothing_that_the_other_cites_are_not_related(citing_in_common: Project) -> None:
    citing_in_common.replace("report/outcome-1/output-1-1.yml", "Le travail décent", "Capacité accrue")
    related = SimilarityIndex(Links(load_edition(citing_in_common.root)))
    assert related.similar_divisions("leaflet") == [] and related.similar_passages("report/output-1-1") == []


@pytest.mark.thorough
def test_a_page_ends_with_related_pages_and_the_reasons(citing: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(related_module, "_MAX_FREQUENCY", 0.75)
    monkeypatch.setattr(related_module, "_MIN_MENTIONS", 1)
    site = prepare_site(citing.root)
    leaflet = site.renderers["fr"].render_page(site.pages["leaflet/"])
    assert [heading.anchor for heading in leaflet.headings][-1] == "related"
    end = leaflet.html[leaflet.html.index('<section class="related"') :]
    assert '<a href="../report/output-1-1/" data-pair="related-report/output-1-1"><span class="kind">Produit 1.1.</span>' in end
    assert '<span class="text">Rapport</span>' in end
    assert (
        '<p class="shared">Mentionnés dans les deux\u00a0: <a href="../instruments/c98/" '
        'title="Convention (n°\u00a098) sur la négociation collective">C98</a>'
        '\u00a0· <a href="../glossary/decent-work/">Travail décent</a></p>'
    ) in end
    output = site.renderers["en"].render_page(site.pages["report/output-1-1/"]).html
    end = output[output.index('<section class="related"') :]
    assert '<a href="../../leaflet/#p1">Leaflet, §\u00a01</a>' in end
    assert '<p class="excerpt" data-pair="related-leaflet/p1">A box on decent work follows.</p>' in end
    assert '<p class="shared">Both mention: <a href="../../instruments/c98/"' in end
    assert end.index('<section class="related"') < end.index('<nav class="neighbours"')


@pytest.mark.thorough
def test_a_page_without_related_pages_has_no_list_of_them(project: Project) -> None:
    site = prepare_site(project.root)
    assert not any('id="related"' in site.renderers["fr"].render_page(page).html for page in site.pages.values())


@pytest.mark.thorough
@pytest.mark.parametrize(("text", "division"), PAIRS)
def test_a_text_is_related_to_the_divisions_on_its_subject(related: SimilarityIndex, text: str, division: str) -> None:
    found = {near.identifier for near in related.similar_divisions(text)}
    assert found & family(related, division), found


@pytest.mark.thorough
@pytest.mark.parametrize(("text", "division"), PAIRS)
def test_a_division_shows_passages_of_the_texts_on_its_subject(related: SimilarityIndex, text: str, division: str) -> None:
    found = {near.identifier.split("/")[0] for near in related.similar_passages(f"{PROGRAMME}/{division}")}
    assert text in found


@pytest.mark.thorough
def test_two_outputs_list_the_conventions_that_both_cite(related: SimilarityIndex) -> None:
    shared = {near.identifier: near.shared for near in related.similar_divisions(f"{PROGRAMME}/output-5-1")}
    assert shared[f"{PROGRAMME}/output-1-4"] == (
        "terms/safe-and-healthy-working-environment",
        "terms/fundamental-principles-and-rights-at-work",
        "C155",
    )


@pytest.mark.thorough
def test_what_is_rare_relates_the_pages_that_are_about_it(related: SimilarityIndex) -> None:
    assert [near.shared for near in related.similar_divisions("forced-labour")] == [("terms/forced-labour",)]
    supply_chains = {near.identifier: near.shared for near in related.similar_divisions(f"{PROGRAMME}/output-7-5")}
    assert supply_chains[f"{PROGRAMME}/output-4-2"] == ("terms/supply-chains",)


@pytest.mark.thorough
def test_related_pages_are_few_and_their_reasons_rare(site: Site, related: SimilarityIndex) -> None:
    texts = [document.id for document in site.edition.documents if not document.groups]
    assert len(related.divisions) == 57 and len(texts) == 4
    pages = [*related.divisions, *texts]
    found = {page: related.similar_divisions(page) + related.similar_passages(page) for page in pages}
    assert all(
        len(similar) <= MAX_RELATED == 4 and page not in {near.identifier for near in similar} for page, similar in found.items()
    )
    assert 10 <= sum(not similar for similar in found.values()) <= 20
    reasons = {name for similar in found.values() for near in similar for name in near.shared}
    assert all(1 <= len(near.shared) <= MAX_SHARED for similar in found.values() for near in similar)
    for name in reasons:
        citing = {site.links.page_of(citation.unit).identifier for citation in site.links.citations[name]} & set(pages)
        assert len(citing) < len(pages) / 3, name
    assert not {name for name in reasons if name.startswith("themes/")}


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
