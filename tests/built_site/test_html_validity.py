"""Every built page is valid HTML that a parser need not repair."""

from __future__ import annotations

from pathlib import Path

import pytest

from support.strict_html import errors


@pytest.mark.parametrize(
    ("html", "found"),
    [
        ("<p>One<p>Two</p>", ["line 1: <p> in <p>", "<p> is not closed"]),
        ("<ul><li>One<li>Two</ul>", ["line 1: <li> in <li>", "line 1: </ul> closes <li>"]),
        ("<b><i>One</b></i>", ["line 1: </b> closes <i>", "line 1: </i> closes nothing"]),
        ("<p>One</p></div>", ["line 1: </div> closes nothing"]),
        ("<div/>", ["line 1: <div/> is not closed"]),
        ("<p>One\n<div>Two</div></p>", ["line 2: <div> in <p>"]),
        ("<ul>One</ul>", ["line 1: text in <ul>: One"]),
        ("<table><tr><td>One</td></tr></table>", ["line 1: <tr> in <table>"]),
        ("<button><a href='x'>One</a></button>", ["line 1: <a> in <button>"]),
        ("<p id='a'></p><p id='a'></p>", ["line 1: id 'a' is empty, has a space or occurs twice"]),
        ("<p id=''></p><p id='a b'></p>", [f"line 1: id {name!r} is empty, has a space or occurs twice" for name in ("", "a b")]),
        ("<p class='a' class='b'></p>", ["line 1: <p> has class twice"]),
        ("<p aria-labelledby='a b' id='a'></p>", ["aria-labelledby: there is no #b"]),
        ("<p>a & b</p>", ["line 1: unescaped &: &"]),
        ("<p>&nosuch; &copy</p>", ["line 1: unescaped &: &nosuch;", "line 1: unescaped &: &copy"]),
        ("<a href='?a=1&b=2'>One</a>", ["line 1: unescaped &: <a href='?a=1&b=2'>"]),
    ],
)
def test_invalid_html_is_an_error(html: str, found: list[str]) -> None:
    assert errors(html) == found


def test_valid_html_is_not_an_error() -> None:
    assert errors("<!doctype html>\n<br><p>&amp; &#8217; &nbsp;<a href='?a&amp;b'>One</a></p>") == []
    assert errors("<svg><path d=''/><a><text>1</text></a></svg><script>if (a && '</p>') {}</script>") == []


def test_every_page_is_valid_html(built: Path) -> None:
    pages = sorted(built.rglob("*.html"))
    assert len(pages) > 1_400
    assert {str(path.relative_to(built)): found for path in pages if (found := errors(path.read_text(encoding="utf-8")))} == {}
