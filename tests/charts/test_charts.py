"""The charts: the numbers of their tables, the links of their marks, their captions and files."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import drawsvg
import pytest
from lxml import etree, html
from PIL import Image

from edition.analysis.commitments import commitments
from edition.analysis.cross_count import count_in_model
from edition.charts.bar_chart import draw_bars
from edition.charts.chart_set import ChartSet
from edition.charts.download import render_png, render_standalone_svg
from edition.charts.drawing.canvas import Canvas
from edition.charts.drawing.text_metrics import text_width
from edition.charts.outline import division_groups
from edition.charts.table import Table
from edition.design.file_cache import FileCache
from edition.loading.loader import load_edition
from edition.references.references import Links
from edition.site import Site, prepare_site
from support.charts import CHARTS
from support.small_project import Project

SVG = "{http://www.w3.org/2000/svg}"
LANGUAGES = ("fr", "en")


def charts(site: Site, language: str = "fr") -> ChartSet:
    return site.renderers[language].charts


def sums(table: Table) -> dict[str, int]:
    return {column.id: table.column_total(column) for column in table.columns}


def drawings(site: Site, name: str, language: str = "fr") -> list[etree._Element]:
    """The wide and the narrow drawing of a chart, with addresses from the site's root."""
    markup = charts(site, language).render_drawings(name, "label", lambda address: f"/{address}")
    return [etree.fromstring(f"{part}</svg>") for part in str(markup).split("</svg>")[:-1]]


def test_the_index_lists_the_charts_in_order(site: Site) -> None:
    assert tuple(charts(site).shown) == CHARTS


def test_the_programme_has_as_many_outcomes_enablers_and_outputs_as_the_model_counts(site: Site) -> None:
    table, counted = charts(site).table("programme"), count_in_model(site.edition)
    assert Counter(row.kind for row in table.rows) == {kind: counted[kind] for kind in ("outcome", "enabler")}
    assert sums(table) == {"output": counted["output"]}


def test_levels_count_as_many_items_as_the_explorer_lists_and_an_item_of_several_levels_in_each(site: Site) -> None:
    table = charts(site).table("levels")
    items = {item.href for cell in table.cells for item in cell.counted_items}
    in_outputs = [href for href in items if "/output-" in href]
    assert len(in_outputs) == count_in_model(site.edition)["output: list items"] == 331
    assert len(items) == 339  # and the five measures that outcome 2 lists itself, and the three aims of part II
    assert sums(table) == {"national": 119 + 5, "regional": 5 + 3, "interregional": 5, "global": 113 + 3, "none": 91 + 5 + 3}
    assert [row.id for row in table.rows if table.value(row, table.columns[1])] == ["outcome-5"]


def test_actions_count_each_commitment_and_measure_of_the_outcomes_once(site: Site) -> None:
    table = charts(site).table("actions")
    totals = {row.id: table.row_total(row) for row in table.rows}
    # As the chart of levels, without the 50 deliverables of the enablers and the three aims of part II.
    assert {name: totals.pop(name) for name in list(totals) if name.startswith("all-")} == {
        "all-national": 119 + 5,
        "all-global": 113 + 3,
        "all-none": 91 + 5 - 50,
    }
    assert sum(totals.values()) == 281 + 5
    items = [item.href for cell in table.cells if not cell.row.startswith("all-") for item in cell.counted_items]
    assert len(items) == len(set(items)) == 281 + 5


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", ["levels", "actions"])
def test_all_bars_of_a_chart_are_to_one_scale(site: Site, name: str, language: str) -> None:
    for drawing in drawings(site, name, language):
        bars = [(float(bar.attrib["width"]), int(number)) for bar, number in _bars_with_numbers(drawing)]
        assert len(bars) == len(charts(site, language).table(name).cells)
        longest, highest = max(bars)
        for length, number in bars:
            assert length == pytest.approx(number * longest / highest, abs=0.1), number


def _bars_with_numbers(drawing: etree._Element) -> Iterator[tuple[etree._Element, str]]:
    for link in drawing.iter(f"{SVG}a"):
        for bar in _shapes(link, "mark"):
            (number,) = link.findall(f"{SVG}text")
            yield bar, _words(number)


