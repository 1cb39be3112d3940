"""The comparison of two revisions: text by text, word by word, for readers."""

from __future__ import annotations

import re
import subprocess

import pytest

from edition.cli.commands import main
from edition.cli.diff import MAX_LENGTH
from edition.editing.revision_diff import ChangeKind, Rename, compare_editions
from edition.languages import LANGUAGES
from edition.loading.loader import load_edition
from edition.model import Edition
from support.golden import Same
from support.small_project import Project

pytestmark = pytest.mark.usefixtures("in_english")

LEAFLET, OUTPUT = "leaflet/document.yml", "report/outcome-1/output-1-1.yml"
FORMS = {"txt": (), "md": ("--markdown",), "html": ("--html",)}
"""The options of each form, by the ending of its golden files."""
BETWEEN = "Before: main. After: main."
BETWEEN_MARKED = "Before: <code>main</code>. After: <code>main</code>."
NOTHING = "No text, no reference and no address changes."


def git(project: Project, *arguments: str) -> None:
    """Runs git in a project."""
    names = ("-c", "user.name=Test", "-c", "user.email=test@example.org", "-c", "commit.gpgsign=false")
    subprocess.run(["git", *names, *arguments], cwd=project.root, check=True, capture_output=True)


@pytest.fixture
def versioned(project: Project) -> Project:
    """The small project, committed."""
    git(project, "init", "--quiet", "--initial-branch=main")
    git(project, "add", "-A")
    git(project, "commit", "--quiet", "-m", "First")
    return project


def edited(project: Project) -> tuple[Edition, Edition]:
    """The small project before and after one item was changed, one removed and one added."""
    before = load_edition(project.root)
    project.replace(OUTPUT, "ratifier la [convention n° 98](ref:C98);", "ratifier vite la [convention n° 87](ref:C87);")
    project.replace(
        LEAFLET,
        "p2-2\n                fr: >-\n                  Second",
        "p2-3\n                fr: >-\n                  Deuxième",
    )
    return before, load_edition(project.root)


def test_texts_are_added_removed_or_changed_word_by_word(project: Project) -> None:
    found = compare_editions(*edited(project))
    changes = {change.key: change for file in found.files for change in file.changes}
    assert {key: change.kind for key, change in changes.items()} == {
        "report/p3-1": ChangeKind.CHANGED, "leaflet/p2-3": ChangeKind.ADDED, "leaflet/p2-2": ChangeKind.REMOVED,
    }  # fmt: skip
    changed = changes["report/p3-1"]
    assert [diff.language for diff in changed.diffs] == ["fr"]
    assert changed.diffs[0].runs[:3] == (("equal", "ratifier"), ("insert", "vite"), ("equal", "la [convention n°"))
    assert (changed.removed_references, changed.added_references, changed.stale) == (("C98",), ("C87",), True)


def test_a_text_that_only_has_another_identifier_is_renamed(versioned: Project, capsys: pytest.CaptureFixture[str]) -> None:
    versioned.replace(LEAFLET, "              - id: p2-2\n", "              - id: p2-3\n")
    main(versioned.root, ["diff", "main"])
    printed = capsys.readouterr().out
    assert "== Renamed, otherwise unchanged: 1\nleaflet/p2-2 → leaflet/p2-3\n" in printed
    assert "added" not in printed and "removed" not in printed


def test_removed_addresses_and_newly_stale_translations_are_listed(project: Project) -> None:
    found = compare_editions(*edited(project))
    assert (found.vanished_addresses, found.new_addresses, found.newly_stale) == (
        ("leaflet/#p2-2",), ("leaflet/#p2-3",), ("report/p3-1", "leaflet/p2-3"),
    )  # fmt: skip


def test_an_edition_without_a_phrase_that_the_code_uses_can_be_compared(project: Project) -> None:
    after = load_edition(project.root)
    project.replace("interface.yml", "  - id: search\n", "  - id: formerly\n")
    project.replace("edition.yml", "principal: report\n", "")
    found = compare_editions(load_edition(project.root), after)
    assert (found.files, found.renames) == ((), (Rename("interface/formerly:text", "interface/search:text"),))
    assert (found.new_addresses, found.vanished_addresses) == ((), ())


