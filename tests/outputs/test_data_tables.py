"""The tables for analysis: every commitment and every entry of a register, in files that spreadsheet programs open."""

from __future__ import annotations

import csv
import html
import io
import re
from collections import Counter
from collections.abc import Iterator
from typing import Any
from urllib.parse import urljoin

import pytest
import yaml

from edition.outputs.data_tables import make_files
from edition.site import Site, prepare_site
from support.folders import ROOT
from support.small_project import Project

CONTENT = ROOT / "content"
PROGRAMME = "programme-budget-2024-25"
SEPARATORS = {"": ";", "en/": ","}
"""What separates fields in a file of each language: as its spreadsheet programs expect."""
HEADERS = {
    "": "Identifiant|Résultat / Catalyseur|Produit|Passage|Paragraphe|Élément|Type|Niveau|Texte – Français|Texte – Anglais|Adresse",
    "en/": "Identifier|Outcome / Enabler|Output|Passage|Paragraph|Item|Type|Level|Text – French|Text – English|Address",
}
SELECTIONS = {"": ("Sélection", "Toute la liste"), "en/": ("Selection", "Whole list")}


@pytest.fixture(scope="module")
def files(site: Site) -> dict[str, bytes]:
    """The tables of the real edition, by path."""
    return dict(make_files(site.inputs("https://example.org/")))


def read(content: bytes, separator: str) -> list[dict[str, str]]:
    """The rows of a file by the headers of their columns."""
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig")), delimiter=separator, strict=True))


def lists(node: object) -> Iterator[dict[str, Any]]:
    """The lists in the YAML of a file."""
    if isinstance(node, dict):
        if isinstance(node.get("list"), dict):
            yield node["list"]
        for value in node.values():
            yield from lists(value)
    elif isinstance(node, list):
        for value in node:
            yield from lists(value)


def listed_items() -> dict[str, tuple[dict[str, Any], dict[str, Any]]]:
    """Each list item of the programme with its list, as the YAML has them, by identifier."""
    documents = (yaml.safe_load(path.read_text()) for path in sorted((CONTENT / PROGRAMME).rglob("*.yml")))
    return {f"{PROGRAMME}/{item['id']}": (item, found) for one in documents for found in lists(one) for item in found["items"]}


def words(text: str) -> str:
    """The words of a text without its links, its emphasis and its marks of footnotes, with typographic apostrophes."""
    plain = re.sub(r"\[([^]]+)\]\([^)]+\)", r"\1", re.sub(r"\[\^\w+\]", "", text)).replace("*", "").replace("^", "").strip()
    return plain.replace("'", "’")


def squeezed(text: str) -> str:
    """A text without spaces: French typography adds some."""
    return re.sub(r"\s", "", text)


@pytest.mark.thorough
@pytest.mark.parametrize("prefix", HEADERS)
def test_every_list_item_of_the_programme_is_a_row_with_its_words_in_both_languages(files: dict[str, bytes], prefix: str) -> None:
    rows = read(files[f"{prefix}data/commitments.csv"], SEPARATORS[prefix])
    headers = HEADERS[prefix].split("|")
    identifier, _, _, passage, paragraph, item_number, *_, french, english, address = headers
    assert [name for name in rows[0] if name in headers] == headers
    items = listed_items()
    assert len(rows) == len(items) == 339 and {row[identifier] for row in rows} == set(items)
    for row in rows:
        item, found = items[row[identifier]]
        assert squeezed(row[french]) == squeezed(words(item["fr"])) and row[english] == words(item["en"]), row[identifier]
        number, place = str(found.get("paragraph", "")), str(found["items"].index(item) + 1)
        assert (row[paragraph], row[item_number]) == (number, place)
        unnumbered = {"": "élément", "en/": "item"}[prefix]
        assert row[passage] == (f"§ {number} ({place})" if number else f"{unnumbered} {place}")
        assert row[address].startswith(f"https://example.org/{prefix}{PROGRAMME}/")
        assert row[address].endswith(f"#{item['id']}")


@pytest.mark.thorough
@pytest.mark.parametrize(("prefix", "none"), [("", "Sans action indiquée"), ("en/", "No action stated")])
def test_a_row_has_the_name_of_the_action_that_its_first_verb_names(files: dict[str, bytes], prefix: str, none: str) -> None:
    language = prefix.rstrip("/") or "fr"
    kinds = yaml.safe_load((CONTENT / "kinds.yml").read_text())
    verbs = {verb: words(action["name"][language]) for action in kinds["actions"] for verb in action["verbs"]}
    items, found = listed_items(), set()
    for row in read(files[f"{prefix}data/commitments.csv"], SEPARATORS[prefix]):
        item = items[next(iter(row.values()))][0]
        beginnings = [verb for verb in verbs if words(item["fr"]).startswith(words(verb))]
        if row["Action"] == none:
            continue
        found.add(row["Action"])
        if beginnings:
            assert row["Action"] == verbs[max(beginnings, key=len)], item["id"]
    assert found == set(verbs.values())


