"""Data against the model: every error that pydantic finds, in the words of messages.yml."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import TypeVar, get_args

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from .. import model
from ..languages import LANGUAGES
from ..problems.problem import PLACE_KEY, Place, Problem
from ..text.suggestions import nearest
from .yaml_reader import Data

_MOST_REPORTED = 200
"""Of one file: who has more problems in it has pasted something into it."""


Shape = TypeVar("Shape", bound=model.Node)


FORMS = {
    model.ADDRESS_FORM: "bad-address",
    model.PRINTED_ADDRESS_FORM: "bad-address",
    model.SLUG_FORM: "bad-slug",
    model.DATE_FORM: "bad-date",
    model.WAY_FORM: "bad-way",
    model.FILE_FORM: "bad-file",
}
"""The rules of values that do not have the form of their kind; those of the others break `bad-form`."""


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


def validate(data: Data, name: str, shape: type[Shape]) -> tuple[Shape | None, list[Problem]]:
    """What a file's data is in the model, and every problem that keeps it from being that."""
    try:
        return shape.model_validate(data), []
    except ValidationError as error:
        first = error.errors()[:_MOST_REPORTED]
        return None, [problem for details in first if (problem := _problem(details, data, name, shape))]


def _natural(text: str) -> list[tuple[int, str]]:
    # A number by its length, then its digits: Python makes no number of thousands of digits.
    parts = re.findall(r"\d+|\D+", text)
    return [(len(digits := part.lstrip("0")), digits) if part.isdecimal() else (0, part) for part in parts]


def _problem(details: ErrorDetails, data: Data, name: str, shape: type[model.Node]) -> Problem | None:
    """A validation error in the words of messages.yml, at the place of the value it speaks of."""
    way, kind, value, bounds = details["loc"], details["type"], details["input"], details.get("ctx", {})
    place, last = _place(way, data, name), str(way[-1]) if way else ""
    match kind:
        case "extra_forbidden":
            around = _place(way[:-1], data, name)
            return Problem(around.named(last), "unknown-field", {"name": last} | nearest(last, _fields(way, shape)))
        case "missing":
            around = _place(way[:-1], data, name)
            # A field that is written, but could not be read, has been told.
            if last == PLACE_KEY or last in around.fields:
                return None
            facts = {"language": last} if last in LANGUAGES else {"name": last}
            return Problem(around, "missing-text" if last in LANGUAGES else "missing-field", facts)
        case "union_tag_not_found" | "union_tag_invalid":
            return _unknown_entry(place)
        case "string_pattern_mismatch" if str(value).strip() == "":
            return Problem(place, "empty-value")
        case "string_pattern_mismatch":
            return Problem(place, FORMS.get(bounds["pattern"], "bad-form"), {"value": value})
        case "literal_error":
            known = re.findall(r"'([^']+)'", str(bounds["expected"]))
            return Problem(place, "not-one-of", {"value": value, "known": ", ".join(known)})
        case "string_too_long":
            return Problem(place, "value-too-long", {"length": len(str(value)), "most": bounds["max_length"]})
        case "date":
            return Problem(place, "bad-date", {"value": value})
        case "too_short":
            return Problem(place, "empty-value") if not value else None
        case "greater_than" | "greater_than_equal" | "less_than_equal":
            return Problem(place, "not-in-bounds", {"value": value})
        case _ if kind in _EXPECTED:
            return Problem(place, f"not-{_EXPECTED[kind]}")
        case _:
            return Problem(place, "invalid", {"detail": details["msg"]})


def _unknown_entry(place: Place) -> Problem:
    """Of an entry whose kind none of its fields tells: the field that nearly does, else all kinds."""
    for written in place.fields:
        if close := difflib.get_close_matches(written[: model.MAX_NAME], model.ENTRY_KINDS, 1, 0.7):
            return Problem(place.named(written), "unknown-field", {"name": written, "nearest": close[0]})
    return Problem(place, "unknown-entry", {"kinds": ", ".join(model.ENTRY_KINDS)})


def _place(way: tuple[int | str, ...], data: Data, name: str) -> Place:
    """Where the value stands that `way` leads to; parts that are no fields (the tags of unions) are passed over."""
    here: object = data
    place = _own(here) or Place(name, 1, 1)
    for part in way:
        if isinstance(here, Mapping) and part in here:
            place, here = place.of(str(part)), here[str(part)]
        elif isinstance(here, tuple) and isinstance(part, int):
            # The values of a list have no places of their own: theirs is found by what they say.
            here = here[part]
            place = replace(place.at(here) if isinstance(here, str) else place, path=f"{place.path}[{part}]")
        place = _own(here) or place
    return place


def _own(value: object) -> Place | None:
    place = value.get(PLACE_KEY) if isinstance(value, Mapping) else None
    return place if isinstance(place, Place) else None


def _fields(loc: tuple[int | str, ...], shape: type[model.Node]) -> list[str]:
    """The fields known where an unknown one stands: those of the mapping that `loc` leads to."""
    shapes: set[type[model.Node]] = {shape}
    for part in loc[:-1]:
        named = {one for one in shapes if part in _named(one)}
        inner = {found for one in named for found in _shapes(_named(one)[str(part)])}
        # A part that leads no further is the tag of a union: it names the field that tells its members apart.
        shapes = inner or named or shapes
    return sorted({name for one in shapes for name in _named(one) if name != PLACE_KEY})


def _named(shape: type[model.Node]) -> dict[str, object]:
    """A shape's fields, by the names that the files give them, each with its type."""
    return {field.alias or name: field.annotation for name, field in shape.model_fields.items()}


def _shapes(annotation: object) -> Iterator[type[model.Node]]:
    """The mappings within a type."""
    if isinstance(annotation, type) and issubclass(annotation, model.Node):
        yield annotation
    for argument in get_args(annotation):
        yield from _shapes(argument)
