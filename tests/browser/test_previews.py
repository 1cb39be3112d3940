"""Previews of references, notes in the margin, and the full forms of acronyms."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page, expect

from support.reading import OUTPUT, WHOLE
from support.visibility import outside, press


def test_a_reference_shows_a_preview_on_hover(desk: Page, served: str) -> None:
    desk.goto(served + OUTPUT)
    link = desk.locator("#p27 a.reference").first
    fetched: list[str] = []
    desk.on("request", lambda request: fetched.append(request.url))
    link.hover()
    card = desk.locator(".preview")
    expect(card.locator(".preview-title")).to_have_text(
        "Convention (n°\u00a0155) sur la sécurité et la santé des travailleurs, 1981"
    )
    assert (
        card.locator(".preview-line").inner_text() and card.locator(".preview-cited").inner_text() == "Mentions\u00a0: 3 passages"
    )
    assert [url for url in fetched if "previews" in url] == [served + "previews/instruments.json"]
    card.locator(".preview-line").hover()
    desk.evaluate("() => new Promise((done) => setTimeout(done, 400))")  # Longer than the card waits before it leaves.
    expect(card).to_be_visible()
    card.locator(".preview-cited").click()
    desk.wait_for_url(served + "instruments/c155/#cited")


def test_a_reference_within_a_whole_text_shows_the_preview_of_its_part_and_stays_on_the_page(desk: Page, served: str) -> None:
    desk.goto(served + "en/" + WHOLE)
    link = desk.locator("article [data-page] a.reference[href='#outcome-2']:not(.other *)").first
    link.hover()
    expect(desk.locator(".preview .preview-title")).to_contain_text("Outcome 2.")
    link.click()
    desk.wait_for_url(served + "en/" + WHOLE + "#outcome-2")
    expect(desk.locator("#outcome-2-title")).to_be_in_viewport()


def test_a_preview_opens_on_focus_and_closes_on_blur_or_escape(desk: Page, served: str) -> None:
    desk.goto(served + "en/" + OUTPUT)
    first, second = (desk.locator("#p27 a.reference").nth(index) for index in (0, 1))
    desk.keyboard.press("Tab")  # The focus is now the keyboard's.
    first.focus()
    card = desk.locator(".preview")
    expect(card).to_contain_text("Occupational Safety and Health Convention, 1981")
    assert first.get_attribute("aria-describedby") == card.get_attribute("id")
    desk.keyboard.press("Tab")
    expect(card.locator(".preview-cited")).to_be_focused()
    desk.keyboard.press("Escape")
    expect(card).to_have_count(0)
    expect(first).to_be_focused()
    second.focus()
    expect(card).to_contain_text("Promotional Framework")
    desk.locator("#p29 > .number").focus()
    expect(card).to_have_count(0)
    assert second.get_attribute("aria-describedby") is None


def test_the_first_tap_shows_the_preview_and_the_second_follows_the_link(phone: Page, served: str) -> None:
    phone.goto(served + "en/" + OUTPUT)
    link = phone.locator("#p27 a.reference").first
    link.tap()
    card = phone.locator(".preview")
    expect(card).to_be_visible()
    box = card.bounding_box()
    assert box and box["x"] >= 0 and box["x"] + box["width"] <= 375 and phone.url == served + "en/" + OUTPUT
    phone.locator("#p27").tap(position={"x": 100, "y": 3})
    expect(card).to_have_count(0)
    link.tap()
    expect(card).to_be_visible()
    link.tap()
    phone.wait_for_url(served + "en/instruments/c155/")


def test_a_tap_follows_the_link_at_once_without_a_preview(phone: Page, served: str) -> None:
    phone.route("**/previews/**", lambda route: route.abort())
    phone.goto(served + OUTPUT)
    phone.locator("#p27 a.reference").first.tap()
    phone.wait_for_url(served + "instruments/c155/")


def test_previews_are_in_the_language_of_their_column(desk: Page, served: str) -> None:
    desk.goto(served + OUTPUT + "?view=both")
    desk.locator("#p27 .other a.reference").first.hover()
    card = desk.locator(".preview")
    expect(card).to_contain_text("Occupational Safety and Health Convention, 1981")
    assert card.get_attribute("lang") == "en"


def test_without_scripts_a_reference_is_a_link_and_unusable_tools_are_hidden(browser: Browser, served: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(served + OUTPUT)
    expect(page.locator("button[data-keys]")).to_be_hidden()
    page.locator("#p27 a.reference").first.click()
    assert page.url == served + "instruments/c155/"
    context.close()


CORRECTED = "programme-budget-2024-25/output-1-1/"
"""A page with the correction c7, of an item."""


def test_a_correction_is_shown_where_it_stands(desk: Page, phone: Page, served: str) -> None:
    for page in (desk, phone):
        page.goto(served + CORRECTED)
        mark, card = page.locator("#p28-1 .correction"), page.locator(".preview")
        mark.scroll_into_view_if_needed()
        if page is phone:
            press(mark)
        else:
            mark.hover()
        expect(card.locator(".preview-title")).to_have_text("Remplacement · §\u00a028 (1)")
        readings = card.locator("span:has(> .preview-label)")
        expect(readings.nth(0)).to_contain_text("tripartite du MEN)")
        expect(readings.nth(1)).to_contain_text("tripartite du MEN)\u202f;")
        expect(card.locator(".preview-line")).to_have_text("Point-virgule final perdu.")
        assert page.url == served + CORRECTED and not (problems := outside(card)), problems
        press(card.get_by_role("link", name="Toutes les corrections"))
        page.wait_for_url(served + "corrections/")


def test_a_correction_is_shown_to_the_keyboard(desk: Page, served: str) -> None:
    desk.goto(served + CORRECTED)
    desk.keyboard.press("Tab")  # The focus is now the keyboard's.
    mark = desk.locator("#p28-1 .correction")
    mark.focus()
    expect(desk.locator(".preview")).to_contain_text("Point-virgule final perdu.")
    expect(mark).to_have_attribute("aria-describedby", "preview")
    desk.keyboard.press("Tab")
    expect(desk.get_by_role("link", name="Toutes les corrections")).to_be_focused()


def test_english_marks_no_corrections_of_the_french_but_shows_those_of_the_column_next_to_it(desk: Page, served: str) -> None:
    desk.goto(served + "en/" + CORRECTED)
    expect(desk.locator("#p28-1")).to_be_visible()
    assert desk.locator(".correction").count() == 0
    press(desk.locator("button[data-both]"))
    mark = desk.locator("#p28-1 > .other .correction")
    mark.hover()
    card = desk.locator(".preview")
    expect(card).to_contain_text("Point-virgule final perdu.")
    expect(card).to_have_attribute("lang", "fr")
    assert desk.locator(".correction:not(.other *)").count() == 0


def test_without_scripts_a_correction_is_a_link_to_its_declaration(browser: Browser, served: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(served + CORRECTED)
    page.locator("#p28-1 .correction").click()
    assert page.url == served + "corrections/#c7"
    context.close()


NOTES = {
    "": "Brésil, Fédération de Russie, Inde, Chine et Afrique du Sud.",
    "en/": "Brazil, the Russian Federation, India, China and South Africa.",
}
OUTCOME = "programme-budget-2024-25/outcome-7/"
LINES = """(unit) => {
  const range = document.createRange();
  range.setStart(unit, 0);
  range.setEndBefore(unit.querySelector(".sidenote"));
  const lines = [...range.getClientRects()];
  return {right: Math.max(...lines.map((line) => line.right)), bottom: Math.max(...lines.map((line) => line.bottom))};
}"""


@pytest.mark.parametrize("address", [OUTCOME, WHOLE])
def test_a_footnote_is_below_the_paragraph_that_calls_it_and_narrows_no_line(desk: Page, served: str, address: str) -> None:
    desk.goto(f"{served}{address}#p147")
    note, paragraph = desk.locator("#p147 .sidenote"), desk.locator("#p147")
    expect(note).to_have_text(f"2 {NOTES['']}")
    text, below, whole = paragraph.evaluate(LINES), note.bounding_box(), paragraph.bounding_box()
    assert below and whole
    assert text["bottom"] <= below["y"] < text["bottom"] + 40 and whole["x"] <= below["x"]
    assert text["right"] > whole["x"] + whole["width"] - 40


def test_a_footnote_at_the_end_leads_to_its_call_and_back(desk: Page, served: str) -> None:
    desk.goto(served + OUTCOME)
    expect(desk.locator("#fn-2")).to_be_hidden()
    desk.locator("#call-2").click()
    expect(desk.locator("#fn-2")).to_be_in_viewport()
    press(desk.locator("#fn-2 > .number"))
    desk.wait_for_url(served + OUTCOME + "#call-2")
    expect(desk.locator("#call-2")).to_be_in_viewport()


@pytest.mark.parametrize("prefix", NOTES)
def test_on_a_phone_a_tap_shows_a_footnote_at_its_call(phone: Page, served: str, prefix: str) -> None:
    phone.goto(served + prefix + OUTCOME)
    call, card = phone.locator("#call-2"), phone.locator(".preview")
    expect(phone.locator(".sidenote")).to_be_hidden()
    press(call)
    expect(card.locator(".preview-line")).to_have_text(NOTES[prefix])
    assert phone.url == served + prefix + OUTCOME and not (problems := outside(card)), problems
    press(card.locator(".preview-title"))
    expect(phone.locator("#fn-2")).to_be_in_viewport()
    expect(phone.locator("#fn-2")).to_contain_text(NOTES[prefix])
    press(phone.locator("#fn-2 > .number"))
    phone.wait_for_url(served + prefix + OUTCOME + "#call-2")
    expect(call).to_be_in_viewport()


def test_side_by_side_each_call_shows_the_footnote_in_its_language(desk: Page, served: str) -> None:
    desk.goto(served + OUTCOME + "?view=both")
    for column, prefix in ((".mine", ""), (".other", "en/")):
        desk.locator(f"#p147 > {column} .call a").hover()
        expect(desk.locator(".preview .preview-line")).to_have_text(NOTES[prefix])
        desk.mouse.move(0, 0)
        expect(desk.locator(".preview")).to_have_count(0)


def test_an_acronym_shows_its_full_form(page: Page, served: str) -> None:
    page.goto(served + "en/programme-budget-2024-25/output-5-1/")
    acronym = page.locator("article abbr[tabindex='0']", has_text="OSH").first
    assert acronym.get_attribute("title") == "Occupational safety and health"
    acronym.focus()
    shown = acronym.evaluate("element => getComputedStyle(element, '::after').content")
    assert shown == '"Occupational safety and health"'


FULL_FORM_BOX = """acronym => {
  const style = getComputedStyle(acronym, "::after"), left = parseFloat(style.left) + acronym.offsetParent.getBoundingClientRect().left;
  const [line] = acronym.getClientRects();
  return [left, left + parseFloat(style.width), line.left, line.right];
}"""


@pytest.mark.parametrize("address", ["", "programme-budget-2024-25/output-1-1/", "m-power/?view=both"])
def test_the_full_form_of_an_acronym_is_shown_below_it(phone: Page, served: str, address: str) -> None:
    phone.goto(f"{served}en/{address}")
    for acronym in phone.locator("article abbr[tabindex='0']:visible").all():
        press(acronym)
        left, right, start, end = acronym.evaluate(FULL_FORM_BOX)
        assert left >= 0 and right <= 375 and left < end and right > start, acronym.inner_text()