def test_the_levels_without_a_row_in_the_chart_of_actions_are_counted_at_another(site: Site) -> None:
    levels, actions = charts(site).table("levels"), charts(site).table("actions")
    rows = {row.id.removeprefix("all-") for row in actions.rows if row.id.startswith("all-")}
    assert {column.id for column in levels.columns} - rows == {"regional", "interregional"}
    in_rows = {item.href for cell in actions.cells if not cell.row.endswith("-none") for item in cell.counted_items}
    without_rows = [cell for cell in levels.cells if cell.column in ("regional", "interregional")]
    assert {item.href for cell in without_rows for item in cell.counted_items} <= in_rows
    caption = {language: charts(site, language).counts("actions") for language in LANGUAGES}
    assert "régional et interrégional n'ont pas de ligne" in caption["fr"].replace("’", "'")
    assert "regional and interregional levels have no rows" in caption["en"]


@pytest.mark.thorough
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_column_of_actions_is_explained_with_the_name_of_its_filter(site: Site, language: str) -> None:
    page: html.HtmlElement = html.fromstring(
        f"<div>{site.renderers[language].render_page(site.pages['pictures/actions/']).html}</div>"
    )
    explained = {term.text_content(): term.getnext().text_content() for term in page.xpath("//dl[@class='picture-columns']//dt")}
    explorer: html.HtmlElement = html.fromstring(
        f"<div>{site.renderers[language].render_page(site.pages['commitments/']).html}</div>"
    )
    filters = {option.get("value"): option.text_content() for option in explorer.xpath("//select[@name='action']/option")}
    table = charts(site, language).table("actions")
    for column in table.columns:
        assert filters[column.id].startswith(column.name)
        assert explained[column.short].startswith(f"{column.name}. ")


@pytest.mark.parametrize("name", ["levels", "actions"])
def test_a_bar_leads_to_the_explorer_filtered_to_as_many_rows_as_it_counts(site: Site, name: str) -> None:
    document = next(document for document in site.edition.documents if document.groups)
    values = [
        {"above": [row.outer_division.head.id], "level": row.list.levels or ("none",), "action": [row.action]}
        for row in commitments(site.links, document)
    ]
    table = charts(site).table(name)
    counted = [(cell.address, cell.value) for cell in table.cells]
    counted += [(row.href, table.row_total(row)) for row in table.rows if row.href.startswith("commitments/")]
    assert len(counted) > len(table.rows)
    for href, number in counted:
        address = urlsplit(href)
        asked = {field: chosen for field, (chosen,) in parse_qs(address.query).items()}
        shown = [row for row in values if all(chosen in row[field] for field, chosen in asked.items())]
        assert (address.path, len(shown)) == ("commitments/", number), href


CITED_WITH = {
    ("output-1-1", "sdg-8.8.2"): {"C155", "C160", "C187"},
    ("output-1-2", "sdg-8.8.2"): {"constitution-1919"},
    ("output-1-4", "sdg-8.7"): {"C29", "C87", "C98", "C155", "C187", "P29", "fprw-1998"},
    ("output-5-1", "sdg-8.8.1"): {"C155", "C187", "cop-machinery", "resolution-safe-environment-2022"},
    ("output-5-5", "sdg-10.7.1"): {"C97", "C143", "global-compact-migration-2018", "global-compact-refugees-2018"},
    ("outcome-6", "sdg-1.3.1"): {"centenary-2019", "global-call-2021", "resolution-social-protection-2021"},
}
"""Read in the YAML: the files that refer to both, and what they refer to."""


def test_the_flow_leads_from_the_divisions_that_cite_both_by_their_instruments_to_their_goals(site: Site) -> None:
    table = charts(site).table("flow")
    entries = {target.href: name for name in site.edition.entries if (target := site.links.resolve(name))}
    goals = {column.id: entries[column.href] for column in table.columns}
    found = {(cell.row, goals[cell.column]): {entries[item.href] for item in cell.counted_items} for cell in table.cells}
    assert found == CITED_WITH
    files = [file.read_text(encoding="utf-8") for file in (site.root / "content" / "programme-budget-2024-25").rglob("*.yml")]
    for (division, goal), instruments in CITED_WITH.items():
        (text,) = (text for text in files if f"\nid: {division}\n" in text)
        assert {goal, *instruments} <= set(re.findall(r"\]\(ref:([^)]+)\)", text))


@pytest.mark.parametrize("name", ["instruments", "sdg"])
def test_a_register_is_counted_by_its_citations(site: Site, name: str) -> None:
    table = charts(site).table(name)
    register = next(register for register in site.edition.registers if register.id == name)
    entries = {entry.path: register.identifier(entry) for entry in register.entries}
    for row in table.rows:
        citations = [
            citation
            for citation in site.links.citations[entries[row.id]]
            if citation.unit.division.startswith(("outcome", "enabler", "output"))
        ]
        assert table.row_total(row) == len(citations), row.name


