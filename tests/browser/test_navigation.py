"""A reader sees where they are: the outline, the breadcrumbs, the progress bar; addresses lead to their passage."""

from __future__ import annotations

import re
from typing import Literal

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from support.reading import OUTPUT, WHOLE, no_wider_than_the_screen
from support.visibility import covered, outside, press

AGENDA = "programme-budget-2024-25/agenda/"


def test_the_site_outline_shows_the_current_page_in_view(desk: Page, served: str) -> None:
    desk.goto(served + "programme-budget-2024-25/output-c-3/")
    expect(desk.locator("#site-outline [aria-current]")).to_be_in_viewport(ratio=1)
    assert desk.evaluate("scrollY") == 0


def test_the_breadcrumbs_stay_in_view_and_show_the_current_passage(desk: Page, served: str) -> None:
    desk.goto(served + OUTPUT)
    trail = desk.locator(".breadcrumbs")
    expect(trail.locator("a").nth(2)).to_have_attribute("title", re.compile(r"^Résultat 1\. "))
    assert trail.locator("[aria-current=page]").inner_text().startswith("Produit 1.1 Capacité accrue")
    expect(trail.locator(".here")).to_be_hidden()
    desk.locator("#p29-2 > .number").evaluate("number => number.scrollIntoView()")
    expect(trail.locator(".here")).to_have_text("§\u00a029 (2)")
    header, box = desk.locator(".md-header").bounding_box(), trail.bounding_box()
    assert header and box and round(box["y"]) == round(header["y"] + header["height"])
    assert trail.locator(".here").get_attribute("aria-hidden") == "true"


def test_the_passage_shown_is_the_one_that_is_read_not_the_last_lines_of_the_one_before(desk: Page, served: str) -> None:
    desk.goto(served + OUTPUT)
    lines_above = (
        "(unit, lines) => scrollTo({behavior: 'instant', top: unit.getBoundingClientRect().top + scrollY - 90 - lines * 25})"
    )
    for unit, lines, name in (("p29-2", 0, "29 (2)"), ("p29-2", 3, "29 (2)"), ("p29-2", 15, "29")):
        desk.locator(f"#{unit}").evaluate(lines_above, lines)
        expect(desk.locator(".breadcrumbs .here")).to_have_text(f"§\u00a0{name}")


def test_at_the_end_of_a_page_the_passage_shown_is_the_one_addressed(desk: Page, served: str) -> None:
    desk.set_viewport_size({"width": 1440, "height": 2600})
    desk.goto(served + OUTPUT + "#p29-4")
    expect(desk.locator(".breadcrumbs .here")).to_have_text("§\u00a029 (4)")
    assert desk.evaluate("scrollY + innerHeight >= document.documentElement.scrollHeight - 1")


@pytest.mark.parametrize("width", [375, 1440])
@pytest.mark.parametrize("path", [OUTPUT, WHOLE])
def test_an_item_that_is_addressed_is_shown_with_the_words_that_lead_to_it(
    browser: Browser, hosted: str, width: int, path: str
) -> None:
    window = browser.new_page(viewport={"width": width, "height": 812})
    window.goto(f"{hosted}{path}#p28-2")
    trail, lead, item = (window.locator(part) for part in (".breadcrumbs", "#p28", "#p28-2"))
    expect(trail.locator(".here")).to_have_text("§\u00a028 (2)")
    expect(lead).to_contain_text("Au niveau national, l’OIT apportera un appui aux mandants aux fins suivantes")
    for part in (lead, item):
        expect(part).to_be_in_viewport(ratio=1)
        assert not (problems := outside(part) + covered(part)), problems
    box, above = item.bounding_box(), trail.bounding_box()
    assert box and above and box["y"] - above["y"] < 812 / 2
    window.close()


def test_the_outline_follows_and_the_addressed_passage_is_below_the_breadcrumbs(desk: Page, served: str) -> None:
    desk.goto(served + OUTPUT + "#p29")
    expect(desk.locator(".md-nav--secondary [aria-current=location]")).to_have_text("Engagements au niveau mondial")
    trail, unit = desk.locator(".breadcrumbs").bounding_box(), desk.locator("#p29").bounding_box()
    assert trail and unit and 0 <= unit["y"] - trail["y"] - trail["height"] < 40
    desk.locator(".md-nav--secondary a[href='#p28-title']").click()
    expect(desk.locator(".md-nav--secondary [aria-current=location]")).to_have_text("Engagements au niveau national")


def test_a_phone_has_the_outline_under_the_title_and_the_breadcrumbs_on_one_line(phone: Page, served: str) -> None:
    phone.goto(served + AGENDA)
    outline = phone.locator(".on-this-page")
    outline.locator("summary").tap()
    outline.locator("a").nth(2).tap()
    phone.wait_for_url("**/agenda/#*")
    trail = phone.locator(".breadcrumbs").bounding_box()
    assert trail and trail["height"] < 40 and no_wider_than_the_screen(phone)


def test_the_outline_under_the_title_is_hidden_where_the_column_is_shown(desk: Page, served: str) -> None:
    desk.goto(served + AGENDA)
    expect(desk.locator(".md-nav--secondary")).to_be_visible()
    expect(desk.locator(".on-this-page")).to_be_hidden()


