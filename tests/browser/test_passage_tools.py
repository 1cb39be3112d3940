"""What a passage offers: its link, text and citation to copy, sharing, the report of a problem; and its text alone to select."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from support.reading import OUTPUT, WHOLE, copied, no_wider_than_the_screen, plain, text_in_file
from support.small_project import build_small, small_project, with_site
from support.visibility import covered, outside, press
from support.web_server import serve


def test_one_key_copies_the_link_or_the_citation_of_the_current_passage(desk: Page, served: str) -> None:
    desk.goto(served + OUTPUT + "?view=one#p29")
    desk.keyboard.press("c")
    expect(desk.locator("[role=status].said")).to_have_text("Lien copié\u00a0: §\u00a029")
    assert copied(desk) == served + OUTPUT + "#p29"
    desk.locator("#p29-2 > .number").focus()
    desk.keyboard.press("q")
    expect(desk.locator("[role=status].said")).to_have_text("Référence copiée\u00a0: §\u00a029 (2)")
    assert copied(desk) == (
        "Organisation internationale du Travail, Aperçu préliminaire des Propositions de programme et de budget pour 2024-25,"
        " GB.346/PFA/1, 7 octobre 2022, Produit 1.1, §\u00a029 (2). Dans\u00a0: Le programme de l’OIT en cinq textes, édition publique non officielle. "
        + served
        + OUTPUT
        + "#p29-2"
    )


def test_a_citation_is_in_the_language_of_its_page_and_says_where_the_date_is_unknown(desk: Page, served: str) -> None:
    desk.goto(served + "en/m-power/")
    desk.locator("[data-unit] > .number").nth(3).focus()
    desk.keyboard.press("q")
    expect(desk.locator(".said")).to_contain_text("Citation copied")
    assert ", undated [" in copied(desk) and "[unofficial translation]" in copied(desk)


def test_a_tap_that_closes_the_menu_follows_no_link(browser: Browser, served: str) -> None:
    context = browser.new_context(viewport={"width": 375, "height": 812}, has_touch=True, is_mobile=True)
    page = context.new_page()
    page.goto(served + OUTPUT)
    menu_of(page, "p27")
    crumb = page.locator(".breadcrumbs a:visible").first
    press(crumb)
    expect(page.locator(".unit-menu")).to_have_count(0)
    assert page.url == served + OUTPUT
    press(crumb)
    page.wait_for_url(served + "programme-budget-2024-25/outcome-1/")
    context.close()


def test_a_tap_beside_an_open_preview_or_the_open_menu_of_the_site_does_nothing_else(browser: Browser, served: str) -> None:
    context = browser.new_context(viewport={"width": 375, "height": 812}, has_touch=True, is_mobile=True)
    page = context.new_page()
    page.goto(served + OUTPUT)
    scheme = page.locator("body").get_attribute("data-md-color-scheme")
    press(page.locator("button.menu"))
    expect(page.locator("#site-outline")).to_be_visible()
    press(page.locator("button[data-scheme]"))
    expect(page.locator("#site-outline")).to_be_hidden()
    assert page.locator("body").get_attribute("data-md-color-scheme") == scheme
    press(page.locator("button[data-scheme]"))
    assert page.locator("body").get_attribute("data-md-color-scheme") != scheme
    press(page.locator("#p27 a.reference").first)
    expect(page.locator(".preview")).to_be_visible()
    heading = page.locator("#p28-title").bounding_box()
    assert heading
    for x in range(20, 360, 20):
        page.touchscreen.tap(x, heading["y"] + heading["height"] / 2)
    expect(page.locator(".preview")).to_have_count(0)
    assert page.url == served + OUTPUT
    context.close()


def menu_of(page: Page, unit: str) -> Locator:
    """Opens the menu of a passage as a person does."""
    press(page.locator(f"#{unit} > .unit-button"))
    menu = page.locator(".unit-menu")
    expect(menu).to_be_visible()
    return menu


WINDOWS = {320: 568, 375: 667, 720: 450, 768: 1024, 1440: 900}
"""Heights by widths; 720 × 450 is what a zoom of 200 % leaves of 1440 × 900."""


@pytest.fixture
def reader(browser: Browser, width: int) -> Iterator[Page]:
    """A window of a width, for a finger unless it is wide."""
    touch = width < 1000
    context = browser.new_context(viewport={"width": width, "height": WINDOWS[width]}, has_touch=touch, is_mobile=touch)
    yield context.new_page()
    context.close()


def show(page: Page, address: str) -> None:
    """Goes to a page, and waits for its languages to stand side by side where the address asks for it."""
    page.goto(address)
    if "view=both" in address:
        expect(page.locator("html.both .other").first).to_be_visible()


VIEWS = ["en/" + OUTPUT, "en/" + OUTPUT + "?view=both", "en/" + WHOLE]
CASES = [(view, width) for view in VIEWS for width in WINDOWS if WHOLE not in view or width in {375, 1440}]
AT_ITS_CORNERS = """(button) => {
  const box = button.getBoundingClientRect(), inset = 2;
  const points = [[box.left + inset, box.top + inset], [box.right - inset, box.top + inset],
    [box.left + inset, box.bottom - inset], [box.right - inset, box.bottom - inset]];
  return points.map(([x, y]) => document.elementFromPoint(x, y)).filter((one) => one !== button).map((one) => one?.outerHTML.slice(0, 80));
}"""
COVERED_TEXT = """() => {
  const buttons = [...document.querySelectorAll(".unit-button")].filter((one) => one.checkVisibility({contentVisibilityAuto: true}));
  const boxes = buttons.map((one) => one.getBoundingClientRect());
  const walker = document.createTreeWalker(document.querySelector("article"), NodeFilter.SHOW_TEXT);
  const covered = [];
  while (walker.nextNode()) {
    const words = walker.currentNode;
    if (words.parentElement.closest(".breadcrumbs") || !words.textContent.trim() || !words.parentElement.checkVisibility({contentVisibilityAuto: true})) continue;
    const range = document.createRange();
    range.selectNodeContents(words);
    for (const line of range.getClientRects()) {
      if (boxes.some((box) => line.right > box.left + 1 && line.left < box.right - 1 && line.bottom > box.top + 4 && line.top < box.bottom - 4)) {
        covered.push(words.textContent.slice(0, 60));
      }
    }
  }
  return [buttons.length > 0, covered];
}"""
"""Whether there are buttons, and texts whose lines run under one; lines are higher than their letters by 4 pixels."""


def scroll_to(part: Locator) -> None:
    """Scrolls to a part of a page, until the parts that come near the screen have taken their size."""
    for _ in range(5):
        part.scroll_into_view_if_needed()
        part.evaluate("() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")


@pytest.mark.parametrize(("view", "width"), CASES)
def test_a_button_is_large_enough_for_a_finger_and_covers_no_text(reader: Page, served: str, width: int, view: str) -> None:
    show(reader, served + view)
    smallest = 40 if width <= 768 else 24
    for unit in ("p28", "p28-4"):
        button = reader.locator(f"#{unit} > .unit-button")
        scroll_to(button)
        box = button.bounding_box()
        assert box and box["width"] >= smallest and box["height"] >= smallest, (unit, box)
        assert button.evaluate(AT_ITS_CORNERS) == [], unit
    assert reader.evaluate(COVERED_TEXT) == [True, []]
    assert no_wider_than_the_screen(reader)


@pytest.mark.parametrize(("view", "width"), CASES)
def test_the_menu_of_any_passage_opens_within_the_window_and_moves_nothing(reader: Page, served: str, view: str) -> None:
    show(reader, served + view)
    last = str(reader.locator(".unit:has(> .unit-button)").last.get_attribute("id"))
    for unit in ("p28-1", last):
        button = reader.locator(f"#{unit} > .unit-button")
        scroll_to(button)
        before = button.bounding_box()
        menu = menu_of(reader, unit)
        assert button.bounding_box() == before and no_wider_than_the_screen(reader)
        entries = menu.locator("button, a")
        assert not (problems := outside(menu) + [found for one in (entries.first, entries.last) for found in covered(one)]), (
            problems
        )
        press(button)
        expect(menu).to_have_count(0)


@pytest.mark.parametrize("address", [OUTPUT, "programme-budget-2024-25/outcome-7/", "m-power/"])
def test_every_passage_with_a_number_has_a_button_named_after_it_alone(desk: Page, served: str, address: str) -> None:
    desk.goto(served + "en/" + address)
    names = desk.locator(".unit-button").evaluate_all("buttons => buttons.map((one) => one.ariaLabel)")
    assert len(names) == desk.locator("[data-unit] > .number").count() == len(set(names))
    assert all(name.endswith(": copy, cite, share") and len(name) > len(": copy, cite, share") for name in names)


def test_a_button_is_named_after_its_paragraph(desk: Page, served: str) -> None:
    for prefix, tools, units in (
        ("en/", ": copy, cite, share", {"p28": "Paragraph 28", "p28-1": "Paragraph 28, item 1", "p29-1": "Paragraph 29, item 1"}),
        ("", "\u00a0: copier, citer, partager", {"p28": "Paragraphe 28", "p28-1": "Paragraphe 28, élément 1"}),
    ):
        desk.goto(served + prefix + OUTPUT)
        for unit, name in units.items():
            expect(desk.locator(f"#{unit} > .unit-button")).to_have_accessible_name(name + tools)
    desk.goto(served + "en/programme-budget-2024-25/outcome-7/#fn-2")
    expect(desk.locator("#fn-2 > .unit-button")).to_have_accessible_name("Footnote 2: copy, cite, share")
    desk.goto(served + "en/m-power/")
    expect(desk.locator("#p1 > .unit-button")).to_have_accessible_name(
        "Free, independent and democratic trade unions enable workers…: copy, cite, share"
    )


TOOLTIP = "button => getComputedStyle(button, '::after').content"


def test_a_tooltip_explains_the_button_to_a_mouse_and_to_the_keyboard(desk: Page, served: str) -> None:
    desk.goto(served + "en/" + OUTPUT)
    button = desk.locator("#p28-2 > .unit-button")
    assert button.evaluate(TOOLTIP) == "none"
    button.hover()
    assert button.evaluate(TOOLTIP) == '"Copy, cite, share"'
    desk.keyboard.press("Escape")
    assert button.evaluate(TOOLTIP) == "none"
    desk.mouse.move(0, 0)
    desk.locator("#p28-2 > .number").focus()
    desk.keyboard.press("Tab")
    expect(button).to_be_focused()
    assert button.evaluate(TOOLTIP) == '"Copy, cite, share"'
    desk.keyboard.press("Enter")
    expect(desk.locator(".unit-menu")).to_be_visible()
    assert button.evaluate(TOOLTIP) == "none"


def test_the_link_of_a_number_is_only_a_link(desk: Page, served: str) -> None:
    desk.goto(served + OUTPUT)
    desk.locator("#p28-2 > .number").click()
    assert desk.url == served + OUTPUT + "#p28-2"
    expect(desk.locator(".unit-menu")).to_have_count(0)


def test_the_keyboard_opens_the_menu_moves_in_it_and_returns_to_its_button(desk: Page, served: str) -> None:
    desk.goto(served + OUTPUT)
    button, menu = desk.locator("#p28-2 > .unit-button"), desk.locator(".unit-menu")
    entries = menu.locator("button, a")
    button.focus()
    desk.keyboard.press("Enter")
    expect(entries.first).to_be_focused()
    expect(button).to_have_attribute("aria-expanded", "true")
    desk.keyboard.press("ArrowUp")
    expect(entries.last).to_be_focused()
    desk.keyboard.press("ArrowDown")
    expect(entries.first).to_be_focused()
    desk.keyboard.press("End")
    expect(entries.last).to_be_focused()
    desk.keyboard.press("Home")
    expect(entries.first).to_be_focused()
    desk.keyboard.press("Escape")
    expect(menu).to_have_count(0)
    expect(button).to_be_focused()
    expect(button).to_have_attribute("aria-expanded", "false")
    desk.keyboard.press("Enter")
    expect(entries.first).to_be_focused()
    desk.keyboard.press("ArrowUp")
    desk.keyboard.press("Tab")
    expect(menu).to_have_count(0)
    expect(desk.locator("#p28-3 > .number")).to_be_focused()
    button.focus()
    desk.keyboard.press("Enter")
    expect(entries.first).to_be_focused()
    desk.keyboard.press("Shift+Tab")
    expect(button).to_be_focused()
    desk.keyboard.press("Enter")
    expect(entries.first).to_be_focused()
    desk.keyboard.press("Enter")
    expect(desk.locator(".said")).to_contain_text("Lien copié")
    expect(button).to_be_focused()


def test_a_click_elsewhere_closes_the_menu(desk: Page, served: str) -> None:
    desk.goto(served + OUTPUT)
    menu = menu_of(desk, "p28-2")
    assert menu.locator("p").inner_text() == "§\u00a028 (2)"
    press(desk.locator("h1"))
    expect(menu).to_have_count(0)


@pytest.mark.parametrize("width", [375, 1440])
def test_the_button_of_another_passage_closes_the_menu_and_opens_its_own(reader: Page, served: str) -> None:
    reader.goto(served + "en/" + OUTPUT)
    reader.locator("#p28-3").evaluate("unit => unit.scrollIntoView({block: 'start', behavior: 'instant'})")
    menu_of(reader, "p28-4")
    other = reader.locator("#p28-3 > .unit-button")
    press(other)
    expect(reader.locator(".unit-menu")).to_have_count(1)
    expect(reader.locator(".unit-menu")).to_have_accessible_name("§\u00a028, item 3")
    expect(reader.locator("[aria-expanded=true].unit-button")).to_have_count(1)
    expect(other).to_have_attribute("aria-expanded", "true")
    reader.keyboard.press("Escape")
    hidden = "buttons => buttons.filter(one => getComputedStyle(one).visibility === 'hidden').length"
    assert reader.locator(".unit-button").evaluate_all(hidden) == 0


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize("width", [768, 1440])
def test_a_button_passes_under_the_breadcrumbs(reader: Page, served: str, view: str) -> None:
    show(reader, served + view)
    button = reader.locator("#p28-4 > .unit-button")
    for _ in range(5):  # Parts that come near the screen take their size.
        bar, box = reader.locator(".breadcrumbs").bounding_box(), button.bounding_box()
        assert bar and box
        reader.evaluate(
            "by => scrollBy({top: by, behavior: 'instant'})", box["y"] + box["height"] / 2 - bar["y"] - bar["height"] / 2
        )
    on_top = """button => {
      const { left, width, top, height } = button.getBoundingClientRect();
      return document.elementFromPoint(left + width / 2, top + height / 2).closest(".breadcrumbs") !== null;
    }"""
    assert button.evaluate(on_top)


LANGUAGE_PAIRS = {"": ("fr", "en"), "en/": ("en", "fr")}
"""The language of a page and the other one, by the beginning of its address."""
COPIES = {
    "fr": {"": "Copier le texte français", "en/": "Copy the French text"},
    "en": {"": "Copier le texte anglais", "en/": "Copy the English text"},
    "both": {"": "Copier le texte dans les deux langues", "en/": "Copy the text in both languages"},
}
LIST = "28. {p28}\n(1) {p28-1}\n(2) {p28-2}\n(3) {p28-3}\n(4) {p28-4}\n(5) {p28-5}"
PASSAGES = {
    "an item": ("output-1-1/", "output-1-1/", "outcome-1/output-1-1.yml", "p28-3", "§ 28 (3)", "28. {p28} … (3) {p28-3}"),
    "a list": ("output-1-1/", "output-1-1/", "outcome-1/output-1-1.yml", "p28", "§ 28", LIST),
    "a paragraph with a footnote": ("outcome-7/", "outcome-7/", "outcome-7/outcome.yml", "p147", "§ 147", "147. {p147}"),
    "a first item of the whole text": (
        *("full/", "output-1-1/", "outcome-1/output-1-1.yml", "p29-1", "§ 29 (1)", "29. {p29} (1) {p29-1}"),
    ),
}
"""The page, the page with its permanent address, the file, the anchor, the number and the words of passages."""
SOURCES = {
    "fr": ("", "Programme et budget 2024-25: aperçu préliminaire, {number}. {address}"),
    "en": ("en/", "Programme and Budget 2024–25: preliminary overview, {number} [unofficial translation]. {address}"),
}
"""The beginning of addresses and the line with the source, by language."""


def copy_of(passage: str, served: str, *languages: str) -> str:
    """What is copied of a passage in some languages."""
    _, own, file, unit, number, words = PASSAGES[passage]
    units = re.findall(r"\{(\S+?)\}", words)
    texts = [words.format(**{unit: text_in_file(file, unit, language) for unit in units}) for language in languages]
    sources = [
        source.format(number=number, address=f"{served}{prefix}programme-budget-2024-25/{own}#{unit}")
        for prefix, source in map(SOURCES.__getitem__, languages)
    ]
    return "\n\n".join([*texts, "\n".join(sources)])


@pytest.mark.parametrize(("prefix", "view"), [("", "one"), ("en/", "both")])
@pytest.mark.parametrize("passage", PASSAGES)
def test_the_text_is_copied_in_each_language_and_in_both_with_its_source(
    desk: Page, served: str, passage: str, prefix: str, view: str
) -> None:
    page, _, _, unit, _, _ = PASSAGES[passage]
    desk.goto(f"{served}{prefix}programme-budget-2024-25/{page}?view={view}#{unit}")
    if view == "both":
        expect(desk.locator("html.both")).to_have_count(1)
    for which, names in COPIES.items():
        desk.evaluate("navigator.clipboard.writeText('')")
        menu_of(desk, unit).get_by_role("button", name=names[prefix]).click()
        expect(desk.locator(".said")).to_contain_text("Texte copié" if prefix == "" else "Text copied")
        while not (text := copied(desk)):
            desk.evaluate("new Promise((done) => requestAnimationFrame(done))")
        assert plain(text) == copy_of(passage, served, *(("fr", "en") if which == "both" else (which,))), which
        assert not re.search(r"[^\S\n]{2}", text), which


def test_an_item_of_a_numbered_list_is_copied_and_named_with_one_pair_of_parentheses(desk: Page, served: str) -> None:
    desk.goto(served + "en/m-power/#p4-1")
    menu_of(desk, "p4-1").get_by_role("button", name="Copy the English text").click()
    expect(desk.locator(".said")).to_contain_text("Text copied")
    text, source = plain(copied(desk)).split("\n\n")
    assert re.search(r" interventions that: (1\.|\(1\)) Improve the enabling environment ", text), text
    assert re.search(r"^M-POWER, ([^()]+ \(1\)|item 1) \[unofficial translation\]\. ", source), source


def test_text_of_the_other_language_that_cannot_be_fetched_is_not_replaced(browser: Browser, served: str) -> None:
    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.goto(served + OUTPUT)
    page.route("**/en/**", lambda route: route.abort())
    page.evaluate("navigator.clipboard.writeText('before')")
    menu_of(page, "p28-2").get_by_role("button", name="Copier le texte anglais").click()
    expect(page.locator(".said")).to_have_text("Le texte n’a pas pu être chargé.")
    assert copied(page) == "before"
    page.unroute("**/en/**")
    menu_of(page, "p28-2").get_by_role("button", name="Copier le texte anglais").click()
    expect(page.locator(".said")).to_contain_text("Texte copié")
    assert text_in_file("outcome-1/output-1-1.yml", "p28-2", "en") in plain(copied(page))
    context.close()


def test_a_passage_is_shared_with_its_text_source_and_address_where_the_device_can(browser: Browser, served: str) -> None:
    context = browser.new_context(viewport={"width": 375, "height": 667}, has_touch=True, is_mobile=True)
    context.add_init_script("navigator.share = (what) => { window.shared = what; return Promise.resolve(); };")
    page = context.new_page()
    page.goto(served + OUTPUT)
    press(menu_of(page, "p28-3").get_by_role("button", name="Partager"))
    shared = page.evaluate("window.shared")
    assert shared["url"] == served + OUTPUT + "#p28-3"
    assert plain(f"{shared['text']} {shared['url']}") == copy_of("an item", served, "fr")
    assert shared["title"] == "Programme et budget 2024-25\u00a0: aperçu préliminaire, §\u00a028 (3)"
    context.close()


def test_without_a_share_sheet_or_an_address_for_reports_neither_is_offered(browser: Browser, served: str) -> None:
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    context.add_init_script("delete Navigator.prototype.share;")
    page = context.new_page()
    page.goto(served + "en/" + OUTPUT)
    copies = ["Copy link", "Copy the English text", "Copy the French text", "Copy the text in both languages", "Copy citation"]
    assert menu_of(page, "p28-2").locator("button, a").all_inner_texts() == copies
    context.close()


def test_a_passage_of_the_whole_text_is_cited_and_linked_at_its_own_page(desk: Page, served: str) -> None:
    desk.goto(served + "en/programme-budget-2024-25/full/#p147")
    own = served + "en/programme-budget-2024-25/outcome-7/#p147"
    menu_of(desk, "p147").get_by_role("button", name="Copy link").click()
    expect(desk.locator(".said")).to_have_text("Link copied: §\u00a0147")
    assert copied(desk) == own
    menu_of(desk, "p147").get_by_role("button", name="Copy citation").click()
    expect(desk.locator(".said")).to_contain_text("Citation copied")
    assert ", GB.346/PFA/1, 7 October 2022, Outcome 7, §\u00a0147" in copied(desk) and copied(desk).endswith(own)


@pytest.mark.parametrize("width", [375, 1440])
def test_nothing_but_text_is_copied_by_a_selection_across_numbers_and_calls(browser: Browser, served: str, width: int) -> None:
    context = browser.new_context(viewport={"width": width, "height": 800}, permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    for address, file, first, last in (
        (OUTPUT, "outcome-1/output-1-1.yml", "p28-2", "p28-3"),
        ("programme-budget-2024-25/outcome-7/", "outcome-7/outcome.yml", "p147", "p147"),
    ):
        page.goto(served + address)
        page.evaluate(
            """([first, last]) => getSelection().setBaseAndExtent(
                 document.getElementById(first), 0, document.getElementById(last), document.getElementById(last).childNodes.length)""",
            [first, last],
        )
        page.keyboard.press("Control+c")
        lines = [plain(line).strip() for line in copied(page).splitlines() if line.strip()]
        assert lines == [text_in_file(file, unit, "fr") for unit in dict.fromkeys((first, last))]
    context.close()


def test_text_that_cannot_be_copied_is_shown_for_manual_copying(browser: Browser, served: str) -> None:
    context = browser.new_context(viewport={"width": 1440, "height": 800})
    context.add_init_script("navigator.clipboard.writeText = () => Promise.reject(new Error('refused'))")
    page = context.new_page()
    page.goto(served + OUTPUT + "#p29")
    page.keyboard.press("c")
    expect(page.locator(".said output")).to_have_text(served + OUTPUT + "#p29")
    assert page.evaluate("getSelection().toString()") == served + OUTPUT + "#p29"
    context.close()


@pytest.fixture(scope="module")
def reporting(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the small site, which has an address for reports."""
    project = with_site(small_project(tmp_path_factory.mktemp("reporting")))
    project.replace(
        "edition.yml",
        "documents: [report, leaflet]",
        "documents: [report, leaflet]\nreport: https://example.org/issues/new?title={subject}&body={body}",
    )
    yield from serve(build_small(project), "")


