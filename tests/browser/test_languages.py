"""Both languages in a browser: side by side, switched, and a translation that is out of date."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from support.built_site import run_mkdocs
from support.reading import WHOLE
from support.small_project import Project
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
    mine, other = unit.locator(".mine").bounding_box(), unit.locator(".other").bounding_box()
    assert mine and other
    if page.evaluate("innerWidth") > 1000:
        assert mine["x"] + mine["width"] <= other["x"]
    else:
        assert mine["y"] + mine["height"] <= other["y"]
    assert page.url.endswith("/output-1-1/?view=both#p28") and button.get_attribute("aria-pressed") == "true"


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
    page.get_by_role("link", name="Lire en français").first.click()
    assert page.url == served + "programme-budget-2024-25/output-1-1/"
    context.close()


def test_the_language_switcher_keeps_its_place(page: Page, served: str) -> None:
    page.goto(served + "programme-budget-2024-25/output-1-5/#p40")
    page.locator("article a[data-other]").click()
    page.wait_for_url("**/en/programme-budget-2024-25/output-1-5/#p40")
    page.locator("header a[hreflang=fr]").first.evaluate("link => link.click()")
    page.wait_for_url(served + "programme-budget-2024-25/output-1-5/#p40")


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
