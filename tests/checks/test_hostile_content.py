"""Hostile content is a problem with its line, or harmless; it never hangs or breaks a build."""

from __future__ import annotations

import io
from collections.abc import Callable

import pytest

from edition.checks.numbers import find_numbers
from edition.checks.source_text import normalized_words
from edition.design.file_cache import FileCache
from edition.model import Redirect
from edition.outputs.head_metadata import make_page_metadata
from edition.outputs.social_cards import SocialCard, card_images, draw_card
from edition.pages.inline_html import escape_unbreakable
from edition.problems.problem import ContentError, Place, Problem
from edition.problems.terminal import format_problems
from edition.references.mentions import Matcher
from edition.references.redirects import RedirectTable
from edition.search import records
from edition.site import Site, prepare_site
from edition.text.inline_markup import MAX_NESTING, nesting_depth, parse_inline, plain_text
from edition.text.sequence_diff import MAX_PAIRS, opcodes
from edition.text.typography import typeset, typeset_html
from support.small_project import Project
from support.time_limit import bounded

pytestmark = pytest.mark.thorough

PLACE = Place("content/redirects.yml", 1, 1)
BASE = "https://example.org/"
OUTPUT, TERMS, INSTRUMENTS = "report/outcome-1/output-1-1.yml", "registers/terms.yml", "registers/instruments.yml"
EVERY_LANGUAGE = ("fr", "en")


def found(project: Project) -> list[str]:
    """The problems of a project in the order of files and lines: file, line and rule, each once."""
    with bounded():
        try:
            publish(prepare_site(project.root))
        except ContentError as error:
            places = {
                (problem.place.file.removeprefix("content/"), problem.place.line, problem.rule) for problem in error.problems
            }
            return [f"{file}:{line} {rule}" for file, line, rule in sorted(places)]
    return []


def publish(site: Site) -> None:
    """Renders what the texts of a site are shown in: pages, heads, cards for sharing, pictures and search records."""
    cards: dict[str, SocialCard] = {}
    for renderer in site.renderers.values():
        for page in site.pages.values():
            shown = renderer.render_page(page)
            its = renderer.page_at(page.address, site.pages)
            picture = make_page_metadata(
                renderer, BASE, its, shown.title, shown.description, with_social_image=True, changed=""
            ).social_image
            assert picture
            cards[picture.path] = picture.card
            renderer.render_outline(page), renderer.render_printed_addresses(page, site.pages, BASE)
        assert list(renderer.charts.make_files(FileCache(site.root / "charts"))) and records.make_search_records(
            site.links, renderer, []
        )
    assert all(picture for _, picture in card_images(cards, site.root / "cards"))


def item(words: str) -> Callable[[Project], None]:
    """Puts words into an item of a list: in the French, in the English and in the source text."""

    def plant(project: Project) -> None:
        project.replace(OUTPUT, "            agir.", f"            {words}")
        project.replace(OUTPUT, "            act.", f"            {words}")
        project.replace("sources/report.txt", " - agir.", f" - {words}")

    return plant


def french(words: str) -> Callable[[Project], None]:
    """Puts words into the French of an item of a list."""
    return lambda project: project.replace(OUTPUT, "            agir.", f"            {words}")


def value(name: str, old: str, new: str) -> Callable[[Project], None]:
    """Puts other words in a file."""
    return lambda project: project.replace(name, old, new)


def file(name: str, source: str) -> Callable[[Project], None]:
    """Puts other contents into a file."""

    def plant(project: Project) -> None:
        project.path(name).write_text(source, encoding="utf-8")

    return plant


def added(name: str, source: str) -> Callable[[Project], None]:
    """Adds lines to a file."""

    def plant(project: Project) -> None:
        with project.path(name).open("a", encoding="utf-8") as lines:
            lines.write(source)

    return plant


def link(name: str, target: str) -> Callable[[Project], None]:
    """Puts a symbolic link into the content."""
    return lambda project: project.path(name).symlink_to(target)


