"""Validates data against the model, and turns the errors of pydantic into problems of messages.yml."""

from __future__ import annotations

import difflib
import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TypeVar

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from .. import model
from ..languages import LANGUAGES
from ..model.node_types import fields_by_alias, nested_types
from ..problems.problem import PLACE_KEY, Place, Problem
from ..text.suggestions import nearest_name
from .yaml_reader import Data, empty_rule

_MAX_REPORTED = 200
"""Of one file: more problems have one cause, such as pasted text."""
_MAX_COMPARED = 20
"""Of the unknown fields of one mapping, with those that it lacks."""

NodeType = TypeVar("NodeType", bound=model.Node)


PATTERN_RULES = {
    model.ADDRESS_PATTERN: "bad-address",
    model.PRINTED_ADDRESS_PATTERN: "bad-address",
    model.SLUG_PATTERN: "bad-slug",
    model.DATE_PATTERN: "bad-date",
    model.SITE_ADDRESS_PATTERN: "bad-site-address",
    model.FILE_NAME_PATTERN: "bad-file",
}
"""The rule that a value breaks which does not match a pattern; values of other patterns break `bad-form`."""


_EXPECTED = {
    "string_type": "text",
    "int_type": "integer",
    "int_from_float": "integer",
    "bool_type": "boolean",
    "tuple_type": "sequence",
    "model_type": "mapping",
    "model_attributes_type": "mapping",
    "dict_type": "mapping",
}


def validate(data: Data, name: str, node_type: type[NodeType]) -> tuple[NodeType | None, list[Problem]]:
    """Returns a file's data as a model object, or None with the problems that make it invalid."""
    try:
        return node_type.model_validate(data), []
    except ValidationError as error:
        first = error.errors()[:_MAX_REPORTED]
        return None, _join_missing([problem for details in first if (problem := _to_problem(details, data, name, node_type))])


def _join_missing(problems: list[Problem]) -> list[Problem]:
    """Returns the problems, with one for all the fields that a mapping lacks."""
    names: dict[Place, list[str]] = {}
    for problem in problems:
        if problem.rule == "missing-field":
            names.setdefault(problem.place, []).append(str(problem.facts["name"]))
    several = [Problem(place, "missing-fields", {"names": ", ".join(each)}) for place, each in names.items() if len(each) > 1]
    joined = {problem.place for problem in several}
    return [*(one for one in problems if one.rule != "missing-field" or one.place not in joined), *several]


def _to_problem(details: ErrorDetails, data: Data, name: str, node_type: type[model.Node]) -> Problem | None:
    """Returns the problem for a validation error, at the place of the invalid value."""
    loc, kind, value, bounds = details["loc"], details["type"], details["input"], details.get("ctx", {})
    place, last = _find_place(loc, data, name), str(loc[-1]) if loc else ""
    match kind:
        case "extra_forbidden":
            parent = _find_parent(loc, data, name)
            nearest = _nearest_field(last, parent, _known_fields(loc, node_type))
            return Problem(parent.of_field_name(last), "unknown-field", {"name": last, "nearest": nearest})
        case "missing":
            parent = _find_parent(loc, data, name)
            # A field that is present but unreadable, or misspelt, is reported there.
            if last == PLACE_KEY or last in parent.fields or _is_misspelt(last, parent, _known_fields(loc, node_type)):
                return None
            facts = {"language": last} if last in LANGUAGES else {"name": last}
            return Problem(parent, "missing-text" if last in LANGUAGES else "missing-field", facts)
        case "union_tag_not_found" | "union_tag_invalid":
            return _unknown_entry_problem(place)
        case "string_pattern_mismatch" if str(value).strip() == "":
            return Problem(place, empty_rule(place.path))
        case "string_pattern_mismatch":
            return Problem(place, PATTERN_RULES.get(bounds["pattern"], "bad-form"), {"value": value})
        case "literal_error":
            known = re.findall(r"'([^']+)'", str(bounds["expected"]))
            return Problem(place, "not-one-of", {"value": value, "known": ", ".join(known)})
        case "string_too_long":
            return Problem(place, "value-too-long", {"length": len(str(value)), "most": bounds["max_length"]})
        case "date":
            return Problem(place, "bad-date", {"value": value})
        case "too_short":
            return Problem(place, "empty-list") if not value else None
        case "greater_than" | "greater_than_equal" | "less_than_equal":
            return Problem(place, "not-in-bounds", {"value": value})
        case _ if _EXPECTED.get(kind) == "mapping":
            return Problem(place, "not-mapping", {"fields": ", ".join(_known_fields((*loc, ""), node_type))})
        case _ if kind in _EXPECTED:
            return Problem(place, f"not-{_EXPECTED[kind]}")
        case _:
            return Problem(place, "invalid", {"detail": details["msg"]})


