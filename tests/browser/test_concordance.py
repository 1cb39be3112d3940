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
from support.folders import ROOT
from support.raw_texts import count_words, raw_texts
from support.visibility import outside, press, too_wide

FORCED_LABOUR = "en/concordance/?q=forced+labour"
FIRST_QUERY = 200_000
"""Bytes, compressed, of the page of a first query with its scripts and data."""
STATUS = "[data-concordance] [role=status]"
MAX_SHOWN = 50
"""Lines that are shown at first."""


def count(page: Page) -> int:
    """The number of occurrences in the status line, once it is there."""
    status = page.locator(STATUS)
    expect(status).to_have_text(re.compile(r"Occurrences.*\d"))
    (number,) = re.findall(r"Occurrences\s*:\s*(\d+)", status.inner_text())
    return int(number)


def ask(page: Page, query: str) -> int:
    """Types a query; the number of its occurrences."""
    page.locator("input[name=q]").fill(query)
    expect(page.locator(STATUS)).to_contain_text(query.strip()[:20])
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


def last_change(document: str) -> str:
    """The date of the last change of a page of a document, in any language."""
    changes = [line.split() for line in (ROOT / "content" / "changes.txt").read_text(encoding="utf-8").splitlines()]
    return max(date for date, _, address in changes if address.removeprefix("/en").startswith(f"/{document}/"))


def plain(text: str) -> str:
    """A text with single plain spaces."""
    return " ".join(text.split())


def without_typography(text: str) -> str:
    """A text without what typography changes: its spaces and apostrophes."""
    return re.sub(r"[\s’']", "", text)


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
    expect(page.get_by_role("columnheader")).to_have_text(["Passage", "English", "French", "Whole passage"])


@pytest.mark.parametrize(
    ("query", "pattern"), [("decent work", r"\bdecent (care )?work\b"), ("constituents", r"\bconstituents?\b")]
)
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
    # Of a paragraph with as many sentences in both languages, the same sentence; of a long one, the part at the same place.
    assert ask(desk, "nouvel élan") == count_words("fr", r"\bnouvel élan\b")
    (line,) = [line for line in rows(desk) if line["unit"] == "programme-budget-2024-25/p36"]
    (paragraph,) = [text for text in raw_texts("en") if text.startswith("The inclusion of a safe and healthy")]
    sentence = paragraph.partition("supply chains. ")[0] + "supply chains."
    assert line["passage"].strip("… ") in sentence and "given new momentum to the promotion of rights-based" in line["passage"]


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
    expect(desk.locator(STATUS)).to_contain_text("Aucun passage")
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


def test_the_list_is_taken_as_a_file(desk: Page, served: str) -> None:
    desk.goto(served + FORCED_LABOUR)
    count(desk)
    with desk.expect_download() as download:
        desk.get_by_role("button", name="Download this selection (CSV)").click()
    assert download.value.suggested_filename == "concordance-forced-labour.csv"
    content = Path(download.value.path()).read_text(encoding="utf-8-sig")
    table = list(csv.DictReader(io.StringIO(content)))
    lines = rows(desk)
    assert [(row["Identifier"], row["Words – English"], row["Translation – French"], row["Address"]) for row in table] == [
        (line["unit"], line["words"], line["marked"], line["href"]) for line in lines
    ]
    first = next(row for row in table if row["Identifier"].endswith("p37-3"))
    assert (first["Text"], first["Page"], first["Passage"]) == (
        "Programme and Budget 2024–25: preliminary overview", "Output 1.4", "§ 37 (3)",
    )  # fmt: skip
    assert first["Words – English"] in first["Whole passage – English"] and "travail forcé" in first["Whole passage – French"]