def test_themes_count_numbered_paragraphs_within_their_range(site: Site) -> None:
    table = charts(site).table("themes")
    assert max(item.number for cell in table.cells for item in cell.counted_items) == 204
    for cell in table.cells:
        numbers = [one.number for one in cell.counted_items]
        assert numbers == sorted(set(numbers)) and len(numbers) == cell.value
    first = {column.id: min(c.counted_items[0].number for c in table.cells if c.column == column.id) for column in table.columns}
    assert list(first.values()) == sorted(first.values())


@pytest.mark.thorough
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", CHARTS)
def test_every_mark_links_to_an_existing_page_and_anchor(site: Site, name: str, language: str) -> None:
    table = charts(site, language).table(name)
    targets = {item.href for cell in table.cells for item in cell.counted_items} | {table.address(cell) for cell in table.cells}
    targets |= {head.href for head in (*table.rows, *table.columns) if head.href}
    assert len(targets) > 5
    for target in targets:
        address = urlsplit(target)
        assert address.path in site.pages, target
        if address.fragment:
            html = site.renderers[language].render_page(site.pages[address.path]).html
            assert f'id="{address.fragment}"' in html, target


@pytest.mark.parametrize("name", CHARTS)
def test_a_drawing_shows_every_number_of_its_table_and_names_every_link(site: Site, name: str) -> None:
    table = charts(site).table(name)
    wide, narrow = drawings(site, name)
    for drawing in (wide, narrow):
        assert drawing.find(f".//{SVG}a") is not None
        for link in drawing.iter(f"{SVG}a"):
            title = link.find(f"{SVG}title")
            assert title is not None and title.text and link.get("href")
    linked = {link.get("href") for link in wide.iter(f"{SVG}a")}
    assert {f"/{table.address(cell)}" for cell in table.cells} <= linked
    numbers = Counter(number for text in wide.iter(f"{SVG}text") for number in _numbers(_words(text)))
    strokes = sum(path.get("d", "").count("M") for path in wide.iter(f"{SVG}path") if "stroke" in path.get("class", ""))
    counted = Counter(str(cell.value) for cell in table.cells)
    assert strokes == sum(cell.value for cell in table.cells) if strokes else counted <= numbers


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", CHARTS)
def test_a_drawing_has_whole_names_in_letters_of_a_readable_size(site: Site, name: str, language: str) -> None:
    for drawing, smallest in zip(drawings(site, name, language), (12, 14), strict=True):
        texts = list(drawing.iter(f"{SVG}text"))
        assert not [words for text in texts if (words := _words(text)).endswith("…")]
        assert min(float(text.attrib["font-size"]) for text in texts) >= smallest


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", CHARTS)
def test_no_words_of_a_drawing_overlap_or_overflow(site: Site, name: str, language: str) -> None:
    for drawing in drawings(site, name, language):
        boxes = list(_boxes(drawing))
        assert len(boxes) > 5
        right = float(drawing.attrib["width"])
        for index, (words, x, y, to_x, to_y) in enumerate(boxes):
            assert x >= -1 and to_x <= right + 1, words
            for other, left, top, to_left, to_top in boxes[index + 1 :]:
                apart = to_x <= left + 1 or to_left <= x + 1 or to_y <= top + 1 or to_top <= y + 1
                assert apart, f"{words} / {other}"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", CHARTS)
def test_no_line_of_a_drawing_cuts_words(site: Site, name: str, language: str) -> None:
    for drawing in drawings(site, name, language):
        assert horizontal_lines(drawing) or name == "programme"
        assert words_cut_by_lines(drawing) == []


def words_cut_by_lines(drawing: etree._Element) -> list[str]:
    """The words that a horizontal line crosses."""
    return [
        words
        for words, left, top, right, bottom in _boxes(drawing)
        if any(start < right and end > left and top < y < bottom for start, end, y in horizontal_lines(drawing))
    ]


def horizontal_lines(drawing: etree._Element) -> list[tuple[float, float, float]]:
    """The start, end and height of each horizontal line."""
    paths = [re.fullmatch(r"M([\d.]+),([\d.]+) L([\d.]+),\2", str(path.attrib["d"])) for path in drawing.iter(f"{SVG}path")]
    return [(float(path[1]), float(path[3]), float(path[2])) for path in paths if path]


