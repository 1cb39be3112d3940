"""Mutators of templates: elements, attributes, expressions, conditions and loops."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from jinja2 import Environment, TemplateSyntaxError

from .mutant import Edit

_JINJA = re.compile(r"\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}", re.DOTALL)
_TAG = re.compile(r"<(?P<close>/?)(?P<name>[a-zA-Z][\w-]*)(?P<rest>(?:\"[^\"]*\"|[^<>\"])*)>")
_ATTRIBUTE = re.compile(r"\s+[a-zA-Z_:][-\w:.]*(?:=\"[^\"]*\")?(?=[\s>/]|$)")
_CONDITION = re.compile(r"\{%-?\s*(?:el)?if\s+(.*?)\s*-?%\}", re.DOTALL)
_LOOP = re.compile(r"\{%-?\s*for\s+.*?\s+in\s+(?P<over>.*?)(?P<filter>\s+if\s+.*?)?(?:\s+recursive)?\s*-?%\}", re.DOTALL)
_PIPE = re.compile(r"\s*\|\s*\w+(?:\([^()]*\))?")
_VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}


@dataclass(frozen=True, slots=True)
class _Tag:
    name: str
    closes: bool
    start: int
    end: int


def edits(text: str) -> Iterator[Edit]:
    """All changes to a template; some may not parse."""
    # Jinja's parts may hold signs of HTML: here they are as long, but without them.
    html = _JINJA.sub(lambda part: "\x00" * len(part[0]), text)
    tags = [_Tag(tag["name"].lower(), bool(tag["close"]), tag.start(), tag.end()) for tag in _TAG.finditer(html)]
    for start, end in _elements(tags):
        yield Edit("element deleted", start, end)
    for tag in _TAG.finditer(html):
        for attribute in _ATTRIBUTE.finditer(html, *tag.span("rest")):
            yield Edit("attribute deleted", *attribute.span())
    for part in _JINJA.finditer(text):
        if part[0].startswith("{{"):
            yield Edit("expression emptied", part.start(), part.end())
        elif condition := _CONDITION.fullmatch(part[0]):
            yield _replaced("condition negated", part, condition.span(1), f"not ({condition[1]})")
        elif loop := _LOOP.fullmatch(part[0]):
            if loop["filter"]:
                yield _replaced("loop's filter removed", part, loop.span("filter"), "")
            for pipe in _PIPE.finditer(loop["over"]):
                place = loop.start("over")
                yield _replaced("loop's filter removed", part, (place + pipe.start(), place + pipe.end()), "")


def _replaced(mutator: str, part: re.Match[str], span: tuple[int, int], new: str) -> Edit:
    return Edit(mutator, part.start() + span[0], part.start() + span[1], new)


def _elements(tags: list[_Tag]) -> Iterator[tuple[int, int]]:
    """Where each element begins and ends; one whose end tag is in another branch is none."""
    opened: list[_Tag] = []
    for tag in tags:
        if tag.name in _VOID:
            yield tag.start, tag.end
        elif not tag.closes:
            opened.append(tag)
        elif opened and opened[-1].name == tag.name:
            yield opened.pop().start, tag.end


def is_effective(text: str, changed: str) -> bool:
    """Whether a changed template parses, and to another template."""
    environment = Environment(trim_blocks=True, lstrip_blocks=True, autoescape=True)
    try:
        return repr(environment.parse(changed)) != repr(environment.parse(text))
    except TemplateSyntaxError:
        return False