@pytest.mark.parametrize("motion", ["no-preference", "reduce"])
def test_the_progress_bar_grows_with_reading_unless_motion_is_reduced(
    browser: Browser, served: str, motion: Literal["no-preference", "reduce"]
) -> None:
    context = browser.new_context(viewport={"width": 1440, "height": 800}, reduced_motion=motion)
    page = context.new_page()
    page.goto(served + OUTPUT)
    style = "getComputedStyle(document.querySelector('.breadcrumbs'), '::after')"
    if motion == "reduce":
        assert page.evaluate(f"{style}.content") == "none"
    else:
        assert page.evaluate(f"new DOMMatrix({style}.transform).a") == 0
        page.evaluate("scrollTo(0, document.documentElement.scrollHeight)")
        page.wait_for_function(f"new DOMMatrix({style}.transform).a > .99")
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


@pytest.mark.parametrize(("width", "path", "anchor"), [(375, OUTPUT, "p28-4"), (375, WHOLE, "p123-4"), (1440, WHOLE, "p28-5")])
@pytest.mark.parametrize("view", ["", "?view=both"])
def test_an_item_far_from_the_words_that_lead_to_it_repeats_them(
    browser: Browser, hosted: str, width: int, path: str, anchor: str, view: str
) -> None:
    context = browser.new_context(viewport={"width": width, "height": 667}, permissions=["clipboard-read", "clipboard-write"])
    window = context.new_page()
    window.goto(f"{hosted}{path}{view}#{anchor}")
    lead_in, item = window.locator(f"#{anchor} > .lead-in"), window.locator(f"#{anchor}")
    expect(lead_in).to_have_text("Au niveau national, l’OIT apportera un appui aux mandants aux fins suivantes\u00a0: …")
    number, words = item.locator(".number").bounding_box(), lead_in.bounding_box()
    assert not (problems := covered(lead_in)), problems
    assert (
        number
        and words
        and words["x"] >= 0
        and words["x"] + words["width"] <= width
        and words["y"] + words["height"] <= number["y"] + 2
    )
    window.emulate_media(media="print")
    expect(lead_in).to_be_hidden()
    context.close()


@pytest.mark.parametrize("width", [375, 1440])
@pytest.mark.parametrize(
    ("path", "anchor"), [("programme-budget-2024-25/outcome-5/", "outcome-5-brief-1"), (WHOLE, "output-5-3"), (OUTPUT, "p28")]
)
def test_an_address_leads_to_its_passage_where_both_languages_are_side_by_side(
    browser: Browser, hosted: str, width: int, path: str, anchor: str
) -> None:
    window = browser.new_page(viewport={"width": width, "height": 812})
    window.goto(f"{hosted}{path}?view=both#{anchor}")
    window.locator("html.both").wait_for(state="attached")
    window.evaluate(
        "new Promise((done) => { let left = 30; (function wait() { left-- ? requestAnimationFrame(wait) : done(); })(); })"
    )
    bar, place = window.locator(".breadcrumbs").bounding_box(), window.locator(f"#{anchor}").bounding_box()
    assert bar and place and 0 <= place["y"] - bar["y"] - bar["height"] < 100
    window.close()


@pytest.mark.parametrize(("width", "height"), [(375, 667), (720, 450)])
def test_the_menu_opens_at_the_current_page_and_can_be_closed_from_there(
    browser: Browser, hosted: str, width: int, height: int
) -> None:
    window = browser.new_page(viewport={"width": width, "height": height})
    window.goto(f"{hosted}programme-budget-2024-25/output-c-3/")
    press(window.locator(".md-header__button.menu"))
    current = window.locator("#site-outline [aria-current=page]")
    expect(current).to_be_in_viewport(ratio=1)
    press(window.locator("#site-outline").get_by_role("button", name="Fermer"))
    expect(current).to_be_hidden()
    window.close()


def test_a_whole_text_is_marked_in_the_menu(desk: Page, hosted: str) -> None:
    desk.goto(hosted + WHOLE)
    expect(desk.locator("#site-outline [aria-current]")).to_have_text("Programme et budget 2024-25\u00a0: aperçu préliminaire")


def test_the_name_of_a_heading_is_its_text(desk: Page, served: str) -> None:
    desk.goto(served + OUTPUT)
    expect(desk.get_by_role("heading", name="Engagements au niveau national", exact=True)).to_be_visible()


@pytest.mark.parametrize("width", [375, 1440])
def test_the_text_of_an_addressed_item_stays_in_its_place_when_words_are_repeated_above_it(
    browser: Browser, hosted: str, width: int
) -> None:
    window = browser.new_page(viewport={"width": width, "height": 667})
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    window.route("**/reading/addressed_passage.js", hold)
    with window.expect_request("**/reading/addressed_passage.js"):
        window.goto(f"{hosted}{OUTPUT}#p28-5", wait_until="domcontentloaded")
    window.evaluate("document.fonts.ready.then(() => undefined)")
    window.wait_for_function("() => scrollY > 0")
    number = window.locator("#p28-5 > .number")
    before = number.bounding_box()
    held[0].continue_()
    expect(window.locator("#p28-5 > .lead-in")).to_be_visible()
    after = number.bounding_box()
    assert before and after and abs(after["y"] - before["y"]) <= 2
    window.close()