def test_what_the_screen_shows_is_copied_with_its_source_once(desk: Page, served: str) -> None:
    desk.goto(served + FORCED_LABOUR)
    count(desk)
    desk.get_by_role("button", name="Copy the list").click()
    expect(desk.locator("output")).to_have_text("List copied. Lines: 24")
    lines, _, end = desk.evaluate("navigator.clipboard.readText()").replace("\r\n", "\n").rpartition("\n\n")
    copied = list(csv.reader(io.StringIO(lines), delimiter="\t"))
    shown = [
        [plain(f"{place}, {page}"), plain(words), plain(other)]
        for place, page, words, other in desk.locator("table.concordance tr[data-unit]").evaluate_all(
            """(rows) => rows.map((row) => [row.querySelector("th a"), row.querySelector("th span"), row.cells[1], row.cells[2]]
            .map((one) => one.textContent))"""
        )
    ]
    assert [[plain(cell) for cell in row] for row in copied] == shown and len(shown) == 24
    source, licence, address = end.split("\n")
    assert source == "Concordance – The ILO programme in five texts"
    assert "Creative Commons Attribution 4.0" in licence
    assert address == "http://localhost:8000/en/concordance/?q=forced+labour"


def test_each_row_of_the_file_has_its_query_source_date_and_licence(desk: Page, served: str, built: Path) -> None:
    desk.goto(served + "concordance/?q=forced+labour&document=programme-budget-2024-25")
    count(desk)
    with desk.expect_download() as download:
        desk.get_by_role("button", name="Télécharger cette sélection (CSV)").click()
    content = Path(download.value.path()).read_text(encoding="utf-8-sig")
    table = list(csv.DictReader(io.StringIO(content), delimiter=";"))
    assert {"Mots – Anglais", "Traduction – Français", "Passage entier – Anglais", "Passage entier – Français"} <= table[0].keys()
    # The other tables of the site have the same columns and licence.
    others = list(
        csv.DictReader(io.StringIO((built / "data" / "commitments.csv").read_text(encoding="utf-8-sig")), delimiter=";")
    )
    assert {row["Licence"] for row in table} == {others[0]["Licence"]}
    assert {row["Date des données"] for row in table} == {last_change("programme-budget-2024-25")}
    assert {row["Recherche"] for row in table} == {"forced labour"}
    title = others[0]["Source"].split(" – ")[-1].rsplit(", ", 1)[0]
    canonical = desk.locator("link[rel=canonical]").get_attribute("href")
    assert {row["Source"] for row in table} == {
        f"Concordance – {title}, {canonical}?q=forced+labour&document=programme-budget-2024-25"
    }


def test_a_copy_is_confirmed_next_to_its_button_and_the_message_goes_away(page: Page, served: str) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.clock.install()
    page.goto(served + FORCED_LABOUR)
    assert count(page) == 24
    button, message = page.get_by_role("button", name="Copy the list"), page.locator("output")
    before = button.bounding_box()
    press(button)
    expect(message).to_have_text("List copied. Lines: 24")
    assert button.bounding_box() == before and button.inner_text() == "Copy the list"
    assert count(page) == 24
    box = message.bounding_box()
    assert before and box and before["x"] + before["width"] < box["x"] and box["x"] + box["width"] < page.evaluate("innerWidth")
    assert before["y"] < box["y"] and box["y"] + box["height"] < before["y"] + before["height"]
    page.clock.run_for(10_000)
    expect(message).to_be_empty()


def test_the_list_is_where_it_was_left_when_one_comes_back_from_a_passage(page: Page, served: str) -> None:
    page.goto(served + "en/concordance/")
    total = ask(page, "decent work")
    page.get_by_label("Sort by").select_option("before")
    press(page.get_by_role("button", name="Show more"))
    expect(page.locator("table.concordance tr[data-unit]")).to_have_count(total)
    link = page.locator("table.concordance tr[data-unit] a").nth(80)
    link.evaluate("one => one.scrollIntoView({block: 'center', behavior: 'instant'})")
    page.wait_for_function("() => history.state?.position?.index > 70")
    left, address = link.bounding_box(), page.url
    link.click()
    page.wait_for_url("**/programme-budget-2024-25/**")
    page.go_back()
    assert count(page) == total
    assert (page.url, page.locator("input[name=q]").input_value()) == (address, "decent work")
    expect(page.get_by_label("Sort by")).to_have_value("before")
    expect(page.locator("table.concordance tr[data-unit]")).to_have_count(total)
    page.wait_for_function(
        "(y) => Math.abs(document.querySelectorAll('table.concordance tr[data-unit] a')[80].getBoundingClientRect().y - y) < 3",
        arg=left and left["y"],
    )


