"""JSON Schemas of the content's YAML files, for language servers: from the model, the kinds and the descriptions."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from .. import model
from ..checks.exceptions import excusable_keys
from ..languages import LANGUAGES
from ..loading.paths import CONTENT
from ..loading.validation import PATTERN_RULES
from ..loading.yaml_writer import node_type_of
from ..problems.problem import Place, Problem

SCHEMA_FOLDER = f"{CONTENT}/schemas"
NODE_TYPES: Mapping[str, type[model.Node]] = {
    "edition": model.EditionHead,
    "kinds": model.Kinds,
    "interface": model.Interface,
    "redirects": model.Redirects,
    "synonyms": model.Synonyms,
    "translation": model.Translation,
    "corrections": model.Corrections,
    "register": model.Register,
    "document": model.DocumentHead,
    "division": model.DivisionHead,
}
"""The node type of each kind of file."""

_DIALECT = "https://json-schema.org/draft/2020-12/schema"
_DESCRIPTIONS = Path(model.__file__).with_name("descriptions.yml")
_MODELINE = re.compile(r"# yaml-language-server: \$schema=\S+")
# What pydantic adds for an optional field; the content has no null.
_NULL = {"type": "null"}
_RULES = {**PATTERN_RULES, model.WORDS_PATTERN: "empty-value"}

Schema = dict[str, Any]


def build_schemas(kinds: model.Kinds) -> Mapping[str, str]:
    """Builds the schema of each kind of file, by its path in the project."""
    return {
        f"{SCHEMA_FOLDER}/{name}.json": _format_schema(_build_schema(node_type, kinds)) for name, node_type in NODE_TYPES.items()
    }


def modeline(file: str) -> str:
    """Returns the first line of a content file, which names its schema for YAML language servers; `file` is a project path."""
    inner = file.removeprefix(f"{CONTENT}/")
    name = next(name for name, node_type in NODE_TYPES.items() if node_type is node_type_of(inner))
    return f"# yaml-language-server: $schema={'../' * inner.count('/')}schemas/{name}.json"


def with_modeline(file: str, source: str) -> str:
    """Returns a content file with its modeline added or corrected."""
    first, _, rest = source.partition("\n")
    return f"{modeline(file)}\n{rest if _MODELINE.fullmatch(first.strip()) else source}"


def field_description(node_type: type[model.Node], field: str) -> Mapping[str, str] | None:
    """Returns the description of a field, by language, from the node type or the base class that declares it."""
    descriptions = (_descriptions().get(ancestor.__name__, {}).get(field) for ancestor in node_type.__mro__)
    return next(filter(None, descriptions), None)


def _format_schema(schema: Schema) -> str:
    return json.dumps(schema, ensure_ascii=False, indent=1) + "\n"


def _build_schema(node_type: type[model.Node], kinds: model.Kinds) -> Schema:
    schema = node_type.model_json_schema()
    nested = schema.pop("$defs", {})
    node_types = {nested_type.__name__: nested_type for nested_type in _node_types(model.Node)}
    definitions = {name: _object_schema(definition, node_types[name], kinds) for name, definition in sorted(nested.items())}
    if "Box" in definitions:
        definitions["Entry"] = _entry_schema()
    return {"$schema": _DIALECT, **_object_schema(schema, node_type, kinds), "$defs": definitions}


def _node_types(node_type: type[model.Node]) -> Iterator[type[model.Node]]:
    yield node_type
    for inner in node_type.__subclasses__():
        yield from _node_types(inner)


def _object_schema(schema: Schema, node_type: type[model.Node], kinds: model.Kinds) -> Schema:
    """Completes the schema of a node type with kinds, rules and descriptions."""
    names = {field.alias or name: name for name, field in node_type.model_fields.items()}
    kind_fields = {name: kind_field.field for name, kind_field in model.kind_fields(node_type)}
    fields = {}
    for name, field in schema.get("properties", {}).items():
        value = _value_schema(field)
        if kind_field := kind_fields.get(names[name]):
            _restrict_to_kinds(value, getattr(kinds, kind_field))
        if node_type is model.TranslationException and name == "rule":
            value = {"enum": list(excusable_keys())}
        fields[name] = value | _description_keywords(field_description(node_type, name))
    result: Schema = {"type": "object", "properties": fields, "additionalProperties": False}
    if required := schema.get("required"):
        result["required"] = required
    return result


def _value_schema(schema: Schema) -> Schema:
    """Returns the schema of a value without null, titles and defaults, which the content does not use."""
    if "anyOf" in schema:
        (only,) = (alternative for alternative in schema["anyOf"] if alternative != _NULL)
        return _value_schema(only)
    if "oneOf" in schema:
        return {"$ref": "#/$defs/Entry"}
    value_schema = {name: value for name, value in schema.items() if name not in ("title", "default", "description")}
    if "items" in value_schema:
        value_schema["items"] = _value_schema(value_schema["items"])
    if "pattern" in value_schema:
        value_schema["patternErrorMessage"] = _fix_message(_RULES.get(value_schema["pattern"], "bad-form"))
    return value_schema


def _restrict_to_kinds(schema: Schema, kinds: tuple[model.Kind, ...]) -> None:
    """Restricts a value, or the values of a list, to the identifiers of kinds."""
    value = schema.get("items", schema)
    value.clear()
    value |= {"enum": [kind.id for kind in kinds], "enumDescriptions": [_bilingual(kind.name.fr, kind.name.en) for kind in kinds]}


def _entry_schema() -> Schema:
    """Builds the schema of an entry of a body: a field selects its node type; without one, all such fields are offered."""
    node_types = {
        name: node_type for node_type in _node_types(model.Node) for name in model.ENTRY_KINDS if name in _entry_fields(node_type)
    }
    entry: Schema = {
        "properties": {name: _description_keywords(field_description(node_types[name], name)) for name in model.ENTRY_KINDS}
    }
    problem = Problem(Place("", 1, 1), "unknown-entry", {"kinds": ", ".join(model.ENTRY_KINDS)})
    entry |= {"type": "object", "minProperties": 1, "additionalProperties": False}
    entry["errorMessage"] = _bilingual(*(f"{problem.message(language)}: {problem.fix(language)}" for language in LANGUAGES))
    for name in reversed(model.ENTRY_KINDS):
        reference = {"$ref": f"#/$defs/{node_types[name].__name__}"}
        entry = {"if": {"type": "object", "required": [name]}, "then": reference, "else": entry}
    return {"type": "object", **entry}


def _entry_fields(node_type: type[model.Node]) -> Mapping[str, object]:
    return (
        node_type.__annotations__ if node_type.__name__.endswith("Entry") or node_type in (model.Paragraph, model.Passage) else {}
    )


def _description_keywords(texts: Mapping[str, str] | None) -> Schema:
    if texts is None:
        return {}
    return {
        "description": "\n\n".join(texts[language] for language in LANGUAGES),
        "markdownDescription": "\n\n".join(f"**{language}** {texts[language]}" for language in LANGUAGES),
    }


def _fix_message(rule: str) -> str:
    problem = Problem(Place("", 1, 1), rule, {"value": "…"})
    return _bilingual(*(problem.fix(language) for language in LANGUAGES))


def _bilingual(*texts: str | None) -> str:
    return " · ".join(filter(None, texts))


@lru_cache(maxsize=1)
def _descriptions() -> Mapping[str, Mapping[str, Mapping[str, str]]]:
    source = _DESCRIPTIONS.read_text(encoding="utf-8")
    descriptions: Mapping[str, Mapping[str, Mapping[str, str]]] = yaml.load(source, yaml.CSafeLoader)
    return descriptions
