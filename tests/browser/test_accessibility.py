"""Every kind of page complies with the rules of WCAG 2.2 that a program can check, and some more."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import pytest
from lxml import html
from playwright.sync_api import Browser, Page

from edition.languages import LANGUAGES
from support import axe

WIDTHS = (375, 1440)
WINDOWS = [pytest.param(width, language, id=f"{width} px, {language}") for width, language in zip(WIDTHS, LANGUAGES, strict=True)]
"""Each width and each language once: what depends on both, the size of targets and of pages, is judged in test_reflow.py."""
LANGUAGE_PATHS = {language: "" if language == LANGUAGES[0] else f"{language}/" for language in LANGUAGES}


@pytest.fixture(params=WIDTHS)
def window(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Page]:
    """A window of a width, whose scheme can be changed."""
    context = browser.new_context(viewport={"width": request.param, "height": 900}, reduced_motion="reduce")
    yield context.new_page()
    context.close()


@pytest.mark.parametrize(("window", "language"), WINDOWS, indirect=["window"])
def test_axe_finds_nothing_on_any_kind_of_page(
    window: Page,
    hosted: str,
    kinds: tuple[str, ...],
    language: str,
    report_figure: Callable[[str], None],
) -> None:
    found_violations = []
    for address in (*kinds, "404.html"):
        window.goto(f"{hosted}{'' if address == '404.html' else LANGUAGE_PATHS[language]}{address}")
        found_violations += [f"{address or 'home'} {violation}" for violation in axe.violations(window)]
    width = window.evaluate("innerWidth")
    report_figure(
        f"axe: {len(found_violations)} violations on {len(kinds) + 1} kinds of pages, {language}, {width} px, both schemes"
    )
    assert not found_violations, "\n".join(found_violations)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("window", [375, 768], indirect=True)
def test_the_links_of_the_explorer_are_large_enough_targets(window: Page, hosted: str, language: str) -> None:
    window.goto(f"{hosted}{LANGUAGE_PATHS[language]}commitments/")
    assert window.locator("table.commitments tbody tr").count() > 300, "all rows, also those that wait to be seen"
    found = axe.run(window, {"runOnly": [axe.TARGETS]})
    assert not (found_violations := [node["html"] for rule in found for node in rule["nodes"]]), "\n".join(found_violations)


def _trees(built: Path, kinds: Iterable[str]) -> Iterator[tuple[str, html.HtmlElement]]:
    for prefix, address in itertools.product(LANGUAGE_PATHS.values(), kinds):
        path = built / prefix / address / "index.html"
        yield f"{prefix}{address}", html.document_fromstring(path.read_text(encoding="utf-8"))


def test_headings_are_in_order(built: Path, kinds: tuple[str, ...]) -> None:
    for address, tree in _trees(built, kinds):
        levels = [int(heading.tag[1]) for heading in tree.xpath("//h1|//h2|//h3|//h4|//h5|//h6")]
        assert levels[0] == 1 and levels.count(1) == 1, address
        assert all(after <= before + 1 for before, after in itertools.pairwise(levels)), (address, levels)


def test_landmarks_are_unique_or_have_unique_names(built: Path, kinds: tuple[str, ...]) -> None:
    for address, tree in _trees(built, kinds):
        assert [len(tree.xpath(f"//{mark}")) for mark in ("main", "body/header", "body//footer")] == [1, 1, 1], address
        names = Counter(
            (mark.tag, mark.get("aria-label") or tree.xpath("string(//*[@id=$id])", id=mark.get("aria-labelledby") or "").strip())
            for mark in tree.xpath("//nav|//aside|//form[@role='search']|//section[@aria-label or @aria-labelledby]")
        )
        assert set(names.values()) <= {1} and all(name for _, name in names), (address, names)


def test_the_first_tab_stop_leads_to_the_text(built: Path, kinds: tuple[str, ...]) -> None:
    for address, tree in _trees(built, kinds):
        first = tree.xpath("//body//a[@href]")[0]
        target = tree.get_element_by_id(first.get("href").removeprefix("#"))
        assert target.tag == "main" and target.get("tabindex") == "-1", address


def test_words_of_the_other_language_are_marked_as_such(built: Path) -> None:
    read = dict(_trees(built, ("corrections/", "glossary/", "glossary/decent-work/", "programme-budget-2024-25/output-1-1/", "")))
    assert {words.get("lang") for words in read["en/corrections/"].xpath("//*[@class='readings']//dd")} == {"fr"}
    assert {cell.get("lang") for cell in read["glossary/"].xpath("//tbody//td[position()<3]")} == {"fr", "en"}
    for address, tree in read.items():
        other = "fr" if address.startswith("en/") else "en"
        assert tree.get("lang") != other
        assert {link.get("lang") for link in tree.xpath(f"//a[@hreflang='{other}']")} == {other}, address


def test_focus_and_selection_are_visible_in_forced_colours(browser: Browser, hosted: str) -> None:
    context = browser.new_context(forced_colors="active")
    window = context.new_page()
    window.goto(f"{hosted}programme-budget-2024-25/output-1-1/")
    button = window.locator("button[data-both]")
    before = button.evaluate("one => getComputedStyle(one).backgroundColor")
    button.click()
    window.locator("button[data-both][aria-pressed=true]").wait_for()
    assert button.evaluate("one => getComputedStyle(one).backgroundColor") != before
    window.keyboard.press("Tab")
    assert window.evaluate("getComputedStyle(document.activeElement).outlineStyle") != "none"
    context.close()


def test_nothing_moves_with_reduced_motion(browser: Browser, hosted: str, kinds: tuple[str, ...]) -> None:
    context = browser.new_context(reduced_motion="reduce")
    window = context.new_page()
    for address in kinds:
        window.goto(hosted + address)
        slow = window.evaluate("""[...document.querySelectorAll("body, body *")].filter((one) => {
            const style = getComputedStyle(one);
            return [style.transitionDuration, style.animationDuration].join().split(",").some((time) => parseFloat(time) > .01);
        }).length""")
        assert slow == 0 and window.evaluate("getComputedStyle(document.documentElement).scrollBehavior") == "auto", address
    context.close()