def test_as_many_rows_have_an_action_as_the_filter_of_the_page_counts(site: Site, files: dict[str, bytes]) -> None:
    page = site.renderers["en"].render_page(site.pages["commitments/"]).html
    (options,) = re.findall(r'(?s)<select name="action">(.*?)</select>', page)
    counted = {html.unescape(name): int(number) for name, number in re.findall(r">([^<]+) \((\d+)\)</option>", options)}
    actions = [row["Action"] for row in read(files["en/data/commitments.csv"], ",")]
    assert {"All": len(actions), **Counter(actions)} == counted and len(counted) > 5


@pytest.mark.thorough
def test_a_row_has_the_codes_of_the_instruments_targets_and_organizations_that_its_text_refers_to(
    files: dict[str, bytes],
) -> None:
    columns = {
        "instruments": "Instrument",
        "sdg": "SDG target or indicator",
        "organizations": "Organizations, bodies and posts",
    }
    entries = {name: yaml.safe_load((CONTENT / "registers" / f"{name}.yml").read_text())["entries"] for name in columns}
    items, cited = listed_items(), 0
    for row in read(files["en/data/commitments.csv"], ","):
        references = re.findall(r"\]\(ref:([^)]+)\)", items[row["Identifier"]][0]["fr"])
        for name, column in columns.items():
            names = {entry["id"]: words(entry["name"]["en"]) for entry in entries[name]}
            codes = [one for one in dict.fromkeys(references) if one in names]
            assert set(codes) <= set(filter(None, row[f"{column} – Code"].split("; "))), row["Identifier"]
            for code in codes:
                assert names[code] in row[column]
                cited += 1
    assert cited > 100


def test_country_level_commitments_on_the_informal_economy_have_the_conventions_that_they_cite(files: dict[str, bytes]) -> None:
    rows = read(files["en/data/commitments.csv"], ",")
    chosen = [
        r for r in rows if "informal-economy" in r["Theme – Code"].split("; ") and "Country level" in r["Level"].split("; ")
    ]
    cited = {row["Identifier"].split("/")[1]: row["Instrument – Code"] for row in chosen if row["Instrument – Code"]}
    # Read in the text: migrant workers (§ 129), and the extension of social protection (§ 137).
    assert cited == {"p129-1": "C97; C143", "p137-4": "R204; R202"}
    (row,) = (row for row in chosen if row["Identifier"].endswith("/p129-1"))
    assert row["Output"].startswith("Output 5.5. ") and row["Outcome / Enabler"].startswith("Outcome 5. ")
    assert row["Instrument – Type"] == "Conventions; Conventions"
    assert row["Type"] == "Commitments" and row["Lead-in – English"].startswith(
        "At the country, regional and interregional levels"
    )
    assert "Migration for Employment Convention (Revised), 1949 (No. 97)" in row["Instrument"].split("; ")


@pytest.mark.thorough
@pytest.mark.parametrize("prefix", SEPARATORS)
def test_every_row_of_every_table_has_its_source_date_and_licence(files: dict[str, bytes], prefix: str) -> None:
    paths = [path for path in files if path.startswith(f"{prefix}data/")]
    registers = {path.stem: yaml.safe_load(path.read_text()) for path in (CONTENT / "registers").glob("*.yml")}
    assert set(paths) == {f"{prefix}data/{one['path']}.csv" for one in registers.values()} | {f"{prefix}data/commitments.csv"}
    for path in paths:
        for row in read(files[path], SEPARATORS[prefix]):
            if path.endswith("commitments.csv"):
                assert row.popitem() == SELECTIONS[prefix]
            source, date, licence = list(row.values())[-3:]
            assert f"https://example.org/{prefix}" in source
            assert re.fullmatch(r"\d{4}-\d{2}-\d{2}", date)
            assert "Creative Commons Attribution 4.0" in licence