def mentions(*forms: str) -> Callable[[Project], None]:
    """Adds forms to an instrument's mentions."""
    lines = "".join(f'        - "{form}"\n' for form in forms)
    return value(INSTRUMENTS, '        - "convention n° 87"\n', f'        - "convention n° 87"\n{lines}')


def note(number: int) -> str:
    return f'  - id: n{number}\n    mark: "{number}"\n    fr: >-\n      Note.\n    en: >-\n      Note.\n'


NESTED = "**" * 991 + "mot" + "**" * 991
SPACES = "a" + " " * 18_990 + "b"
FRENCH_LINE, ENGLISH_LINE = 26, 28
"""The lines of the item's texts that `item` plants words in."""


def boxes(depth: int) -> str:
    """Boxes within one another, as entries of a body."""
    lines = ["- box:", "    id: box", "    title:", "      fr: >-", "        Titre", "      en: >-", "        Title", "    body:"]
    margins = ("      " * level for level in range(depth))
    return "".join(
        f"  {margin}{line.replace('box', f'box-{len(margin)}') if 'id' in line else line}\n"
        for margin in margins
        for line in lines
    )


LAUGHS = "a: &a [x, x]\n" + "".join(f"{chr(98 + n)}: &{chr(98 + n)} [*{chr(97 + n)}, *{chr(97 + n)}]\n" for n in range(24))


def both(rule: str) -> list[str]:
    """A problem in both texts of the item."""
    return [f"{OUTPUT}:{line} {rule}" for line in (FRENCH_LINE, ENGLISH_LINE)]


