"""Stale translations: the translated French is recorded, and a text whose French has changed since is stale."""

from __future__ import annotations

from pathlib import Path

import pytest

from edition.cli.commands import build_parser
from edition.cli.messages import UsageError
from edition.loading.loader import load_edition
from edition.loading.translation_record import fingerprint
from edition.model import Edition
from edition.problems.problem import report_lines
from edition.references.traversal import all_texts
from edition.site import prepare_site
from edition.text.word_diff import diff_words
from edition.translation.status import Progress, measure_progress, stale_texts
from edition.translation.texts import translation_files
from support.folders import ROOT
from support.small_project import Project

LEAFLET, OUTPUT, TERMS = "leaflet/document.yml", "report/outcome-1/output-1-1.yml", "registers/terms.yml"
RECORDED = f"C87:name\t{fingerprint('Convention')}\tConvention"


def translate(root: Path, *arguments: str) -> int:
    """Runs `scripts/edition translate` on a project."""
    asked = build_parser(root).parse_args(["translate", *arguments])
    return int(asked.run(asked))


def late(project: Project) -> list[str]:
    """The keys of the stale texts of a project."""
    return [found.key for found in stale_texts(load_edition(project.root))]


# --- Keys --------------------------------------------------------------------------------------------------------


def test_every_text_has_a_unique_key(edition: Edition) -> None:
    kept = [text for translation_file in translation_files(edition) for text in translation_file.texts]
    assert len({text.key for text in kept}) == len(kept)
    assert sorted((text.place.file, text.place.path) for text in kept) == sorted(
        (text.at.file, text.at.path) for text in all_texts(edition)
    )


def test_a_key_names_its_unit_and_its_role_where_it_is_not_alone(project: Project) -> None:
    keys = {
        text.key: text.text.fr
        for translation_file in translation_files(load_edition(project.root))
        for text in translation_file.texts
    }
    assert keys["report"] == "Rapport d'essai"
    assert keys["report:summary"] == "Un rapport en deux parties."
    assert keys["report/date"] == "1^er^ mars 2020"
    assert keys["report/date:label"] == "Date"
    assert keys["report/labels/strategy:title"] == "Stratégie"
    assert keys["report/p3"] == "Au niveau national, l'OIT aidera les mandants à:"
    assert keys["leaflet/p2:heading"] == "Buts"
    assert keys["leaflet/quotation-1:author"] == "Une personne"
    assert keys["C87:name"] == "Convention (n° 87) sur la liberté syndicale"
    assert keys["terms/decent-work:name"] == "Travail décent"
    assert keys["corrections/c1:reason"] == "Accord."
    assert keys["interface/home:text"] == "Accueil"


def test_the_committed_records_are_those_of_the_content(edition: Edition) -> None:
    root = ROOT
    known = {translation_file.record for translation_file in translation_files(edition)}
    assert {path.relative_to(root).as_posix() for path in (root / "content").rglob("*.tsv")} <= known
    for translation_file in translation_files(edition):
        record = root / translation_file.record
        lines = record.read_text(encoding="utf-8").splitlines() if record.exists() else []
        assert lines == sorted(lines, key=lambda line: line.split("\t")[0])
        assert len(lines) <= len(translation_file.texts)


# --- Stale texts -------------------------------------------------------------------------------------------------


def test_a_text_whose_french_changes_is_stale_and_no_other(project: Project) -> None:
    assert late(project) == []
    project.replace(LEAFLET, "      Un encadré suit.", "      Un grand encadré suit.")
    (found,) = stale_texts(load_edition(project.root))
    assert (found.key, found.old, found.new) == ("leaflet/p1", "Un encadré suit.", "Un grand encadré suit.")
    assert (found.place.file, found.place.of_field("en").line) == ("content/leaflet/document.yml", 33)


def test_changed_english_does_not_make_a_text_stale(project: Project) -> None:
    project.replace(LEAFLET, "      A box follows.", "      A box comes next.")
    assert late(project) == []


def test_french_with_other_line_breaks_is_the_same_french(project: Project) -> None:
    project.replace(LEAFLET, "      Un encadré suit.", "      Un encadré\n      suit.")
    assert late(project) == []


