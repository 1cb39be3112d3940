"""The concordance: the lines of a query, their translations, order and groups, its address and its files."""

from __future__ import annotations

import csv
import gzip
import io
import re
from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote, urljoin

import pytest
from playwright.sync_api import Browser, Page, Response, Route, expect

from support.built_pages import page_of
from support.raw_texts import count_words, raw_texts
from support.visibility import outside, press, too_wide

FORCED_LABOUR = "en/concordance/?q=forced+labour"
FIRST_QUERY = 200_000
"""Bytes, compressed, of the page of a first query with its scripts and data."""
MAX_SHOWN = 50
"""Lines that are shown at first."""


def count(page: Page) -> int:
    """The number of occurrences in the status line, once it is there."""
    status = page.locator("[data-concordance] [role=status]")
    expect(status).to_have_text(re.compile(r"Occurrences.*\d"))
    (number,) = re.findall(r"Occurrences\s*:\s*(\d+)", status.inner_text())
    return int(number)


def ask(page: Page, query: str) -> int:
    """Types a query; the number of its occurrences."""
    page.locator("input[name=q]").fill(query)
    expect(page.locator("[data-concordance] [role=status]")).to_contain_text(query.strip()[:20])
    return count(page)


def rows(page: Page) -> list[dict[str, str]]:
    """The lines that are shown: unit, address, the words and those around them, what is marked in the translation."""
    found: list[dict[str, str]] = page.locator("table.concordance tr[data-unit]").evaluate_all(
        """(rows) => rows.map((row) => ({
            unit: row.dataset.unit, href: row.querySelector("a").href, before: row.querySelector(".before").textContent,
            words: row.querySelector("td mark").textContent, after: row.querySelector(".after").textContent,
            passage: row.cells[2].textContent, languages: row.cells[1].lang + row.cells[2].lang,
            marked: [...row.cells[2].querySelectorAll("mark")].map((mark) => mark.textContent).join(" … "),
        }))"""
    )
    return found


def test_a_term_is_shown_in_context_with_its_translations(page: Page, served: str) -> None:
    page.goto(served + FORCED_LABOUR)
    assert count(page) == count_words("en", r"\bforced labour(?:ers)?\b") == 24
    lines = rows(page)
    assert len(lines) == 24 and {line["languages"] for line in lines} == {"enfr"}
    assert {line["words"].lower() for line in lines} == {"forced labour", "forced labourers"}
    assert [line["marked"] for line in lines] == ["travail forcé"] * 23 + ["travailleurs forcés"]
    # Each group has its heading, and a button that shows it alone.
    expect(page.locator("table.concordance th[scope=rowgroup]")).to_have_text(["travail forcé 23", "travailleurs forcés 1"])
    expect(page.locator(".concordance-translations button")).to_have_text(["All 24", "travail forcé 23", "travailleurs forcés 1"])
    expect(page.get_by_role("columnheader")).to_have_text(["Passage", "English", "French"])


@pytest.mark.parametrize(("query", "pattern"), [("decent work", r"\bdecent work\b"), ("constituents", r"\bconstituents?\b")])
def test_every_occurrence_in_the_texts_is_found(desk: Page, served: str, query: str, pattern: str) -> None:
    desk.goto(f"{served}en/concordance/?q={quote(query)}")
    assert count(desk) == count_words("en", pattern)
    assert len(rows(desk)) == MAX_SHOWN
    press(desk.get_by_role("button", name="Show more"))
    assert len(rows(desk)) == count(desk)
    expect(desk.get_by_role("button", name="Show more")).to_be_hidden()


def test_a_phrase_that_is_no_term_is_shown_with_the_sentence_that_corresponds(desk: Page, served: str) -> None:
    desk.goto(served + "concordance/?q=causes+profondes")
    assert count(desk) == count_words("fr", r"\bcauses profondes\b") > 1
    lines = rows(desk)
    assert {line["words"].lower() for line in lines} == {"causes profondes"}
    (line,) = [line for line in lines if line["unit"] == "programme-budget-2024-25/p37-3"]
    assert "the root causes of child labour and forced labour" in line["passage"]
    # Of a paragraph with as many sentences in both languages, the same sentence.
    assert ask(desk, "nouvel élan") == count_words("fr", r"\bnouvel élan\b")
    (line,) = [line for line in rows(desk) if line["unit"] == "programme-budget-2024-25/p36"]
    (paragraph,) = [text for text in raw_texts("en") if text.startswith("The inclusion of a safe and healthy")]
    assert line["passage"] == paragraph.partition("supply chains. ")[0] + "supply chains. …"