def test_a_new_query_is_shown_from_its_first_lines(desk: Page, served: str) -> None:
    desk.goto(served + "en/concordance/?q=decent+work")
    count(desk)
    press(desk.get_by_role("button", name="Show more"))
    ask(desk, "constituents")
    assert len(rows(desk)) == MAX_SHOWN
    desk.reload()
    count(desk)
    assert len(rows(desk)) == MAX_SHOWN


def test_the_inflected_forms_of_a_translation_are_one_group(page: Page, served: str) -> None:
    page.goto(served + "en/concordance/?q=just+transition")
    singular, plural = (count_words("fr", rf"\b{words}\b") for words in ("transition juste", "transitions justes"))
    assert count(page) == singular + plural
    expect(page.locator("th[scope=rowgroup]")).to_have_text(
        [
            re.compile(
                rf"^transitions justes {singular + plural}Forms: transitions justes \({plural}\), transition juste \({singular}\)$"
            )
        ]
    )
    assert not page.locator(".concordance-translations button").all()
    # The address of each form, as that of an earlier group, shows them all.
    page.goto(served + "en/concordance/?q=constituents&translation=mandants")
    shown = count(page)
    page.goto(served + "en/concordance/?q=decent+jobs&translation=emploi+decent")
    expect(page.locator(".concordance-translations [aria-pressed=true]")).to_contain_text("emplois décents")
    assert count(page) == sum(count_words("fr", rf"\b{words}\b") for words in ("emploi décent", "emplois décents")) < shown


@pytest.mark.parametrize("term", ["decent-work", "labour-rights", "evidence", "occupational-safety-and-health"])
@pytest.mark.parametrize("language", ["", "en/"])
def test_an_entry_and_the_concordance_have_the_same_groups(desk: Page, served: str, language: str, term: str) -> None:
    desk.goto(f"{served}{language}glossary/{term}/")
    groups = desk.locator(".concordance-term-translations summary").all_inner_texts()
    desk.locator("#concordance ~ p a[href*='concordance/?q=']").click()
    expect(desk.locator("table.concordance")).to_be_visible()
    while (more := desk.locator("[data-concordance] .search-more")).is_visible():
        more.click()
    titles = desk.locator("th[scope=rowgroup]").evaluate_all(
        "(heads) => heads.map((one) => [...one.childNodes].filter((node) => !node.matches?.('.concordance-forms'))"
        ".map((node) => node.textContent).join(''))"
    )
    assert sorted(map(" ".join, map(str.split, titles))) == sorted(map(" ".join, map(str.split, groups)))


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
        expect(desk.locator(STATUS)).to_contain_text("No passage contains")
        assert len(desk.locator("input[name=q]").input_value()) <= 300
    else:
        assert count(desk) == 24
    assert desk.locator("select").evaluate_all("(all) => all.map((one) => one.selectedIndex)") == [0, 0, 0, 0]


@pytest.mark.parametrize("value", ["a" * 10_000, "a-" * 5_000, "%" * 10_000], ids=["a", "a-", "percent"])
def test_no_fragment_breaks_the_page(desk: Page, served: str, value: str) -> None:
    desk.goto(f"{served}{FORCED_LABOUR}#{value}")
    assert count(desk) == 24


def test_without_a_passage_the_query_leads_to_the_search(page: Page, served: str) -> None:
    page.goto(served + "en/concordance/?q=home+office+%26+phone")
    expect(page.locator(STATUS)).to_contain_text("No passage contains “home office & phone”")
    press(page.get_by_role("link", name="Search the whole site for “home office & phone”"))
    page.wait_for_url("**/en/search/?q=home+office+%26+phone")
    expect(page.get_by_role("searchbox")).to_have_value("home office & phone")


def test_on_a_phone_the_lines_are_stacked(phone: Page, served: str) -> None:
    phone.goto(served + FORCED_LABOUR)
    count(phone)
    assert too_wide(phone) == []
    for row in phone.locator("table.concordance tr[data-unit]").all()[:5]:
        context, translation, _ = row.locator("td").all()
        assert outside(context, height=False) + outside(translation, height=False) == []
        above, below = context.bounding_box(), translation.bounding_box()
        assert above and below and above["y"] + above["height"] <= below["y"] + 1
        assert context.evaluate("one => one.scrollWidth <= one.clientWidth")
    link = phone.locator("table.concordance tr[data-unit] a").first
    href = link.get_attribute("href")
    press(link)
    phone.wait_for_url(str(href))