@pytest.mark.thorough
@pytest.mark.parametrize(
    ("prefix", "code", "name", "definition"), [("", "Code", "Nom", "Définition"), ("en/", "Code", "Name", "Definition")]
)
def test_the_table_of_a_register_has_its_entries_in_both_languages(
    files: dict[str, bytes], prefix: str, code: str, name: str, definition: str
) -> None:
    french, english = ("Français", "Anglais") if prefix == "" else ("French", "English")
    for path in (CONTENT / "registers").glob("*.yml"):
        register = yaml.safe_load(path.read_text())
        rows = read(files[f"{prefix}data/{register['path']}.csv"], SEPARATORS[prefix])
        expected = [
            (
                one["id"],
                *(squeezed(words(one[field][language])) for field in ("name", "description") for language in ("fr", "en")),
            )
            for one in register["entries"]
        ]
        columns = [f"{header} – {language}" for header in (name, definition) for language in (french, english)]
        assert [(row[code], *(squeezed(row[column]) for column in columns)) for row in rows] == expected, path.stem


def test_all_cells_have_the_apostrophes_and_spaces_of_the_pages(files: dict[str, bytes]) -> None:
    for path, content in files.items():
        text = content.decode("utf-8-sig")
        assert "’" in text and not re.findall(r"\w'\w", text), path
        assert not re.findall("[\u00a0\u202f]", text), path
    ends = [row["Texte – Français"][-2:] for row in read(files["data/commitments.csv"], ";")]
    assert ends.count(" ;") > 200 and not [end for end in ends if end[-1] == ";" and end != " ;"]


@pytest.mark.parametrize("prefix", SEPARATORS)
def test_a_file_is_utf_8_with_a_mark_and_has_one_line_for_each_row(files: dict[str, bytes], prefix: str) -> None:
    for path, content in files.items():
        if path.startswith(f"{prefix}data/"):
            assert content.startswith(b"\xef\xbb\xbf") and content.endswith(b"\r\n"), path
            lines = content.decode("utf-8-sig").split("\r\n")[:-1]
            assert not any("\n" in line or "\r" in line for line in lines), path
            fields = [next(csv.reader([line], delimiter=SEPARATORS[prefix], strict=True)) for line in lines]
            assert len({len(one) for one in fields}) == 1, path


@pytest.mark.parametrize("beginning", ["=", "+", "-", "@", "＝"])
def test_no_cell_is_a_formula(project: Project, beginning: str) -> None:
    formula = f"{beginning}SUM(1;2)"
    project.replace("report/outcome-1/output-1-1.yml", "            agir.\n", f"            {formula}\n")
    project.replace("report/outcome-1/output-1-1.yml", "            act.", f"            {formula}")
    project.replace("sources/report.txt", "agir.", formula)
    files = dict(make_files(prepare_site(project.root).inputs("https://example.org/")))
    for path, separator in (("data/commitments.csv", ";"), ("en/data/commitments.csv", ",")):
        cells = [cell for row in read(files[path], separator) for cell in row.values()]
        assert cells.count(f"'{formula}") == 2, path
        assert not [cell for cell in cells if cell[:1] in tuple("=+-@＝")]


@pytest.mark.thorough
@pytest.mark.parametrize(("language", "prefix"), [("fr", ""), ("en", "en/")])
def test_the_explorer_and_every_index_link_to_their_files(
    site: Site, files: dict[str, bytes], language: str, prefix: str
) -> None:
    linked = set()
    for address in ("commitments/", *(f"{register.path}/" for register in site.edition.registers)):
        page = site.renderers[language].render_page(site.pages[address]).html
        (link,) = re.findall(r'<p class="downloads">[^<]*<a href="([^"]+)" download>CSV</a></p>', page)
        linked.add(urljoin(f"https://example.org/{prefix}{address}", link).removeprefix("https://example.org/"))
    assert linked == {path for path in files if path.startswith(f"{prefix}data/")}


@pytest.mark.thorough
@pytest.mark.parametrize(
    ("language", "introduction", "headline"),
    [
        ("fr", "les 339 éléments de liste du programme", "Sur les 339 éléments de liste du programme"),
        ("en", "the 339 list items of the programme", "Of the 339 list items of the programme"),
    ],
)
def test_the_explorer_its_chart_and_its_file_have_the_same_number_of_commitments(
    site: Site, files: dict[str, bytes], language: str, introduction: str, headline: str
) -> None:
    page = site.renderers[language].render_page(site.pages["commitments/"]).html
    assert introduction in page and headline in page and page.count("<tr data-unit=") == 339
    prefix = {"fr": "", "en": "en/"}[language]
    assert len(read(files[f"{prefix}data/commitments.csv"], SEPARATORS[prefix])) == len(listed_items()) == 339