def test_long_names_of_bars_on_a_phone_have_as_much_height_as_their_lines_need(site: Site) -> None:
    table = charts(site).table("levels")
    long = tuple(replace(column, short="Les listes qui n'indiquent ni lieu ni niveau") for column in table.columns)
    canvas = Canvas(340)
    drawing = drawsvg.Drawing(340, draw_bars(replace(table, columns=long), canvas))
    drawing.append(canvas.group)
    svg = etree.fromstring(drawing.as_svg(header=""))
    assert len([words for words, *_ in _boxes(svg) if words.startswith("Les listes")]) == len(table.cells)
    assert words_cut_by_lines(svg) == []
    boxes = [box for box in _boxes(svg) if box[1] == 0]
    assert all(above[4] <= below[2] + 1 for above, below in pairwise(boxes))


GROUPS = {"fr": ["Partie", "Résultats", "Catalyseurs"], "en": ["Part", "Outcomes", "Enablers"]}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", ["themes", "instruments", "sdg"])
def test_the_groups_of_columns_are_named_above_them_in_the_colour_of_their_marks(site: Site, name: str, language: str) -> None:
    for drawing in drawings(site, name, language):
        texts = list(drawing.iter(f"{SVG}text"))
        named = [text for text in texts if _words(text) in GROUPS[language]]
        if name != "themes" and drawing.attrib["width"] == "340":
            # Each mark has its column's name.
            assert named == []
            continue
        expected = GROUPS[language] if name == "themes" else GROUPS[language][1:]
        assert list(dict.fromkeys(_words(text) for text in named)) == expected
        letters = [text for text in texts if _words(text) in ("A", "B", "C")]
        assert len(letters) % 3 == 0 and len(letters) >= 3
        for text in (*(text for text in named if _words(text) == GROUPS[language][-1]), *letters):
            assert {"name", "enabler"} <= set(text.get("class", "").split())


def _boxes(drawing: etree._Element) -> Iterator[tuple[str, float, float, float, float]]:
    for text in drawing.iter(f"{SVG}text"):
        words, size = _words(text), float(text.attrib["font-size"])
        x, y = float(text.attrib["x"]), float(text.attrib["y"])
        wide = text_width(words, size, "strong" in (text.get("class") or ""))
        left = x - {"middle": wide / 2, "end": wide}.get(text.get("text-anchor") or "", 0)
        yield words, left, y - size * 0.75, left + wide, y + size * 0.2


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_caption_of_a_chart_has_the_numbers_of_its_table(site: Site, language: str) -> None:
    shown = charts(site, language)
    numbers = {name: [int(part) for part in _numbers(shown.finding(name))] for name in CHARTS}
    assert not [name for name in CHARTS if "{" in shown.finding(name)]
    levels = shown.table("levels")
    assert numbers["programme"] == [7, 3, 44]
    assert {339, 124, 116, 8, 5, 99} <= set(numbers["levels"]) and sum(sums(levels).values()) == 124 + 116 + 8 + 5 + 99
    assert {281, 50, 5, 3} <= set(numbers["levels"])  # commitments, deliverables, measures and aims: see test_actions.py
    assert numbers["actions"][:3] == [286, 281, 5] and sum(numbers["actions"][3:]) == 286
    themes = shown.table("themes")
    assert {themes.row_total(themes.rows[0]), 204} <= set(numbers["themes"])


@pytest.mark.thorough
@pytest.mark.parametrize("name", ["instruments", "sdg"])
def test_a_mark_counts_as_many_passages_as_the_page_of_its_row_lists_for_its_column(site: Site, name: str) -> None:
    table = charts(site).table(name)
    document = next(document for document in site.edition.documents if document.groups)
    outer_ids = {
        f"in-{document.id}-{inner.head.id}": outer.head.id
        for group in document.groups
        for outer in group.divisions
        for inner in outer.walk()
    }
    for row in table.rows:
        page = html.fromstring(f"<div>{site.renderers['fr'].render_page(site.pages[row.href]).html}</div>")
        listed: Counter[str] = Counter()
        heading = ""
        for element in page.iter():
            heading = element.get("id", "") if element.get("id", "").startswith("in-") else heading
            if element.get("class") == "citations":
                listed[outer_ids.get(heading, "")] += len(element)
        assert {column.id: cell.value for column, cell in table.filled_cells(row)} == {
            column.id: listed[column.id] for column in table.columns if listed[column.id]
        }, row.name


