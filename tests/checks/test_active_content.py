"""Active content in a handwritten page, or in another file of docs/, is refused with its line."""

from __future__ import annotations

from pathlib import Path

import pytest

from edition.checks.active_content import no_active_content
from edition.checks.project import Project as CheckedProject
from support.folders import ROOT
from support.small_project import Project

HEAD = "---\ntitle: Title\ndescription: Description.\n---\n\n"


def found(root: Path, file: str, content: str | bytes) -> list[str]:
    """The lines of the problems of a file, each with its subject."""
    path = root / file
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
    return [
        f"{one.place.file}:{one.place.line}:{one.place.column}: {one.facts.get('found', one.rule)}"
        for one in no_active_content(CheckedProject(root))
    ]


MARKDOWN = {
    "a script": ("<script>run()</script>", "1: <script"),
    "a script in capitals, on two lines": ("Words <SCRIPT\nsrc=x.js></SCRIPT>", "7: <SCRIPT"),
    "a script with a namespace": ("<svg:script>run()</svg:script>", "1: <svg:script"),
    "a script after another page's end": ("`</title>` <textarea> <script>run()</script>", "23: <script"),
    "a frame": ('<iframe src="https://example.org/"></iframe>', "1: <iframe"),
    "an object": ('<object data="x.svg"></object>', "1: <object"),
    "an embedded file": ('<embed src="x.svg">', "1: <embed"),
    "another base of addresses": ('<base href="https://example.org/">', "1: <base"),
    "a page that opens another": ('<meta content="0; url=x" http-equiv = "Refresh">', '26: http-equiv="Refresh'),
    "the same with an entity": ("<meta http-equiv=&#114;efresh content=0>", "7: http-equiv=refresh"),
    "a handler": ('<img src="x.png" onerror="run()">', "18: onerror="),
    "a handler without spaces": ('<img src="x.png"/OnError=run()>', "18: OnError="),
    "a handler behind the sign of an end": ("<img title='>' alt=\"'\" onload=run()>", "24: onload="),
    "a handler in a list of attributes": ('Words\n{: .class onclick="run()" }', None),
    "a handler of a word": ("*word*{onclick=run()}", "8: onclick="),
    "an address": ("[words](javascript:run())", "9: javascript:"),
    "an address in capitals behind a space": ("[words]( JavaScript:run())", "10: JavaScript:"),
    "an address between signs": ("[words](<javascript:run()>)", "10: javascript:"),
    "an address with entities": ("[words](java&#115;cript&colon;run())", "9: javascript:"),
    "an address with a long number": (f"[words](java&#{'0' * 30}115;cript:run())", "9: javascript:"),
    "an address with a tab": ("[words](java\tscript:run())", "9: javascript:"),
    "an address with words in code": ("[words](`java`script:run())", "9: `java`script:"),
    "an address all of code": ("[words](java``script:run()``)", "9: java``script:"),
    "an address with the entity of a line end": ("[words](java&NewLine;script:run())", "9: javascript:"),
    "an address that is defined below": ("[words][1]\n\n[1]: javascript:run()", None),
    "an address with the entity of a carriage return": ("[words](java&#13;script:run())", "9: javascript:"),
    "an address behind the entity of a control": ("<a href='&#1;javascript:run()'>words</a>", "10: javascript:"),
    "an address of a link in HTML": ("<a href=javascript:run()>words</a>", "9: javascript:"),
    "an address that is a page": ("[words](data:text/html,<b>)", "9: data:text/html"),
    "an address that is a drawing": ("<a href='data: image/svg+xml,x'>words</a>", "10: data:image/svg+xml"),
}
BELOW = {"a handler in a list of attributes": "7:11: onclick=", "an address that is defined below": "8:6: javascript:"}


@pytest.mark.parametrize("name", MARKDOWN)
@pytest.mark.parametrize("language", ["fr", "en"])
def test_active_content_in_a_page_is_refused_with_its_line(tmp_path: Path, language: str, name: str) -> None:
    markdown, expected = MARKDOWN[name]
    place = f"6:{expected}" if expected else BELOW[name]
    assert found(tmp_path, f"docs/{language}/about.md", HEAD + markdown) == [f"docs/{language}/about.md:{place}"]