def test_on_a_wide_screen_both_languages_have_a_line_with_their_words_in_one_column(desk: Page, served: str) -> None:
    desk.goto(served + "en/concordance/?q=decent+work")
    count(desk)
    lines = desk.locator("table.concordance tr[data-unit]").all()[:20]
    boxes = [[mark.bounding_box() for mark in line.locator("mark").all()] for line in lines]
    assert {len(marks) for marks in boxes} == {2}
    centres = {round(box["x"] + box["width"] / 2) for marks in boxes for box in marks if box}
    assert max(centres) - min(centres) <= 1
    for line, marks in zip(lines, boxes, strict=True):
        source, translation = (line.locator(".in-context").nth(place).bounding_box() for place in (0, 1))
        assert source and translation and source["y"] + source["height"] <= translation["y"] + 1
        assert (source["width"], source["height"]) == (translation["width"], translation["height"])
        for box, mark in zip((source, translation), marks, strict=True):
            assert mark and box["x"] <= mark["x"] and mark["x"] + mark["width"] <= box["x"] + box["width"]


def test_a_phrase_without_marks_has_about_as_much_room_in_both_languages(desk: Page, served: str) -> None:
    desk.goto(served + "concordance/?q=causes+profondes")
    count(desk)
    heights = desk.locator("table.concordance tr[data-unit]").evaluate_all(
        """(rows) => rows.map((row) => [row.cells[1], row.cells[2]].map((cell) => {
            const range = document.createRange();
            range.selectNodeContents(cell);
            return range.getBoundingClientRect().height;
        }))"""
    )
    assert heights and all(0 < source <= translation <= 2.5 * source for source, translation in heights), heights


@pytest.mark.parametrize("query", ["decent+work", "root+causes", "normative+system"])
def test_a_line_opens_its_whole_passage_in_both_languages(page: Page, served: str, query: str) -> None:
    page.goto(f"{served}en/concordance/?q={query}")
    count(page)
    row = page.locator("table.concordance tr[data-unit]").first
    opener = row.get_by_role("button", name="Whole passage")
    assert outside(opener, height=False) == []
    press(opener)
    expect(opener).to_have_attribute("aria-expanded", "true")
    whole = page.locator(".concordance-whole")
    for language in ("en", "fr"):
        passage = whole.locator(f"[lang={language}]")
        assert without_typography(passage.inner_text()) in map(without_typography, raw_texts(language))
        assert passage.evaluate("one => one.scrollWidth <= one.clientWidth") and outside(passage, height=False) == []
    boxes = [one.bounding_box() for one in (whole.locator("td"), page.locator("table.concordance"))]
    assert boxes[0] and boxes[1] and abs(boxes[0]["width"] - boxes[1]["width"]) < 1
    assert (whole.locator("[lang=en] mark").inner_text().lower(), too_wide(page)) == (query.replace("+", " "), [])
    press(opener)
    expect(whole).to_have_count(0)


def test_on_paper_the_lines_are_printed_without_the_form(desk: Page, served: str) -> None:
    desk.goto(served + FORCED_LABOUR)
    count(desk)
    desk.emulate_media(media="print")
    expect(desk.locator("form.query-form")).to_be_hidden()
    expect(desk.locator(".concordance-help")).to_be_hidden()
    expect(desk.locator(STATUS)).to_be_visible()
    expect(desk.locator("table.concordance tr[data-unit]").last).to_be_visible()
    assert desk.locator(".in-context .before").first.evaluate("one => getComputedStyle(one).overflow") == "visible"


def test_without_scripts_the_entry_of_a_term_shows_its_translations(browser: Browser, served: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(served + "concordance/")
    expect(page.locator("[data-without-script]")).to_be_visible()
    expect(page.locator("form.query-form")).to_be_hidden()
    page.goto(served + "glossary/forced-labour/")
    expect(page.get_by_role("link", name="Toutes les occurrences dans la concordance")).to_be_hidden()
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
    expect(page.locator(STATUS)).to_contain_text("could not be loaded")
    failing[0] = False
    assert ask(page, "decent work") == count_words("en", r"\bdecent (care )?work\b")


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
