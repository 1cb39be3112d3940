"""The examples of the guide for developers work in full: applied to a copy of the code, and built with a small site."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from lxml import etree, html

from edition.loading.yaml_writer import format_yaml, node_type_of
from support.folders import ROOT
from support.small_project import SMALL_ADDRESS, Project, build_small, with_site

pytestmark = pytest.mark.thorough


ACCEPT = """
from pathlib import Path
from edition.loading.loader import load_edition
from edition.loading.translation_record import format_record
from edition.translation.status import accept_translations
for record, rows in accept_translations(load_edition(Path("."))).items():
    Path(record).write_text(format_record(rows), encoding="utf-8")
"""
CHECK = """
from pathlib import Path
from edition.problems.problem import ContentError, report_lines
from edition.site import prepare_site
try:
    prepare_site(Path("."))
except ContentError as error:
    print("\\n".join(report_lines(error.problems, "LANGUAGE")))
"""


class Extended(Project):
    """A small project with a copy of the code, to which examples can be applied."""

    def apply(self, name: str) -> None:
        """Applies an example."""
        patch = ROOT / "tests" / "examples" / f"{name}.patch"
        subprocess.run(["git", "apply", str(patch)], cwd=self.root, check=True, capture_output=True)

    def accept(self) -> list[str]:
        """Accepts the English, as the guide describes; returns the problems that loading and checking the content reports."""
        # The copy of the code knows the forms of files that an example may have added.
        return self.run(ACCEPT + CHECK.replace("LANGUAGE", "en")).splitlines()

    def run(self, program: str) -> str:
        """What a program prints that runs with the project's copy of the code."""
        environment = {"PYTHONPATH": str(self.root / "hooks"), "PYTHONUTF8": "1"}
        done = subprocess.run(
            [sys.executable, "-c", program], cwd=self.root, env=environment, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    def problems(self, language: str = "en") -> list[str]:
        """The problems that loading and checking the content reports."""
        return self.run(CHECK.replace("LANGUAGE", language)).splitlines()


@pytest.fixture
def extended(project: Project) -> Extended:
    """The small project, ready to be built, with a copy of the code."""
    shutil.copytree(ROOT / "hooks", project.root / "hooks", ignore=shutil.ignore_patterns("__pycache__"))
    return Extended(with_site(project).root)


def page(site: Path, address: str) -> html.HtmlElement:
    """A built page."""
    return html.document_fromstring((site / address / "index.html").read_bytes())


def text(element: html.HtmlElement) -> str:
    """The words of an element."""
    return " ".join(element.text_content().split())


def test_a_page_kind_has_its_text_description_and_place_everywhere(extended: Extended) -> None:
    extended.apply("page")
    assert extended.accept() == []
    site = build_small(extended)
    french, english = page(site, "documents"), page(site, "en/documents")
    assert (text(french.find(".//h1")), text(english.find(".//h1"))) == ("Les documents", "The documents")
    assert [text(one) for one in english.find(".//dl")] == ["Test report", "A report in two parts.", "Leaflet", "A leaflet."]
    # What search engines and shared links say of it.
    assert french.xpath("//meta[@name='description']/@content") == ["Tous les textes, chacun avec son résumé."]
    assert english.xpath("//meta[@name='description']/@content") == ["All texts, each with its summary."]
    assert english.xpath("//link[@rel='canonical']/@href") == [f"{SMALL_ADDRESS}en/documents/"]
    # The navigation, the site map, the search, the offline copy.
    assert [text(link) for link in page(site, "leaflet").xpath("//nav//a[@href='../documents/']")] == ["Les documents"]
    listed = [one.text for one in etree.parse(site / "sitemap.xml").iterfind(".//{*}loc")]
    assert {f"{SMALL_ADDRESS}documents/", f"{SMALL_ADDRESS}en/documents/"} <= set(listed)
    records = extended.run(
        "from pathlib import Path\nfrom edition.site import prepare_site\nfrom edition.search.records import make_search_records\n"
        "site = prepare_site(Path('.'))\nprint(*(one.href for one in make_search_records(site.links, site.renderers['en'])))"
    )
    assert "documents/" in records.split()
    assert {"documents/", "en/documents/"} <= json.loads((site / "offline.json").read_bytes())["files"].keys()


def test_a_page_kind_is_dated_by_what_it_shows_and_its_address_is_reserved(extended: Extended) -> None:
    extended.apply("page")
    assert extended.accept() == []
    program = "from pathlib import Path\nfrom edition.site import prepare_site\nprint(prepare_site(Path('.')).fingerprints['en/documents/'])"
    before = extended.run(program)
    extended.replace("leaflet/document.yml", "A leaflet.", "A small leaflet.")
    assert extended.accept() == []
    assert extended.run(program) != before
    # What any file of docs/ or any register might take.
    (extended.root / "docs" / "documents").mkdir()
    (extended.root / "docs" / "documents" / "index.html").write_text("<p>Another.</p>")
    assert any("docs/documents/index.html:1:1: the path /documents/" in problem for problem in extended.problems())


def test_a_register_and_its_entry_need_no_code(extended: Extended) -> None:
    extended.apply("register")
    extended.apply("entry")
    assert any("“geneva”" in problem for problem in extended.accept()), "an entry that no text names is a mistake"
    extended.replace("leaflet/document.yml", "Un encadré suit.", "Un encadré suit, à Genève.")
    extended.replace("leaflet/document.yml", "A box follows.", "A box follows, in Geneva.")
    extended.replace("sources/leaflet.txt", "Un encadré suit.", "Un encadré suit, à Genève.")
    assert extended.accept() == []
    site = build_small(extended)
    assert text(page(site, "en/places").find(".//h1")) == "Places"
    assert "A box follows, in Geneva." in text(page(site, "en/places/geneva"))
    assert page(site, "leaflet").xpath("//nav//a[@href='../places/']")
    source = extended.path("registers/places.yml").read_text(encoding="utf-8")
    assert format_yaml(source, node_type_of("registers/places.yml")) == source


def test_a_rule_reports_its_problem_at_the_line(extended: Extended) -> None:
    extended.apply("check")
    assert extended.accept() == []
    extended.replace("leaflet/document.yml", "          Encadré\n", "          Encadré.\n")
    expected = re.compile(r"content/leaflet/document\.yml:\d+:\d+: .*the title ends with a full stop — delete the full stop")
    assert any(expected.search(problem) for problem in extended.problems())


def test_an_export_is_published_and_its_path_reserved(extended: Extended) -> None:
    extended.apply("export")
    assert extended.accept() == []
    rows = (build_small(extended) / "units.csv").read_text(encoding="utf-8").splitlines()
    assert f"report/p3,{SMALL_ADDRESS}report/output-1-1/#p3" in rows
    (extended.root / "docs" / "units.csv").write_text("x")
    assert any("docs/units.csv:1:1: the path /units.csv" in problem for problem in extended.problems())


def test_a_document_kind_is_named_on_its_documents(extended: Extended) -> None:
    extended.apply("document_kind")
    extended.replace("leaflet/document.yml", "kind: brochure", "kind: manual")
    assert extended.accept() == []
    site = build_small(extended)
    assert "Manuel" in [text(cell) for cell in page(site, "leaflet/").xpath("//*[@class='facts']//dd")]
    assert '"@type":"Report"' in (site / "leaflet" / "index.html").read_text(encoding="utf-8")


def test_a_body_entry_is_shown_linked_found_and_formatted(extended: Extended) -> None:
    extended.apply("body_entry")
    note = "  - note:\n      id: note-1\n      fr: >-\n        Une remarque.\n      en: >-\n        A remark.\n"
    extended.replace("leaflet/document.yml", "  - box:\n      id: box-1\n", f"{note}  - box:\n      id: box-1\n")
    extended.replace("sources/leaflet.txt", "Un encadré suit.", "Un encadré suit.\n\nUne remarque.")
    assert extended.accept() == []
    site = build_small(extended)
    assert text(page(site, "en/leaflet").get_element_by_id("note-1")) == "A remark."
    program = (
        "from pathlib import Path\nfrom edition.site import prepare_site\nfrom edition.search.records import make_search_records\n"
        "from edition.loading.yaml_writer import format_yaml, node_type_of\n"
        "site = prepare_site(Path('.'))\nprint(*(one.href for one in make_search_records(site.links, site.renderers['en'])))\n"
        "source = Path('content/leaflet/document.yml').read_text(encoding='utf-8')\n"
        "print(format_yaml(source, node_type_of('leaflet/document.yml')) == source)"
    )
    records, formatted = extended.run(program).splitlines()
    assert "leaflet/#note-1" in records.split() and formatted == "True"
