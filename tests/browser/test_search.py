"""The search in a browser: its dialog by keyboard, its page by address, and the queries that it understands."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, Page, expect

from measuring import search as measures
from support.folders import ROOT
from support.visibility import press

PROGRAMME = "programme-budget-2024-25"
FIRST, TOP3 = 0.98, 0.99
"""The parts of the committed queries that are answered first, and within the first three; they may only rise."""


@pytest.fixture(scope="module")
def window(browser: Browser) -> Iterator[tuple[Page, list[str]]]:
    """A window that keeps what it has fetched, as that of a reader does, and what it complains of."""
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    page, complaints = context.new_page(), list[str]()
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("console", lambda message: complaints.append(message.text) if message.type in ("error", "warning") else None)
    yield page, complaints
    context.close()


@pytest.fixture
def page(window: tuple[Page, list[str]]) -> Iterator[Page]:
    """The window, in which nothing is open or stored, and no error may occur."""
    page, complaints = window
    complaints.clear()
    yield page
    page.evaluate("sessionStorage.clear(), localStorage.clear()")
    page.goto("about:blank")
    page.mouse.move(0, 0)
    assert complaints == []


def look(page: Page, served: str, query: str, language: str = "") -> list[str]:
    """The units that a query finds on the search page."""
    page.goto(f"{served}{language}search/")
    page.locator("[data-search-page] input[type=search]").fill(query)
    expect(page.locator(".search-status")).not_to_be_empty()
    page.wait_for_function("query => document.querySelector('.search-results').dataset.query === query.trim()", arg=query)
    return units_of(page, "[data-results]:not([hidden])")


def units_of(page: Page, selector: str) -> list[str]:
    """The units of the results in a part of the page, in the order in which a reader sees them."""
    units: list[str] = page.locator(selector).locator("a").evaluate_all("links => links.map(link => link.dataset.unit)")
    return units


def texts(page: Page) -> list[str]:
    """The units in the list of passages."""
    return units_of(page, "[data-results=texts]:not([hidden])")


def entries(page: Page) -> list[str]:
    """The units in the box of definitions and indexes."""
    return units_of(page, "[data-results=entries]:not([hidden])")


def opened(page: Page, address: str, key: str = "/") -> None:
    """Opens the dialog by a key."""
    page.goto(address, wait_until="networkidle")
    page.keyboard.press(key)
    expect(page.get_by_role("combobox")).to_be_focused()


def test_the_committed_queries_are_answered(browser: Browser, served: str, report_figure: Callable[[str], None]) -> None:
    page = browser.new_page()
    answers = list(measures.run_queries(page, served, measures.read_queries(ROOT)))
    page.close()
    report_figure("\n".join(["committed queries:", *measures.count_answers(answers)]))
    reported = "\n".join(measures.summarize(answers))
    assert sum(answer.first for answer in answers) >= FIRST * len(answers), reported
    assert sum(answer.top3 for answer in answers) >= TOP3 * len(answers), reported


@pytest.mark.slow
def test_the_unseen_queries_are_counted_without_an_error(page: Page, served: str, report_figure: Callable[[str], None]) -> None:
    answers = list(measures.run_queries(page, served, measures.read_queries(ROOT, measures.UNSEEN_QUERIES)))
    report_figure("\n".join(["unseen queries:", *measures.count_answers(answers)]))


def test_nothing_of_the_search_is_fetched_before_it_is_used(page: Page, served: str) -> None:
    fetched: list[str] = []
    page.on("request", lambda request: fetched.append(request.url))
    page.goto(served, wait_until="networkidle")
    assert [url for url in fetched if "search" in url.removeprefix(served)] == []


def test_a_name_is_found_with_no_more_of_the_index_than_its_words(page: Page, served: str) -> None:
    fetched: list[str] = []
    page.on("request", lambda request: fetched.append(request.url))
    look(page, served, "§ 42", "en/")
    assert texts(page)[0] == f"{PROGRAMME}/p42"
    index = [url for url in fetched if url.endswith(".pf_index")]
    assert len(index) == 1  # The one with the sign and the number.


def test_a_number_leads_to_what_it_has_under_it_too(page: Page, served: str) -> None:
    look(page, served, "§ 37", "en/")
    assert texts(page) == [f"{PROGRAMME}/p37", f"{PROGRAMME}/p37-1", f"{PROGRAMME}/p37-2", f"{PROGRAMME}/p37-3"]
    look(page, served, "182", "en/")
    assert texts(page)[:3] == [f"{PROGRAMME}/p182", f"{PROGRAMME}/p182-1", f"{PROGRAMME}/p182-2"]
    look(page, served, "5.2", "en/")
    assert texts(page)[:2] == [f"{PROGRAMME}/output-5-2", f"{PROGRAMME}/p119"]


def test_a_dotted_number_is_not_the_number_with_its_digits(page: Page, served: str) -> None:
    for query in ("8.8", "cible 8.8", "ODD 8.8"):  # The texts name its indicators alone.
        look(page, served, query)
        assert entries(page)[:2] == ["sdg-8.8.1", "sdg-8.8.2"]
        assert "n° 88" not in page.locator(".search-results").inner_text().replace("\u00a0", " ")
    look(page, served, "8.7", "en/")
    assert f"{PROGRAMME}/p37-3" in texts(page)
    assert page.locator(".search-results mark").all_inner_texts()[0] == "8.7"
    assert "(87)" not in page.locator(".search-results").inner_text()
    look(page, served, "2.1", "en/")
    assert texts(page)[0] == f"{PROGRAMME}/output-2-1"
    assert "21 June" not in page.locator(".search-results").inner_text()


def test_of_what_is_named_exactly_nothing_is_said_to_be_missing(page: Page, served: str) -> None:
    look(page, served, "paragraphe 147")
    assert texts(page) == [f"{PROGRAMME}/p147"]
    expect(page.locator(".search-note")).to_be_hidden()


def test_a_slip_in_an_everyday_word_names_the_words_of_the_texts(page: Page, served: str) -> None:
    look(page, served, "licenciment")
    expect(page.locator(".search-note")).to_contain_text("Préserver l’emploi")


def test_a_convention_that_the_texts_do_not_cite_leads_to_its_subject(page: Page, served: str) -> None:
    look(page, served, "Convention No. 182", "en/")
    expect(page.locator(".search-note")).to_have_text(
        "“Convention No. 182” does not occur in the texts. Results for: Child labour."
    )
    expect(page.locator("[data-results=texts] .found-excerpt").first).to_contain_text("child labour", ignore_case=True)


def test_the_dialog_is_fetched_as_a_reader_approaches_its_button(page: Page, served: str) -> None:
    page.goto(served + "m-power/")
    with page.expect_response("**/search/dialog.js"):
        page.locator("a[data-search]").hover()
    assert page.locator("dialog").count() == 0


@pytest.mark.parametrize("key", ["/", "s"])
def test_a_key_opens_the_dialog_and_escape_returns_the_focus(page: Page, served: str, key: str) -> None:
    page.goto(served + "m-power/", wait_until="networkidle")
    link = page.locator("article .breadcrumbs a").first
    link.focus()
    page.keyboard.press(key)
    expect(page.get_by_role("combobox")).to_be_focused()
    assert page.get_by_role("combobox").input_value() == ""
    page.keyboard.press("Escape")
    expect(page.locator("dialog")).not_to_be_visible()
    expect(link).to_be_focused()


def test_results_are_grouped_announced_selected_by_arrows_and_opened_with_their_words_marked(page: Page, served: str) -> None:
    opened(page, served)
    page.keyboard.type("travail décent")
    options = page.get_by_role("option")
    # Of all that was typed: results of its beginning are shown before.
    shown = "q => document.querySelector('dialog .search-foot a').href.endsWith(new URLSearchParams({q}))"
    page.wait_for_function(shown, arg="travail décent")
    expect(options.first).to_be_visible()
    assert page.get_by_role("group").count() >= 2
    expect(page.locator("dialog [role=status]")).to_contain_text("résultats")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowUp")
    field = page.get_by_role("combobox")
    assert field.get_attribute("aria-activedescendant") == options.first.get_attribute("id")
    assert options.first.get_attribute("aria-selected") == "true"
    first = options.first.get_attribute("href")
    page.keyboard.press("Enter")
    page.wait_for_url(lambda address: address == str(first).partition("?")[0])
    page.wait_for_function("CSS.highlights.get('searched')?.size > 0")


def test_what_was_found_is_marked_as_a_whole_and_none_of_its_words_elsewhere(page: Page, served: str) -> None:
    page.goto(f"{served}programme-budget-2024-25/output-5-3/?highlight=travailleurs+des+plateformes#p123-2")
    marked = (
        "CSS.highlights.has('searched') && [...CSS.highlights.get('searched')].map((range) => range.toString().toLowerCase())"
    )
    while not (found := page.evaluate(marked)):
        page.evaluate("new Promise((done) => requestAnimationFrame(done))")
    assert found and set(found) == {"travailleurs des plateformes"}


def test_the_focus_stays_in_the_dialog(page: Page, served: str) -> None:
    opened(page, served)
    for _ in range(6):
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement === document.body || !!document.activeElement.closest('dialog')")


def test_an_identifier_leads_first_to_its_unit(page: Page, served: str) -> None:
    opened(page, served + "en/")
    page.keyboard.type("§42")
    expect(page.get_by_role("option").first).to_be_visible()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url("**/en/programme-budget-2024-25/**#p42")


@pytest.mark.parametrize(
    "query", ["l'économie informelle", "l’économie informelle", "economie informelle", "économies informelles"]
)
def test_elisions_accents_and_plurals_are_ignored(page: Page, served: str, query: str) -> None:
    look(page, served, query)
    assert texts(page)[0] == f"{PROGRAMME}/output-7-3"  # Its title has these words.
    assert entries(page)[0] == "terms/informal-economy"


def test_a_phrase_in_quotation_marks_is_found_word_for_word(page: Page, served: str) -> None:
    assert look(page, served, "«travailleurs gigognes»") == ["m-power/p9-3", "terms/gig-workers"]
    expect(page.locator(".found mark").first).to_have_text("travailleurs gigognes")


def test_words_of_the_other_language_are_understood_and_announced(page: Page, served: str) -> None:
    look(page, served, "forced labour")
    assert texts(page)[0] == f"{PROGRAMME}/p37-3"
    assert entries(page)[0] == "terms/forced-labour"
    expect(page.locator(".search-note")).to_have_text(
        "Ces textes emploient «\u00a0travail forcé\u00a0» pour «\u00a0forced labour\u00a0»."
    )


def test_a_typo_is_corrected_and_the_correction_can_be_declined(page: Page, served: str) -> None:
    look(page, served, "suply chains", "en/")
    assert texts(page)[:2] == [f"{PROGRAMME}/output-7-5", f"{PROGRAMME}/output-4-2"]
    expect(page.locator(".search-note")).to_contain_text("“suply” does not occur in the texts. Results for: supply chains.")
    page.locator(".search-note button").click()
    expect(page.locator(".search-note")).to_have_text("“suply” does not occur in the texts. Results for: chains.")


def test_an_empty_result_is_announced_with_alternatives(page: Page, served: str) -> None:
    assert look(page, served, "xyzzyqwv") == []
    expect(page.locator(".search-status")).to_have_text("Aucun résultat pour «\u00a0xyzzyqwv\u00a0».")
    other = page.locator(".search-rest a").get_attribute("href")
    assert other == served + "en/search/?q=xyzzyqwv"


def test_few_results_offer_the_same_search_in_the_other_language(page: Page, served: str) -> None:
    assert len(look(page, served, "travail", "en/")) == 1
    page.get_by_role("link", name="Run this search in French").click()
    page.wait_for_url("**/search/?q=travail")
    expect(page.locator(".found a").first).to_be_visible()
    expect(page.locator(".search-rest a")).to_have_count(0)


def test_typed_text_is_never_markup(page: Page, served: str) -> None:
    look(page, served, "<img src=x onerror=document.title='bad'>")
    assert page.locator(".search-rest img, .found img").count() == 0 and page.title() != "bad"


def test_every_query_and_facet_has_an_address_in_the_history(page: Page, served: str) -> None:
    page.goto(served + "search/?q=protection+sociale&level=national")
    page.wait_for_selector(".found li")
    national = page.locator(".found > li").count()
    assert set(texts(page)) and not entries(page)
    status = page.locator(".search-status").inner_text()
    box = page.locator("input[name=level][value=national]")
    assert box.is_checked() and national > 0
    assert page.locator("label[for=" + str(box.get_attribute("id")) + "] .count").inner_text() == status.split()[0]
    box.uncheck()
    page.wait_for_url(served + "search/?q=protection+sociale")
    expect(page.locator(".search-status")).not_to_have_text(status)
    page.go_back()
    expect(page.locator(".search-status")).to_have_text(status)


def test_facets_without_a_query_list_their_units(page: Page, served: str) -> None:
    page.goto(served + "en/search/?instrument=C155&kind=item")
    expect(page.locator(".found a")).to_have_count(1)
    expect(page.locator(".found a")).to_have_attribute("data-unit", "programme-budget-2024-25/p38-1")
    page.goto(served + "en/search/?document=m-power")
    expect(page.locator(".found a")).to_have_count(10)
    assert {unit.split("/")[0] for unit in texts(page)} == {"m-power"}


FACETS = {
    "": {
        "Texte": ("Programme et budget 2024-25 : aperçu préliminaire", "Coopération au développement"),
        "Résultat ou catalyseur": ("I. Introduction", "V. Prochaines étapes"),
        "Type": ("Résultats", "Thèmes"),
        "Niveau": ("National", "Mondial"),
        "Thème": ("Administration et inspection du travail", "Travail des enfants et travail forcé"),
        "Instrument": (
            "Appel mondial à l’action en vue d’une reprise centrée sur l’humain",
            "Résolution concernant la manière de faire progresser la justice sociale par le travail décent, 2016",
        ),
        "Cible ou indicateur des ODD": ("Cible 1.3", "Indicateur 8.8.2"),
    },
    "en/": {
        "Text": ("Programme and Budget 2024–25: preliminary overview", "Development cooperation"),
        "Outcome or enabler": ("I. Introduction", "V. Next steps"),
        "Type": ("Outcomes", "Themes"),
        "Level": ("Country level", "Global"),
        "Theme": ("Care economy", "Youth"),
        "Instrument": (
            "Building blocks for a comprehensive strategy on achieving decent work in supply chains, 2022",
            "Tripartite Declaration of Principles concerning Multinational Enterprises and Social Policy",
        ),
        "SDG target or indicator": ("Indicator 1.3.1", "Target 8.7"),
    },
}
"""The facets of a search for « travail » and “work”, in each the first and the last option."""


@pytest.mark.parametrize(("prefix", "query"), [("", "travail"), ("en/", "work")])
def test_each_facet_is_offered_with_its_options_in_order(page: Page, served: str, prefix: str, query: str) -> None:
    page.goto(f"{served}{prefix}search/?q={query}")
    facets = page.locator(".search-filters details[data-facet]")
    expect(facets.locator("summary")).to_have_text([*FACETS[prefix]])
    for place, (first, last) in enumerate(FACETS[prefix].values()):
        options = facets.nth(place).locator("label")
        expect(options.first).to_contain_text(first)
        expect(options.last).to_contain_text(last)


def test_more_results_are_shown_on_request(page: Page, served: str) -> None:
    look(page, served, "travail")
    for name, first, then in (("texts", 10, 20), ("entries", 4, 14)):
        part = page.locator(f"[data-results={name}]")
        assert part.locator("li").count() == first
        press(part.locator(".search-more"))
        expect(part.locator("li")).to_have_count(then)
        assert part.evaluate(
            "(part, first) => document.activeElement.closest('li') === part.querySelectorAll('li')[first]", first
        )


def test_without_scripts_the_search_links_to_the_outline_and_the_indexes(browser: Browser, served: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(served + "en/m-power/")
    page.locator("a[data-search]").click()
    assert page.url == served + "en/search/"
    expect(page.get_by_text("The search needs JavaScript.")).to_be_visible()
    assert page.locator("article a[href='../programme-budget-2024-25/']").is_visible()
    assert page.locator("article a[href='../glossary/']").is_visible()
    page.goto(served + "en/")
    expect(page.get_by_role("heading", name="The five texts")).to_be_visible()
    expect(page.locator(".front-search")).to_be_hidden()
    context.close()


def results(page: Page, served: str, query: str, language: str) -> tuple[list[str], list[str]]:
    """The passages and the entries that a query finds."""
    look(page, served, query, language)
    return texts(page), entries(page)


@pytest.mark.parametrize(
    ("language", "query", "passage", "entry"),
    [
        ("en/", "child labour", "p37-3", "terms/child-labour"),
        ("en/", "apprenticeship", "p77-5", "terms/quality-apprenticeships"),
        ("", "télétravail", "p121-5", "terms/telework"),
    ],
)
def test_a_word_is_answered_by_the_programme_then_by_the_box_of_entries(
    page: Page, served: str, language: str, query: str, passage: str, entry: str
) -> None:
    first, box = results(page, served, query, language)
    assert (first[0], box[0]) == (f"{PROGRAMME}/{passage}", entry)
    assert len(box) <= 4
    passages, definitions = (
        page.locator("[data-results=texts]").bounding_box(),
        page.locator("[data-results=entries]").bounding_box(),
    )
    assert passages and definitions and passages["y"] + passages["height"] <= definitions["y"]
    groups = [2 if "-brief-" in unit else int(not unit.startswith(PROGRAMME)) for unit in first]
    assert groups == sorted(groups)  # The principal text, the others, the summaries.


@pytest.mark.parametrize(
    ("language", "query", "entry"),
    [
        ("", "n°160", "C160"),
        ("", "convention n°155", "C155"),
        ("en/", "Convention No.155", "C155"),
        ("en/", "C155", "C155"),
        ("", "PPTD", "dwcp"),
        ("", "ILO", "ilo"),
        ("en/", "Turin Centre", "turin-centre"),
        ("en/", "UN INFO", "un-info"),
    ],
)
def test_an_identifier_an_acronym_or_a_proper_name_is_answered_by_its_entry_then_by_what_cites_it(
    page: Page, served: str, language: str, query: str, entry: str
) -> None:
    found = look(page, served, query, language)
    assert found[0] == entry
    assert all(unit in found for unit in texts(page)) and texts(page)
    if entry == "C155":
        assert sorted(texts(page)) == [f"{PROGRAMME}/{unit}" for unit in ("p116", "p27", "p38-1")]


def test_a_bare_number_is_answered_by_its_paragraph(page: Page, served: str) -> None:
    assert results(page, served, "155", "en/")[0][0] == f"{PROGRAMME}/p155"
    assert entries(page)[0] == "C155"


@pytest.mark.parametrize(
    ("language", "typed", "meant"),
    [
        ("", "déﬁcits", "déficits"),
        ("", "appren\u00adtissage", "apprentissage"),
        ("", "soustraitance", "sous-traitance"),
        ("", "d´égalité", "d’égalité"),
        ("", "convention\u00a0n°\u00a0155", "convention n° 155"),
        ("en/", "MPOWER", "M-POWER"),
        ("en/", "work\u200bplace", "workplace"),
    ],
)
def test_signs_that_nobody_sees_and_other_writings_change_nothing(
    page: Page, served: str, language: str, typed: str, meant: str
) -> None:
    found = results(page, served, meant, language)
    assert found[0]
    assert results(page, served, typed, language) == found


@pytest.mark.parametrize(
    ("language", "query", "passages", "entry", "searched"),
    [
        ("en/", "riders", {f"{PROGRAMME}/p123-2"}, "terms/platform-workers", "Platform workers"),
        (
            "",
            "les livreurs",
            {f"{PROGRAMME}/p123-2"},
            "terms/platform-workers",
            "Travailleurs des plateformes",
        ),
        ("", "sous-traitance", {f"{PROGRAMME}/output-7-5"}, "terms/supply-chains", "Chaînes d’approvisionnement"),
        ("", "smic", {f"{PROGRAMME}/p119", f"{PROGRAMME}/p120-1"}, "terms/minimum-wage", "Salaire minimum"),
        ("en/", "childminder", {f"{PROGRAMME}/p126-5"}, "terms/care-economy", "Care economy"),
        ("en/", "AI", {f"{PROGRAMME}/p166-5"}, "terms/artificial-intelligence", "Artificial intelligence"),
    ],
)
def test_an_everyday_word_finds_the_words_of_the_texts_and_the_page_names_them(
    page: Page, served: str, language: str, query: str, passages: set[str], entry: str, searched: str
) -> None:
    first, box = results(page, served, query, language)
    assert first[0] in passages
    assert box[0] == entry
    expect(page.locator(".search-note")).to_contain_text(searched)


@pytest.mark.parametrize(
    ("language", "query", "passage"),
    [
        pytest.param("en/", "informal economy", "output-7-3", id="a title with the words near each other"),
        pytest.param("", "apprentisage", "output-3-2", id="the title of the page that has the word most often"),
        pytest.param("en/", "new website", "p177-2", id="a passage before the summary of its page"),
        pytest.param("en/", "maternity leave", "p143-4", id="a rare word that was typed before the words of the texts"),
    ],
)
def test_the_first_passage_is_about_the_query(page: Page, served: str, language: str, query: str, passage: str) -> None:
    assert results(page, served, query, language)[0][0] == f"{PROGRAMME}/{passage}"


def test_a_name_finds_the_passages_with_the_other_names_of_its_entry(page: Page, served: str) -> None:
    first, box = results(page, served, "human trafficking", "en/")
    assert first[0] in ("forced-labour/p3-3", "forced-labour/p4-3", "forced-labour/p4-4")
    assert box[0] == "terms/trafficking-in-persons"


@pytest.mark.parametrize(
    ("language", "query", "passage", "searched"),
    [
        ("", "crèche", "p126-5", "Garde d’enfants"),
        ("en/", "hackers", "p194-5", "Cyberattacks"),
        ("en/", "how many projects", "p3", "Technical cooperation projects"),
    ],
)
def test_a_synonym_finds_the_words_of_the_texts_that_no_register_has(
    page: Page, served: str, language: str, query: str, passage: str, searched: str
) -> None:
    look(page, served, query, language)
    assert texts(page)[0].split("/")[1] == passage
    expect(page.locator(".search-note")).to_contain_text(searched)


def test_a_misspelt_everyday_word_is_corrected(page: Page, served: str) -> None:
    assert results(page, served, "livruers", "")[1][0] == "terms/platform-workers"


def test_words_that_stand_together_come_before_those_that_stand_apart(page: Page, served: str) -> None:
    look(page, served, "labour rights", "en/")
    excerpts = page.locator("[data-results=texts] li").all_inner_texts()
    together = ["labour rights" in " ".join(excerpt.lower().split()) for excerpt in excerpts]
    assert True in together
    assert together == sorted(together, reverse=True)


def test_a_sentence_is_answered_by_the_passages_that_have_most_of_it(page: Page, served: str) -> None:
    first, _ = results(page, served, "what does the ILO plan against forced labour", "en/")
    assert f"{PROGRAMME}/p37-3" in first or f"{PROGRAMME}/p38-1" in first


@pytest.mark.parametrize(
    "query",
    ["a" * 10_000, "travail " * 1_250, '"' + " " * 9_999, "«" * 10_000, "a-" * 5_000, "constructor " * 800, "\ue000\ue001" * 99],
)
def test_a_query_of_ten_thousand_characters_is_answered(page: Page, served: str, query: str) -> None:
    page.goto(f"{served}search/?q={quote(query)}")
    expect(page.locator(".search-results")).to_have_attribute("data-query", query[:300].strip())
    page.locator("[data-search-page] input[type=search]").fill("C155")
    expect(page.locator(".found a").first).to_have_attribute("data-unit", "C155")