def test_new_english_is_stale_until_it_is_accepted(project: Project) -> None:
    report_ = next(
        translation_file
        for translation_file in translation_files(load_edition(project.root))
        if translation_file.name == "report"
    )
    assert measure_progress(load_edition(project.root), report_).missing == 1
    project.replace(
        "report/outcome-1/outcome.yml",
        "            efficace.\n",
        "            efficace.\n          en: >-\n            The 3^rd^ step follows [outcome 1](ref:outcome-1) and cuts a\n"
        "            sentence. It is effective.\n",
    )
    (found,) = stale_texts(load_edition(project.root))
    assert (found.key, found.old) == ("report/p2", None)
    assert translate(project.root, "accept", "report/p2") == 0
    assert late(project) == []


def test_progress_adds_up(changed: Project) -> None:
    edition = load_edition(changed.root)
    found = {
        translation_file.name: measure_progress(edition, translation_file) for translation_file in translation_files(edition)
    }
    assert found["leaflet"] == Progress(units=15, translated=13, stale=2, missing=0)
    assert found["report"] == Progress(units=18, translated=16, stale=1, missing=1)
    assert found["registers/terms"] == Progress(units=4, translated=3, stale=1, missing=0)


# --- Accepting ---------------------------------------------------------------------------------------------------


def test_one_unit_is_accepted(changed: Project) -> None:
    before = changed.path("report/translated.tsv").read_bytes()
    translate(changed.root, "accept", "leaflet/p2-1")
    assert late(changed) == ["report/p3-2", "leaflet/p1", "terms/decent-work:description"]
    assert changed.path("report/translated.tsv").read_bytes() == before


def test_one_file_is_accepted(changed: Project) -> None:
    translate(changed.root, "accept", "content/leaflet/document.yml")
    assert late(changed) == ["report/p3-2", "terms/decent-work:description"]


def test_a_whole_document_is_accepted_by_its_name(changed: Project) -> None:
    translate(changed.root, "accept", "report")
    assert late(changed) == ["leaflet/p1", "leaflet/p2-1", "terms/decent-work:description"]


def test_everything_is_accepted(changed: Project, capsys: pytest.CaptureFixture[str]) -> None:
    translate(changed.root, "accept", "--all")
    assert late(changed) == []
    assert capsys.readouterr().out == "leaflet/p1\nleaflet/p2-1\nreport/p3-2\nterms/decent-work:description\naccepted: 4\n"


def test_an_unknown_name_is_not_accepted(changed: Project) -> None:
    with pytest.raises(UsageError) as end:
        translate(changed.root, "accept", "leaflet/p9")
    assert str(end.value) == "no text, identifier, file or document is named leaflet/p9; see: scripts/edition translate status"


def test_lines_of_removed_texts_are_dropped_when_their_record_is_written(project: Project) -> None:
    record = project.path("leaflet/translated.tsv")
    gone = f"leaflet/p9\t{fingerprint('Parti.')}\tParti.\n"
    record.write_text(gone + record.read_text(encoding="utf-8"), encoding="utf-8")
    assert [warning.text("en") for warning in prepare_site(project.root).warnings if warning.rule == "record-left"] == [
        (
            "content/leaflet/translated.tsv:1:1: the record contains “leaflet/p9”, which no longer exists"
            " — delete the line, or run scripts/edition record"
        )
    ]
    translate(project.root, "accept", "leaflet/p1")
    assert gone not in record.read_text(encoding="utf-8")


def test_the_record_of_a_removed_document_is_deleted_when_all_is_accepted(project: Project) -> None:
    record = project.path("registers/gone.tsv")
    record.write_text(f"gone/p1\t{fingerprint('Parti.')}\tParti.\n", encoding="utf-8")
    translate(project.root, "accept", "--all")
    assert not record.exists()


def test_a_text_that_moves_to_another_record_remains_accepted(project: Project) -> None:
    instruments, sdg = project.path("registers/instruments.tsv"), project.path("registers/another.tsv")
    lines = instruments.read_text(encoding="utf-8").splitlines(keepends=True)
    sdg.write_text(lines.pop(0), encoding="utf-8")
    instruments.write_text("".join(lines), encoding="utf-8")
    assert late(project) == []
    translate(project.root, "accept", "registers/instruments")
    assert not sdg.exists()
    assert late(project) == []