def test_a_part_of_a_term_is_shown_with_the_translation_of_the_whole(desk: Page, served: str) -> None:
    desk.goto(served + "concordance/?q=forc%C3%A9")
    count(desk)
    assert {line["marked"].lower() for line in rows(desk) if line["after"] == "" or line["before"].endswith("travail ")} == {
        "forced labour"
    }
    expect(desk.locator("th[scope=rowgroup]").first).to_have_text(
        re.compile(r"^forced labour \(pour «\s*travail forcé\s*»\) 23$")
    )


def test_a_query_in_the_other_language_is_understood(page: Page, served: str) -> None:
    page.goto(served + "en/concordance/?q=mandants+tripartites")
    count(page)
    assert {line["languages"] for line in rows(page)} == {"fren"}
    # The address asks for the other language where it says so.
    page.goto(served + "concordance/?q=action&in=en")
    assert count(page) == count_words("en", r"\baction\b") != count_words("fr", r"\baction\b")


def test_quotation_marks_ask_for_the_exact_words(desk: Page, served: str) -> None:
    desk.goto(served + "en/concordance/")
    assert ask(desk, "constituent") == count_words("en", r"\bconstituents?\b")
    for query in ('"constituent"', "“constituent”", "«constituent»"):
        assert ask(desk, query) == count_words("en", r"\bconstituent\b") == 1


@pytest.mark.parametrize(
    ("query", "as_typed"),
    [
        ("chaînes d'approvisionnement", "CHAINES D'APPROVISIONNEMENT"),
        ("élaboration de politiques", "e\u0301laboration\u00a0de politiques"),
        ("l'économie informelle", "l\u2019économie  informelle"),
        ("main-d'œuvre", "main d'oeuvre"),
        ("financement", "\ufb01nance\u00adment"),
        ("n° 160", "nº160"),
    ],
)
def test_the_same_words_are_found_however_they_are_typed(desk: Page, served: str, query: str, as_typed: str) -> None:
    desk.goto(f"{served}concordance/?q={quote(query)}")
    assert count(desk) == count_words("fr", rf"\b{query}\b") > 0
    found = rows(desk)
    desk.goto(f"{served}concordance/?q={quote(as_typed)}")
    count(desk)
    assert rows(desk) == found


def test_words_that_punctuation_separates_are_no_phrase(desk: Page, served: str) -> None:
    following = next(match[1] for text in raw_texts("fr") if (match := re.search(r"\btravail, (\w+)\b", text)))
    assert count_words("fr", rf"\btravail {following}\b") == 0
    desk.goto(f"{served}concordance/?q={quote(f'travail {following}')}")
    expect(desk.locator("[data-concordance] [role=status]")).to_contain_text("Aucun passage")
    assert ask(desk, f"travail, {following}") == count_words("fr", rf"\btravail, {following}\b") > 0


def test_lines_are_sorted_by_the_words_next_to_them(desk: Page, served: str) -> None:
    desk.goto(served + "en/concordance/?q=decent+work&group=none")
    count(desk)
    neighbours: dict[str, Callable[[dict[str, str]], list[str]]] = {
        "before": lambda line: re.findall(r"[^\W_]+", line["before"].lower())[-1:],
        "after": lambda line: re.findall(r"[^\W_]+", line["after"].lower())[:1],
    }
    for side, label in (("before", "Words before"), ("after", "Words after")):
        desk.get_by_label("Sort by").select_option(label=label)
        desk.wait_for_function(f"location.search.includes('sort={side}')")
        found = [neighbours[side](line) for line in rows(desk)]
        assert found == sorted(found) and len({*map(tuple, found)}) > 5


def test_lines_are_narrowed_by_document_and_only_its_texts_are_loaded(desk: Page, served: str) -> None:
    loaded: list[str] = []
    desk.on("request", lambda request: loaded.append(request.url) if request.url.endswith(".json") else None)
    desk.goto(served + "en/concordance/?q=forced+labour&document=forced-labour")
    assert 0 < count(desk) < 24
    assert {line["unit"].split("/")[0] for line in rows(desk)} == {"forced-labour"}
    names = [url.rpartition("/")[2] for url in loaded if "/concordance/" in url]
    assert "contents.json" in names and {name for name in names if name != "contents.json"} == {"forced-labour-1.json"}


def test_a_translation_is_shown_alone_and_the_address_keeps_the_query(page: Page, served: str) -> None:
    page.goto(served + "en/concordance/")
    assert ask(page, "forced labour") == 24
    button = page.get_by_role("button", name="travailleurs forcés")
    press(button)
    expect(page.locator("table.concordance tr[data-unit]")).to_have_count(1)
    expect(page.get_by_role("button", name="travailleurs forcés")).to_be_focused()
    page.wait_for_function("new URLSearchParams(location.search).get('translation') === 'travailleurs forces'")
    page.reload()
    page.get_by_label("Sort by").select_option("before")
    page.wait_for_function("location.search.endsWith('sort=before&translation=travailleurs+forces')")
    page.get_by_label("Sort by").select_option("")
    expect(page.locator("table.concordance tr[data-unit]")).to_have_count(1)
    expect(page.get_by_role("button", name="travailleurs forcés")).to_have_attribute("aria-pressed", "true")
    press(page.get_by_role("button", name="All 24"))
    expect(page.locator("table.concordance tr[data-unit]")).to_have_count(24)
    # The other language of the interface shows the same query.
    page.locator("a[hreflang=fr]").first.click()
    assert page.url.endswith("/edition/concordance/?q=forced+labour") and count(page) == 24


