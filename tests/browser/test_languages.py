"""The site in a real browser: figures, languages, indexes and commitments, as their readers use them."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from support.built_site import run_mkdocs
from support.small_project import Project
from support.web_server import serve


@pytest.fixture(params=[(375, "dark"), (1440, "light")], ids=lambda p: f"{p[0]} {p[1]}")
def page(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Page]:
    """A window of a width and colour scheme."""
    width, scheme = request.param
    context = browser.new_context(viewport={"width": width, "height": 800}, color_scheme=scheme)
    yield context.new_page()
    context.close()


def test_the_synoptic_figure_leads_to_its_outcomes(page: Page, served: str) -> None:
    page.goto(served + "programme-budget-2024-25/agenda/")
    shown = page.locator("svg.drawn:visible")
    assert shown.count() == 1
    box = shown.bounding_box()
    assert box and box["x"] >= 0 and box["x"] + box["width"] <= page.evaluate("innerWidth")
    texts = shown.locator("a text").all()
    assert len(texts) >= 10
    for text in texts:
        inner, outer = text.bounding_box(), text.locator("xpath=../*[local-name()='rect']").bounding_box()
        assert inner and outer and inner["width"] <= outer["width"] and inner["height"] <= outer["height"]
    shown.locator("a").nth(1).click()
    page.wait_for_url("**/programme-budget-2024-25/outcome-2/")


def test_a_short_address_leads_to_its_paragraph(page: Page, served: str) -> None:
    page.goto(served + "en/p/28/")
    page.wait_for_url("**/en/programme-budget-2024-25/output-1-1/#p28")
    assert page.locator("#p28").is_visible()


def test_both_languages_stand_side_by_side_unit_by_unit(page: Page, served: str) -> None:
    page.goto(served + "programme-budget-2024-25/output-1-1/#p28")
    button = page.get_by_role("button", name="Français et anglais côte à côte")
    button.focus()
    page.keyboard.press("Enter")
    page.wait_for_selector("html.both")
    unit = page.locator("#p28-2")
    assert unit.locator(".mine").get_attribute("lang") == "fr" and unit.locator(".other").get_attribute("lang") == "en"
    assert unit.locator(".mine").inner_text().startswith("examiner les législations")
    assert unit.locator(".other").inner_text().startswith("examine national law and practice")
    assert page.locator("h1 .other").inner_text().startswith("Output 1.1.")
    mine, other = unit.locator(".mine").bounding_box(), unit.locator(".other").bounding_box()
    assert mine and other
    if page.evaluate("innerWidth") > 1000:
        assert mine["x"] + mine["width"] <= other["x"]
    else:
        assert mine["y"] + mine["height"] <= other["y"]
    assert page.url.endswith("/output-1-1/?view=both#p28") and button.get_attribute("aria-pressed") == "true"


def test_side_by_side_is_remembered_and_has_an_address(page: Page, served: str) -> None:
    page.goto(served + "en/m-power/?view=both")
    page.wait_for_selector("html.both")
    assert page.locator("#p9-3 .other").inner_text().startswith("S’attaquer aux obstacles")
    page.goto(served + "en/forced-labour/")
    assert page.locator("html.both").count() == 0
    page.get_by_role("button", name="French and English side by side").click()
    page.wait_for_selector("html.both")
    page.goto(served + "en/development-cooperation/")
    page.wait_for_selector("html.both")
    links = page.locator(".other a[href]").evaluate_all("links => links.map(link => link.href)")
    assert links and all(link.startswith(served) and not link.startswith(served + "en/") for link in links)
    page.get_by_role("button", name="French and English side by side").click()
    page.reload()
    assert page.locator("html.both").count() == 0


def test_without_script_there_is_a_link_to_the_other_language(browser: Browser, served: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(served + "en/programme-budget-2024-25/output-1-1/")
    assert page.locator("button[data-both]").is_hidden()
    page.get_by_role("link", name="Lire en français").first.click()
    assert page.url == served + "programme-budget-2024-25/output-1-1/"
    context.close()


def test_the_language_switcher_keeps_its_place(page: Page, served: str) -> None:
    page.goto(served + "programme-budget-2024-25/output-1-5/#p40")
    page.locator("article a[data-other]").click()
    page.wait_for_url("**/en/programme-budget-2024-25/output-1-5/#p40")
    page.locator("header a[hreflang=fr]").first.evaluate("link => link.click()")
    page.wait_for_url(served + "programme-budget-2024-25/output-1-5/#p40")


def test_an_acronym_gives_its_full_form(page: Page, served: str) -> None:
    page.goto(served + "en/programme-budget-2024-25/output-5-1/")
    acronym = page.locator("article abbr[tabindex='0']", has_text="OSH").first
    assert acronym.get_attribute("title") == "Occupational safety and health"
    acronym.focus()
    shown = acronym.evaluate("element => getComputedStyle(element, '::after').content")
    assert shown == '"Occupational safety and health"'


def test_commitments_are_filtered_counted_sorted_and_shared(page: Page, served: str) -> None:
    page.goto(served + "en/commitments/")
    status, rows = page.locator("form.explorer [role=status]"), page.locator("table.commitments tbody tr:has(td)")
    assert status.inner_text() == "339 of 339" and rows.count() == 339
    page.get_by_label("Outcome / enabler").select_option("outcome-1")
    shown = rows.count()
    assert 0 < shown < 339 and status.inner_text() == f"{shown} of 339"
    option = page.locator("select[name=level] option[value=global]").inner_text()
    page.locator("select[name=level]").select_option("global")
    assert option == f"Global ({rows.count()})"
    page.get_by_label("Search within the texts").fill("ratifi C155")
    page.wait_for_function("location.search === '?q=ratifi+C155&above=outcome-1&level=global'")
    page.reload()
    assert page.locator("select[name=level]").input_value() == "global"
    page.get_by_role("button", name="Clear all").click()
    page.wait_for_function("document.querySelector('form.explorer [role=status]').textContent === '339 of 339'")
    page.get_by_label("Group by").select_option("level")
    expect(page.locator("table.commitments tbody th").first).to_have_text(re.compile(r"^Country level \("))


def test_without_script_the_whole_table_is_there(browser: Browser, served: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(served + "commitments/")
    assert page.locator("table.commitments tbody tr").count() == 339 and page.locator("form.explorer").is_hidden()
    context.close()


@pytest.fixture
def stale(whole: Project) -> Iterator[str]:
    """The address of the small site, built after one French item has been changed."""
    whole.replace("report/outcome-1/output-1-1.yml", "            agir.", "            agir vite.")
    whole.replace("sources/report.txt", " - agir.", " - agir vite.")
    done = run_mkdocs(whole.root, "build", "--strict", "--quiet")
    assert (done.returncode, done.stderr) == (0, "")
    yield from serve(whole.root / "site", "")


def test_a_translation_that_lags_behind_says_so_and_shows_what_changed(browser: Browser, stale: str) -> None:
    context = browser.new_context()
    page = context.new_page()
    page.goto(stale + "en/report/output-1-1/")
    notices = page.locator("details.stale")
    assert notices.count() == 1 and page.locator("#p3-2 details.stale").count() == 1
    assert notices.locator("summary").is_visible() and not notices.locator("ins").first.is_visible()
    notices.locator("summary").click()
    assert notices.locator("del").all_inner_texts() == ["agir."]
    assert notices.locator("ins").all_inner_texts() == ["agir vite."]
    assert notices.locator("[lang=fr]").count() == 1
    page.goto(stale + "report/output-1-1/")
    assert page.locator("details.stale").count() == 0
    context.close()
