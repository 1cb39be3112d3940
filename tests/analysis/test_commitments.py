"""The rows of the commitments explorer."""

from __future__ import annotations

from edition.analysis.commitments import commitments
from edition.loading.loader import load_edition
from edition.model import Edition
from edition.references.references import Links
from support.small_project import Project


def test_every_list_item_is_a_row_with_its_references(project: Project) -> None:
    edition = load_edition(project.root)
    rows = [row for document in edition.documents for row in commitments(Links(edition), document)]
    assert [(row.identifier, row.division.head.id, row.outer_division.head.id, row.cited) for row in rows] == [
        ("report/p3-1", "output-1-1", "outcome-1", {"instrument": ["C98"]}),
        ("report/p3-2", "output-1-1", "outcome-1", {"instrument": []}),
    ]


def test_all_339_items_of_the_programme_are_rows(edition: Edition) -> None:
    rows = list(commitments(Links(edition), edition.documents[0]))
    assert len(rows) == len({row.identifier for row in rows}) == 339
    assert sum(row.list.levels == ("national",) for row in rows) == 119
