"""The edition in figures, as a table and as JSON."""

from __future__ import annotations

import json

import pytest

from edition.analysis.statistics import DocumentStatistics, RegisterStatistics, compute_statistics
from edition.cli.commands import main
from edition.loading.loader import load_edition
from edition.translation.status import Progress
from support.small_project import Project

pytestmark = pytest.mark.usefixtures("in_english")


def test_a_document_is_counted_with_its_words_references_and_corrections(project: Project) -> None:
    found = compute_statistics(load_edition(project.root))
    assert found.documents[0] == DocumentStatistics(
        id="report",
        divisions=3,
        units=12,
        items=2,
        words={"fr": 63, "en": 45},
        references=6,
        corrections=1,
        translation=Progress(units=18, translated=17, stale=0, missing=1),
    )
    assert found.registers[0] == RegisterStatistics(
        id="instruments", entries=2, cited=2, citations=3, translation=Progress(units=11, translated=11, stale=0, missing=0)
    )


def test_the_translation_progress_covers_all_texts(changed: Project) -> None:
    state = compute_statistics(load_edition(changed.root)).translation
    assert (state.stale, state.missing) == (4, 1)
    assert state.units == state.translated + 5


def test_the_command_prints_tables(project: Project, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(project.root, ["stats"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].split() == [
        "documents", "divisions", "units", "items", "words", "(fr)", "words", "(en)", "references", "corrections", "translated",
    ]  # fmt: skip
    assert lines[1].split()[0] == "report" and len({len(line) for line in lines[:3]}) == 1


def test_the_command_prints_the_same_figures_as_json(project: Project, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(project.root, ["stats", "--json"]) == 0
    reported = json.loads(capsys.readouterr().out)
    assert [one["id"] for one in reported["documents"]] == ["report", "leaflet"]
    assert reported["documents"][0]["words"] == {"fr": 63, "en": 45}