def test_each_line_leads_to_its_unit(desk: Page, served: str, built: Path) -> None:
    desk.goto(served + FORCED_LABOUR)
    count(desk)
    for line in rows(desk):
        path, _, anchor = line["href"].removeprefix(served).partition("#")
        (found,) = page_of(built, path).xpath("//*[@id=$id]" if anchor else "//h1", id=anchor)
        assert line["words"] in " ".join(found.text_content().split()).replace("\u202f", " ")


def test_the_list_is_taken_as_a_file_and_copied(desk: Page, served: str) -> None:
    desk.goto(served + FORCED_LABOUR)
    count(desk)
    with desk.expect_download() as download:
        desk.get_by_role("button", name="Download this selection (CSV)").click()
    assert download.value.suggested_filename == "concordance.csv"
    content = Path(download.value.path()).read_text(encoding="utf-8-sig")
    table = list(csv.DictReader(io.StringIO(content)))
    lines = rows(desk)
    assert [(row["Identifier"], row["Words"], row["Translation"], row["URL"]) for row in table] == [
        (line["unit"], line["words"], line["marked"], line["href"]) for line in lines
    ]
    first = next(row for row in table if row["Identifier"].endswith("p37-3"))
    assert (first["Text"], first["Page"], first["Passage"]) == (
        "Programme and Budget 2024–25: preliminary overview", "Output 1.4", "§ 37 (3)",
    )  # fmt: skip
    assert first["Words"] in first["Whole passage"] and "travail forcé" in first["Passage in the other language"]
    desk.get_by_role("button", name="Copy the list").click()
    expect(desk.locator("[role=status]")).to_have_text("List copied. Lines: 24")
    copied = list(csv.DictReader(io.StringIO(desk.evaluate("navigator.clipboard.readText()")), delimiter="\t"))
    assert copied == table


def test_a_cell_is_never_a_formula_and_keeps_its_quotes(desk: Page, served: str) -> None:
    desk.goto(served + "en/concordance/")
    script = """async ([url, separator]) => (await import(url)).formatTable([["=1+1", 'a "b", c', "d\\te"]], separator)"""
    url = urljoin(served, "assets/js/lib/table_file.js")
    assert desk.evaluate(script, [url, ","]) == '"\'=1+1","a ""b"", c","d e"'
    assert desk.evaluate(script, [url, "\t"]) == '\'=1+1\t"a ""b"", c"\td e'


@pytest.mark.parametrize("query", ["<img src=x onerror=alert(1)>", "constructor", "__proto__", "(.*)+$", "\\", "%", "§ § §", " "])
def test_no_query_breaks_the_page(desk: Page, served: str, query: str) -> None:
    desk.goto(f"{served}en/concordance/?q={quote(query)}")
    assert desk.locator("[data-concordance] img").count() == 0
    assert ask(desk, "forced labour") == 24


@pytest.mark.parametrize("name", ["q", "in", "document", "sort", "group", "translation"])
@pytest.mark.parametrize("value", ["a" * 10_000, "a-" * 5_000, "the " * 2_500], ids=["a", "a-", "the"])
def test_no_address_breaks_the_page(desk: Page, served: str, name: str, value: str) -> None:
    desk.goto(f"{served}en/concordance/?{'q=forced+labour&' if name != 'q' else ''}{name}={quote(value)}")
    if name == "q":
        expect(desk.locator("[role=status]")).to_contain_text("No passage contains")
        assert len(desk.locator("input[name=q]").input_value()) <= 300
    else:
        assert count(desk) == 24
    assert desk.locator("select").evaluate_all("(all) => all.map((one) => one.selectedIndex)") == [0, 0, 0, 0]


def test_on_a_phone_the_lines_are_stacked(phone: Page, served: str) -> None:
    phone.goto(served + FORCED_LABOUR)
    count(phone)
    assert too_wide(phone) == []
    for row in phone.locator("table.concordance tr[data-unit]").all()[:5]:
        context, translation = row.locator("td").all()
        assert outside(context, height=False) + outside(translation, height=False) == []
        above, below = context.bounding_box(), translation.bounding_box()
        assert above and below and above["y"] + above["height"] <= below["y"] + 1
        assert context.evaluate("one => one.scrollWidth <= one.clientWidth")
    link = phone.locator("table.concordance tr[data-unit] a").first
    href = link.get_attribute("href")
    press(link)
    phone.wait_for_url(str(href))