HOSTILE: dict[str, tuple[Callable[[Project], None], list[str]]] = {
    # Marks and words of any number, length and kind
    "991 nested marks": (item(NESTED), both("marks-too-deep")),
    "marks nested as deep as a text may be": (item("**a *b " * (MAX_NESTING // 2) + "c" + "* d**" * (MAX_NESTING // 2)), []),
    "4,900 opening marks": (item("*a" * 4_900), []),
    "4,900 opening brackets": (item("[" * 9_900), []),
    "a word of 9,900 letters": (item("a" * 9_900), []),
    "a number of 9,900 digits": (item("1" * 9_900), []),
    "4,900 numbers in a row": (item("1-" * 4_900), []),
    "a symbol of 4,900 parts": (item("A/" * 4_900), []),
    "a Roman number of 9,900 figures": (item("IX" * 4_950), []),
    "a text of 760,000 characters": (item("\n            ".join(["mot " * 4_750] * 40)), [f"{OUTPUT}:26 value-too-long", f"{OUTPUT}:67 value-too-long"]),
    "40 lines of 19,000 spaces": (item("\n            ".join([SPACES] * 40)), [f"{OUTPUT}:26 value-too-long", f"{OUTPUT}:67 value-too-long"]),
    "a line of 19,000 spaces in a title": (
        value(OUTPUT, "    Capacité accrue", f"    {SPACES}"), [f"{OUTPUT}:5 value-too-long"],
    ),
    "a title of 16,000 characters": (
        value(OUTPUT, "    Capacité accrue", f"    {'Titre ' * 2_666}"), [f"{OUTPUT}:5 value-too-long"],
    ),
    "a line of 40,000 characters": (french("a" * 40_000), [f"{OUTPUT}:27 line-too-long"]),
    # Forms that texts name things by
    "a form of one space": (mentions(" "), [f"{INSTRUMENTS}:72 empty-value"]),
    "an empty form": (mentions(""), [f"{INSTRUMENTS}:72 empty-value"]),
    "a form in the language of expressions": (mentions("(a+)+$", "[", "a|b", "^x", ".*", "\\\\d+", "-x"), []),
    "10,000 forms": (mentions(*(f"forme {number}" for number in range(10_000))), []),
    # Values
    "an identifier of 301 characters": (value(INSTRUMENTS, "- id: C87", f"- id: {'C' * 301}"), [f"{INSTRUMENTS}:53 value-too-long"]),
    "a slug of 301 characters": (
        value(INSTRUMENTS, '    number: "87"', f"    slug: {'c' * 301}\n    number: \"87\""), [f"{INSTRUMENTS}:55 value-too-long"],
    ),
    "an address of 301 characters": (
        file("redirects.yml", f"redirects:\n  - old: {'a' * 301}/\n    new: leaflet/\n"), ["redirects.yml:2 bad-site-address"],
    ),
    "a year that the calendar of the edition lacks": (
        value("report/document.yml", 'date: "2020-03-01"', 'date: "9999-99-99"'), ["report/document.yml:4 bad-date"],
    ),
    "a day that no calendar has": (
        value("report/document.yml", 'date: "2020-03-01"', 'date: "2022-02-30"'), ["report/document.yml:4 bad-date"],
    ),
    "a date of no calendar in the record of changes": (
        file("changes.txt", "9999-99-99 df83506f982a /\n"), ["changes.txt:1 changes-line"],
    ),
    "a paragraph of 20 digits": (
        value(OUTPUT, "paragraph: 3", "paragraph: 99999999999999999999"),
        [f"{OUTPUT}:11 not-in-bounds"],
    ),
    "a paragraph of 10,000 digits": (
        value(OUTPUT, "paragraph: 3", f"paragraph: {'9' * 10_000}"),
        [f"{OUTPUT}:11 not-in-bounds"],
    ),
    "a number beyond all numbers": (value(OUTPUT, "paragraph: 3", "paragraph: 1e400"), [f"{OUTPUT}:11 not-integer"]),
    "a printed number that is raised": (value(OUTPUT, 'number: "1.1"', 'number: "²"'), [f"{OUTPUT}:3 division-number"]),
    "a printed number of 5,000 digits": (value(OUTPUT, 'number: "1.1"', f'number: "{"9" * 5_000}"'), [f"{OUTPUT}:3 division-number"]),
    # Files
    "an alias that doubles 24 times": (file(OUTPUT, LAUGHS), [f"{OUTPUT}:1 alias", f"{OUTPUT}:1 missing-field", f"{OUTPUT}:1 unknown-field", f"{OUTPUT}:2 alias"]),
    "a file of 50 MB": (file(OUTPUT, "x" * 50_000_000), [f"{OUTPUT}:1 too-large"]),
    "950,000 open brackets": (file(OUTPUT, "a: " + ("[" * 19_000 + "\n") * 50), [f"{OUTPUT}:1 too-deep"]),
    "9,000 nested lists": (file(OUTPUT, "a:\n  " + "- " * 9_000), [f"{OUTPUT}:2 too-deep"]),
    "60 nested boxes": (added("leaflet/document.yml", boxes(60)), ["leaflet/document.yml:204 too-deep"]),
    "3,800,000 control characters": (file(OUTPUT, "\0" * 19_000 * 200), [f"{OUTPUT}:1 empty-file", f"{OUTPUT}:1 invisible-character", f"{OUTPUT}:1 line-too-long"]),
    "1,200,000 invisible characters": (file(OUTPUT, ("\u200b" * 6_000 + "\n") * 200), [f"{OUTPUT}:1 invisible-character", f"{OUTPUT}:1 not-mapping"]),
    "300,000 marks of conflict": (file(OUTPUT, "<<<<<<< a\n" * 300_000), [f"{OUTPUT}:1 merge-conflict", f"{OUTPUT}:2 merge-conflict"]),
    "100,000 unknown fields": (file(OUTPUT, "".join(f"k{number}: v\n" for number in range(100_000))), [f"{OUTPUT}:1 missing-fields", f"{OUTPUT}:1 unknown-field", f"{OUTPUT}:2 unknown-field"]),
    "a field's name of 19,000 characters": (file(OUTPUT, "k" * 19_000 + ": v\n"), [f"{OUTPUT}:1 yaml-colon"]),
    "a document named 10,000 times": (value("edition.yml", "[report, leaflet]", "\n" + "  - leaflet\n" * 10_000), ["edition.yml:13 named-twice", "report/document.yml:1 not-listed"]),
    "5,000 footnotes that nothing calls": (added(OUTPUT, "footnotes:\n" + "".join(map(note, range(5_000)))), [f"{OUTPUT}:31 note-without-call", f"{OUTPUT}:37 note-without-call", f"{OUTPUT}:43 note-without-call"]),
    "a half of a pair of code units": (value(OUTPUT, ">-\n    Capacité accrue", '"\\ud800"'), [f"{OUTPUT}:5 yaml-escape"]),
    "a code beyond all characters": (value(OUTPUT, ">-\n    Capacité accrue", '"\\UFFFFFFFF"'), [f"{OUTPUT}:5 yaml-escape"]),
    "a line separator": (french("agir\u2028vite."), [f"{OUTPUT}:27 invisible-character"]),
    "a command to a terminal": (french("agir\x1b[31m."), [f"{OUTPUT}:27 invisible-character"]),
    "a link to a file outside": (link("more.yml", "/etc/hostname"), ["more.yml:1 orphan-file"]),
    "a link to a folder outside": (link("more", "/usr/share"), []),
    "a folder within itself": (link("report/report", ".."), ["report/report:1 folder-without-head"]),
    "a text as received of 40 lines of spaces": (added("sources/report.txt", (SPACES + "\n") * 40), [f"{OUTPUT}:26 source-mismatch"]),
    "a text as received of 200,000 times one word": (added("sources/report.txt", ("mot " * 4_000 + "\n") * 50), [f"{OUTPUT}:26 source-mismatch"]),
    "a record of 100,000 lines": (file("registers/terms.tsv", "a\tb\tc\n" * 100_000), ["registers/terms.tsv:1 record-fingerprint", "registers/terms.tsv:2 record-fingerprint"]),
    "a chain of 1,000 redirects": (
        file("redirects.yml", "redirects:\n" + "".join(f"  - old: a{n}/\n    new: a{n + 1}/\n" for n in range(1_000))), ["addresses.txt:3 address-vanished", "redirects.yml:3 redirect-nowhere"],
    ),
}  # fmt: skip


@pytest.mark.parametrize(("plant", "problems"), HOSTILE.values(), ids=HOSTILE)
def test_hostile_content_is_a_problem_with_its_line_or_harmless(
    project: Project, plant: Callable[[Project], None], problems: list[str]
) -> None:
    plant(project)
    reported = found(project)
    assert reported[: len(problems) or None] == problems


@pytest.mark.parametrize(
    ("form", "head"),
    [("ǰazz", "J\u030cazz"), ("ßen", "Ssen"), ("ŉa", "ʼNa"), ("ﬁn", "Fin"), ("ıa", "Ia"), ("ς", "Σ"), ("travail", "Travail")],
)
def test_a_form_is_matched_within_a_sentence_and_at_its_start_whatever_its_first_letter(form: str, head: str) -> None:
    with bounded():
        (within,) = Matcher({form: "it"}).find(f"a {form} b")
        (first,) = Matcher({form: "it"}).find(f"{head} b")
    assert (within.identifier, within.form, first.identifier, first.form) == ("it", form, "it", head)


def test_a_form_with_a_capital_differs_from_the_one_without() -> None:
    matcher = Matcher({"Paix": "name", "paix": "word"})
    assert [mention.identifier for mention in matcher.find("Paix et paix")] == ["name", "word"]


RUN = 200_000
"""One sign, repeated: linear work on it takes less than a second, quadratic work minutes."""


@pytest.mark.parametrize(
    "sign", [" ", "\u00a0", "1", "1 ", "A/", "A-", "A.", "IX", "_", "«", "« ", "» ", " :", "'", "l'", "–", " – ", "[", "<a "]
)
def test_words_are_typeset_parsed_and_counted_in_linear_time(sign: str) -> None:
    run = "a" + sign * (RUN // len(sign)) + "b"
    with bounded():
        assert all(typeset(run, language)[0] == "a" for language in EVERY_LANGUAGE)
        assert normalized_words(run)[0][0] == "a"
        assert escape_unbreakable(run)[0] == "a"
        assert all(sum(find_numbers(run, language).values()) <= RUN for language in EVERY_LANGUAGE)


def test_a_page_of_unclosed_tags_is_typeset_in_linear_time() -> None:
    page = "<p>l'eau</p>" + "<" * RUN
    with bounded():
        assert typeset_html(page, "fr") == "<p>l’eau</p>" + "<" * RUN


def test_texts_that_repeat_one_word_are_compared_as_a_whole() -> None:
    old, new = ["a", *["mot"] * 20_000, "b"], ["a", *["un", "mot"] * 20_000, "un", "b"]
    with bounded():
        assert opcodes(old, new) == [
            ("equal", 0, 1, 0, 1),
            ("replace", 1, 20_001, 1, 40_002),
            ("equal", 20_001, 20_002, 40_002, 40_003),
        ]
    assert MAX_PAIRS < 20_000 * 20_000


@pytest.mark.parametrize(
    ("old", "new", "found"),
    [
        ("a b c", "a b c", [("equal", 0, 3, 0, 3)]),
        ("a b c", "a x c", [("equal", 0, 1, 0, 1), ("replace", 1, 2, 1, 2), ("equal", 2, 3, 2, 3)]),
        ("a c", "a b c", [("equal", 0, 1, 0, 1), ("insert", 1, 1, 1, 2), ("equal", 1, 2, 2, 3)]),
        ("a a", "a a a", [("equal", 0, 2, 0, 2), ("insert", 2, 2, 2, 3)]),
        ("", "a", [("insert", 0, 0, 0, 1)]),
        ("", "", []),
    ],
)
def test_differences_are_found_word_by_word(old: str, new: str, found: list[tuple[str, int, int, int, int]]) -> None:
    assert opcodes(old.split(), new.split()) == found


def test_a_chain_of_redirects_is_followed_in_linear_time() -> None:
    number = 20_000
    chain = [Redirect.model_construct(old=f"a{step}/", new=f"a{step + 1}/", at=PLACE) for step in range(number)]
    anchors = [Redirect.model_construct(old=f"a{step}/#x", new="there/#y", at=PLACE) for step in range(number)]
    with bounded():
        moves = RedirectTable([*chain, *anchors], {f"a{number}/", "there/#y"})
        assert [*moves.moved_pages()] == [(redirect.old, f"a{number}/") for redirect in chain]
        assert all(moves.moved_anchors(redirect.old) == [("x", "there/#y")] for redirect in chain)
        ring = RedirectTable([*chain, Redirect.model_construct(old=f"a{number}/", new="a0/", at=PLACE)], {"there/"})
        assert all(ring.find_loop(redirect.old) == chain[0].old and ring.destination(redirect.old) is None for redirect in chain)


def test_words_beyond_the_deepest_level_of_marks_are_preserved() -> None:
    assert plain_text(NESTED) == "mot"
    assert nesting_depth(parse_inline(NESTED)) == MAX_NESTING + 1


def test_a_social_card_is_drawn_for_a_title_of_any_length() -> None:
    with bounded():
        assert draw_card(SocialCard("Kind", "Titre " * 3_000, "Within " * 3_000, "Edition", "Status"))


def test_ten_thousand_problems_of_one_long_line_are_printed_in_time(project: Project) -> None:
    path = project.path(OUTPUT)
    path.write_text("é" * 1_900_000 + "\n")
    problems = [Problem(Place(f"content/{OUTPUT}", 1, column), "double-space", {"around": "x"}) for column in range(1, 10_001)]
    with bounded():
        assert format_problems(problems, project.root, "en", io.StringIO()).count("two spaces") == 10_000
