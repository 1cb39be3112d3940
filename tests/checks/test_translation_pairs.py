"""Both languages of a text agree in numbers, marks, references and terms, and each follows its conventions."""

from __future__ import annotations

import pytest

from edition.cli.commands import main
from edition.problems.problem import report_lines
from edition.site import prepare_site
from support.small_project import Project
from support.summary import EN, en, excuse, fr, set_summary

pytestmark = pytest.mark.usefixtures("in_english")


def give_acronyms(project: Project) -> None:
    """Registers an acronym that the languages do not share, and one that French has as a longer name."""
    project.replace(
        "registers/terms.yml",
        "        Decent work\n    description:",
        '        Decent work\n    acronym:\n      fr: "TD"\n      en: "DW"\n    description:',
    )
    project.replace(
        "registers/instruments.yml",
        "        Freedom of Association Convention (No. 87)\n    description:",
        '        Freedom of Association Convention (No. 87)\n    acronym:\n      fr: "DW 87"\n      en: "DW 87"\n    description:',
    )


# What is said in French and in English, and the one thing that is wrong with it.
PROBLEMS = {
    "another number": (
        "Il y a 1,7 milliard de personnes.",
        "There are 1.8 billion people.",
        EN + "the numbers are not the same in English and in French (missing: 1700000000; extra: 1800000000)"
        " — restore them in the English" + excuse("numbers-differ"),
    ),
    "a billion for a million": (
        "Il y a 3 millions de personnes.",
        "There are 3 billion people.",
        EN + "the numbers are not the same in English and in French (missing: 3000000; extra: 3000000000)"
        " — restore them in the English" + excuse("numbers-differ"),
    ),
    "a percentage without its sign": (
        "Ils sont 40 pour cent.",
        "They are 40.",
        EN + "the numbers are not the same in English and in French (missing: 40%; extra: 40)"
        " — restore them in the English" + excuse("numbers-differ"),
    ),
    "another end of a range": (
        "Un plan pour 2022-2030.",
        "A plan for 2022–25.",
        EN + "the numbers are not the same in English and in French (missing: 2030; extra: 2025)"
        " — restore them in the English" + excuse("numbers-differ"),
    ),
    "another symbol": (
        "Voir GB.346/INS/17/1.",
        "See GB.346/INS/17/2.",
        EN + "the numbers are not the same in English and in French (missing: GB.346/INS/17/1; extra: GB.346/INS/17/2)"
        " — restore them in the English" + excuse("numbers-differ"),
    ),
    "bold words that are plain": (
        "Un **dépliant**.",
        "A leaflet.",
        EN + "the marks are not the same in English and in French (missing: **…**; extra: –)"
        " — mark the same words in both languages" + excuse("marks-differ"),
    ),
    "a link to an address that is gone": (
        "Un [dépliant](https://example.org).",
        "A *leaflet*.",
        EN + "the marks are not the same in English and in French (missing: […](…); extra: *…*)"
        " — mark the same words in both languages" + excuse("marks-differ"),
    ),
    "a term by another name": (
        "Pour le travail décent.",
        "For good jobs.",
        EN + "“travail décent” is not translated by a form of the term “terms/decent-work”"
        " — use one of: decent work" + excuse("term-untranslated"),
    ),
    "a term in a link that is no name": (
        "Le [travail décent](ref:C87).",
        "[Good jobs](ref:C87).",
        EN + "“travail décent” is not translated by a form of the term “terms/decent-work”"
        " — use one of: decent work" + excuse("term-untranslated"),
    ),
    "a French acronym in English": (
        "Le TD est là.",
        "The TD is there.",
        en(9) + "“TD” is an acronym of the other language — write: DW" + excuse("foreign-acronym"),
    ),
    "an English acronym in French": (
        "La DW est là.",
        "The DW is there.",
        fr(8) + "“DW” is an acronym of the other language — write: TD" + excuse("foreign-acronym"),
    ),
    "a French sentence in English": (
        "Voilà. Les mots sont dans la langue des lecteurs.",
        "Look. Ces mots sont dans la langue des lecteurs.",
        en(11) + "words of the other language: “Ces mots sont dans la langue des lecteurs.”"
        " — translate them" + excuse("language-mixed"),
    ),
    "French words in English": (
        "Un guide pour la mise en œuvre de la stratégie et du plan.",
        "A guide to the mise en œuvre de la strategy and the plan.",
        en(25) + "words of the other language: “en œuvre de” — translate them" + excuse("language-mixed"),
    ),
    "English words in French": (
        "Un guide pour le world of work.",
        "A guide for the world of work.",
        fr(22) + "words of the other language: “world of work” — translate them" + excuse("language-mixed"),
    ),
    "-ise": (
        "Un lieu pour les personnes organisées.",
        "A place for organised people.",
        en(17) + "“organised” is not the edition's spelling — write: organized" + excuse("foreign-spelling"),
    ),
    "American spelling": (
        "Un programme.",
        "A program.",
        en(7) + "“program” is not the edition's spelling — write: programme" + excuse("foreign-spelling"),
    ),
    "percent": (
        "Dix pour cent.",
        "Ten percent.",
        en(9) + "“percent” is not the edition's spelling — write: per cent" + excuse("foreign-spelling"),
    ),
    "straight quotation marks": (
        "Un «dépliant».",
        'A "leaflet".',
        en(7) + 'straight quotation mark in “A "leaflet".” — write “…”' + excuse("straight-quotes"),
    ),
    "French quotation marks in English": (
        "Un «dépliant».",
        "A «leaflet».",
        en(7) + "quotation mark of another language in “A «leaflet».” — write “…”" + excuse("foreign-quotes"),
    ),
    "English quotation marks in French": (
        "Un “dépliant”.",
        "A “leaflet”.",
        fr(8) + "quotation mark of another language in “Un “dépliant”.” — write «…»" + excuse("foreign-quotes"),
    ),
    "spaces within French quotation marks": (
        "Un « dépliant».",
        "A “leaflet”.",
        fr(8) + "space between quotation mark and words in “Un « dépliant».”"
        " — remove it: typography is applied when the page is displayed",
    ),
    "curly apostrophe": (
        "Le mot du jour.",
        "The day’s word.",
        en(12)
        + "curly apostrophe in “The day’s word.” — run scripts/edition format, or write ': typography is applied when the page is displayed",
    ),
    "no-break space": (
        "Les 3 mots.",
        "The 3\u00a0words.",
        en(10) + "no-break or narrow space in “The 3\u00a0words.”"
        " — run scripts/edition format, or write a plain space: typography is applied when the page is displayed",
    ),
    "two spaces": (
        "Un dépliant.",
        "A  leaflet.",
        en(5) + "two spaces in “A  leaflet.” — keep only one",
    ),
    "hyphen between years": (
        "Pour 2024-25.",
        "For 2024-25.",
        en(9) + "hyphen between two years: “2024-25” — write an en dash: 2024–25" + excuse("year-range"),
    ),
}