@pytest.mark.parametrize(
    ("old", "new", "runs"),
    [
        ("Un encadré suit.", "Un encadré suit.", [("equal", "Un encadré suit.")]),
        ("Un encadré suit.", "Un grand encadré suit.", [("equal", "Un"), ("insert", "grand"), ("equal", "encadré suit.")]),
        ("Un grand encadré", "Un encadré", [("equal", "Un"), ("delete", "grand"), ("equal", "encadré")]),
        ("la dignité et", "la liberté et", [("equal", "la"), ("delete", "dignité"), ("insert", "liberté"), ("equal", "et")]),
        ("", "Un", [("insert", "Un")]),
    ],
)
def test_texts_are_compared_word_by_word(old: str, new: str, runs: list[tuple[str, str]]) -> None:
    assert list(diff_words(old, new)) == runs


# --- What is told ------------------------------------------------------------------------------------------------


def test_stale_texts_are_warnings_and_the_edition_is_published(changed: Project) -> None:
    assert changed.problems() == []
    assert report_lines((w for w in prepare_site(changed.root).warnings if w.rule == "translation-stale"), "en") == [
        (
            "content/leaflet/document.yml:33:9: body[0].en: the French of leaflet/p1 has changed since it was translated"
            " — revise the English, then run scripts/edition translate accept leaflet/p1"
        ),
        (
            "content/leaflet/document.yml:56:21: body[1].box.body[0].list.items[0].en: the French of leaflet/p2-1 has changed since"
            " it was translated — revise the English, then run scripts/edition translate accept leaflet/p2-1"
        ),
        (
            "content/registers/terms.yml:25:11: entries[0].description.en: the French of terms/decent-work:description has changed"
            " since it was translated — revise the English, then run scripts/edition translate accept terms/decent-work:description"
        ),
        (
            "content/report/outcome-1/output-1-1.yml:28:15: body[0].list.items[1].en: the French of report/p3-2 has changed since it"
            " was translated — revise the English, then run scripts/edition translate accept report/p3-2"
        ),
    ]


def test_english_never_accepted_is_a_warning(project: Project) -> None:
    project.path("edition.tsv").unlink()
    assert report_lines(prepare_site(project.root).warnings, "fr") == [
        (
            "content/edition.yml:4:7: title.en: l'anglais de edition:title n'a pas été relu d'après le français"
            " — relisez-le, puis lancez scripts/edition translate accept edition:title"
        ),
        (
            "content/edition.yml:9:7: tagline.en: l'anglais de edition:tagline n'a pas été relu d'après le français"
            " — relisez-le, puis lancez scripts/edition translate accept edition:tagline"
        ),
    ]


def test_the_status_shows_progress_and_each_text_with_its_change(changed: Project, capsys: pytest.CaptureFixture[str]) -> None:
    changed.path("edition.tsv").unlink()
    translate(changed.root, "status")
    lines = capsys.readouterr().out.splitlines()
    assert " ".join(lines[0].split()) == "units translated to be revised to be translated last accepted"
    assert ["leaflet", "15", "13", "2", "0", "–"] in [line.split() for line in lines]
    assert lines[-7:] == [
        "content/report/outcome-1/output-1-1.yml:28: report/p3-2: to be revised: [-agir.-] {+agir vite.+}",
        "content/leaflet/document.yml:33: leaflet/p1: to be revised: Un {+grand+} encadré suit.",
        "content/leaflet/document.yml:56: leaflet/p2-1: to be revised: [-Premier-] {+Le premier+} but;",
        (
            "content/registers/terms.yml:25: terms/decent-work:description: to be revised: Un travail productif dans la"
            " [-liberté-] {+liberté, l'équité+} et la dignité."
        ),
        "content/edition.yml:4: edition:title: to be checked",
        "content/edition.yml:9: edition:tagline: to be checked",
        "content/report/outcome-1/outcome.yml:21: report/p2: to be translated",
    ]
