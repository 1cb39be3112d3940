"""Leaves out the problems that follow from another: one mistake is reported once, where it was made."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from ..loading.paths import CORRECTIONS, REDIRECTS
from ..problems.problem import Problem

Key = Callable[[Problem], object]


def _line(problem: Problem) -> object:
    return problem.place.file, problem.place.line


def _text(problem: Problem) -> object:
    """The text of a problem, in whichever of its languages it is."""
    return problem.place.file, problem.place.path.rpartition(".")[0]


def _file(problem: Problem) -> object:
    return problem.place.file


def _owner(problem: Problem) -> object:
    """The mapping that a problem is of, or of one of its fields."""
    path = problem.place.path
    return problem.place.file, path if problem.rule in _OF_MAPPINGS else path.rpartition(".")[0]


def _document(problem: Problem) -> object:
    return tuple(problem.place.file.split("/")[:2])


def _document_of_unit(problem: Problem) -> object:
    """The document that a problem is in, or that of the unknown unit which it names."""
    file = problem.place.file.split("/")
    return str(problem.facts["name"]).split("/")[0] if problem.rule == "unknown-unit" else file[1] if len(file) > 1 else None


def _identifier(problem: Problem) -> object:
    """The identifier given twice, or the one that is nearest to an unknown one."""
    return str(problem.facts.get("nearest" if problem.rule == "unknown-reference" else "id")).rpartition("/")[2]


def _paragraph(problem: Problem) -> object:
    """The paragraph that is misplaced or repeated, or whose identifier is used twice."""
    found = problem.facts.get("found")
    return f"p{found}" if found else str(problem.facts["id"]).rpartition("/")[2]


def _passage(problem: Problem) -> object:
    """The passage that an unknown reference names, or that has vanished or should have another number."""
    facts = problem.facts
    name = facts.get("old") or facts.get("name") or facts.get("address") or f"p{facts.get('expected')}"
    return str(name).rpartition("#")[2].rpartition("/")[2]


def _sources(problem: Problem) -> object:
    """The same for all differences from the sources, and for what is wrong in the corrections that account for them."""
    return problem.rule == "source-mismatch" or problem.place.file == CORRECTIONS or id(problem)


def _project(_: Problem) -> object:
    """The same for all problems."""
    return None


def _redirects(problem: Problem) -> object:
    """The same for all vanished addresses, and for what is wrong in the redirects that lead from them."""
    return problem.rule in _VANISHED or problem.place.file == REDIRECTS or id(problem)


def _entry(problem: Problem) -> object:
    """The term without its translation, or the one whose name no text uses."""
    return problem.facts["id" if problem.rule == "term-untranslated" else "unit"]


def _division(problem: Problem) -> object:
    """The division that an outline leaves out, or the one that it seems to mean by an unknown name."""
    return problem.place.file.split("/")[1], problem.facts["nearest" if problem.rule == "unknown-division" else "id"]


def _list_item(problem: Problem) -> object:
    """The item of the first list that a problem is in: an entry of a register, a correction."""
    return problem.place.file, problem.place.path.partition(".")[0]


@dataclass(frozen=True, slots=True)
class _Consequence:
    """Problems of some rules that follow from one of other rules where both have the same key."""

    causes: tuple[str, ...]
    rules: tuple[str, ...]
    key: Key


_VANISHED = ("address-changed", "address-vanished", "addresses-vanished", "identifier-changed", "passage-vanished")
_OF_MAPPINGS = ("list-identity", "identifier-twice", "translation-deleted")
_COMPARISONS = ("source-mismatch", "marks-differ", "numbers-differ", "references-differ")
_ORDER = ("list-repeated", "paragraph-misnumbered", "paragraph-misplaced", "paragraph-repeated")
_OUTDATED = ("record-left", "translation-stale", "translation-unrecorded")
_OF_LANGUAGES = (
    "foreign-acronym",
    "foreign-quotes",
    "foreign-spelling",
    "language-mixed",
    "length-odd",
    "phrase-untranslated",
    "spaced-quotes",
    "term-untranslated",
    "year-range",
)
_UNUSED = ("entry-uncited", "headword-unused", "phrase-unused", "synonym-unused")
_MARKS = ("empty-link", "raw-html", "unclosed-mark", "unexpected-link")
_CONSEQUENCES = (
    # What cannot be read, and what is then missing in it.
    _Consequence(("line-too-long",), ("value-too-long",), _file),
    _Consequence(("yaml-bracket-open", "yaml-item", "yaml-margin", "yaml-no-field"), ("empty-text", "empty-value"), _file),
    _Consequence(("not-boolean", "not-integer"), ("yaml-quotes", "yaml-trap"), _line),
    _Consequence(("invisible-character",), ("bad-form",), _line),
    _Consequence(("unexpected-key",), ("missing-field",), _line),
    _Consequence(("too-deep",), ("not-text",), _line),
    _Consequence(("flow-text",), ("empty-text", "empty-value", "not-block"), _line),
    _Consequence(("not-in-bounds",), ("list-identity",), _owner),
    _Consequence(("list-identity", "not-in-bounds"), ("identifier-twice",), _owner),
    # What is wrong in the content, and what then no longer fits it.
    _Consequence(("identifier-twice",), ("path-taken",), _line),
    _Consequence(("unknown-division",), ("not-in-outline",), _division),
    _Consequence(_ORDER, ("identifier-twice",), _paragraph),
    _Consequence(("identifier-twice", "languages-exchanged", *_ORDER), ("source-mismatch",), _document),
    _Consequence(("identifier-twice", *_ORDER), ("correction-mismatch",), _project),
    _Consequence(_ORDER, ("path-taken", "translation-deleted"), _project),
    _Consequence(("languages-exchanged",), (*_COMPARISONS, *_OF_LANGUAGES, *_OUTDATED), _text),
    _Consequence(("identifier-twice",), ("unknown-reference",), _identifier),
    _Consequence(("identifier-twice",), ("unknown-source",), _project),
    _Consequence(("list-without-lead",), ("unknown-unit",), _document_of_unit),
    _Consequence(("path-taken",), ("page-untranslated",), _line),
    _Consequence(("redirect-path-taken",), _VANISHED, _redirects),
    _Consequence(
        (
            "call-without-note",
            "empty-link",
            "field-in-text",
            "foreign-quotes",
            "mention-unlinked",
            "not-block",
            "raw-html",
            "straight-quotes",
            "unclosed-mark",
            "unexpected-link",
            "unknown-reference",
        ),
        _COMPARISONS,
        _text,
    ),
    _Consequence(("missing-text",), ("translation-deleted",), _line),
    _Consequence(("language-mixed",), ("foreign-acronym", "phrase-untranslated", "term-untranslated"), _text),
    _Consequence(("term-untranslated",), ("headword-unused",), _entry),
    _Consequence(("field-in-text",), ("translation-deleted",), _owner),
    _Consequence(
        (
            "division-number",
            "division-outside",
            "list-without-lead",
            "note-twice",
            "paragraph-missing",
            "section-title",
            "unknown-label",
        ),
        ("source-mismatch", "correction-mismatch"),
        _document,
    ),
    _Consequence(("division-number",), ("paragraph-missing", *_ORDER), _document),
    _Consequence(("call-without-note",), ("note-without-call",), _document),
    _Consequence(("note-without-call",), ("source-mismatch", "marks-differ"), _document),
    _Consequence(("missing-field", "unknown-kind", "unknown-unit"), ("correction-mismatch",), _list_item),
    _Consequence(("missing-field",), ("source-mismatch",), _sources),
    _Consequence(("file-name", "identifier-twice", "paragraph-missing", *_ORDER), (*_VANISHED, *_OUTDATED), _project),
    _Consequence(_VANISHED, ("source-mismatch", "unknown-unit", *_UNUSED, *_OUTDATED), _project),
    _Consequence((*_ORDER, *_VANISHED), ("unknown-reference", "unknown-source"), _passage),
    _Consequence(
        ("empty-text", "language-mixed", "languages-exchanged", "missing-text", "source-mismatch", "translation-deleted"),
        _UNUSED,
        _project,
    ),
    _Consequence(_MARKS, _UNUSED, _project),
    _Consequence(("identifier-twice",), ("entry-uncited", "headword-unused", "term-untranslated"), _project),
    _Consequence(("entry-uncited",), ("headword-unused",), _list_item),
    _Consequence(("empty-page",), ("note-without-call",), _file),
)
_ONE_A_TEXT = ("acronym-shared", "raw-html")
"""Rules of which one problem a text is enough: a tag and the one that closes it, an acronym in either language."""


def without_consequences(problems: Iterable[Problem]) -> list[Problem]:
    """Returns the problems that do not follow from another one, each once."""
    problems = list({(problem.place, problem.rule, repr(problem.facts)): problem for problem in problems}.values())
    copies = [problem for problem in problems if problem.rule == "identifier-twice" and problem.place.path == ""]
    if copies:
        files = {str(name) for problem in copies for name in (problem.place.file, problem.facts["file"])}
        found = [Problem(problem.place, "file-copied", {"file": problem.facts["file"]}) for problem in copies]
        return [*found, *(problem for problem in problems if problem.rule != "path-taken" and not _is_of_files(problem, files))]
    problems = _without_contents_of_copies(problems)
    first = {(problem.rule, _text(problem)): problem for problem in reversed(problems) if problem.rule in _ONE_A_TEXT}
    # A warning hides nothing: with it alone, what is wrong would be published.
    errors = [problem for problem in problems if not problem.warning]
    causes = [(one, {one.key(problem) for problem in errors if problem.rule in one.causes}) for one in _CONSEQUENCES]
    wrong_texts = {_text(problem) for problem in errors}
    return [
        problem
        for problem in problems
        if not any(problem.rule in one.rules and one.key(problem) in keys for one, keys in causes)
        and not (problem.rule in _OUTDATED and _text(problem) in wrong_texts)
        and first.get((problem.rule, _text(problem)), problem) is problem
    ]


def _without_contents_of_copies(problems: Iterable[Problem]) -> list[Problem]:
    """Leaves out the identifiers used twice within what has been copied as a whole: a list, a section, a box."""
    problems = list(problems)
    copies = {
        _copy(problem) for problem in problems if problem.rule in ("identifier-twice", "list-repeated", "paragraph-repeated")
    }
    return [
        problem
        for problem in problems
        if problem.rule != "identifier-twice"
        or not any(file == problem.place.file and problem.place.path.startswith(f"{path}.") for file, path in copies)
    ]


def _copy(problem: Problem) -> tuple[str, str]:
    """The file and the path of what has an identifier or a number that is used twice."""
    place = problem.place
    return place.file, place.path.removesuffix(".paragraph")


def _is_of_files(problem: Problem, files: set[str]) -> bool:
    """Whether a problem is in a file that another one copies, or names one of them."""
    names = {problem.place.file, *(str(fact).partition(":")[0] for fact in problem.facts.values())}
    stems = {file.rpartition(".")[0] for file in files}
    return any(name.rpartition(".")[0] in stems for name in names)
