"""The content folder to the model; every fault of every file in one go."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import TypeVar, get_args

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from .. import model
from ..problems.problem import PLACE_KEY, ContentError, Place, Problem
from . import translation_record
from .text_file import contents, find_files, is_ignored
from .yaml_reader import Data, parse

CONTENT = "content"
_KEPT = 8192
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


def load(root: Path) -> model.Edition:
    """The whole edition from `root/content`.

    Raises ContentError with every fault that reading the files, or holding them against the model, has found.
    """
    return _Loader(root).edition()


def validate(data: Data, name: str, shape: type[Shape]) -> tuple[Shape | None, list[Problem]]:
    """What a file's data is in the model, and every fault that keeps it from being that."""
    try:
        return shape.model_validate(data), []
    except ValidationError as error:
        first = error.errors()[:_MOST_REPORTED]
        return None, [problem for details in first if (problem := _problem(details, data, name, shape))]


@lru_cache(maxsize=_KEPT)
def _held(source: str, name: str, shape: type[Shape]) -> tuple[Shape | None, tuple[Problem, ...], tuple[Problem, ...]]:
    """What some YAML is in the model, the faults of the YAML, and those that keep it from being that.

    What was looked at before is not looked at again: an edition whose files hardly change is soon loaded anew.
    """
    data, problems = parse(source, name)
    node, faults = validate(data, name, shape) if data is not None else (None, [])
    return node, tuple(problems), tuple(faults)