@pytest.mark.parametrize("problem", PROBLEMS)
def test_a_translation_problem_is_reported(project: Project, problem: str) -> None:
    french, english, line = PROBLEMS[problem]
    give_acronyms(project)
    set_summary(project, french, english)
    assert project.problems() == [line]


def test_a_footnote_is_called_in_both_languages(project: Project) -> None:
    project.replace("report/introduction.yml", "[98](ref:C98).[^1]", "[98](ref:C98).")
    assert project.problems() == [
        (
            "content/report/introduction.yml:14:9: body[0].en: the marks are not the same in English and in French (missing: [^1];"
            " extra: –) — mark the same words in both languages, or declare an exception “marks-differ” for report/p1 in"
            " content/translation.yml"
        )
    ]


def test_translation_problems_are_reported_in_french_too(project: Project) -> None:
    set_summary(project, "Pour le travail décent.", "For good jobs.")
    assert project.problems("fr") == [
        (
            "content/leaflet/document.yml:17:7: summary.en: «travail décent» n'est pas traduit par une forme du terme"
            " «terms/decent-work» — employez l'une de ces formes: decent work, sinon déclarez une exception"
            " «term-untranslated» pour content/leaflet/document.yml dans content/translation.yml"
        )
    ]


# What is said in French and in English, and is right.
RIGHT = {
    "decimals": ("Il y a 1,7 milliard de personnes.", "There are 1.7 billion people."),
    "thousands": ("Il y a 1 500 000 personnes.", "There are 1,500,000 people."),
    "thousands by name": ("Il y a 2 milliards de personnes.", "There are 2,000 million people."),
    "percentages": ("Ils sont 12,5 pour cent, puis 40 %.", "They are 12.5 per cent, then 40 per cent."),
    "short ranges": ("Pour 2024-25.", "For 2024–25."),
    "long ranges": ("Pour 2022-2030.", "For 2022–30."),
    "ranges over the turn of a century": ("Pour 1998-2002.", "For 1998–02."),
    "ranges in words": ("De 2020 à 2025.", "In 2020–25."),
    "numbers of instruments": ("Les n^os^ 88 et 181, puis le n° 155.", "Nos 88 and 181, then No. 155."),
    "ordinals": ("La 346^e^ session et le 1^er^ mai.", "The 346th Session and 1 May."),
    "centuries": ("Le travail au XXI^e^ siècle.", "Work in the 21st century."),
    "symbols": ("Voir GB.346/INS/17/1.", "See GB.346/INS/17/1."),
    "indicators": ("Les indicateurs 8.5.1 et 8.b.1.", "Indicators 8.5.1 and 8.b.1."),
    "numbers in words": ("Trois mots.", "Three words."),
    "link targets": ("Le [mot](https://example.org/1).", "The [word](https://example.org/2)."),
    "raised letters": ("La 3^e^ fois.", "The 3rd time."),
    "terms at the head of a sentence": ("Travail décent pour tous.", "Decent work for all."),
    "terms in titles": ("Agenda du travail décent.", "Decent Work Agenda."),
    "names rendered as names": ("La [convention n° 87 sur le travail décent](ref:C87).", "[Convention No. 87](ref:C87)."),
    "each language's acronym": ("Le TD est là.", "The DW is there."),
    "acronyms within longer ones": ("La DW 87 est là.", "The DW 87 is there."),
    "short texts that are alike": ("Plan: 2030", "Plan: 2030"),
    "words of another -ise": ("Des entreprises avisées.", "Enterprises advised, supervised, promised."),
    "computer programs": ("Un logiciel.", "A computer program."),
    "official names": (
        "La [convention sur le droit d'organisation](ref:C98).",
        "The [Right to Organise Convention](ref:C98).",
    ),
    "spaces before French punctuation": ("Est-ce un dépliant ?", "Is it a leaflet?"),
    "each language's quotation marks": ("Le «mot» d'un jour.", "The “word” of a day's time."),
}


