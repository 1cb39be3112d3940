"""Previews of references, notes in the margin, and the full forms of acronyms."""

from __future__ import annotations

from playwright.sync_api import Browser, Page, expect

from support.reading import OUTPUT, WHOLE


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
    assert card.locator(".preview-line").inner_text() and card.locator(".preview-cited").inner_text().startswith("Cité en ")
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


def test_notes_are_next_to_their_call_on_a_wide_screen_and_at_the_end_on_a_phone(desk: Page, phone: Page, served: str) -> None:
    address = served + "programme-budget-2024-25/outcome-7/"
    desk.goto(address)
    note, call = desk.locator(".sidenote"), desk.locator("#call-2")
    expect(note).to_have_text("2 Brésil, Fédération de Russie, Inde, Chine et Afrique du Sud.")
    beside, mark = note.bounding_box(), call.bounding_box()
    assert beside and mark and abs(beside["y"] - mark["y"]) < 60
    expect(desk.locator("#fn-2")).to_be_hidden()
    call.click()
    expect(desk.locator("#fn-2")).to_be_in_viewport()
    phone.goto(address)
    expect(phone.locator(".sidenote")).to_be_hidden()
    expect(phone.locator("#fn-2")).to_be_visible()


def test_an_acronym_shows_its_full_form(page: Page, served: str) -> None:
    page.goto(served + "en/programme-budget-2024-25/output-5-1/")
    acronym = page.locator("article abbr[tabindex='0']", has_text="OSH").first
    assert acronym.get_attribute("title") == "Occupational safety and health"
    acronym.focus()
    shown = acronym.evaluate("element => getComputedStyle(element, '::after').content")
    assert shown == '"Occupational safety and health"'