@pytest.mark.parametrize(("name", "unit"), [("instruments", "Passages"), ("sdg", "Passages"), ("themes", "Paragraphs")])
def test_totals_and_marks_name_what_they_count(site: Site, name: str, unit: str) -> None:
    table = charts(site, "en").table(name)
    assert table.total_title == unit
    for cell in table.cells:
        assert cell.label.endswith(f": {cell.value} {unit.lower() if cell.value > 1 else unit.lower().removesuffix('s')}")


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> FileCache:
    """A cache of PNGs."""
    return FileCache(tmp_path_factory.mktemp("charts"))


@pytest.mark.thorough
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", CHARTS)
def test_a_preview_shows_the_marks_of_a_chart_without_letters(site: Site, cache: FileCache, name: str, language: str) -> None:
    shown = charts(site, language)
    preview = etree.fromstring(dict(shown.make_files(cache))[shown.preview_path(name)])
    bars = [shape for shape in preview.iter(f"{SVG}rect") if "word" in shape.get("class", "").split()]
    assert len(bars) > 10 and preview.find(f".//{SVG}text") is None and preview.find(f".//{SVG}title") is None
    width, height = (float(preview.attrib[side]) for side in ("width", "height"))
    assert height == pytest.approx(width * 2 / 3, abs=1)
    (drawing, *_) = drawings(site, name, language)
    for shape in ("mark", "stroke", "box"):
        assert len(_shapes(preview, shape)) == len(_shapes(drawing, shape))


def _shapes(drawing: etree._Element, css_class: str) -> list[etree._Element]:
    return [shape for shape in drawing.iter() if css_class in shape.get("class", "").split()]


def _words(text: etree._Element) -> str:
    return "".join(str(part) for part in text.itertext())


def _numbers(sentence: str) -> list[str]:
    return "".join(letter if letter.isdigit() else " " for letter in sentence).split()


@pytest.mark.thorough
@pytest.mark.parametrize("name", CHARTS)
def test_the_csv_file_has_the_rows_of_the_table(site: Site, cache: FileCache, name: str) -> None:
    table = charts(site).table(name)
    content = dict(charts(site).make_files(cache))[f"pictures/{name}.csv"].decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(content)))
    assert len({len(row) for row in rows}) == 1
    read = {tuple(row[:-2]): (int(row[-2]), row[-1]) for row in rows[1:]}
    assert len(read) == len(table.rows) * len(table.columns)
    grouped = any(row.group for row in table.rows)
    names = {row.id: (row.group, row.name) if grouped else (row.name,) for row in table.rows}
    columns_by_id = {column.id: column.name for column in table.columns}
    for cell in table.cells:
        assert read.pop((*names[cell.row], columns_by_id[cell.column])) == (
            cell.value,
            "; ".join(one.name for one in cell.counted_items),
        )
    assert {value for value, _ in read.values()} <= {0}


@pytest.mark.thorough
def test_files_are_reproducible_and_self_contained(site: Site, tmp_path: Path) -> None:
    files = dict(charts(site, "en").make_files(FileCache(tmp_path / "cache")))
    assert set(files) == {f"en/pictures/{name}.{form}" for name in CHARTS for form in ("svg", "png", "csv", "preview.svg")}
    again = replace(site)  # nothing that was made is in it
    assert dict(charts(again, "en").make_files(FileCache(tmp_path / "other"))) == files
    for name in CHARTS:
        svg = files[f"en/pictures/{name}.svg"].decode("utf-8")
        assert "var(" not in svg and "href=" not in svg and "Unofficial edition" in svg
        assert charts(site, "en").headline(name) in svg
        assert files[f"en/pictures/{name}.png"].startswith(b"\x89PNG")


def test_the_words_of_a_drawing_are_in_its_png() -> None:
    def draw(canvas: Canvas) -> float:
        canvas.draw_text(0, 20, "Sept résultats", "strong", 20)
        return 30

    with_words = render_standalone_svg("", "", "", "fr", draw)
    assert "Sept résultats" in with_words
    dark = [dark_pixels(render_png(svg)) for svg in (with_words, with_words.replace("Sept résultats", ""))]
    assert dark[0] > 200 > dark[1] == 0


def dark_pixels(png: bytes) -> int:
    """The number of pixels of an image that are darker than a middle grey."""
    with Image.open(io.BytesIO(png)) as image:
        return sum(image.convert("L").histogram()[:128])


