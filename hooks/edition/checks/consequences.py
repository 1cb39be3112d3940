"""Leaves out the problems that follow from another: one mistake is reported once, where it was made."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from ..problems.problem import Problem

Key = Callable[[Problem], object]


def _line(problem: Problem) -> object:
    return problem.place.file, problem.place.line


def _text(problem: Problem) -> object:
    """The text of a problem, in whichever of its languages it is."""
    return problem.place.file, problem.place.path.rpartition(".")[0]


def _document(problem: Problem) -> object:
    return tuple(problem.place.file.split("/")[:2])


def _correction(problem: Problem) -> object:
    return problem.place.file, problem.place.path.partition(".")[0]


@dataclass(frozen=True, slots=True)
class _Consequence:
    """Problems of some rules that follow from one of other rules where both have the same key."""

    causes: tuple[str, ...]
    rules: tuple[str, ...]
    key: Key


_COMPARISONS = ("source-mismatch", "marks-differ", "numbers-differ", "references-differ")
_CONSEQUENCES = (
    _Consequence(("identifier-twice",), ("path-taken",), _line),
    _Consequence(("paragraph-repeated",), ("identifier-twice",), _line),
    _Consequence(("identifier-twice", "paragraph-repeated"), ("source-mismatch",), _document),
    _Consequence(
        (
            "call-without-note",
            "empty-link",
            "mention-unlinked",
            "raw-html",
            "unclosed-mark",
            "unexpected-link",
            "unknown-reference",
        ),
        _COMPARISONS,
        _text,
    ),
    _Consequence(("missing-text",), ("translation-deleted",), _line),
    _Consequence(
        ("division-number", "list-without-lead", "note-twice", "paragraph-missing", "section-title", "unknown-label"),
        ("source-mismatch", "correction-mismatch"),
        _document,
    ),
    _Consequence(("division-number",), ("paragraph-missing", "paragraph-repeated"), _document),
    _Consequence(("call-without-note",), ("note-without-call",), _document),
    _Consequence(("note-without-call",), ("source-mismatch", "marks-differ"), _document),
    _Consequence(("missing-field", "unknown-unit"), ("correction-mismatch",), _correction),
)
_ONE_A_TEXT = ("raw-html",)
"""Rules of which one problem a text is enough: a tag and the one that closes it."""


def without_consequences(problems: Sequence[Problem]) -> list[Problem]:
    """Returns the problems that do not follow from another one."""
    copies = [problem for problem in problems if problem.rule == "identifier-twice" and problem.place.path == ""]
    if copies:
        files = {str(name) for problem in copies for name in (problem.place.file, problem.facts["file"])}
        found = [Problem(problem.place, "file-copied", {"file": problem.facts["file"]}) for problem in copies]
        return [*found, *(problem for problem in problems if problem.rule != "path-taken" and not _is_of_files(problem, files))]
    first = {(problem.rule, _text(problem)): problem for problem in reversed(problems) if problem.rule in _ONE_A_TEXT}
    # A warning hides nothing: with it alone, what is wrong would be published.
    errors = [problem for problem in problems if not problem.warning]
    causes = [(one, {one.key(problem) for problem in errors if problem.rule in one.causes}) for one in _CONSEQUENCES]
    return [
        problem
        for problem in problems
        if not any(problem.rule in one.rules and one.key(problem) in keys for one, keys in causes)
        and first.get((problem.rule, _text(problem)), problem) is problem
    ]


def _is_of_files(problem: Problem, files: set[str]) -> bool:
    """Whether a problem is in a file that another one copies, or names one of them."""
    names = {problem.place.file, *(str(fact).partition(":")[0] for fact in problem.facts.values())}
    stems = {file.rpartition(".")[0] for file in files}
    return any(name.rpartition(".")[0] in stems for name in names)
