"""Both languages in a browser: side by side, switched, and a translation that is out of date."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from support.built_site import run_mkdocs
from support.reading import WHOLE
from support.small_project import Project
from support.visibility import press
from support.web_server import serve


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
    assert page.url.endswith("/output-1-1/?view=both#p28") and button.get_attribute("aria-pressed") == "true"


PAIRS = """() => [...document.querySelectorAll("article .unit.paired")].filter((unit) => unit.offsetParent).map((unit) => {
  const box = (kind) => unit.querySelector(`:scope > .${kind}`).getBoundingClientRect();
  const label = (kind) => getComputedStyle(unit.querySelector(`:scope > .${kind}`), "::before").content;
  const rule = parseFloat(getComputedStyle(unit.querySelector(":scope > .other")).borderLeftWidth);
  return {id: unit.dataset.unit, mine: box("mine"), other: box("other"), labels: [label("mine"), label("other")], rule};
})"""


def both(browser: Browser, address: str, width: int) -> Page:
    """A page with its languages side by side, in a window for a finger unless it is wide."""
    touch = width < 1000
    page = browser.new_context(viewport={"width": width, "height": 800}, has_touch=touch, is_mobile=touch).new_page()
    page.goto(address)
    press(page.locator("button[data-both]"))
    expect(page.locator("html.both .other").first).to_be_visible()
    return page


@pytest.mark.parametrize(
    "address", ["programme-budget-2024-25/output-1-1/", "en/programme-budget-2024-25/agenda/", "en/m-power/"]
)
@pytest.mark.parametrize("width", [700, 768, 1024, 1240, 1440])
def test_from_the_width_of_a_tablet_the_languages_are_columns(browser: Browser, served: str, width: int, address: str) -> None:
    page = both(browser, served + address, width)
    pairs = page.evaluate(PAIRS)
    assert len(pairs) > 5
    for pair in pairs:
        mine, other = pair["mine"], pair["other"]
        assert mine["right"] <= other["left"] and abs(mine["top"] - other["top"]) <= 1, pair["id"]
        assert min(mine["width"], other["width"]) >= 240 and abs(mine["width"] - other["width"]) < 60, pair["id"]
    ends = {round(pair["other"]["left"]) for pair in pairs if page.locator(f"[data-unit='{pair['id']}']:not(.box *)").count()}
    assert len(ends) == 1, "the second column begins at one place"
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
    heads = page.locator("h1.paired > span")
    assert [one.evaluate("one => getComputedStyle(one, '::before').content") for one in heads.all()] in (
        *(['"fr"', '"en"'], ['"en"', '"fr"']),
    )
    page.context.close()


@pytest.mark.parametrize("width", [320, 375, 690])
def test_on_a_phone_each_language_is_below_the_other_with_its_name_and_a_rule(browser: Browser, served: str, width: int) -> None:
    page = both(browser, served + "programme-budget-2024-25/output-1-1/", width)
    pairs = page.evaluate(PAIRS)
    assert len(pairs) > 5
    for pair in pairs:
        assert pair["mine"]["bottom"] <= pair["other"]["top"] and pair["labels"] == ['"fr"', '"en"'], pair["id"]
        assert pair["rule"] >= 2, pair["id"]
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
    page.locator("#p29-3").scroll_into_view_if_needed()
    switch = page.locator("button[data-both]")
    expect(switch).to_be_in_viewport(ratio=1)
    press(switch)
    expect(page.locator(".other").first).to_be_hidden()
    page.context.close()


@pytest.mark.parametrize(
    "address",
    [
        "programme-budget-2024-25/outcome-7/#p147",
        "programme-budget-2024-25/agenda/#p9",  # It has a drawing with links.
        f"{WHOLE}#p147",
        f"en/{WHOLE}#p28-3",
    ],
)
def test_switching_side_by_side_on_and_off_leaves_the_passage_in_its_place(page: Page, served: str, address: str) -> None:
    page.goto(served + address, wait_until="networkidle")
    unit, switch = page.locator(f"#{address.partition('#')[2]}"), page.locator("button[data-both]")
    expect(unit).to_be_in_viewport()
    before = unit.evaluate("unit => unit.getBoundingClientRect().top")
    box = switch.bounding_box()
    assert box and box["height"] >= 24
    for pressed in ("true", "false"):
        page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
        expect(switch).to_have_attribute("aria-pressed", pressed)
        for _ in range(5):  # Once it is drawn, and once what came near the screen is.
            page.evaluate("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
        assert abs(unit.evaluate("unit => unit.getBoundingClientRect().top") - before) <= 4, pressed
        box = switch.bounding_box()
        assert box and box["y"] >= 0


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


def test_without_scripts_there_is_a_link_to_the_other_language(browser: Browser, served: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(served + "en/programme-budget-2024-25/output-1-1/")
    assert page.locator("button[data-both]").is_hidden()
    page.get_by_role("link", name="Français").first.click()
    assert page.url == served + "programme-budget-2024-25/output-1-1/"
    context.close()


# The bar of breadcrumbs is left out: what it says depends on how far the page is scrolled.
READ_BOXES = """() => [...document.querySelectorAll("article :is(h1, h2, h3, p, li, td, th, dt, dd, button, summary)")]
    .filter((element) => !element.closest(".breadcrumbs") && element.checkVisibility())
    .map((element) => {
        const { x, y, width, height } = element.getBoundingClientRect();
        return [element.tagName, element.innerText.replace(/\\s+/g, " "), x, y + scrollY, width, height].join();
    })"""


@pytest.mark.parametrize("address", ["programme-budget-2024-25/output-6-3/", "en/m-power/"])
def test_one_language_again_is_exactly_the_page_that_was(page: Page, served: str, address: str) -> None:
    page.goto(served + address)
    page.evaluate("document.fonts.ready.then(() => undefined)")
    before = page.evaluate(READ_BOXES)
    switch = page.locator("button[data-both]")
    press(switch)
    page.locator("html.both").wait_for(state="attached")
    assert page.evaluate(READ_BOXES) != before
    press(switch)
    page.locator("html:not(.both)").wait_for(state="attached")
    after = page.evaluate(READ_BOXES)
    assert [pair for pair in zip(before, after, strict=True) if len(set(pair)) > 1] == []


def test_the_language_switcher_keeps_its_place(page: Page, served: str) -> None:
    page.goto(served + "programme-budget-2024-25/output-1-5/#p40")
    page.locator("header a[data-other]").click()
    page.wait_for_url("**/en/programme-budget-2024-25/output-1-5/#p40")
    page.locator("header a[data-other]").click()
    page.wait_for_url(served + "programme-budget-2024-25/output-1-5/#p40")


def test_the_language_switcher_leads_to_the_passage_that_is_read(page: Page, served: str) -> None:
    page.goto(served + "programme-budget-2024-25/output-1-1/")
    page.locator("#p28-4").evaluate("unit => unit.scrollIntoView({block: 'start', behavior: 'instant'})")
    expect(page.locator(".breadcrumbs .here")).to_have_text("§\u00a028 (4)")
    box = page.locator("header a[data-other]").bounding_box()
    assert box
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)  # To scroll to it would move the page.
    page.wait_for_url("**/en/programme-budget-2024-25/output-1-1/*")
    assert page.url.endswith("#p28-4"), page.url
    expect(page.locator("#p28-4")).to_be_in_viewport()


def test_the_language_switcher_leads_to_the_section_below_the_text(page: Page, served: str) -> None:
    page.goto(served + "programme-budget-2024-25/output-1-1/")
    heading = page.locator("h2", has_text="Sur le même sujet")
    heading.evaluate("heading => heading.scrollIntoView({block: 'start', behavior: 'instant'})")
    expect(page.locator(".breadcrumbs[data-read]")).to_have_attribute("data-read", str(heading.get_attribute("id")))
    box = page.locator("header a[data-other]").bounding_box()
    assert box
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)  # To scroll to it would move the page.
    page.wait_for_url("**/en/programme-budget-2024-25/output-1-1/*")
    expect(page.locator("h2", has_text="On the same subject")).to_be_in_viewport()


@pytest.fixture
def stale(whole: Project) -> Iterator[str]:
    """The address of the small site, built after one French item has been changed."""
    whole.replace("report/outcome-1/output-1-1.yml", "            agir.", "            agir vite.")
    whole.replace("sources/report.txt", " - agir.", " - agir vite.")
    done = run_mkdocs(whole.root, "build", "--strict", "--quiet")
    assert (done.returncode, done.stderr) == (0, "")
    yield from serve(whole.root / "site", "")


def test_an_outdated_translation_has_a_notice_that_shows_the_change(browser: Browser, stale: str) -> None:
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


def test_levels_are_not_in_columns_where_languages_are(browser: Browser, served: str) -> None:
    window = browser.new_page(viewport={"width": 1440, "height": 900})
    window.goto(f"{served}programme-budget-2024-25/output-1-1/")
    window.locator("button[data-facing]").click()
    press(window.locator("button[data-both]"))
    expect(window.locator("button[data-facing]")).to_be_hidden()
    for language in (".mine", ".other"):
        box = window.locator(f"#p28-1 > {language}").bounding_box()
        assert box and box["width"] > 300
    window.close()
