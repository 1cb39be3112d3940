"""A source text is imported as a document with the same words; whatever is uncertain is reported."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from docx import Document
from docx.document import Document as Word
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.text.paragraph import Paragraph
from openpyxl import load_workbook

from edition.cli.commands import main
from edition.editing.importing import docx_reader, markdown_reader, plain_text_reader
from edition.editing.importing.blocks import ParsedText
from edition.loading.loader import load_edition
from edition.loading.translation_record import format_record
from edition.model import DocumentHead
from edition.outputs import redirect_pages
from edition.references.references import Links
from edition.references.traversal import walk_nodes
from edition.search.records import make_search_records
from edition.site import prepare_site
from edition.translation.spreadsheet import format_spreadsheet
from edition.translation.spreadsheet import read_spreadsheet as read_sheet
from edition.translation.status import accept_translations
from support.folders import TESTS
from support.small_project import Project
from support.time_limit import bounded

pytestmark = pytest.mark.usefixtures("in_english", "unattended")

RECEIVED = TESTS / "received"
NOTES = """<w:footnotes {}><w:footnote w:id="7"><w:p><w:r><w:t>Voir la convention n° 98.</w:t></w:r></w:p></w:footnote>
</w:footnotes>"""
NUMBERING = """<w:abstractNum {} w:abstractNumId="90">
<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>
<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="%2)"/></w:lvl></w:abstractNum>"""


def numbered(paragraph: Paragraph, level: int = 0) -> None:
    """Lets Word number a paragraph by itself."""
    properties = paragraph._p.get_or_add_pPr().get_or_add_numPr()  # type: ignore[attr-defined]  # made at run time
    properties.get_or_add_ilvl().val = level
    properties.get_or_add_numId().val = 90


def recommendation() -> Word:
    """The text of tests/received as an office would format it: styles, automatic numbers, a footnote, a link."""
    document = Document()
    numbering = document.part.numbering_part.element
    numbering.insert(0, parse_xml(NUMBERING.format(nsdecls("w"))))
    numbering.append(parse_xml(f'<w:num {nsdecls("w")} w:numId="90"><w:abstractNumId w:val="90"/></w:num>'))
    content = NOTES.format(nsdecls("w")).encode()
    notes = Part(PackURI("/word/footnotes.xml"), CONTENT_TYPE.WML_FOOTNOTES, content, document.part.package)
    document.part.relate_to(notes, RELATIONSHIP_TYPE.FOOTNOTES)
    document.add_paragraph("Recommandation (n° 900) sur les essais, 2030", "Title")
    document.add_paragraph("La Conférence, réunie à Genève:")
    document.add_paragraph("considérant la convention n° 87;", "List Bullet")
    item = document.add_paragraph("considérant le ", "List Bullet")
    item.add_run("travail ").italic = True
    item.add_run("décent").italic = True
    item.add_run(",")
    called = document.add_paragraph("adopte la recommandation ci-après")
    reference = OxmlElement("w:footnoteReference")
    reference.set(qn("w:id"), "7")
    called.add_run()._r.append(reference)
    called.add_run(".")
    document.add_paragraph("Préambule", "Heading 1")
    document.add_paragraph("Le travail décent « pour tous » suppose des essais.")
    document.add_paragraph("Article 1. Champ d’application", "Heading 1")
    first = document.add_paragraph("La recommandation s’applique à ")
    numbered(first)
    first.add_run("tous").bold = True
    first.add_run(" les travailleurs, à leur 1")
    first.add_run("re").font.superscript = True
    first.add_run(" demande.")
    numbered(document.add_paragraph("Elle suit la convention n° 98 et vise à:"))
    numbered(document.add_paragraph("protéger;"), 1)
    numbered(document.add_paragraph("former."), 1)
    document.add_paragraph("Article 2. Mesures", "Heading 1")
    numbered(document.add_paragraph("Les mandants agissent ainsi:"))
    document.add_paragraph("1. ils se réunissent;")
    document.add_paragraph("2. ils décident.")
    last = document.add_paragraph("Voir le ")
    numbered(last)
    link = OxmlElement("w:hyperlink")
    link.set(qn("r:id"), document.part.relate_to("https://example.org/essais", RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
    run = OxmlElement("w:r")
    words = OxmlElement("w:t")
    words.text = "site"
    run.append(words)
    link.append(run)
    last._p.append(link)
    last.add_run(" de l’Organisation.")
    document.add_paragraph("Annexe", "Heading 1")
    document.add_paragraph("– première mesure;")
    document.add_paragraph("– seconde mesure.")
    return document


def bytes_of(document: Word) -> bytes:
    """The bytes of a DOCX file."""
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


@pytest.fixture(params=[".md", ".txt", ".docx"])
def received(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """A sixth text, of another structure than the others, in each file format."""
    if request.param != ".docx":
        return RECEIVED / f"recommendation{request.param}"
    path = tmp_path / "recommendation.docx"
    path.write_bytes(bytes_of(recommendation()))
    return path


def bring(project: Project, file: Path) -> int:
    """Imports a text as a document of a new kind, which is declared only in data."""
    if "id: recommendation\n" not in (kinds := project.path("kinds.yml").read_text()):
        named = "    name:\n      fr: >-\n        Recommandation\n      en: >-\n        Recommendation\n"
        declared = f"documents:\n  - id: recommendation\n{named}"
        project.path("kinds.yml").write_text(kinds.replace("documents:\n", declared, 1))
        for record, rows in accept_translations(load_edition(project.root)).items():
            (project.root / record).write_text(format_record(rows), encoding="utf-8")
    return main(project.root, [
        "import", str(file), "--id", "r900", "--kind", "recommendation", "--short-title", "R900",
        "--summary", "Une recommandation.", "--dated", "2030.", "--origin", "Écrite pour les essais.",
    ])  # fmt: skip


def shape(head: DocumentHead) -> list[str]:
    """The parts of a document, in order."""
    return [f"{type(node).__name__} {getattr(node, 'id', '')}".strip() for node in walk_nodes(head) if hasattr(node, "aliases")]


@pytest.mark.thorough
def test_a_text_of_another_structure_is_imported_without_new_code(project: Project, received: Path) -> None:
    assert bring(project, received) == 0
    assert project.problems() == []
    site = prepare_site(project.root)
    document = site.edition.documents[-1]
    assert shape(document.head) == [
        "CommitmentList passage-1", "Item passage-1-1", "Item passage-1-2", "Passage passage-2",
        "Section preambule", "Passage passage-3",
        "Section article-1-champ-d-application", "Paragraph p1", "CommitmentList p2", "Item p2-1", "Item p2-2",
        "Section article-2-mesures", "CommitmentList p3", "Item p3-1", "Item p3-2", "Paragraph p4",
        "CommitmentList annexe", "Item annexe-1", "Item annexe-2", "Footnote fn-1",
    ]  # fmt: skip
    html = site.renderers["en"].render_page(site.pages["r900/"]).html
    assert "Article 1. Champ d’application" in html and ">a)</a>" in html and "<dd>Recommendation</dd>" in html


@pytest.mark.thorough
def test_an_imported_text_is_listed_by_what_it_cites_and_found_by_the_search(project: Project, received: Path) -> None:
    bring(project, received)
    site = prepare_site(project.root)
    citing = [citation.unit.identifier for citation in site.links.citations["C98"]]
    assert [name for name in citing if name.startswith("r900/")] == ["r900/p2", "r900/fn-1"]
    assert "r900/passage-1-2" in [citation.unit.identifier for citation in site.links.citations["terms/decent-work"]]
    page = next(page for page in site.pages.values() if page.entry and page.entry.id == "C98")
    assert 'href="../../r900/#p2"' in site.renderers["fr"].render_page(page).html
    found = make_search_records(site.links, site.renderers["fr"], ())
    assert any("r900/#p2-1" in str(record) for record in found)


@pytest.mark.thorough
def test_short_addresses_remain_those_of_the_principal_document(project: Project, received: Path) -> None:
    before = [path for path, _ in redirect_pages.make_files(prepare_site(project.root).inputs())]
    bring(project, received)
    assert [path for path, _ in redirect_pages.make_files(prepare_site(project.root).inputs())] == before


def test_a_second_import_overwrites_nothing(project: Project, received: Path, capsys: pytest.CaptureFixture[str]) -> None:
    bring(project, received)
    kept = project.path("r900/document.yml").read_text()
    assert bring(project, received) == 2
    assert "“r900” is already taken" in capsys.readouterr().err
    assert project.path("r900/document.yml").read_text() == kept


def test_the_source_text_is_stored_unchanged(project: Project) -> None:
    bring(project, RECEIVED / "recommendation.txt")
    assert project.path("sources/r900.txt").read_bytes() == (RECEIVED / "recommendation.txt").read_bytes()


def review_notes(received: ParsedText) -> list[tuple[int, str]]:
    """The review_notes that an importer reports."""
    return [(review_note.line, review_note.phrase) for review_note in received.review_notes]


def test_what_is_uncertain_is_reported_with_its_line(
    project: Project, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = "Titre\n\nUn texte.\n\n- seul;\n\nUn mot\n\n3. Trois.\n\nOn lit\n\n(a) un;\n(b) deux.\n"
    file = tmp_path / "t.txt"
    file.write_text(text, encoding="utf-8")
    assert bring(project, file) == 0
    reported = [line for line in capsys.readouterr().out.splitlines() if line.startswith("t.txt:")]
    assert reported == [
        "t.txt:3: taken for the lead-in of a list: “Un texte.”",
        "t.txt:7: taken for a heading: “Un mot”",
        "t.txt:9: number 3 is out of order (expected: 1): “Trois.”",
        "t.txt:9: list markers kept as part of the text: “Trois.”",
        "t.txt:11: taken for a heading: “On lit”",
        "t.txt:13: list markers kept as part of the text: “un;”",
    ]
    assert project.problems() == []


def test_a_table_is_skipped_and_the_check_reports_its_missing_words(
    project: Project, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "t.md"
    file.write_text("# Titre\n\nAvant.\n\n| a | b |\n|---|---|\n| un | deux |\n\nAprès.\n", encoding="utf-8")
    assert bring(project, file) == 0
    assert "t.md:5: table not imported" in capsys.readouterr().out
    assert any("“… Titre Avant. Après. …” instead of" in line and "a b un deux" in line for line in project.problems())


def test_html_and_other_unsupported_parts_are_reported() -> None:
    assert review_notes(markdown_reader.read_markdown(b"# T\n\n<div>x</div>\n\n> dit\n")) == [
        (3, "review-form"),
        (5, "review-quotation"),
    ]


def test_a_text_in_another_encoding_is_read_and_reported() -> None:
    received = plain_text_reader.read_plain_text("Préambule\n".encode("cp1252"))
    assert received.blocks[0].words == "Préambule" and review_notes(received) == [(1, "review-encoding")]


def test_words_outside_paragraphs_are_reported() -> None:
    document = recommendation()
    inserted = parse_xml(f"<w:ins {nsdecls('w')}><w:r><w:t>ajouté</w:t></w:r></w:ins>")
    document.paragraphs[-1]._p.append(inserted)
    document.sections[0].header.paragraphs[0].text = "En-tête"
    found = docx_reader.read_docx(bytes_of(document))
    assert [(review_note.phrase, review_note.facts["words"]) for review_note in found.review_notes] == [
        ("review-left-out", "mesure.ajouté"), ("review-around", "En-tête"),
    ]  # fmt: skip


def test_a_table_of_one_cell_is_a_box(project: Project, tmp_path: Path) -> None:
    document = Document()
    document.add_paragraph("Titre", "Title")
    cell = document.add_table(1, 1).cell(0, 0)
    cell.text = "Encadré"
    cell.add_paragraph("Son texte.")
    (tmp_path / "t.docx").write_bytes(bytes_of(document))
    bring(project, tmp_path / "t.docx")
    head = Links(load_edition(project.root)).edition.documents[-1].head
    assert shape(head) == ["Box box-1", "Passage p1"]
    assert project.problems() == []


def test_another_file_format_is_refused(project: Project, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "t.pdf").write_bytes(b"%PDF")
    assert bring(project, tmp_path / "t.pdf") == 2
    assert ".pdf is not allowed; possible values: .docx, .md" in capsys.readouterr().err


def changed_word(part: str, old: str, new: str) -> bytes:
    """A document of one paragraph, with other words in one of its parts."""
    document = Document()
    document.add_paragraph("Un mot.")
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(bytes_of(document))) as whole, zipfile.ZipFile(made, "w") as other:
        for name in whole.namelist():
            content = whole.read(name).decode("utf-8") if name == part else ""
            assert name != part or old in content
            other.writestr(name, content.replace(old, new) if content else whole.read(name))
    return made.getvalue()


@pytest.mark.thorough
def test_a_style_based_on_itself_and_a_list_without_a_format_are_read_to_the_end() -> None:
    content = changed_word("word/styles.xml", 'w:styleId="Normal">', 'w:styleId="Normal"><w:basedOn w:val="Normal"/>')
    with bounded():
        assert "Un mot." in [block.words for block in docx_reader.read_docx(content).blocks]
    content = changed_word("word/numbering.xml", "<w:abstractNumId ", "<w:other ")
    assert "Un mot." in [block.words for block in docx_reader.read_docx(content).blocks]


def encrypted(content: bytes) -> bytes:
    """A ZIP file whose every entry is marked as encrypted."""
    for head, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        parts = content.split(head)
        content = head.join([parts[0], *(part[: flags - 4] + b"\x01" + part[flags - 3 :] for part in parts[1:])])
    return content


def test_an_encrypted_file_is_refused_in_one_line(project: Project, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "t.docx").write_bytes(encrypted(bytes_of(Document())))
    assert bring(project, tmp_path / "t.docx") == 2
    assert "t.docx cannot be read" in capsys.readouterr().err
    sheet = tmp_path / "t.xlsx"
    sheet.write_bytes(encrypted(format_spreadsheet([], "xlsx")))
    assert [problem.rule for problem in read_sheet(sheet)[1]] == ["sheet-unreadable"]


@pytest.mark.thorough
def test_a_workbook_without_sheets_or_with_a_distant_cell_is_refused(tmp_path: Path) -> None:
    book = load_workbook(io.BytesIO(format_spreadsheet([], "xlsx")))
    book.worksheets[0]["XFD1048576"] = "x"
    book.save(tmp_path / "far.xlsx")
    with zipfile.ZipFile(tmp_path / "far.xlsx") as whole, zipfile.ZipFile(tmp_path / "none.xlsx", "w") as other:
        for name in whole.namelist():
            if "sheet1" not in name:
                other.writestr(name, whole.read(name))
    for name in ("far.xlsx", "none.xlsx"):
        with bounded():
            assert [problem.rule for problem in read_sheet(tmp_path / name)[1]] == ["sheet-unreadable"]


@pytest.mark.parametrize("name", ["t.md", "t.docx"])
def test_a_file_with_the_wrong_extension_is_reported_in_one_line(
    project: Project, tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    (tmp_path / name).write_bytes("# Titre\n\nDéjà".encode("latin-1"))
    assert bring(project, tmp_path / name) == 2
    assert f"{name} cannot be read" in capsys.readouterr().err


@pytest.mark.parametrize("name", ["../outside", "Report", "a b"])
def test_a_name_that_cannot_name_a_folder_is_refused(
    project: Project, received: Path, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    assert main(project.root, ["import", str(received), "--id", name, "--kind", "report"]) == 2
    assert f"“{name}” cannot name a folder" in capsys.readouterr().err
