"""The layout and style of pages and of what opens on them, as they are stored in layout/; `pytest --golden` stores them anew."""

from __future__ import annotations

import pytest
import yaml
from playwright.sync_api import Browser, Route

from support.element_style import Description, describe, differences
from support.folders import TESTS
from support.panels import OPENED

LAYOUT = TESTS / "layout"
WINDOWS = {375: 667, 1440: 900}
FRAME = {
    "header": ".md-header",
    "header, inner": ".md-header__inner",
    "site title": ".md-header__title",
    "menu button": ".md-header__button.menu",
    "other language": ".md-header__button.other-language",
    "search button": ".md-header__button.search-open",
    "scheme button": ".md-header__button.scheme",
    "menu, column": "#site-outline",
    "menu, heading": ".md-nav__heading",
    "menu, link": "#site-outline .md-nav__link",
    "menu, active link": "#site-outline .md-nav__link--active",
    "menu, inner list": "#site-outline .md-nav__list .md-nav__list",
    "contents, column": ".md-sidebar--secondary",
    "contents, title": ".md-nav--secondary .md-nav__title",
    "contents, link": ".md-nav--secondary .md-nav__link",
    "foot": ".md-footer",
    "foot, text": ".foot p",
    "foot, list": ".foot ul",
    "foot, link": ".foot a",
}
TEXT = {
    "article": "article",
    "trail": ".breadcrumbs",
    "trail, list": ".breadcrumbs ol",
    "trail, link": ".breadcrumbs a",
    "trail, separator": ".breadcrumbs li + li",
    "trail, page": ".breadcrumbs [aria-current=page]",
    "title": "h1",
    "title, kind": "h1 .kind",
    "status": ".status",
    "languages": ".languages",
    "languages, link": ".languages a",
    "languages, button": ".languages button",
    "paragraph": "article p.unit",
    "paragraph, number": "article p.unit > .number",
    "heading 2": "article h2",
    "heading 3": "article h3",
    "heading 4": "article h4",
    "list": "article ul.items",
    "list, item": "article ul.items > li",
    "list, number": "article ul.items > li > .number",
    "ordered list, item": "article ol.items > li",
    "level": ".level",
    "reference": "article a.reference",
    "acronym": "article abbr[tabindex='0']",
    "related": ".related",
    "related, item": ".related .divisions > li",
    "related, link": ".related .divisions li > a",
    "related, shared": ".related .shared",
    "neighbours": ".neighbours",
    "neighbours, link": ".neighbours a",
    "neighbours, label": ".neighbours span",
}
PAGES = {
    "output": ("programme-budget-2024-25/output-1-1/", FRAME | TEXT),
    "agenda": (
        "programme-budget-2024-25/agenda/",
        {name: TEXT[name] for name in ("heading 2", "heading 3", "heading 4", "ordered list, item")}
        | {
            "box": ".box",
            "box, heading": ".box > :is(h2, h3)",
            "box, paragraph": ".box p",
            "figure": "figure.drawing",
            "caption": "figcaption",
        },
    ),
    "footnotes": (
        "programme-budget-2024-25/outcome-7/",
        {"note in the margin": ".sidenote", "footnotes": ".footnotes", "footnote": ".footnotes p", "call": ".call a"},
    ),
    "home": (
        "",
        {
            "head": ".front-head",
            "title": "h1",
            "tagline": ".tagline",
            "other language": ".front-other",
            "search": ".front-search",
            "search, input": ".front-search input",
            "search, button": ".front-search button",
            "examples": ".front-try",
            "texts": ".front-texts",
            "texts, list": ".front-texts ol",
            "texts, item": ".front-texts li",
            "texts, link": ".front-texts a",
            "texts, date": ".front-texts .when",
            "outcomes": "ol.outcomes",
            "outcome": ".outcomes a",
            "outcome, enabler": ".outcomes .of-enabler",
            "chips": "ul.chips",
            "chip": ".chips a",
            "chip, count": ".chips .count",
            "columns": ".columns",
            "heading 2": ".front > section > h2",
        },
    ),
    "document": (
        "m-power/",
        {
            "fact": ".header > div",
            "fact, name": ".header dt",
            "fact, value": ".header dd",
            "figures": ".key-figures",
            "figure": ".key-figures > div",
            "figure, number": ".key-figures dd",
            "figure, name": ".key-figures dt",
            "divisions": "ol.divisions",
            "division": "ol.divisions > li",
            "provenance": ".provenance",
        },
    ),
    "quotation": (
        "development-cooperation/",
        {"quotation": ".quotation", "quotation, text": ".quotation blockquote", "quotation, source": ".quotation figcaption"},
    ),
    "register": (
        "instruments/",
        {
            "heading 2": "article h2",
            "entries": "ul.entries",
            "entry": "ul.entries > li",
            "entry, link": "ul.entries a",
            "count": ".count",
        },
    ),
    "entry": (
        "instruments/c155/",
        {
            "fact": ".facts > div",
            "fact, name": ".facts dt",
            "fact, value": ".facts dd",
            "fact, link": ".facts dd a",
            "citations": "ul.citations",
            "citation": "ul.citations > li",
            "citation, link": "ul.citations a",
        },
    ),
    "glossary": (
        "glossary/",
        {
            "table": "table.glossary",
            "head": "table.glossary th",
            "head, last": "table.glossary th:last-child",
            "head, button": "table.glossary th button",
            "row": "table.glossary tbody tr",
            "cell": "table.glossary td",
            "cell, link": "table.glossary td a",
            "uses": "table.glossary .uses",
        },
    ),
    "commitments": (
        "commitments/",
        {
            "article": "article",
            "form": "form.explorer",
            "label": "form.explorer label:has(select)",
            "search": "form.explorer input",
            "choice": "form.explorer select",
            "actions": "form.explorer .actions",
            "status": "form.explorer [role=status]",
            "button": "form.explorer button",
            "table": "table.commitments",
            "head": "table.commitments th",
            "head, text": "table.commitments th:nth-child(2)",
            "head, button": "table.commitments th button",
            "row": "table.commitments tbody tr",
            "cell": "table.commitments td",
            "cell, text": "table.commitments td:nth-child(2)",
            "cell, link": "table.commitments td a",
        },
    ),
    "corrections": (
        "corrections/",
        {
            "corrections": "ol.corrections",
            "correction": "ol.corrections > li",
            "readings": ".readings",
            "reading": ".readings > div",
            "reading, name": ".readings dt",
            "reading, text": ".readings dd",
            "fold": "article summary",
        },
    ),
    "translation": (
        "translation/",
        {
            "documents": "ul.translated",
            "document": "ul.translated > li",
            "progress": ".translated progress",
            "name": "ul.translated strong",
        },
    ),
    "pictures": (
        "pictures/",
        {
            "pictures": "ul.pictures",
            "picture": "ul.pictures > li",
            "picture, title": ".pictures h2",
            "picture, image": ".pictures img",
        },
    ),
    "picture": (
        "pictures/levels/",
        {
            "article": "article",
            "counts": ".picture-counts",
            "drawing": "svg.drawn:visible",
            "files, link": ".picture-files a",
            "table": "table.counts",
            "table, head": "table.counts thead th:last-child",
            "table, row head": "table.counts tbody th",
            "table, cell": "table.counts td",
        },
    ),
    "about": (
        "about/",
        {
            "heading 2": "article h2",
            "paragraph": "article p",
            "link": "article p a",
            "list": "article ul",
            "item": "article ul > li",
            "table": "article table",
            "table, head": "article table th",
            "table, cell": "article table td",
        },
    ),
}
OPENED_PARTS = {
    "the menu": {
        "menu": "#site-outline",
        "list": "#site-outline .md-nav__list",
        "item": "#site-outline .md-nav__item",
        "link": "#site-outline .md-nav__link",
        "inner list": "#site-outline .md-nav__list .md-nav__list",
        "close": ".md-nav__close",
    },
    "the search, with results": {
        "dialog": ".search-dialog",
        "form": ".search-dialog .search-form",
        "input": ".search-dialog input",
        "close": ".search-close",
        "status": ".search-dialog .search-status",
        "results": ".search-dialog .search-scroll",
        "kind": ".search-dialog .found-kind",
        "result": ".search-dialog [role=option]",
        "result, title": ".search-dialog .found-title",
        "result, trail": ".search-dialog .found-trail",
        "result, excerpt": ".search-dialog .found-excerpt",
        "result, mark": ".search-dialog mark",
    },
    "the filters of the search page": {
        "columns": ".search-columns",
        "form": "article .search-form",
        "filters": "details.search-narrow",
        "filter": ".search-narrow details",
        "filter, title": ".search-narrow details summary",
        "filter, list": ".search-narrow ul",
        "filter, label": ".search-narrow label",
        "filter, box": ".search-narrow input",
        "results": ".found",
        "result": ".found > li",
        "result, link": ".found > li a",
        "more": ".search-more",
    },
    "the explorer, grouped": {"group": "table.commitments th[scope=rowgroup]", "row": "table.commitments tbody tr:nth-child(2)"},
    "both languages side by side": {
        "article": "article",
        "button": "button[data-both]",
        "paragraph": "p.paired",
        "mine": "p.paired > .mine",
        "other": "p.paired > .other",
        "item": "li.paired",
    },
    "levels face to face": {"levels": ".levels", "article": "article"},
    "the preview of a reference": {
        "preview": ".preview",
        "title": ".preview-title",
        "text": ".preview-line",
        "cited": ".preview-cited",
    },
    "the tools of a passage, by its number": {
        "tools": ".unit-tools",
        "tool": ".unit-tools button",
        "passage": ".unit:target",
    },
    "the tools of a passage, in the margin": {"tools": ".unit-tools", "tool": ".unit-tools button"},
    "a link that is copied": {"message": ".said"},
    "the keyboard shortcuts": {
        "dialog": "dialog.keys",
        "title": "dialog.keys h2",
        "line": "dialog.keys dl > div",
        "key": "dialog.keys kbd",
        "switch": "dialog.keys label",
        "box": "dialog.keys input",
        "close": "dialog.keys button",
    },
    "the full form of an acronym": {"acronym": "abbr:focus"},
    "the contents of a page": {
        "contents": "details.on-this-page",
        "title": "details.on-this-page summary",
        "list": "details.on-this-page ul",
        "link": "details.on-this-page a",
    },
    "a long list": {"list": "details.long", "title": "details.long > summary"},
    "a folded picture": {"fold": "details.picture-fold", "title": "details.picture-fold > summary"},
    "the switches of reading offline": {"switch": "[data-offline] button", "note": "[data-offline] .caution"},
    "the way up": {"link": ".md-top"},
    "the way past the frame": {"link": ".md-skip"},
}
KINDS = PAGES | {name: (OPENED[name].address, parts) for name, parts in OPENED_PARTS.items()}


@pytest.mark.parametrize("kind", KINDS)
def test_the_layout_is_as_stored(browser: Browser, hosted: str, kind: str, request: pytest.FixtureRequest) -> None:
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
        service_workers="block",
        permissions=["clipboard-read", "clipboard-write"],
    )
    context.route("**/assets/edition.css", _wait_for_fonts)
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
