"""The commands that create a document, a division or an entry: the questions of each, and the files that it writes."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple


class Question(NamedTuple):
    """A question of a command: the option that answers it (none for a positional argument), its prompt, an answer."""

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
        Question(f"--{option}", f"{prompt}, in French{suggested}: ", fr, needed=not suggested),
        Question(f"--{option}-en", f"{prompt}, in English (empty: to be translated): ", en, needed=False),
    )


REASON = (
    Question("--reason", "Reason, in French [Ajouté par l'édition.]: ", "Ajout.", needed=False),
    Question("--reason-en", "Reason, in English (empty: to be translated): ", "Addition.", needed=False),
)
LAST_CORRECTION = """\
  - id: c4
    kind: replace
    unit: leaflet/sites
    source: NOS SITES
    reading: Nos sites
    reason:
      fr: >-
        Capitales.
      en: >-
        Capitals.
"""


def supplied(unit: str, words: str) -> tuple[str, str]:
    """The change of corrections.yml by which the words of a new unit are declared."""
    reading = f'"{words}"' if ":" in words or "'" in words else words
    return LAST_CORRECTION, (
        f"{LAST_CORRECTION}  - id: c-{unit.replace('/', '-')}\n    kind: supply\n    unit: {unit}\n    reading: {reading}\n"
        "    reason:\n      fr: >-\n        Ajout.\n      en: >-\n        Addition.\n"
    )


DOCUMENT_KINDS = "programme-overview, fact-sheet, brochure, programme-outline, web-page"
ID = "Identifier (unaccented letters, digits, hyphens)"
CASES = {
    "document": Case(
        ("new", "document"),
        (
            Question("", f"{ID}: ", "note"),
            Question("--kind", f"Kind ({DOCUMENT_KINDS}) [programme-overview]: ", "brochure", needed=False),
            *in_both("title", "Title", "Note d'essai", "Test note"),
            *in_both("text", "First paragraph", "Un paragraphe.", "A paragraph."),
            *in_both("short-title", "Short title", "Note", "Short note", " [Note d'essai]"),
            *in_both("summary", "Sentence that introduces the text", "Une note.", "A note."),
            *in_both("dated", "Date, in words", "Mai 2021.", "May 2021."),
            *in_both("origin", "Source of the text", "Écrite ici.", "HandwrittenPart here."),
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
            *REASON,
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
        {"sources/corrections.yml": supplied("plan/output-1-4", "Produit 1.4. Plus de capacité")},
        "/plan/output-1-4/",
    ),
    "part": Case(
        ("new", "division", "part"),
        (
            Question("--document", "In which document: ", "plan"),
            Question("--number", "Number: ", "II", needed=False),
            *in_both("title", "Title", "Prochaines étapes", "Next steps"),
            *REASON,
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
        {
            "plan/document.yml": ("[outcome-1]", "[outcome-1, prochaines-etapes]"),
            "sources/corrections.yml": supplied("plan/prochaines-etapes", "II. Prochaines étapes"),
        },
        "/plan/prochaines-etapes/",
    ),
    "entry": Case(
        ("new", "entry"),
        (
            Question("", "Register: ", "instruments"),
            *in_both("name", "Name", "Convention (n° 190)", "Convention (No. 190)"),
            Question("--kind", "Kind (convention): ", "convention"),
            Question("--number", "Number: ", "190", needed=False),
            Question("--year", "Year: ", "2019", needed=False),
            Question("--id", f"{ID} [C190]: ", "C190", needed=False),
            Question("--form", "How the French texts name it [Convention (n° 190)]: ", "convention n° 190", needed=False),
            Question("--form-en", "How the English texts name it [Convention (No. 190)]: ", "Convention No. 190", needed=False),
            *in_both("description", "Description, in a sentence", "Contre la violence.", "Against violence."),
        ),
        {},
        {
            "registers/instruments.yml": (
                '        - "Convention No. 98"\n',
                """\
        - "Convention No. 98"
  - id: C190
    kind: convention
    number: "190"
    year: 2019
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
      en: ["Convention No. 190"]
""",
            ),
        },
        "/instruments/c190/",
    ),
}
"""Each command, in a project with two documents that have divisions."""


def options(questions: Iterable[Question]) -> list[str]:
    """The arguments that answer some questions."""
    return [word for question in questions for word in (question.option, question.answer) if word]


def completed(case: Case, before: dict[str, str]) -> dict[str, str]:
    """The files after a command, from those before it."""
    changed = {name: before[name].replace(old, new) for name, (old, new) in case.completed.items()}
    return {**before, **case.new, **changed}
