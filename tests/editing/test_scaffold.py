"""What is begun by a command can be read at once, stands where it belongs, and the check says what is left to fill in."""

from __future__ import annotations

import io
from collections.abc import Iterable
from typing import NamedTuple

import pytest

from edition.cli.commands import main
from edition.loading.loader import load
from edition.translation.status import stale
from support.small_project import Project

DOCUMENT = (
    "new",
    "document",
    "note",
    "--kind",
    "brochure",
    "--title",
    "Note d'essai",
    "--short-title",
    "Note",
    "--summary",
    "Une note.",
    "--dated",
    "Sans date.",
    "--origin",
    "Écrite ici.",
    "--text",
    "Un paragraphe.",
    "--text",
    "Un autre.",
)
DIVISION = ("new", "division", "part", "--title", "Suite", "--text", "Un paragraphe.", "--text", "Un autre.")


class Question(NamedTuple):
    """What a command has to know: the option that answers it (none where its place does), its prompt, an answer."""

    option: str
    prompt: str
    answer: str
    needed: bool = True


class Case(NamedTuple):
    """A command, its questions in order, the files that it writes, those that it completes (before, after), the address."""

    command: tuple[str, ...]
    questions: tuple[Question, ...]
    new: dict[str, str]
    completed: dict[str, tuple[str, str]]
    address: str


def in_both(option: str, prompt: str, fr: str, en: str, suggested: str = "") -> tuple[Question, Question]:
    """The questions for a text in both languages."""
    return (
        Question(f"--{option}", f"{prompt}{suggested}: ", fr, needed=not suggested),
        Question(f"--{option}-en", f"{prompt}, in English (empty: to be translated): ", en, needed=False),
    )


ID = "Identifier (unaccented letters, digits, hyphens)"
CASES = {
    "document": Case(
        ("new", "document"),
        (
            Question("", f"{ID}: ", "note"),
            Question("--kind", "Kind [programme-overview]: ", "brochure", needed=False),
            *in_both("title", "Title", "Note d'essai", "Test note"),
            *in_both("text", "First paragraph", "Un paragraphe.", "A paragraph."),
            *in_both("short-title", "Short title", "Note", "Short note", " [Note d'essai]"),
            *in_both("summary", "What it is, in a sentence", "Une note.", "A note."),
            *in_both("dated", "Date, in words", "Mai 2021.", "May 2021."),
            *in_both("origin", "Where the text comes from", "Écrite ici.", "HandwrittenPart here."),
        ),
        {
            "note/document.yml": """\
# yaml-language-server: $schema=../schemas/document.json
id: note
kind: brochure
source: note.txt
title:
  fr: >-
    Note d'essai
  en: >-
    Test note
short_title:
  fr: >-
    Note
  en: >-
    Short note
summary:
  fr: >-
    Une note.
  en: >-
    A note.
dated:
  fr: >-
    Mai 2021.
  en: >-
    May 2021.
origin:
  fr: >-
    Écrite ici.
  en: >-
    HandwrittenPart here.
body:
  - passage: p1
    fr: >-
      Un paragraphe.
    en: >-
      A paragraph.
""",
            "sources/note.txt": "Note d'essai\n\nUn paragraphe.\n",
        },
        {"edition.yml": ("[report, leaflet, plan]", "[report, leaflet, plan, note]")},
        "/note/",
    ),
    "output": Case(
        ("new", "division", "output"),
        (
            Question("--in", "In which division: ", "plan/outcome-1"),
            Question("--number", "Number [1.1]: ", "1.4", needed=False),
            *in_both("title", "Title", "Plus de capacité", "More capacity"),
        ),
        {
            "plan/outcome-1/output-1-4.yml": """\
# yaml-language-server: $schema=../../schemas/division.json
kind: output
id: output-1-4
number: "1.4"
title:
  fr: >-
    Plus de capacité
  en: >-
    More capacity
""",
        },
        {},
        "/plan/output-1-4/",
    ),
    "part": Case(
        ("new", "division", "part"),
        (
            Question("--document", "In which document: ", "plan"),
            Question("--number", "Number: ", "II", needed=False),
            *in_both("title", "Title", "Prochaines étapes", "Next steps"),
        ),
        {
            "plan/prochaines-etapes.yml": """\
# yaml-language-server: $schema=../schemas/division.json
kind: part
id: prochaines-etapes
number: II
title:
  fr: >-
    Prochaines étapes
  en: >-
    Next steps
""",
        },
        {"plan/document.yml": ("[outcome-1]", "[outcome-1, prochaines-etapes]")},
        "/plan/prochaines-etapes/",
    ),
    "entry": Case(
        ("new", "entry"),
        (
            Question("", "Register: ", "instruments"),
            *in_both("name", "Name", "Convention (n° 190)", "Convention (No. 190)"),
            Question("--id", f"{ID} [convention-n-190]: ", "C190", needed=False),
            Question("--form", "How the texts name it [Convention (n° 190)]: ", "convention n° 190", needed=False),
            Question("--kind", "Kind: ", "convention"),
            *in_both("description", "What it is, in a sentence", "Contre la violence.", "Against violence."),
        ),
        {},
        {
            "registers/instruments.yml": (
                '        - "Convention No. 98"\n',
                """\
        - "Convention No. 98"
  - id: C190
    kind: convention
    name:
      fr: >-
        Convention (n° 190)
      en: >-
        Convention (No. 190)
    description:
      fr: >-
        Contre la violence.
      en: >-
        Against violence.
    mentions:
      fr: ["convention n° 190"]
""",
            ),
        },
        "/instruments/c190/",
    ),
}
"""Each command, in a project with two documents that have divisions."""


