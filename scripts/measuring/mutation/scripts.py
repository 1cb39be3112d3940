"""Mutators of browser scripts: changes to their code, never to their comments."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from .mutant import Edit

_PATTERNS = {
    "comment": r"//[^\n]*|/\*.*?\*/",
    "string": r"\"(?:\\.|[^\"\\\n])*\"|'(?:\\.|[^'\\\n])*'",
    "number": r"\d[\d_]*(?:\.\d+)?(?:e[+-]?\d+)?\b|\.\d+",
    "name": r"[#@]?[A-Za-z_$][\w$]*",
    "sign": r"===|!==|\*\*=|>>>|<<=|>>=|\?\?=|\|\|=|&&=|\.\.\.|=>|==|!=|<=|>=|&&|\|\||\?\?|\?\.|\+\+|--|[-+*/%&|^]=|[^\s\w]",
}
_TOKEN = re.compile("|".join(f"(?P<{kind}>{pattern})" for kind, pattern in _PATTERNS.items()), re.DOTALL)
_REGEX = re.compile(r"/(?![*/])(?:\\.|\[(?:\\.|[^\]\\\n])*\]|[^/\\\n\[])+/[a-z]*")
_OPERAND_ENDS = {")", "]", "}"}
_BEFORE_OPERAND = {"return", "typeof", "case", "in", "of", "await", "yield", "else", "throw", "new"}
_EXCHANGED = {"===": "!==", "!==": "===", "<": "<=", "<=": "<", ">": ">=", ">=": ">", "&&": "||", "||": "&&"}
_EXCHANGED |= {"some": "every", "every": "some", "min": "max", "max": "min", "true": "false", "false": "true"}
_DROPPED = {"sort", "reverse", "filter", "slice", "trim", "toLowerCase", "normalize", "replace", "replaceAll"}
_NOT_DELETED = {"const", "let", "var", "import", "export", "class", "function", "async", "static", "return", "case", "default"}
_NOT_DELETED |= {"from", "as", "if", "for", "while", "do", "else", "switch", "try", "catch", "finally", "get", "set", "new"}
_OPENING, _CLOSING = {"(", "[", "{"}, {")", "]", "}"}


@dataclass(frozen=True, slots=True)
class Token:
    """A token of a script; a template literal is one, with all that it holds."""

    kind: str
    text: str
    start: int
    end: int


def tokens(text: str) -> list[Token]:
    """The tokens of a script, without its comments."""
    found: list[Token] = []
    place = 0
    while place < len(text):
        if text[place].isspace():
            place += 1
            continue
        if text[place] == "`":
            kind, end = "string", _template_end(text, place)
        elif text[place] == "/" and not _is_operand(found) and (regex := _REGEX.match(text, place)):
            kind, end = "regex", regex.end()
        elif token := _TOKEN.match(text, place):
            kind, end = str(token.lastgroup), token.end()
        else:
            kind, end = "sign", place + 1
        if kind != "comment":
            found.append(Token(kind, text[place:end], place, end))
        place = end
    return found


def _template_end(text: str, start: int) -> int:
    """Where the template literal that begins at `start` ends."""
    place = start + 1
    while text[place] != "`":
        if text[place] == "\\":
            place += 2
        elif text.startswith("${", place):
            depth = 0
            place += 1
            while depth or text[place] == "{":
                depth += {"{": 1, "}": -1}.get(text[place], 0)
                place = _template_end(text, place) if text[place] == "`" else place + 1
        else:
            place += 1
    return place + 1


def _is_operand(found: list[Token]) -> bool:
    """Whether the last token ends an operand, so that a slash divides it."""
    if not found:
        return False
    last = found[-1]
    return last.text in _OPERAND_ENDS if last.kind == "sign" else last.text not in _BEFORE_OPERAND


def edits(text: str) -> Iterator[Edit]:
    """All changes to a script that may change what it does; some may not parse."""
    found = tokens(text)
    partner = _partners(found)
    for index, token in enumerate(found):
        before = found[index - 1] if index else None
        if token.text in _EXCHANGED and token.kind in ("sign", "name"):
            yield Edit("operator or function exchanged", token.start, token.end, _EXCHANGED[token.text])
        elif token.kind == "string" and len(token.text) > 2 and token.text != '"use strict"':
            if before is None or before.text not in ("from", "import"):
                yield Edit("string emptied", token.start, token.end, '""')
        elif token.kind == "number":
            yield Edit("number", token.start, token.end, f"({token.text} + 1)")
            yield Edit("number", token.start, token.end, f"({token.text} - 1)")
        elif token.text == "!":
            yield Edit("negation dropped", token.start, token.end)
        elif token.text in ("if", "while") and index + 1 in partner:
            start, end = found[index + 1].end, found[partner[index + 1]].start
            yield Edit("condition negated", start, end, f"!({text[start:end]})")
        elif token.text == "return" and (last := _statement_end(found, index)) is not None and last > index + 1:
            yield Edit("return", token.end, found[last].start)
        elif token.text in (".", "?.") and found[index + 1].text in _DROPPED and index + 2 in partner:
            yield Edit("call dropped", token.start, found[partner[index + 2]].end)
        elif token.text == "[" and index in partner and (before is None or not _is_operand([before])):
            yield from _elements(text, found, index, partner)
        begins = before is None or before.text in (";", "{", "}", ")")
        deletable = token.kind == "name" and begins and token.text not in _NOT_DELETED
        if deletable and (last := _statement_end(found, index)) is not None:
            yield Edit("statement deleted", token.start, found[last].end, ";")


def _partners(found: list[Token]) -> dict[int, int]:
    """The closing bracket of each opening one, by their indexes."""
    partner, opened = {}, []
    for index, token in enumerate(found):
        if token.kind == "sign" and token.text in _OPENING:
            opened.append(index)
        elif token.kind == "sign" and token.text in _CLOSING and opened:
            partner[opened.pop()] = index
    return partner


def _statement_end(found: list[Token], index: int) -> int | None:
    """The semicolon that ends the statement which begins at a token; None where it ends otherwise."""
    depth = 0
    for place in range(index, len(found)):
        token = found[place]
        if token.kind != "sign":
            continue
        depth += (token.text in _OPENING) - (token.text in _CLOSING)
        if depth < 0:
            return None
        if depth == 0 and token.text == ";":
            return place
    return None


def _elements(text: str, found: list[Token], index: int, partner: dict[int, int]) -> Iterator[Edit]:
    """Deletes each element of the list that a bracket opens."""
    commas, place, close = [], index + 1, partner[index]
    while place < close:
        if found[place].text == ",":
            commas.append(place)
        place = partner.get(place, place) + 1
    if commas:
        bounds = [found[index].end, *(found[comma].end for comma in commas)]
        ends = [*(found[comma].end for comma in commas), found[close].start]
        for start, end in zip(bounds, ends, strict=True):
            if text[start:end].strip():
                yield Edit("element deleted", start, end)