def test_on_a_wide_screen_the_words_are_in_a_column_beside_the_translations(desk: Page, served: str) -> None:
    desk.goto(served + "en/concordance/?q=decent+work")
    count(desk)
    marks = desk.locator("table.concordance .in-context mark").all()[:20]
    boxes = [mark.bounding_box() for mark in marks]
    centres = {round(box["x"] + box["width"] / 2) for box in boxes if box}
    assert len(centres) <= 2 and max(centres) - min(centres) <= 1
    first = desk.locator("table.concordance tr[data-unit]").first
    before, after = (first.locator(f".in-context > .{side}").bounding_box() for side in ("before", "after"))
    assert before and after and boxes[0] and abs(before["y"] - after["y"]) < 1
    assert before["x"] + before["width"] <= boxes[0]["x"] + 1 and boxes[0]["x"] + boxes[0]["width"] <= after["x"] + 1
    context, translation = (one.bounding_box() for one in first.locator("td").all())
    assert context and translation and context["x"] + context["width"] <= translation["x"] + 1
    assert all(box and box["x"] >= context["x"] and box["x"] + box["width"] <= context["x"] + context["width"] for box in boxes)


def test_on_paper_the_lines_are_printed_without_the_form(desk: Page, served: str) -> None:
    desk.goto(served + FORCED_LABOUR)
    count(desk)
    desk.emulate_media(media="print")
    expect(desk.locator("form.query-form")).to_be_hidden()
    expect(desk.locator("[data-concordance] [role=status]")).to_be_visible()
    expect(desk.locator("table.concordance tr[data-unit]").last).to_be_visible()
    assert desk.locator(".in-context .before").first.evaluate("one => getComputedStyle(one).overflow") == "visible"


def test_without_scripts_the_entry_of_a_term_shows_its_translations(browser: Browser, served: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(served + "concordance/")
    expect(page.locator("[data-without-script]")).to_be_visible()
    expect(page.locator("form.query-form")).to_be_hidden()
    page.goto(served + "glossary/forced-labour/")
    expect(page.locator(".concordance-term-translations summary")).to_have_text(["forced labour 23", "forced labourers 1"])
    page.locator(".concordance-term-translations summary").first.click()
    lines = page.locator(".concordance-term-translations details").first.locator("li")
    expect(lines).to_have_count(3)
    expect(lines.first).to_contain_text("victimes du travail forcé et du travail des enfants")
    expect(lines.first.locator("[lang=en]")).to_contain_text("victims of forced labour and child labour")
    expect(lines.first.locator("a")).to_have_attribute("href", re.compile(r"/agenda/#p13$"))
    context.close()


def test_an_entry_leads_to_all_its_occurrences(page: Page, served: str) -> None:
    page.goto(served + "en/glossary/constituents/")
    counts = page.locator(".concordance-term-translations summary .count").all_inner_texts()
    press(page.get_by_role("link", name="All occurrences in the concordance"))
    assert count(page) == sum(map(int, counts)) == count_words("en", r"\bconstituents?\b")


def test_terms_are_suggested(desk: Page, served: str) -> None:
    desk.goto(served + "en/concordance/")
    desk.get_by_label("Word or phrase").focus()
    expect(desk.locator("datalist option[value='Forced labour']")).to_have_count(1)
    expect(desk.locator("datalist option[value='Travail forcé']")).to_have_count(1)


def test_a_failure_is_reported_and_the_next_query_tries_again(page: Page, served: str) -> None:
    failing = [True]

    def answer(route: Route) -> None:
        if failing[0]:
            route.abort()
        else:
            route.continue_()

    page.route("**/m-power-1.json", answer)
    page.goto(served + FORCED_LABOUR)
    expect(page.locator("[data-concordance] [role=status]")).to_contain_text("could not be loaded")
    failing[0] = False
    assert ask(page, "decent work") == count_words("en", r"\bdecent work\b")


def test_the_first_query_is_light(desk: Page, served: str, report_figure: Callable[[str], None]) -> None:
    bodies: list[bytes] = []

    def note(response: Response) -> None:
        if re.search(r"/concordance/|/js/lib/", response.url):
            bodies.append(response.body())

    desk.on("response", note)
    desk.goto(served + FORCED_LABOUR)
    count(desk)
    size = sum(len(gzip.compress(body, 9)) for body in bodies)
    report_figure(f"first query of the concordance, compressed: {size / 1000:.0f} kB of {len(bodies)} files (at most 200)")
    assert 100_000 < size <= FIRST_QUERY
