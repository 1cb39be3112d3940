"""JSON Schemas of the content's YAML files, for the editor's screen: made from the model, the kinds and the descriptions."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from .. import model
from ..checks.exceptions import excusable
from ..languages import LANGUAGES
from ..loading.paths import CONTENT
from ..loading.validation import PATTERN_RULES
from ..loading.yaml_writer import node_type_of
from ..problems.problem import Place, Problem

FOLDER = f"{CONTENT}/schemas"
SHAPES: Mapping[str, type[model.Node]] = {
    "edition": model.EditionHead,
    "kinds": model.Kinds,
    "interface": model.Interface,
    "redirects": model.Redirects,
    "translation": model.Translation,
    "corrections": model.Corrections,
    "register": model.Register,
    "document": model.DocumentHead,
    "division": model.DivisionHead,
}
"""The kinds of files, each with what the model says that it holds."""

_DIALECT = "https://json-schema.org/draft/2020-12/schema"
_DESCRIPTIONS = Path(model.__file__).with_name("descriptions.yml")
_MODELINE = re.compile(r"# yaml-language-server: \$schema=\S+")
# Spelled as JSON Schema knows it: YAML files of ours have no null, and a schema's own name is that of its file.
_NULL = {"type": "null"}
_REMEDIES = {**PATTERN_RULES, model.WORDS_FORM: "empty-value"}

Schema = dict[str, Any]


def schemas(kinds: model.Kinds) -> Mapping[str, str]:
    """The schema of each kind of file, by its path in the project."""
    return {f"{FOLDER}/{name}.json": _written(_schema(shape, kinds)) for name, shape in SHAPES.items()}


def modeline(file: str) -> str:
    """The first line of a content file, which tells any YAML language server its schema; `file` is a path in the project."""
    inner = file.removeprefix(f"{CONTENT}/")
    name = next(name for name, shape in SHAPES.items() if shape is node_type_of(inner))
    return f"# yaml-language-server: $schema={'../' * inner.count('/')}schemas/{name}.json"


def with_modeline(file: str, source: str) -> str:
    """A content file with its first line, put there or corrected."""
    first, _, rest = source.partition("\n")
    return f"{modeline(file)}\n{rest if _MODELINE.fullmatch(first.strip()) else source}"


def described(shape: type[model.Node], field: str) -> Mapping[str, str] | None:
    """What is said of a field of a shape, by language: where the shape, or one that it inherits from, declares it."""
    said = (_descriptions().get(ancestor.__name__, {}).get(field) for ancestor in shape.__mro__)
    return next(filter(None, said), None)


def _written(schema: Schema) -> str:
    return json.dumps(schema, ensure_ascii=False, indent=1) + "\n"


def _schema(shape: type[model.Node], kinds: model.Kinds) -> Schema:
    made = shape.model_json_schema()
    own = {name: made.pop(name) for name in ("$defs",) if name in made}
    shapes = {found.__name__: found for found in _shapes(model.Node)}
    definitions = {name: _mapping(definition, shapes[name], kinds) for name, definition in sorted(own.get("$defs", {}).items())}
    if "Box" in definitions:
        definitions["Entry"] = _entry()
    return {"$schema": _DIALECT, **_mapping(made, shape, kinds), "$defs": definitions}


def _shapes(shape: type[model.Node]) -> Iterator[type[model.Node]]:
    yield shape
    for inner in shape.__subclasses__():
        yield from _shapes(inner)


def _mapping(made: Schema, shape: type[model.Node], kinds: model.Kinds) -> Schema:
    """What pydantic makes of a shape, in the words of the editor's screen."""
    names = {field.alias or name: name for name, field in shape.model_fields.items()}
    marks = {name: mark.field for name, mark in model.kind_fields(shape)}
    fields = {}
    for name, field in made.get("properties", {}).items():
        own = _value(field)
        if mark := marks.get(names[name]):
            _known(own, getattr(kinds, mark))
        if shape is model.TranslationException and name == "rule":
            own = {"enum": list(excusable())}
        fields[name] = own | _said(described(shape, name))
    found: Schema = {"type": "object", "properties": fields, "additionalProperties": False}
    if required := made.get("required"):
        found["required"] = required
    return found


def _value(made: Schema) -> Schema:
    """The schema of a value: without the null, the titles and the defaults that no file of ours writes."""
    if "anyOf" in made:
        (only,) = (each for each in made["anyOf"] if each != _NULL)
        return _value(only)
    if "oneOf" in made:
        return {"$ref": "#/$defs/Entry"}
    found = {name: value for name, value in made.items() if name not in ("title", "default", "description")}
    if "items" in found:
        found["items"] = _value(found["items"])
    if "pattern" in found:
        found["patternErrorMessage"] = _remedy(_REMEDIES.get(found["pattern"], "bad-form"))
    return found


def _known(made: Schema, kinds: tuple[model.Kind, ...]) -> None:
    """Lets a value, or the values of a list, be one of some kinds."""
    value = made.get("items", made)
    value.clear()
    value |= {"enum": [kind.id for kind in kinds], "enumDescriptions": [_both(kind.name.fr, kind.name.en) for kind in kinds]}


def _entry() -> Schema:
    """An entry of a body: the field that tells what it is leads to its shape; without one, all such fields are offered."""
    shapes = {name: shape for shape in _shapes(model.Node) for name in model.ENTRY_KINDS if name in _own(shape)}
    offered: Schema = {"properties": {name: _said(described(shapes[name], name)) for name in model.ENTRY_KINDS}}
    problem = Problem(Place("", 1, 1), "unknown-entry", {"kinds": ", ".join(model.ENTRY_KINDS)})
    offered |= {"type": "object", "minProperties": 1, "additionalProperties": False}
    offered["errorMessage"] = _both(*(f"{problem.message(language)}: {problem.fix(language)}" for language in LANGUAGES))
    for name in reversed(model.ENTRY_KINDS):
        there = {"$ref": f"#/$defs/{shapes[name].__name__}"}
        offered = {"if": {"type": "object", "required": [name]}, "then": there, "else": offered}
    return {"type": "object", **offered}


def _own(shape: type[model.Node]) -> Mapping[str, object]:
    return shape.__annotations__ if shape.__name__.endswith("Entry") or shape in (model.Paragraph, model.Passage) else {}


def _said(words: Mapping[str, str] | None) -> Schema:
    if words is None:
        return {}
    return {
        "description": "\n\n".join(words[language] for language in LANGUAGES),
        "markdownDescription": "\n\n".join(f"**{language}** {words[language]}" for language in LANGUAGES),
    }


def _remedy(rule: str) -> str:
    problem = Problem(Place("", 1, 1), rule, {"value": "…"})
    return _both(*(problem.fix(language) for language in LANGUAGES))


def _both(*words: str | None) -> str:
    return " · ".join(filter(None, words))


@cache
def _descriptions() -> Mapping[str, Mapping[str, Mapping[str, str]]]:
    source = _DESCRIPTIONS.read_text(encoding="utf-8")
    descriptions: Mapping[str, Mapping[str, Mapping[str, str]]] = yaml.load(source, yaml.CSafeLoader)
    return descriptions