def test_equal_revisions_have_no_changes(project: Project) -> None:
    assert not compare_editions(load_edition(project.root), load_edition(project.root))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("form", FORMS)
def test_a_comparison_matches_its_golden_file(
    form: str, language: str, versioned: Project, same: Same, capsys: pytest.CaptureFixture[str]
) -> None:
    edited(versioned)
    versioned.replace(OUTPUT, "ratify [Convention No. 98](ref:C98);", "promptly ratify [Convention No. 87](ref:C87);")
    versioned.replace(OUTPUT, "            act.\n", "            act & report <soon>.\n")
    versioned.replace("report/outcome-1/outcome.yml", "efficace.", "brève.")
    versioned.replace("edition.yml", "Deux textes pour", "Deux textes courts pour")
    versioned.replace("registers/terms.yml", "    Glossaire\n", "    Glossaire & *index*\n")
    versioned.replace("registers/terms.yml", "    Glossary\n", "    Glossary & *index*\n")
    assert main(versioned.root, ["diff", "main", "--language", language, *FORMS[form]]) == 0
    same(f"revision-diff.{language}.{form}", capsys.readouterr().out)


@pytest.mark.parametrize(
    ("form", "printed"),
    [
        ("txt", f"{BETWEEN}\n{NOTHING}\n"),
        ("md", f"### What changes for readers\n\n{BETWEEN_MARKED}\n\n{NOTHING}\n"),
        ("html", f"<body>\n<h1>What changes for readers</h1>\n<p>{BETWEEN}</p>\n<p>{NOTHING}</p></body>\n</html>\n"),
    ],
)
def test_a_comparison_without_changes_is_one_sentence(
    form: str, printed: str, versioned: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(versioned.root, ["diff", "main", "main", *FORMS[form]]) == 0
    output = capsys.readouterr().out
    assert output[output.index("<body>") if form == "html" else 0 :] == printed


@pytest.mark.parametrize(("number", "opening"), [(20, "<details open>"), (21, "<details>")])
def test_a_section_of_more_than_twenty_changes_is_collapsed_in_a_comment(
    number: int, opening: str, versioned: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    items = "".join(f"        - id: q{n}\n          fr: >-\n            x;\n" for n in range(number))
    path = versioned.path(OUTPUT)
    path.write_text(path.read_text(encoding="utf-8") + items, encoding="utf-8")
    assert main(versioned.root, ["diff", "main", "--markdown"]) == 0
    summary = f"<summary><b>Report</b>: added {number}, removed 0, changed 0</summary>"
    assert f"\n{opening}{summary}\n" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("form", "output"),
    [
        ((), "   fr: ratifier {+vite+} la [convention n° [-98](ref:C98);-] {+87](ref:C87);+}"),
        (
            ("--markdown",),
            r"  - fr: ratifier <ins>vite</ins> la \[convention n° <del>98\](ref:C98);</del> <ins>87\](ref:C87);</ins>",
        ),
        (("--html",), "<ins>vite</ins> la [convention n° <del>98](ref:C98);</del>"),
        (("--language", "fr"), "Traductions à revoir: 2"),
        (("--markdown", "--language", "fr"), "### Ce qui change pour les lecteurs"),
    ],
)
def test_a_revision_is_compared_with_the_working_files(
    form: tuple[str, ...], output: str, versioned: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    edited(versioned)
    assert main(versioned.root, ["diff", "main", *form]) == 0
    assert output in capsys.readouterr().out


def test_two_revisions_are_compared_regardless_of_the_working_files(
    versioned: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    edited(versioned)
    git(versioned, "commit", "--quiet", "-am", "Second")
    versioned.path(LEAFLET).write_text("broken: [")
    assert main(versioned.root, ["diff", "main~1", "main"]) == 0
    assert "Leaflet: added 1, removed 1, changed 0" in capsys.readouterr().out


def test_what_has_moved_is_listed_with_its_old_and_new_place(versioned: Project, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(versioned.root, ["move", "report/p3", "--in", "report/introduction", "--reason", "Essai."]) == 0
    versioned.replace("report/outcome-1/output-1-1.yml", 'number: "1.1"', 'number: "1.2"')
    capsys.readouterr()
    assert main(versioned.root, ["diff", "main"]) == 0
    assert (
        "== Moved or renumbered: 2\nreport/output-1-1: outcome-1 1.1 → outcome-1 1.2\nreport/p3: output-1-1 → introduction\n"
    ) in capsys.readouterr().out


def test_a_draft_changes_nothing_for_readers(versioned: Project, capsys: pytest.CaptureFixture[str]) -> None:
    edited(versioned)
    versioned.replace(LEAFLET, "id: leaflet\n", "id: leaflet\nstatus: draft\n")
    git(versioned, "commit", "--quiet", "-am", "Second")
    versioned.replace(LEAFLET, "Deuxième but.", "Dernier but.")
    assert main(versioned.root, ["diff", "main"]) == 0
    assert "No text, no reference and no address changes." in capsys.readouterr().out


def test_a_text_cannot_inject_markup_into_a_comment(versioned: Project, capsys: pytest.CaptureFixture[str]) -> None:
    versioned.replace(LEAFLET, "      Un encadré suit.", "      Un <img src=x> `encadré` suit.")
    assert main(versioned.root, ["diff", "main", "--markdown"]) == 0
    assert r"<ins>&lt;img src=x&gt; \`encadré\`</ins>" in capsys.readouterr().out
    assert main(versioned.root, ["diff", "main", "--html"]) == 0
    assert "&lt;img src=x&gt;" in capsys.readouterr().out


def test_neither_a_reference_nor_a_title_can_inject_markup_into_a_comment(
    versioned: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    versioned.replace(OUTPUT, "agir.", "agir [vite](ref:a`</code><img>`).")
    versioned.replace(LEAFLET, "    Leaflet\nshort_title", "    Leaflet\n\n\n    # [Heading](//example.org) $x$\nshort_title")
    assert main(versioned.root, ["diff", "main", "--markdown", "--language", "en"]) == 0
    output = capsys.readouterr().out
    assert r"<ins><code>a\`&lt;/code&gt;&lt;img&gt;\`</code></ins>" in output
    assert r"  - en: Leaflet <ins>\# \[Heading\](//example.org) \$x\$</ins>" in output


def test_a_long_comparison_is_truncated_at_a_line_for_a_comment_with_a_note(
    versioned: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    items = "".join(
        f"        - id: q{number}\n          fr: >-\n            {'&' * 90};\n          en: >-\n            x;\n"
        for number in range(300)
    )
    path = versioned.path(OUTPUT)
    path.write_text(path.read_text(encoding="utf-8") + items, encoding="utf-8")
    assert main(versioned.root, ["diff", "main", "--markdown"]) == 0
    output = capsys.readouterr().out
    assert 40_000 < len(output) <= MAX_LENGTH + 200
    assert output.endswith("\n\n</details>\n\n*Cut here for lack of space; the rest: scripts/edition diff*\n")
    assert output.count("\n<details") == output.count("\n</details>")
    last = output.rpartition("\n\n</details>")[0].rstrip().splitlines()[-1]
    assert re.fullmatch(r"- Added: <code>report/q\d+</code> · .*|  - fr: <ins>(&amp;){90};</ins>|  - en: <ins>x;</ins>", last)
    assert main(versioned.root, ["diff", "main"]) == 0
    assert "report/q299 " in capsys.readouterr().out


def test_the_problems_of_an_invalid_revision_are_reported(versioned: Project, capsys: pytest.CaptureFixture[str]) -> None:
    versioned.replace(LEAFLET, "kind: brochure", "kind: brochure\nkind: brochure")
    assert main(versioned.root, ["diff", "main"]) == 1
    reported = capsys.readouterr()
    assert "already written on line 2" in reported.err
    assert "the content of the files as they are cannot be compared" in reported.out


def test_a_revision_unknown_to_git_is_a_usage_error(versioned: Project, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(versioned.root, ["diff", "nowhere"]) == 2
    assert "git cannot find the content of nowhere" in capsys.readouterr().err