@pytest.mark.parametrize(
    "markdown",
    [
        "HandwrittenPart in JavaScript: nothing else runs. 11 = onze; l'un = 1.",
        "A [link](../p/1/), <https://example.org/?x=1&once=2>, a<sup>2</sup>, `&lt;script&gt;`, x < script.",
        "![A dot](data:image/png;base64,AAAA){: .class #one title='On a page' }",
        "| a | b |\n|---|---|\n| basement | based |",
        "The objects <em>embedded</em> in a frame, <abbr title='Object'>O</abbr>.",
    ],
)
def test_text_and_ordinary_markup_are_allowed(tmp_path: Path, markdown: str) -> None:
    assert found(tmp_path, "docs/fr/about.md", HEAD + markdown) == []


@pytest.mark.parametrize(
    ("file", "content", "expected"),
    [
        ("docs/map.svg", "<svg>\n<a.b:script>run()</a.b:script></svg>", "2:1: <a.b:script"),
        ("docs/map.svg", '<!DOCTYPE svg [\n<!ATTLIST svg onload CDATA "run()">]><svg/>', "2:1: <!ATTLIST"),
        ("docs/places.kml", '<x xmlns="http://www.w3.org/1999/xhtml">\n<script>run()</script></x>', "2:1: <script"),
        ("docs/places", "\ufeff <x>\n<script>run()</script></x>", "2:1: <script"),
        ("docs/places.kml", "<x><script/></x>".encode("utf-16"), "1:1: not-utf-8"),
        ("docs/map.svg.gz", b"\x1f\x8b\x08", "1:2: not-utf-8"),
        ("docs/run.js.br", b"\x0b", "1:1: script-misplaced"),
        ("docs/map.svg", "<svg>\n<script>run()</script></svg>", "2:1: <script"),
        ("docs/assets/map.svg", '<svg>\n<g onclick="run()"/></svg>', "2:4: onclick="),
        ("docs/en/map.SVG", "<svg>\n<foreignObject/></svg>", "2:1: <foreignObject"),
        ("docs/map.svg", '<svg><a xlink:href="javascript:run()"/></svg>', "1:21: javascript:"),
        ("docs/map.svg", '<svg><animate attributeName="href" values="x;javascript:run()"/></svg>', "1:46: javascript:"),
        ("docs/map.svg", '<!DOCTYPE svg [\n<!ENTITY x "y">]><svg>&x;</svg>', "2:1: <!ENTITY"),
        ("docs/map.svg", '<?xml version="1.0"?>\n<?xml-stylesheet href="x.xsl"?><svg/>', "2:1: <?xml-stylesheet"),
        ("docs/page.html", "<p>\n<script src=x.js></script>", "2:1: <script"),
        ("docs/page.xhtml", "<p>\n<script src='x.js'/></p>", "2:1: <script"),
        ("docs/map.svg", "<svg><script/></svg>".encode("utf-16"), "1:1: not-utf-8"),
        ("docs/map.svgz", b"\x1f\x8b\x08", "1:2: not-utf-8"),
        ("docs/run.js", "run()", "1:1: script-misplaced"),
        ("docs/fr/assets/run.MJS", "run()", "1:1: script-misplaced"),
    ],
)
def test_active_content_in_another_file_is_refused_with_its_line(
    tmp_path: Path, file: str, content: str | bytes, expected: str
) -> None:
    assert found(tmp_path, file, content) == [f"{file}:{expected}"]


@pytest.mark.thorough
def test_a_page_of_thousands_of_scripts_or_an_endless_number_is_read_to_the_end(tmp_path: Path) -> None:
    assert len(found(tmp_path, "docs/fr/about.md", HEAD + "<script>\n" * 400_000)) == 20
    assert found(tmp_path, "docs/fr/about.md", f"{HEAD}&#{'9' * 10_000};") == []


def test_drawings_styles_and_the_scripts_of_the_site_are_allowed(tmp_path: Path) -> None:
    line = "<path d='" + "M0 0 " * 6000 + "'/>"
    assert found(tmp_path, "docs/map.svg", f"<svg><style>a{{color:red}}</style><use href='#a'/>{line}</svg>") == []
    assert found(tmp_path, "docs/picture.png", b"\x89PNG\r\n\x1a\n<script>") == []
    assert found(tmp_path, "docs/assets/run.js", "document.body.innerHTML = '<script>'; x.onclick = run") == []
    assert list(no_active_content(CheckedProject(ROOT))) == []


def test_a_script_in_a_page_stops_the_check(project: Project) -> None:
    page = project.root / "docs" / "fr" / "about.md"
    page.parent.mkdir(parents=True)
    page.write_text(f"{HEAD}<script>run()</script>\n", encoding="utf-8")
    assert any(
        problem.startswith("docs/fr/about.md:6:1: “<script” would make the browser run a script")
        for problem in project.problems()
    )