class _Loader:
    """Reads the files of one project and gathers their problems."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.content = root / CONTENT
        self.problems: list[Problem] = []
        self.seen: set[Path] = set()
        self.unread: list[Path] = []

    def edition(self) -> model.Edition:
        head = self._file(self.content / "edition.yml", model.EditionHead)
        kinds = self._file(self.content / "kinds.yml", model.Kinds)
        interface = self._file(self.content / "interface.yml", model.Interface)
        corrections = self._file(self.content / "sources" / "corrections.yml", model.Corrections)
        translation = self._file(self.content / "translation.yml", model.Translation)
        redirects = self._file(self.content / "redirects.yml", model.Redirects)
        registers = [self._file(path, model.Register) for path in find_files(self.content / "registers", "*.yml")]
        documents = [self._document(name, head) for name in self._once(head)] if head else []
        sources = dict(self._sources(documents))
        recorded = self._recorded()
        self.problems += self._left(head)
        if not (head and kinds and interface and corrections and translation and redirects):
            raise ContentError(self.problems)
        edition = model.Edition(
            head,
            tuple(filter(None, documents)),
            tuple(filter(None, registers)),
            kinds,
            corrections,
            translation,
            interface,
            redirects.redirects,
            sources,
            recorded,
            tuple(self._name(path) for path in self.unread),
        )
        if self.problems:
            raise ContentError(self.problems, loaded=edition)
        return edition

    def _once(self, head: model.EditionHead) -> list[str]:
        """The documents, each once."""
        seen: list[str] = []
        for name in head.documents:
            if name in seen:
                self.problems.append(Problem(head.at.of("documents").at(name, 1), "named-twice", {"name": name}))
            else:
                seen.append(name)
        return seen

    def _name(self, path: Path) -> str:
        return path.relative_to(self.root).as_posix()

    def _file(self, path: Path, shape: type[Shape]) -> Shape | None:
        name = self._name(path)
        source, problems = contents(path, name)
        self.seen.add(path)
        node = None
        if source is not None:
            node, found, faults = _held(source, name, shape)
            problems += found
            self.problems += faults
        self.problems += problems
        # What a faulty file says may not be what it means.
        if node is None or problems:
            self.unread.append(path)
        return node

    def _document(self, name: str, edition: model.EditionHead) -> model.Document | None:
        folder = self.content / name
        if not folder.is_dir():
            place = edition.at.of("documents").at(name)
            self.problems.append(Problem(place, "missing-folder", {"name": f"{CONTENT}/{name}"}))
            self.unread.append(folder / "document.yml")
            return None
        head = self._file(folder / "document.yml", model.DocumentHead)
        divisions, strays = self._divisions(folder)
        if head is None:
            return None
        if head.id != name:
            self.problems.append(Problem(head.at.of("id"), "folder-name", {"id": head.id, "folder": name}))
        groups = [*self._groups(head, divisions), *(model.Group(group, strays) for group in head.outline[-1:] if strays)]
        return model.Document(head, self._name(folder / "document.yml"), tuple(groups))

    def _divisions(self, folder: Path) -> tuple[dict[str, model.Division], tuple[model.Division, ...]]:
        """Divisions of a document's folder by identifier; a sub-folder's own file bears its kind's name.

        Apart from them those whose folder's own file could not be read.
        """
        strays: list[model.Division] = []
        loose = [path for path in find_files(folder, "*.yml") if path.name != "document.yml"]
        divisions = [self._division(path, ()) for path in loose]
        for inner in self._folders(folder):
            paths = find_files(inner, "*.yml")
            own = next((path for path in paths if inner.name.startswith(path.stem + "-")), None)
            if own is None:
                self.problems.append(Problem(Place(self._name(inner), 1, 1), "folder-without-head"))
                self.unread.append(inner / f"{inner.name.partition('-')[0]}.yml")
            within = [self._division(path, ()) for path in paths if path != own]
            ordered = sorted(filter(None, within), key=lambda division: _natural(division.head.number or division.head.id))
            division = self._division(own, tuple(ordered)) if own else None
            strays += () if division else ordered
            divisions.append(division)
        found: dict[str, model.Division] = {}
        for division in filter(None, divisions):
            first = found.setdefault(division.head.id, division)
            if first is not division:
                facts = {"id": division.head.id, "file": first.file, "line": first.head.at.of("id").line}
                self.problems.append(Problem(division.head.at.of("id"), "identifier-twice", facts))
                self.unread.append(self.root / division.file)
        return found, tuple(strays)

    def _folders(self, folder: Path) -> list[Path]:
        try:
            return sorted(path for path in folder.iterdir() if path.is_dir() and not is_ignored(path, folder))
        except OSError:
            self.problems.append(Problem(Place(self._name(folder), 1, 1), "not-allowed"))
            return []

    def _division(self, path: Path, within: tuple[model.Division, ...]) -> model.Division | None:
        head = self._file(path, model.DivisionHead)
        if head is None:
            return None
        name = _division_name(path)
        if head.id != name:
            self.problems.append(Problem(head.at.of("id"), "file-name", {"id": head.id, "name": name}))
        return model.Division(head, self._name(path), within)

    def _groups(self, head: model.DocumentHead, divisions: dict[str, model.Division]) -> Iterator[model.Group]:
        left = dict(divisions)
        for group in head.outline:
            for index, name in enumerate(group.divisions):
                place = group.at.of("divisions").at(name, group.divisions[:index].count(name))
                if name not in divisions and name in map(_division_name, self.unread):
                    continue
                if name not in divisions:
                    self.problems.append(Problem(place, "unknown-division", {"name": name} | nearest(name, left)))
                elif name not in left or name in group.divisions[:index]:
                    self.problems.append(Problem(place, "named-twice", {"name": name}))
            yield model.Group(group, tuple(left.pop(name) for name in group.divisions if name in left))
        for division in left.values():
            self.problems.append(Problem(division.head.at, "not-in-outline", {"id": division.head.id, "document": head.id}))
            self.unread.append(self.root / division.file)

    def _left(self, edition: model.EditionHead | None) -> Iterator[Problem]:
        """The YAML files that nothing names, and the links that lead nowhere."""
        listed = edition.documents if edition else ()
        for path in find_files(self.content, "**/*"):
            folder = path.relative_to(self.content).parts[0]
            if path.is_symlink() and not path.exists() and path not in self.seen:
                yield from contents(path, self._name(path))[1]
            elif path.suffix not in (".yml", ".yaml") or path in self.seen or not path.is_file():
                continue
            elif (self.content / folder / "document.yml").exists() and folder not in listed:
                if path.name == "document.yml" and edition:
                    yield Problem(Place(self._name(path), 1, 1), "not-listed", {"folder": folder})
            else:
                yield Problem(Place(self._name(path), 1, 1), "file-of-nothing")

    def _sources(self, documents: list[model.Document | None]) -> Iterator[tuple[str, str]]:
        for document in filter(None, documents):
            path = self.content / "sources" / document.head.source
            if not path.exists():
                self.problems.append(Problem(document.head.at.of("source"), "missing-source", {"name": self._name(path)}))
                continue
            source, problems = contents(path, self._name(path))
            self.problems += problems
            if source is not None:
                yield document.head.source, source

    def _recorded(self) -> dict[str, model.Recorded]:
        """The lines of all records, by their keys."""
        found: dict[str, model.Recorded] = {}
        for path in find_files(self.content, "**/*.tsv"):
            rows, problems = translation_record.read(path, self._name(path))
            self.problems += problems
            for row in rows:
                first = found.setdefault(row.key, row)
                if first is not row:
                    facts = {"key": row.key, "file": first.place.file, "line": first.place.line}
                    self.problems.append(Problem(row.place, "record-twice", facts))
        return found


def _division_name(path: Path) -> str:
    """A folder's own file bears the name of its kind, and the folder that of the division; other files their own."""
    return path.parent.name if path.parent.name.startswith(path.stem + "-") else path.stem


def nearest(name: str, known: Iterable[str]) -> dict[str, str]:
    """The known name most like `name`, as a fact for a message."""
    names = sorted(known)
    close = difflib.get_close_matches(name[: model.MAX_NAME], names, 1, 0.4)
    return {"nearest": close[0] if close else ", ".join(names[:12])}


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
            facts = {"language": last} if last in model.LANGUAGES else {"name": last}
            return Problem(around, "missing-text" if last in model.LANGUAGES else "missing-field", facts)
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