class Terminal:
    """Somebody at a terminal, who has an answer for each prompt and is asked nothing else."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, answers: dict[str, str]) -> None:
        self.prompts: list[str] = []
        self._answers = answers
        monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
        monkeypatch.setattr("builtins.input", self._answer)

    def _answer(self, prompt: str) -> str:
        self.prompts.append(prompt)
        return self._answers[prompt]


@pytest.fixture
def planned(project: Project) -> Project:
    """The small project with a second document that has divisions: an outcome under the identifier that the first one uses."""
    project.replace("edition.yml", "[report, leaflet]", "[report, leaflet, plan]")
    head = project.path("report/document.yml").read_text(encoding="utf-8")
    outcome = 'kind: outcome\nid: outcome-1\nnumber: "1"\ntitle:\n  fr: >-\n    Essai\n  en: >-\n    Test\n'
    project.path("plan/outcome-1").mkdir(parents=True)
    project.path("plan/document.yml").write_text(head, encoding="utf-8")
    project.replace("plan/document.yml", "id: report\n", "id: plan\n")
    project.replace("plan/document.yml", "report.txt", "plan.txt")
    project.replace("plan/document.yml", "[introduction, outcome-1]", "[outcome-1]")
    project.path("plan/outcome-1/outcome.yml").write_text(outcome, encoding="utf-8")
    project.path("sources/plan.txt").write_text("Rapport d'essai\n", encoding="utf-8")
    return project


def files(project: Project) -> dict[str, str]:
    """Every file that an editor writes: those of addresses and accepted translations follow from them."""
    content = project.path("")
    found = (path for path in content.rglob("*") if path.suffix == ".yml" or path.parent.name == "sources")
    return {path.relative_to(content).as_posix(): path.read_text(encoding="utf-8") for path in found}


def options(questions: Iterable[Question]) -> list[str]:
    """The arguments that answer some questions."""
    return [word for question in questions for word in (question.option, question.answer) if word]


def completed(case: Case, before: dict[str, str]) -> dict[str, str]:
    """The files after a command, from those before it."""
    changed = {name: before[name].replace(old, new) for name, (old, new) in case.completed.items()}
    return {**before, **case.new, **changed}


@pytest.fixture(autouse=True)
def in_english(monkeypatch: pytest.MonkeyPatch) -> None:
    """The commands speak English, wherever the tests run, and have nobody to ask."""
    monkeypatch.setenv("LC_ALL", "en_GB.UTF-8")
    monkeypatch.setattr("sys.stdin", io.StringIO())


def test_a_document_is_listed_and_keeps_what_was_received(project: Project, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(project.root, DOCUMENT) == 0
    assert "address: /note/" in capsys.readouterr().out
    assert project.path("sources/note.txt").read_text() == "Note d'essai\n\nUn paragraphe.\n\nUn autre.\n"
    assert [document.id for document in load(project.root).documents] == ["report", "leaflet", "note"]
    assert {"note/", "note/#p1", "note/#p2"} <= set(project.path("addresses.txt").read_text().splitlines())
    assert project.problems() == []


def test_an_output_takes_the_next_number_in_its_outcome_and_says_that_it_is_empty(project: Project) -> None:
    assert main(project.root, ["new", "division", "output", "--in", "outcome-1", "--title", "Plus de capacité"]) == 0
    assert project.path("report/outcome-1/output-1-2.yml").read_text() == (
        '# yaml-language-server: $schema=../../schemas/division.json\nkind: output\nid: output-1-2\nnumber: "1.2"\ntitle:\n  fr: >-\n    Plus de capacité\n'
    )
    told = project.problems()
    assert told[0] == (
        "content/report/outcome-1/output-1-2.yml:3:5: id: “output-1-2” has no text yet — write its body from the text received"
    )
    assert ["departs from the received text" in line for line in told] == [False, True]


def test_an_outcome_has_a_folder_and_its_place_in_the_outline_whose_comments_stay(project: Project) -> None:
    project.replace("report/document.yml", "outline:\n", "# In printed order.\noutline:\n")
    assert main(project.root, ["new", "division", "outcome", "--title", "Autre", "--title-en", "Another", "--text", "Dit."]) == 0
    assert 'number: "2"' in project.path("report/outcome-2/outcome.yml").read_text()
    assert (
        project.path("report/document.yml")
        .read_text()
        .endswith("# In printed order.\noutline:\n  - id: all\n    divisions: [introduction, outcome-1, outcome-2]\n")
    )
    assert not any("English" in line for line in project.problems())


def test_a_part_is_named_after_its_title(project: Project) -> None:
    assert main(project.root, ["new", "division", "part", "--title", "Prochaines étapes", "--number", "II"]) == 0
    assert project.path("report/prochaines-etapes.yml").exists()


def test_an_entry_stands_with_those_of_its_kind(project: Project) -> None:
    project.replace("leaflet/document.yml", "      Un encadré suit.\n", "      Un encadré suit la convention n° 190.\n")
    project.replace("sources/leaflet.txt", "Un encadré suit.", "Un encadré suit la convention n° 190.")
    assert main(project.root, [
        "new", "entry", "instruments", "--id", "C190", "--kind", "convention", "--number", "190", "--year", "2019",
        "--name", "Convention (n° 190)", "--description", "Contre la violence.", "--form", "convention n° 190",
    ]) == 0  # fmt: skip
    assert [entry.id for entry in load(project.root).registers[0].entries] == ["C87", "C98", "C190"]
    assert any("write [convention n° 190](ref:C190)" in line for line in project.problems())


def test_nothing_is_ever_overwritten(project: Project, capsys: pytest.CaptureFixture[str]) -> None:
    project.path("sources/note.txt").write_text("mine")
    assert main(project.root, DOCUMENT) == 2
    assert "content/sources/note.txt is there already" in capsys.readouterr().err
    assert project.path("sources/note.txt").read_text() == "mine" and not project.path("note").exists()


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_options_answer_every_question(
    case: Case, planned: Project, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    before, to_revise = files(planned), stale(load(planned.root))
    terminal = Terminal(monkeypatch, {})
    assert main(planned.root, [*case.command, *options(case.questions)]) == 0
    assert terminal.prompts == []
    assert files(planned) == completed(case, before)
    output = capsys.readouterr().out
    lines = [f"written: content/{name}" for name in case.new] + [f"completed: content/{name}" for name in case.completed]
    assert output.splitlines()[: len(lines) + 1] == [*lines, f"address: {case.address}"]
    assert "to be translated" not in output
    assert [text.key for text in stale(load(planned.root))] == [text.key for text in to_revise]


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_prompts_on_a_terminal_ask_every_question(case: Case, planned: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    before = files(planned)
    terminal = Terminal(monkeypatch, {question.prompt: f" {question.answer} " for question in case.questions})
    assert main(planned.root, case.command) == 0
    assert terminal.prompts == [question.prompt for question in case.questions]
    assert files(planned) == completed(case, before)


@pytest.mark.parametrize(
    ("name", "file", "ending", "untranslated"),
    [
        (
            "document",
            "note/document.yml",
            (
                "id: note\nkind: programme-overview\nsource: note.txt\n"
                "title:\n  fr: >-\n    Note d'essai\nshort_title:\n  fr: >-\n    Note d'essai\n"
                "summary:\n  fr: >-\n    Une note.\ndated:\n  fr: >-\n    Mai 2021.\norigin:\n  fr: >-\n    Écrite ici.\n"
                "body:\n  - passage: p1\n    fr: >-\n      Un paragraphe.\n"
            ),
            6,
        ),
        (
            "output",
            "plan/outcome-1/output-1-1.yml",
            'kind: output\nid: output-1-1\nnumber: "1.1"\ntitle:\n  fr: >-\n    Plus de capacité\n',
            1,
        ),
        ("part", "plan/prochaines-etapes.yml", "kind: part\nid: prochaines-etapes\ntitle:\n  fr: >-\n    Prochaines étapes\n", 1),
        (
            "entry",
            "registers/instruments.yml",
            (
                "  - id: convention-n-190\n    kind: convention\n    name:\n      fr: >-\n        Convention (n° 190)\n"
                "    description:\n      fr: >-\n        Contre la violence.\n"
                '    mentions:\n      fr: ["Convention (n° 190)"]\n'
            ),
            2,
        ),
    ],
)
def test_an_empty_answer_takes_what_is_suggested_and_leaves_the_english_to_be_translated(
    name: str,
    file: str,
    ending: str,
    untranslated: int,
    planned: Project,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    case = CASES[name]
    Terminal(monkeypatch, {question.prompt: question.answer if question.needed else "" for question in case.questions})
    assert main(planned.root, case.command) == 0
    assert planned.path(file).read_text(encoding="utf-8").endswith(ending)
    assert f"texts to be translated: {untranslated} (scripts/edition translate status)\n" in capsys.readouterr().out


def test_the_only_document_with_divisions_is_suggested(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    answers = {
        "In which document [report]: ": "",
        "Number: ": "",
        "Title: ": "Suite",
        "Title, in English (empty: to be translated): ": "",
    }
    terminal = Terminal(monkeypatch, answers)
    assert main(project.root, ["new", "division", "part"]) == 0
    assert terminal.prompts == list(answers)
    assert project.path("report/suite.yml").exists()


def test_a_register_without_kinds_asks_for_none(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    questions = [question for question in CASES["entry"].questions if question.option != "--kind"]
    terminal = Terminal(monkeypatch, {question.prompt: question.answer for question in questions} | {"Register: ": "terms"})
    assert main(project.root, ["new", "entry"]) == 0
    assert terminal.prompts == [question.prompt for question in questions]
    assert [entry.id for entry in load(project.root).registers[1].entries] == ["C190", "decent-work"]


def test_an_entry_takes_its_number_year_link_and_every_form(project: Project) -> None:
    more = ["--number", "190", "--year", "2019", "--link", "https://example.org/C190"]
    forms = ["--form", "convention sur la violence", "--form-en", "Convention No. 190", "--form-en", "Violence Convention"]
    assert main(project.root, ["new", "entry", *options(CASES["entry"].questions), *more, *forms]) == 0
    entry = load(project.root).registers[0].entries[-1]
    assert (entry.number, entry.year, entry.link) == ("190", 2019, "https://example.org/C190")
    assert entry.mentions
    assert entry.mentions.fr == ("convention n° 190", "convention sur la violence")
    assert entry.mentions.en == ("Convention No. 190", "Violence Convention")


@pytest.mark.parametrize(
    ("command", "file", "prefix"),
    [(DOCUMENT, "note/document.yml", "p"), (DIVISION, "report/suite.yml", "suite-p")],
    ids=["document", "division"],
)
def test_paragraphs_take_the_english_given_in_their_order(
    command: tuple[str, ...], file: str, prefix: str, project: Project
) -> None:
    assert main(project.root, [*command, "--text-en", "A paragraph."]) == 0
    assert project.path(file).read_text(encoding="utf-8").endswith(
        f"body:\n  - passage: {prefix}1\n    fr: >-\n      Un paragraphe.\n    en: >-\n      A paragraph.\n"
        f"  - passage: {prefix}2\n    fr: >-\n      Un autre.\n"
    )  # fmt: skip


@pytest.mark.parametrize(
    ("case", "question"),
    [(case, question) for case in CASES.values() for question in case.questions if question.needed],
    ids=lambda part: part.prompt.removesuffix(": ") if isinstance(part, Question) else part.command[-1],
)
def test_a_needed_answer_is_named_where_there_is_nobody_to_ask(
    case: Case, question: Question, planned: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    before = files(planned)
    others = [other for other in case.questions if other is not question]
    name = question.option.removeprefix("--") or {"document": "id", "entry": "register"}[case.command[-1]]
    assert main(planned.root, [*case.command, *options(others)]) == 2
    assert capsys.readouterr() == ("", f"missing: {question.prompt.removesuffix(': ')} ({name})\n")
    assert files(planned) == before


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (
            ("new", "document", "note", "--kind", "letter"),
            "letter is none of: programme-overview, fact-sheet, brochure, programme-outline, web-page",
        ),
        (
            ("new", "document", "Ma note"),
            "“Ma note” cannot name a folder: lower-case letters without accents, figures and hyphens",
        ),
        (("new", "document", "plan"), "“plan” is already taken"),
        (("new", "division", "outcom"), "outcom is none of: part, outcome, enabler, output"),
        (("new", "division", "output", "--in", "outcome-2"), "outcome-2 is none of: report/outcome-1, plan/outcome-1"),
        (("new", "division", "output", "--in", "outcome-1"), "outcome-1 is none of: report/outcome-1, plan/outcome-1"),
        (("new", "division", "part", "--document", "leaflet"), "leaflet is none of: report, plan"),
        (("new", "entry", "books"), "books is none of: instruments, terms"),
        (("new", "entry", "instruments", "--name", "x", "--id", "C98"), "“C98” is already taken"),
        (
            ("new", "entry", "instruments", "--name", "x", "--description", "x", "--kind", "treaty"),
            "treaty is none of: convention",
        ),
    ],
)
def test_a_wrong_answer_is_named_with_those_that_there_are_and_nothing_written(
    arguments: tuple[str, ...], message: str, planned: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    before = files(planned)
    assert main(planned.root, arguments) == 2
    assert capsys.readouterr() == ("", f"{message}\n")
    assert files(planned) == before


def test_content_that_cannot_be_read_is_reported_and_not_written(project: Project, capsys: pytest.CaptureFixture[str]) -> None:
    before = files(project)
    assert main(project.root, ["new", "entry", *options(CASES["entry"].questions), "--link", "javascript:alert()"]) == 1
    printed = capsys.readouterr()
    assert printed.out == "" and "entries › 3 › link" in printed.err
    assert files(project) == before


def test_only_problems_that_a_command_adds_are_reported(project: Project, capsys: pytest.CaptureFixture[str]) -> None:
    project.replace("sources/leaflet.txt", "Premier but;", "Dernier but;")
    assert main(project.root, ["new", "division", "output", "--in", "outcome-1", "--title", "Plus"]) == 0
    printed = capsys.readouterr()
    assert printed.out.endswith("\nproblems to settle before publishing, above: 2\n")
    assert "has no text yet" in printed.err and "content/leaflet/" not in printed.err