def test_a_problem_is_reported_with_the_passage_filled_in(desk: Page, reporting: str) -> None:
    desk.goto(reporting + "en/report/output-1-1/")
    link = menu_of(desk, "p3-2").get_by_role("link", name="Report a problem with this passage")
    asked = parse_qs(urlsplit(link.get_attribute("href") or "").query)
    assert asked["title"] == ["Problem: §\u00a03, item 2, Test report, Output 1.1"]
    assert asked["body"][0].splitlines() == [
        "Passage: §\u00a03, item 2, Test report, Output 1.1",
        f"Address: {reporting}en/report/output-1-1/#p3-2",
        "What is wrong:",
    ]


def test_a_problem_in_a_whole_text_is_reported_with_its_part(desk: Page, reporting: str) -> None:
    desk.goto(reporting + "en/report/full/")
    link = menu_of(desk, "p3-2").get_by_role("link", name="Report a problem with this passage")
    asked = parse_qs(urlsplit(link.get_attribute("href") or "").query)
    assert asked["title"] == ["Problem: §\u00a03, item 2, Test report, Output 1.1"]
    assert f"Address: {reporting}en/report/output-1-1/#p3-2" in asked["body"][0].splitlines()


def test_the_menu_of_a_passage_fits_a_screen_enlarged_to_400_percent(browser: Browser, served: str) -> None:
    window = browser.new_page(viewport={"width": 360, "height": 225})
    window.goto(served + OUTPUT)
    press(window.locator("#p28-2 > .unit-button"))
    for entry in window.locator(".unit-menu button").all():
        assert not (problems := outside(entry) + covered(entry)), problems
    window.close()


def test_a_text_has_no_links_to_what_it_is_about(page: Page, served: str) -> None:
    page.goto(served + "m-power/")
    assert page.locator("article a.reference").count() > 0
    assert page.locator("article a.reference[href*='m-power-partnership']").count() == 0
