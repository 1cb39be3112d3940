"""The reading pages as their reader uses them, in a real browser: with a mouse, with the keyboard, with a finger."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Literal
from urllib.parse import parse_qs, urlsplit

import pytest
from lxml import html
from playwright.sync_api import Browser, BrowserContext, Page, expect

from support.built_site import run_mkdocs
from support.small_project import Project
from support.web_server import serve

OUTPUT = "programme-budget-2024-25/output-1-1/"
AGENDA = "programme-budget-2024-25/agenda/"


def window(browser: Browser, width: int, **more: Any) -> BrowserContext:
    """A window that may use the clipboard."""
    context = browser.new_context(viewport={"width": width, "height": 800}, **more)
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    return context


@pytest.fixture
def desk(browser: Browser) -> Iterator[Page]:
    """A wide screen with mouse and keyboard; it must never complain."""
    context, complaints = window(browser, 1440), []
    page = context.new_page()
    page.on("console", lambda message: complaints.append(message.text) if message.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    yield page
    context.close()
    assert complaints == []


@pytest.fixture
def phone(browser: Browser) -> Iterator[Page]:
    """A small screen for a finger."""
    context = window(browser, 375, has_touch=True, is_mobile=True)
    yield context.new_page()
    context.close()


def copied(page: Page) -> str:
    """What stands on the clipboard."""
    return str(page.evaluate("navigator.clipboard.readText()"))


def no_wider_than_the_screen(page: Page) -> bool:
    """Nothing makes the page scroll sideways."""
    return bool(page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth"))


# --- where a reader is


def test_the_outline_of_the_site_has_the_page_that_is_read_in_sight(desk: Page, served: str) -> None:
    desk.goto(served + "programme-budget-2024-25/output-c-3/")
    expect(desk.locator("#site-outline [aria-current]")).to_be_in_viewport(ratio=1)
    assert desk.evaluate("scrollY") == 0


def test_the_trail_stays_in_view_and_says_what_is_read(desk: Page, served: str) -> None:
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


def test_the_outline_follows_and_what_is_addressed_stands_below_the_trail(desk: Page, served: str) -> None:
    desk.goto(served + OUTPUT + "#p29")
    expect(desk.locator(".md-nav--secondary [aria-current=location]")).to_have_text("29. Engagements · Mondial")
    trail, unit = desk.locator(".breadcrumbs").bounding_box(), desk.locator("#p29").bounding_box()
    assert trail and unit and 0 <= unit["y"] - trail["y"] - trail["height"] < 40
    desk.locator(".md-nav--secondary a[href='#p28']").click()
    expect(desk.locator(".md-nav--secondary [aria-current=location]")).to_have_text("28. Engagements · National")


def test_a_phone_has_the_outline_under_the_title_and_the_trail_on_one_line(phone: Page, served: str) -> None:
    phone.goto(served + AGENDA)
    outline = phone.locator(".on-this-page")
    outline.locator("summary").tap()
    outline.locator("a").nth(2).tap()
    phone.wait_for_url("**/agenda/#*")
    trail = phone.locator(".breadcrumbs").bounding_box()
    assert trail and trail["height"] < 40 and no_wider_than_the_screen(phone)


def test_the_outline_under_the_title_is_not_shown_beside_the_column_of_the_same(desk: Page, served: str) -> None:
    desk.goto(served + AGENDA)
    expect(desk.locator(".md-nav--secondary")).to_be_visible()
    expect(desk.locator(".on-this-page")).to_be_hidden()


@pytest.mark.parametrize("motion", ["no-preference", "reduce"])
def test_the_line_of_progress_grows_with_reading_unless_motion_is_unwelcome(
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


# --- long lists


def test_an_address_within_a_folded_list_unfolds_it(desk: Page, served: str, built: Path) -> None:
    page = next(
        path for path in sorted(built.glob("programme-budget-2024-25/*/index.html")) if 'class="long"' in path.read_text()
    )
    fold = html.parse(page).xpath("//details[@class='long']")[0]
    address = f"{served}{page.parent.relative_to(built)}/#{fold.xpath('.//li/@id')[-1]}"
    desk.goto(address)
    unit = desk.locator(f"[id='{urlsplit(address).fragment}']")
    expect(unit).to_be_in_viewport()
    fold = desk.locator("details.long", has=unit)
    fold.locator("summary").click()
    expect(unit).to_be_hidden()
    desk.evaluate("location.hash = ''")
    desk.evaluate("hash => location.hash = hash", urlsplit(address).fragment)
    expect(unit).to_be_visible()
    expect(unit).to_be_in_viewport()


# --- previews


def test_a_reference_shows_what_it_leads_to_under_the_mouse(desk: Page, served: str) -> None:
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


def test_a_preview_comes_with_the_focus_and_leaves_with_it_or_with_escape(desk: Page, served: str) -> None:
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


def test_the_first_tap_shows_and_the_second_follows(phone: Page, served: str) -> None:
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


def test_a_tap_follows_at_once_where_no_preview_can_be_had(phone: Page, served: str) -> None:
    phone.route("**/previews/**", lambda route: route.abort())
    phone.goto(served + OUTPUT)
    phone.locator("#p27 a.reference").first.tap()
    phone.wait_for_url(served + "instruments/c155/")


def test_references_in_the_other_column_are_previewed_in_its_language(desk: Page, served: str) -> None:
    desk.goto(served + OUTPUT + "?view=both")
    desk.locator("#p27 .other a.reference").first.hover()
    card = desk.locator(".preview")
    expect(card).to_contain_text("Occupational Safety and Health Convention, 1981")
    assert card.get_attribute("lang") == "en"


def test_without_script_a_reference_is_a_link_and_nothing_is_offered_in_vain(browser: Browser, served: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(served + OUTPUT)
    expect(page.locator("button[data-keys]")).to_be_hidden()
    page.locator("#p27 a.reference").first.click()
    assert page.url == served + "instruments/c155/"
    context.close()


# --- notes


def test_notes_stand_beside_their_call_on_a_wide_screen_and_at_the_end_on_a_phone(desk: Page, phone: Page, served: str) -> None:
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


# --- links, citations, reports


def test_one_key_copies_the_link_or_the_citation_of_what_is_read(desk: Page, served: str) -> None:
    desk.goto(served + OUTPUT + "?view=one#p29")
    desk.keyboard.press("c")
    expect(desk.locator("[role=status].said")).to_have_text("Lien copié\u00a0: §\u00a029")
    assert copied(desk) == served + OUTPUT + "#p29"
    desk.locator("#p29-2 > .number").focus()
    desk.keyboard.press("q")
    expect(desk.locator("[role=status].said")).to_have_text("Citation copiée\u00a0: §\u00a029, élément 2")
    assert copied(desk) == (
        "Aperçu préliminaire des Propositions de programme et de budget pour 2024-25, GB.346/PFA/1, 7 octobre 2022, Produit 1.1,"
        " §\u00a029, élément 2. Dans\u00a0: Le programme de l’OIT en cinq textes, édition publique non officielle. "
        + served
        + OUTPUT
        + "#p29-2"
    )


def test_a_citation_is_in_the_language_of_its_page_and_as_precise_as_the_date(desk: Page, served: str) -> None:
    desk.goto(served + "en/m-power/")
    desk.locator("[data-unit] > .number").nth(3).focus()
    desk.keyboard.press("q")
    expect(desk.locator(".said")).to_contain_text("Citation copied")
    assert ", December 2022, " in copied(desk) and "[unofficial translation]" in copied(desk)


def test_a_mouse_finds_both_beside_the_unit_in_one_click(desk: Page, served: str) -> None:
    desk.goto(served + OUTPUT)
    desk.locator("#p28-2").hover()
    tools = desk.locator("#p28-2 .unit-tools")
    expect(tools.get_by_role("button")).to_have_count(2)
    for button in tools.get_by_role("button").all():
        box = button.bounding_box()
        assert box and box["width"] >= 24 and box["height"] >= 24
    tools.get_by_role("button", name="Copier la citation").click()
    expect(desk.locator(".said")).to_contain_text("§\u00a028, élément 2")
    assert "Produit 1.1, §\u00a028, élément 2." in copied(desk) and no_wider_than_the_screen(desk)
    assert tools.get_by_role("link").count() == 0, "no report where the edition does not say where it goes"


def test_a_finger_finds_both_by_the_number_which_moves_nothing(phone: Page, served: str) -> None:
    phone.goto(served + "en/" + OUTPUT)
    number = phone.locator("#p28-3 > .number")
    number.scroll_into_view_if_needed()
    before = number.bounding_box()
    number.tap()
    tools = phone.get_by_role("group", name="§\u00a028, item 3")
    expect(tools).to_be_visible()
    assert number.bounding_box() == before and phone.url.endswith("#p28-3") and no_wider_than_the_screen(phone)
    tools.get_by_role("button", name="Copy link").tap()
    expect(phone.locator(".said")).to_have_text("Link copied: §\u00a028, item 3")
    assert copied(phone) == served + "en/" + OUTPUT + "#p28-3"


def test_the_keyboard_opens_and_leaves_what_a_number_offers(desk: Page, served: str) -> None:
    desk.goto(served + OUTPUT)
    number = desk.locator("#p28 > .number, .lead > .number").first
    number.focus()
    desk.keyboard.press("Enter")
    tools = desk.locator(".unit-tools.asked")
    expect(tools).to_be_visible()
    desk.keyboard.press("Tab")
    expect(tools.get_by_role("button", name="Copier le lien")).to_be_focused()
    desk.keyboard.press("Escape")
    expect(tools).to_have_count(0)
    expect(number).to_be_focused()


def test_what_cannot_be_copied_is_shown_to_be_copied_by_hand(browser: Browser, served: str) -> None:
    context = browser.new_context(viewport={"width": 1440, "height": 800})
    context.add_init_script("navigator.clipboard.writeText = () => Promise.reject(new Error('refused'))")
    page = context.new_page()
    page.goto(served + OUTPUT + "#p29")
    page.keyboard.press("c")
    expect(page.locator(".said output")).to_have_text(served + OUTPUT + "#p29")
    assert page.evaluate("getSelection().toString()") == served + OUTPUT + "#p29"
    context.close()


@pytest.fixture
def reporting(whole: Project) -> Iterator[str]:
    """The address of the small site, which says where reports go."""
    whole.replace(
        "edition.yml",
        "documents: [report, leaflet]",
        "documents: [report, leaflet]\nreport: https://example.org/issues/new?title={subject}&body={body}",
    )
    done = run_mkdocs(whole.root, "build", "--strict", "--quiet")
    assert (done.returncode, done.stderr) == (0, "")
    yield from serve(whole.root / "site", "")


def test_a_problem_is_reported_with_the_passage_filled_in(desk: Page, reporting: str) -> None:
    desk.goto(reporting + "en/report/output-1-1/")
    desk.locator("#p3-2 > .number").click()
    link = desk.locator(".unit-tools").get_by_role("link", name="Report a problem with this passage")
    asked = parse_qs(urlsplit(link.get_attribute("href") or "").query)
    assert asked["title"] == ["Problem: §\u00a03, item 2, Test report, Output 1.1"]
    assert asked["body"][0].splitlines() == [
        "Passage: §\u00a03, item 2, Test report, Output 1.1",
        f"Address: {reporting}en/report/output-1-1/#p3-2",
        "What is wrong:",
    ]


# --- keys


def test_keys_are_listed_under_a_question_mark_and_in_the_foot(desk: Page, served: str) -> None:
    desk.goto(served + "en/" + OUTPUT)
    desk.keyboard.press("?")
    dialog = desk.get_by_role("dialog", name="Keyboard shortcuts")
    expect(dialog).to_be_visible()
    assert dialog.locator("kbd").all_inner_texts() == ["/", "s", "j", "k", "c", "q", "n", "p", "b", "?", "Esc"]
    desk.keyboard.press("c")  # Not while a dialog is open.
    expect(desk.locator(".said")).to_have_count(0)
    desk.keyboard.press("Escape")
    expect(dialog).to_have_count(0)
    opener = desk.get_by_role("button", name="Keyboard shortcuts")
    opener.click()
    expect(dialog).to_be_visible()
    dialog.get_by_role("button", name="Close").click()
    expect(opener).to_be_focused()


def test_keys_can_be_switched_off_for_good_and_on_again(desk: Page, served: str) -> None:
    desk.goto(served + "en/" + OUTPUT)
    switch = desk.get_by_label("Use single-key shortcuts")
    opener = desk.get_by_role("button", name="Keyboard shortcuts")
    opener.click()
    switch.uncheck()
    desk.keyboard.press("Escape")
    desk.reload()
    for key in ("?", "n", "/", "s"):
        desk.keyboard.press(key)
    assert desk.url == served + "en/" + OUTPUT and desk.locator("dialog[open]").count() == 0
    opener.click()
    expect(switch).not_to_be_checked()
    switch.check()
    desk.keyboard.press("Escape")
    desk.keyboard.press("n")
    desk.wait_for_url("**/output-1-2/")
    desk.keyboard.press("p")
    desk.wait_for_url("**/output-1-1/")


def test_keys_go_from_passage_to_passage(desk: Page, served: str) -> None:
    desk.goto(served + OUTPUT)
    numbers = [desk.locator(f"[data-unit$='/{anchor}'] > .number") for anchor in ("p27", "p28", "p28-1")]
    for number in numbers:
        desk.keyboard.press("j")
        expect(number).to_be_focused()
    desk.keyboard.press("k")
    expect(numbers[1]).to_be_focused()
    trail, unit = desk.locator(".breadcrumbs").bounding_box(), numbers[1].bounding_box()
    assert trail and unit and unit["y"] >= trail["y"] + trail["height"]


def test_keys_are_letters_while_typing(desk: Page, served: str) -> None:
    desk.goto(served + "search/")
    field = desk.locator("[data-search-page] input[type=search]")
    field.fill("")
    field.press_sequentially("cnp?")
    expect(field).to_have_value("cnp?")
    expect(desk.locator("dialog.keys")).to_have_count(0)
