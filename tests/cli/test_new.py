"""Each question of the commands that create something is answered by an option or at a prompt."""

from __future__ import annotations

import pytest

from edition.cli.commands import main
from edition.loading.loader import load_edition
from edition.translation.status import stale_texts
from support.new_commands import CASES, ID, REASON, Case, Question, completed, options
from support.small_project import Project

pytestmark = pytest.mark.usefixtures("in_english", "unattended")


UNCHANGED_REASON = {"Reason, in English [Added by the edition.]: ": ""}
"""Where the French is the suggested one, so is the English."""


class Terminal:
    """A user at a terminal, who has an answer for each prompt; any other prompt is an error."""

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
    """Every file that an editor edits; addresses and accepted translations are derived from them."""
    content = project.path("")
    found = (path for path in content.rglob("*") if path.suffix == ".yml" or (path.suffix == ".txt" and path.parent != content))
    return {path.relative_to(content).as_posix(): path.read_text(encoding="utf-8") for path in found}


@pytest.mark.thorough
@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_options_answer_every_question(
    case: Case, planned: Project, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    before, to_revise = files(planned), stale_texts(load_edition(planned.root))
    terminal = Terminal(monkeypatch, {})
    assert main(planned.root, [*case.command, *options(case.questions)]) == 0
    assert terminal.prompts == []
    assert files(planned) == completed(case, before)
    output = capsys.readouterr().out
    lines = [f"written: content/{name}" for name in case.new] + [f"completed: content/{name}" for name in case.completed]
    declared = [line for line in output.splitlines() if ": addition to " in line]
    assert len(declared) == ("sources/corrections.yml" in case.completed)
    assert output.splitlines()[: len(declared) + len(lines) + 1] == [*declared, *lines, f"address: {case.address}"]
    assert "to be translated" not in output
    assert [text.key for text in stale_texts(load_edition(planned.root))] == [text.key for text in to_revise]


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
def test_an_empty_answer_takes_the_suggestion_and_leaves_the_english_to_be_translated(
    name: str,
    file: str,
    ending: str,
    untranslated: int,
    planned: Project,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    case = CASES[name]
    answers = {question.prompt: question.answer if question.needed else "" for question in case.questions}
    # Without a number the identifier comes from the name, and without an English name no English form is suggested.
    others = (f"{ID} [convention-n-190]: ", "How the English texts name it: ")
    Terminal(monkeypatch, {**answers, **UNCHANGED_REASON, **dict.fromkeys(others, "")})
    assert main(planned.root, case.command) == 0
    assert planned.path(file).read_text(encoding="utf-8").endswith(ending)
    assert f"texts to be translated: {untranslated} (scripts/edition translate status)\n" in capsys.readouterr().out


def test_the_only_document_with_divisions_is_suggested(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    answers = {
        "In which document [report]: ": "",
        "Number: ": "",
        "Title, in French: ": "Suite",
        "Title, in English (empty: to be translated): ": "",
        REASON[0].prompt: "",
        **UNCHANGED_REASON,
    }
    terminal = Terminal(monkeypatch, answers)
    assert main(project.root, ["new", "division", "part"]) == 0
    assert terminal.prompts == list(answers)
    assert project.path("report/suite.yml").exists()


def test_a_register_without_kinds_does_not_ask_for_one(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = Terminal(monkeypatch, TERM)
    assert main(project.root, ["new", "entry"]) == 0
    assert terminal.prompts == list(TERM)
    assert [entry.id for entry in load_edition(project.root).registers[1].entries] == ["decent-work", "goal"]


TERM = {
    "Register: ": "terms",
    "Name, in French: ": "Premier but",
    "Name, in English (empty: to be translated): ": "First goal",
    "Identifier (unaccented letters, digits, hyphens) [first-goal]: ": "goal",
    "How the French texts name it [premier but]: ": "",
    "How the English texts name it [first goal]: ": "",
    "Description, in a sentence, in French: ": "Ce qui vient d'abord.",
    "Description, in a sentence, in English (empty: to be translated): ": "What comes first.",
}
"""The questions on a term, and answers."""


def test_the_forms_of_a_term_are_asked_in_both_languages(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    Terminal(monkeypatch, TERM)
    assert main(project.root, ["new", "entry"]) == 0
    forms = '    mentions:\n      fr: ["premier but"]\n      en: ["first goal"]\n'
    assert forms in project.path("registers/terms.yml").read_text(encoding="utf-8")
    assert project.problems() == []


def test_a_wrong_answer_is_asked_again_and_no_other_is_lost(
    project: Project, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    mistakes = {
        "Register: ": ["books"],
        "Identifier (unaccented letters, digits, hyphens) [first-goal]: ": ["decent-work", "Un but"],
        "How the French texts name it [premier but]: ": ["premiers buts"],
        "How the English texts name it [first goal]: ": ["first goals"],
        "Description, in a sentence, in French: ": [""],
    }
    prompts: list[str] = []
    remaining = {prompt: [*mistakes.get(prompt, []), answer] for prompt, answer in TERM.items()}

    def answer(prompt: str) -> str:
        prompts.append(prompt)
        return remaining[prompt].pop(0)

    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    monkeypatch.setattr("builtins.input", answer)
    assert main(project.root, ["new", "entry"]) == 0
    asked = {prompt: len([one for one in prompts if one == prompt]) for prompt in TERM}
    assert list(asked.values()) == [2, 1, 1, 3, 2, 2, 2, 1]
    assert capsys.readouterr().err.splitlines() == [
        "books is not allowed; possible values: instruments, terms (Ctrl-C to stop)",
        "“decent-work” is already taken (Ctrl-C to stop)",
        "“Un but” is not a valid identifier: use unaccented letters, digits, full stops and hyphens (Ctrl-C to stop)",
        "no text uses “premiers buts” in this language: a term is a word of the texts (Ctrl-C to stop)",
        "no text uses “first goals” in this language: a term is a word of the texts (Ctrl-C to stop)",
        "missing: Description, in a sentence, in French (description) (Ctrl-C to stop)",
    ]
    assert [entry.id for entry in load_edition(project.root).registers[1].entries] == ["decent-work", "goal"]


@pytest.mark.parametrize(
    ("case", "question"),
    [(case, question) for case in CASES.values() for question in case.questions if question.needed],
    ids=lambda part: part.prompt.removesuffix(": ") if isinstance(part, Question) else part.command[-1],
)
def test_a_missing_answer_is_reported_without_a_terminal(
    case: Case, question: Question, planned: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    before = files(planned)
    others = [other for other in case.questions if other is not question]
    name = question.option.removeprefix("--") or {"document": "id", "entry": "register"}[case.command[-1]]
    assert main(planned.root, [*case.command, *options(others)]) == 2
    assert capsys.readouterr() == ("", f"missing: {question.prompt.removesuffix(': ').removesuffix(' (convention)')} ({name})\n")
    assert files(planned) == before


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (
            ("new", "document", "note", "--kind", "letter"),
            "letter is not allowed; possible values: programme-overview, fact-sheet, brochure, programme-outline, web-page",
        ),
        (
            ("new", "document", "Ma note"),
            "“Ma note” cannot name a folder; use unaccented lower-case letters, digits and hyphens",
        ),
        (("new", "document", "plan"), "“plan” is already taken"),
        (("new", "division", "outcom"), "outcom is not allowed; possible values: part, outcome, enabler, output"),
        (
            ("new", "division", "output", "--in", "outcome-2"),
            "outcome-2 is not allowed; possible values: report/outcome-1, plan/outcome-1",
        ),
        (
            ("new", "division", "output", "--in", "outcome-1"),
            "outcome-1 is not allowed; possible values: report/outcome-1, plan/outcome-1",
        ),
        (("new", "division", "part", "--document", "leaflet"), "leaflet is not allowed; possible values: report, plan"),
        (("new", "entry", "books"), "books is not allowed; possible values: instruments, terms"),
        (("new", "entry", "instruments", "--name", "x", "--kind", "convention", "--id", "C98"), "“C98” is already taken"),
        (
            ("new", "entry", "instruments", "--name", "x", "--description", "x", "--kind", "treaty"),
            "treaty is not allowed; possible values: convention",
        ),
    ],
)
def test_a_wrong_answer_is_reported_with_the_valid_ones_and_nothing_is_written(
    arguments: tuple[str, ...], message: str, planned: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    before = files(planned)
    assert main(planned.root, arguments) == 2
    assert capsys.readouterr() == ("", f"{message}\n")
    assert files(planned) == before


def test_invalid_content_is_reported_and_not_written(project: Project, capsys: pytest.CaptureFixture[str]) -> None:
    before = files(project)
    assert main(project.root, ["new", "entry", *options(CASES["entry"].questions), "--link-en", "javascript:alert()"]) == 1
    printed = capsys.readouterr()
    assert printed.out == "" and "entries › 3 › links › en" in printed.err
    assert files(project) == before
