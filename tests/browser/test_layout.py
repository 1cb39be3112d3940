"""The layout and style of pages and of panels match the files in layout/; `pytest --golden` rewrites these."""

from __future__ import annotations

import pytest
import yaml
from playwright.sync_api import Browser, Route

from support.element_style import Description, describe, differences
from support.folders import TESTS
from support.page_parts import KINDS
from support.panels import OPENED

LAYOUT = TESTS / "layout"
WINDOWS = {375: 667, 1440: 900}


@pytest.mark.parametrize("kind", KINDS)
def test_the_layout_matches_its_golden_file(browser: Browser, hosted: str, kind: str, request: pytest.FixtureRequest) -> None:
    found = {width: _described(browser, hosted, kind, width) for width in WINDOWS}
    stored = LAYOUT / f"{kind.replace(',', '').replace(' ', '-')}.yml"
    if request.config.getoption("--golden"):
        text = yaml.safe_dump(found, default_flow_style=None, width=1000, sort_keys=False, allow_unicode=True)
        stored.write_text(text, encoding="utf-8")
    expected = yaml.safe_load(stored.read_text(encoding="utf-8"))
    problems = [
        f"{width} px, {part}: {difference}"
        for width in WINDOWS
        for part in dict.fromkeys([*expected[width], *found[width]])
        for difference in differences(expected[width].get(part, {}), found[width].get(part, {}))
    ]
    assert not problems, "\n".join(problems)


def _described(browser: Browser, hosted: str, kind: str, width: int) -> dict[str, Description]:
    """The parts of a page that are shown in a window of a width."""
    opened = OPENED.get(kind)
    if opened and width not in opened.widths:
        return {}
    address, parts = KINDS[kind]
    context = browser.new_context(
        viewport={"width": width, "height": WINDOWS[width]},
        reduced_motion="reduce",
        permissions=["clipboard-read", "clipboard-write"],
    )
    context.route("**/assets/css/base.css", _wait_for_fonts)
    page = context.new_page()
    page.goto(f"{hosted}{address}")
    page.evaluate("document.fonts.ready.then(() => undefined)")
    if opened:
        opened.open(page)
    shown = {name: page.locator(f"{selector} >> visible=true").first for name, selector in parts.items()}
    described = {name: describe(part) for name, part in shown.items() if part.count()}
    context.close()
    return described


def _wait_for_fonts(route: Route) -> None:
    """Answers with the style sheet, changed so that words are drawn in the typeface of the site, however late it comes."""
    answer = route.fetch()
    route.fulfill(response=answer, body=answer.text().replace("font-display: optional", "font-display: block"))
