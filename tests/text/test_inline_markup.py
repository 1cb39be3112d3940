"""The inline Markdown of texts, and its typography."""

from __future__ import annotations

import pytest
from markupsafe import Markup

from edition.pages.inline_html import InlineContext, escape_unbreakable, render_inline
from edition.text.inline_markup import (
    Emphasis,
    FootnoteCall,
    Link,
    Superscript,
    TextRun,
    called_footnotes,
    parse_inline,
    plain_text,
    referenced_identifiers,
    text_outside_links,
)
from edition.text.typography import date_in_words, is_singular, typeset, typeset_html

SETTING = InlineContext("fr", lambda name: f"../{name}/", lambda mark: Markup("<sup>[{}]</sup>").format(mark))


def test_a_text_has_words_emphasis_references_superscripts_and_calls() -> None:
    assert parse_inline("La **343^e^ [n° 87](ref:C87)**[^1]") == (
        TextRun("La "),
        Emphasis("strong", (TextRun("343"), Superscript("e"), TextRun(" "), Link("ref:C87", (TextRun("n° 87"),)))),
        FootnoteCall("1"),
    )


def test_the_words_references_and_notes_of_a_text_are_extracted() -> None:
    text = "Les [conventions n^os^ 87](ref:C87) et [98](ref:C98)[^1], voir [ici](https://example.org)"
    assert plain_text(text) == "Les conventions nos 87 et 98, voir ici"
    assert referenced_identifiers(text) == ["C87", "C98"]
    assert called_footnotes(text) == ["1"]
    assert text_outside_links(text) == "Les \n et \n, voir \n"


def test_every_word_is_escaped() -> None:
    assert render_inline('<script>x</script> & [a](ref:b"c)', SETTING) == (
        '&lt;script&gt;x&lt;/script&gt; &amp; <a class="reference" href="../b&#34;c/">a</a>'
    )


@pytest.mark.parametrize(
    ("language", "stored", "shown"),
    [
        ("fr", "l'appui «utile»: oui; non?", "l’appui «\u00a0utile\u00a0»\u00a0: oui\u202f; non\u202f?"),
        ("fr", "convention (n° 155), 1,7 milliard", "convention (n°\u00a0155), 1,7\u00a0milliard"),
        ("fr", "qui: i) un; ii) deux :", "qui\u00a0: i) un\u202f; ii) deux\u00a0:"),
        ("fr", "https://example.org", "https://example.org"),
        ("en", "the ILO's “own”; No. 155: 12 per cent", "the ILO’s “own”; No.\u00a0155: 12\u00a0per cent"),
    ],
)
def test_typography_is_that_of_the_language(language: str, stored: str, shown: str) -> None:
    assert typeset(stored, language) == shown


def test_handwritten_pages_are_typeset_except_for_their_code() -> None:
    html = "<p>Citer: l'article &amp; <code>SITE_URL: 'x'</code> «ici» <a href=\"#a:b\">là</a>; fin</p>"
    assert typeset_html(html, "fr") == (
        "<p>Citer\u00a0: l’article &amp; <code>SITE_URL: 'x'</code> «\u00a0ici\u00a0» <a href=\"#a:b\">là</a>\u202f; fin</p>"
    )


@pytest.mark.parametrize(
    ("count", "french", "english"), [(0, True, False), (1, True, True), (2, False, False), (21, False, False)]
)
def test_each_language_has_its_own_singular(count: int, french: bool, english: bool) -> None:
    assert (is_singular(count, "fr"), is_singular(count, "en")) == (french, english)


def test_ranges_and_symbols_do_not_break_across_lines() -> None:
    set_ = escape_unbreakable("Programme & budget 2024-25, §§ 3–9, COVID-19 (M-POWER), non-discrimination, États-Unis")
    assert set_ == (
        'Programme &amp; budget <span class="whole">2024-25</span>, §§ <span class="whole">3–9</span>, '
        '<span class="whole">COVID-19</span> (<span class="whole">M-POWER</span>), non-discrimination, États-Unis'
    )


@pytest.mark.parametrize(
    ("date", "french", "english"),
    [
        ("2022-10-07", "7 octobre 2022", "7 October 2022"),
        ("2022-03-01", "1er mars 2022", "1 March 2022"),
        ("2022-12", "décembre 2022", "December 2022"),
        ("2022", "2022", "2022"),
    ],
)
def test_dates_are_written_in_words(date: str, french: str, english: str) -> None:
    assert (date_in_words(date, "fr"), date_in_words(date, "en")) == (french, english)