def _is_misspelt(name: str, parent: Place, known: list[str]) -> bool:
    """Whether a mapping has an unknown field that is taken for another one."""
    unknown = [field for field in parent.fields if field not in known][:_MAX_COMPARED]
    return any(_nearest_field(field, parent, known) == name for field in unknown)


def _nearest_field(name: str, parent: Place, known: list[str]) -> str:
    """Returns the field that an unknown one is taken for: that of a language which is missing, where it has a text."""
    missing = [language for language in LANGUAGES if language in known and language not in parent.fields]
    return missing[0] if missing and parent.fields[name].style in (">", "|") else nearest_name(name, known)["nearest"]


def _unknown_entry_problem(place: Place) -> Problem:
    """The problem of an entry that has no field of an entry kind: names the field closest to one, otherwise all kinds."""
    for field in place.fields:
        if close := difflib.get_close_matches(field[: model.MAX_NAME], model.ENTRY_KINDS, 1, 0.7):
            return Problem(place.of_field_name(field), "unknown-field", {"name": field, "nearest": close[0]})
    return Problem(place, "unknown-entry", {"kinds": ", ".join(model.ENTRY_KINDS)})


def _find_place(loc: tuple[int | str, ...], data: Data, name: str) -> Place:
    """Returns the place of the value at a location of pydantic; parts that are not fields (the tags of unions) are skipped."""
    # A tag is the name of a field too: of one without values of its own, where the location goes on.
    *outer, last = loc or ("",)
    parent, value = _follow(outer, data, Place(name, 1, 1))
    return _follow([last], value, parent, within=False)[0]


def _find_parent(loc: tuple[int | str, ...], data: Data, name: str) -> Place:
    """Returns the place of the mapping around the value at a location of pydantic."""
    return _follow(loc[:-1], data, Place(name, 1, 1))[0]


def _follow(loc: Sequence[int | str], value: object, place: Place, *, within: bool = True) -> tuple[Place, object]:
    """Returns the place and the value at a location; `within`, where only what contains other values is followed."""
    place = _mapping_place(value) or place
    for part in loc:
        if isinstance(value, Mapping) and part in value and (isinstance(value[part], Mapping | tuple) or not within):
            place, value = place.of_field(str(part)), value[str(part)]
        elif isinstance(value, tuple) and isinstance(part, int):
            # The values of a list have no recorded places: they are searched for in the text of the list.
            value = value[part]
            place = replace(place.of_words(value) if isinstance(value, str) else place, path=f"{place.path}[{part}]")
        place = _mapping_place(value) or place
    return place, value


def _mapping_place(value: object) -> Place | None:
    place = value.get(PLACE_KEY) if isinstance(value, Mapping) else None
    return place if isinstance(place, Place) else None


def _known_fields(loc: tuple[int | str, ...], node_type: type[model.Node]) -> list[str]:
    """Returns the fields that the mapping around an unknown field may have."""
    node_types: set[type[model.Node]] = {node_type}
    for part in loc[:-1]:
        matching = {candidate for candidate in node_types if part in fields_by_alias(candidate)}
        inner = {nested for candidate in matching for nested in nested_types(fields_by_alias(candidate)[str(part)])}
        # A part without node types is the tag of a union: the field that distinguishes its members.
        node_types = inner or matching or node_types
    return sorted({name for candidate in node_types for name in fields_by_alias(candidate) if name != PLACE_KEY})