def test_text_cannot_inject_markup_into_a_chart() -> None:
    def draw(canvas: Canvas) -> float:
        canvas.draw_text(0, 0, "<script>alert(1)</script>", '"onload="alert(1)')
        return 10

    svg = render_standalone_svg("<b>", "&", '"', "en", draw)
    etree.fromstring(svg.encode("utf-8"))
    assert "<script" not in svg and "<b>" not in svg and ' onload="' not in svg and '="alert' not in svg


def test_the_files_of_charts_that_are_no_longer_drawn_are_still_published(built: Path) -> None:
    for prefix in ("", "en/"):
        for name in ("references", "texts"):
            folder = built / f"{prefix}pictures"
            assert (folder / f"{name}.png").read_bytes().startswith(b"\x89PNG")
            assert etree.fromstring((folder / f"{name}.svg").read_bytes()).tag == f"{SVG}svg"
            assert len(list(csv.reader(io.StringIO((folder / f"{name}.csv").read_text(encoding="utf-8-sig"))))) > 10
            forward = (folder / name / "index.html").read_text(encoding="utf-8")
            assert '<meta http-equiv="refresh" content="0; url=../">' in forward


def test_charts_of_little_content_are_omitted_without_an_error(project: Project) -> None:
    site = prepare_site(project.root)
    for page in site.pages.values():
        if page.kind.name in ("picture", "pictures"):
            assert "<h1" in site.renderers["en"].render_page(page).html
    shown = site.renderers["en"].charts.shown
    assert shown == ["levels", "actions", "instruments"]


def test_aims_have_no_group_where_no_section_of_their_page_has_a_title(project: Project) -> None:
    aims = "  - list:\n      id: list-9\n      kind: aims\n      items:\n        - id: list-9-1\n          fr: >-\n            "
    project.replace("report/introduction.yml", "body:\n", f"body:\n{aims}le [résultat 1](ref:outcome-1).\n")
    links = Links(load_edition(project.root))
    report = next(document for document in links.edition.documents if document.id == "report")
    page = next(division for division in report.divisions() if division.head.id == "introduction")
    assert division_groups(links, report, page) == []


@pytest.mark.thorough
def test_the_narrow_form_fits_a_phone(site: Site) -> None:
    for name in CHARTS:
        wide, narrow = drawings(site, name)
        assert float(narrow.attrib["width"]) <= 343 < float(wide.attrib["width"])


HEADLINES = {
    "fr": {
        "programme": "Sept résultats et trois catalyseurs, avec 44 produits au total",
        "levels": "Sur les 339 éléments de liste du programme, 124 se situent au niveau national et 116 au niveau mondial",
        "actions": (
            "Les engagements visent le plus souvent à élaborer des politiques au niveau national (48 sur 124) "
            "et à produire des connaissances au niveau mondial (57 sur 116)"
        ),
        "flow": "Six résultats et produits mentionnent à la fois un instrument et une cible ou un indicateur des ODD",
        "instruments": "13 des 44 instruments mentionnés le sont dans le Résultat 7",
        "sdg": "Quatre des 11 cibles et indicateurs des ODD mentionnés le sont dans le Résultat 3",
        "themes": "Sept paragraphes sur 204 parlent du thème « travail des enfants et travail forcé »",
    },
    "en": {
        "programme": "Seven outcomes and three enablers, with 44 outputs in total",
        "levels": "Of the 339 list items of the programme, 124 are country-level and 116 are global",
        "actions": (
            "Country-level commitments most often aim to develop policies (48 of 124), "
            "and global ones to produce knowledge (57 of 116)"
        ),
        "flow": "Six outcomes and outputs mention both an instrument and an SDG target or indicator",
        "instruments": "13 of the 44 instruments mentioned are in Outcome 7",
        "sdg": "Four of the 11 SDG targets and indicators mentioned are in Outcome 3",
        "themes": "Seven of 204 paragraphs speak of child labour and forced labour",
    },
}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", CHARTS)
def test_a_chart_is_titled_with_what_it_shows(site: Site, name: str, language: str) -> None:
    expected = HEADLINES[language][name]
    assert charts(site, language).headline(name).replace("\u00a0", " ") == expected
    page: html.HtmlElement = html.fromstring(
        f"<div>{site.renderers[language].render_page(site.pages[f'pictures/{name}/']).html}</div>"
    )
    title, finding = (page.get_element_by_id(one).text_content() for one in ("title", "finding"))
    assert title.replace("\u00a0", " ") == expected
    assert finding.endswith(".") and finding[0].isupper()