@pytest.mark.parametrize("case", RIGHT)
def test_a_correct_translation_is_allowed(project: Project, case: str) -> None:
    give_acronyms(project)
    project.replace("registers/instruments.yml", '        - "Convention No. 98"', '        - "Right to Organise Convention"')
    set_summary(project, *RIGHT[case])
    assert project.problems() == []


def test_french_words_quoted_by_a_correction_are_not_compared(project: Project) -> None:
    project.replace(
        "sources/corrections.yml",
        "        Accord.\n      en: >-\n        Agreement.",
        "        «dans les 2 mots»: accord.\n      en: >-\n        “dans les 2 mots”: agreement.",
    )
    assert project.problems() == []


LONG = "Un texte français assez long pour que sa longueur compte, et même davantage que cela."
WARNING = (
    EN + "the English is 0.12 times as long as the French (expected: between 0.6 and 1.25)"
    " — reread both texts; if they have the same meaning, declare an exception “length-odd” for content/leaflet/document.yml in content/translation.yml"
)


def test_an_unusual_length_is_only_a_warning(project: Project) -> None:
    set_summary(project, LONG, "Too short.")
    assert project.problems() == []
    assert WARNING in report_lines(prepare_site(project.root).warnings, "en")


def test_a_short_text_may_have_any_length(project: Project) -> None:
    set_summary(project, "Un texte court.", "A text that is a good deal longer than its source is.")
    assert not [problem for problem in prepare_site(project.root).warnings if problem.rule == "length-odd"]


def test_the_check_reports_warnings_and_succeeds(project: Project, capsys: pytest.CaptureFixture[str]) -> None:
    set_summary(project, LONG, "Too short.")
    assert main(project.root, ["check"]) == 0
    reported = capsys.readouterr().err.splitlines()
    assert "   the English is 0.12 times as long as the French (expected: between 0.6 and 1.25)" in reported


def test_the_check_reports_errors_before_warnings_and_fails(project: Project, capsys: pytest.CaptureFixture[str]) -> None:
    set_summary(project, LONG, "Too short.")
    project.replace("report/introduction.yml", "[98](ref:C98).[^1]", "[98](ref:C98).")
    assert main(project.root, ["check"]) == 1
    reported = capsys.readouterr().err.splitlines()
    late = reported.index("   the English is 0.12 times as long as the French (expected: between 0.6 and 1.25)")
    assert any("the marks are not the same" in line for line in reported[:late])
