"""The content folder to the model; every fault of every file in one go."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TypeVar, get_args

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from . import freshness, model
from .problem import ContentError, Place, Problem
from .read import PLACE_KEY, Data, read

CONTENT = "content"
Shape = TypeVar("Shape", bound=model.Node)

_EXPECTED = {
    "string_type": "text", "int_type": "integer", "int_from_float": "integer", "bool_type": "boolean",
    "tuple_type": "sequence", "model_type": "mapping", "model_attributes_type": "mapping", "dict_type": "mapping",
}


def load(root: Path) -> model.Edition:
    """The whole edition from `root/content`.

    Raises ContentError with every fault that reading the files, or holding them against the model, has found.
    """
    return _Loader(root).edition()


class _Loader:
    """Reads the files of one project and gathers their problems."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.content = root / CONTENT
        self.problems: list[Problem] = []

    def edition(self) -> model.Edition:
        head = self._file(self.content / "edition.yml", model.EditionHead)
        kinds = self._file(self.content / "kinds.yml", model.Kinds)
        interface = self._file(self.content / "interface.yml", model.Interface)
        corrections = self._file(self.content / "sources" / "corrections.yml", model.Corrections)
        translation = self._file(self.content / "translation.yml", model.Translation)
        redirects = self._file(self.content / "redirects.yml", model.Redirects)
        registers = [self._file(path, model.Register) for path in sorted((self.content / "registers").glob("*.yml"))]
        documents = [self._document(name, head) for name in (head.documents if head else ())]
        sources = dict(self._sources(documents))
        recorded = self._recorded()
        if not (head and kinds and interface and corrections and translation and redirects):
            raise ContentError(self.problems)
        edition = model.Edition(
            head, tuple(filter(None, documents)), tuple(filter(None, registers)), kinds, corrections, translation,
            interface, redirects.redirects, sources, recorded,
        )
        if self.problems:
            raise ContentError(self.problems, loaded=edition)
        return edition

    def _name(self, path: Path) -> str:
        return path.relative_to(self.root).as_posix()

    def _file(self, path: Path, shape: type[Shape]) -> Shape | None:
        name = self._name(path)
        if not path.exists():
            self.problems.append(Problem(Place(name, 1, 1), "missing-file"))
            return None
        data, problems = read(path, name)
        self.problems += problems
        if data is None:
            return None
        try:
            return shape.model_validate(data)
        except ValidationError as error:
            self.problems += [problem for details in error.errors() if (problem := _problem(details, data, name, shape))]
            return None

    def _document(self, name: str, edition: model.EditionHead) -> model.Document | None:
        folder = self.content / name
        if not folder.is_dir():
            self.problems.append(Problem(edition.at.of("documents").at(name), "missing-folder", {"name": f"{CONTENT}/{name}"}))
            return None
        head = self._file(folder / "document.yml", model.DocumentHead)
        divisions = self._divisions(folder)
        if head is None:
            return None
        if head.id != name:
            self.problems.append(Problem(head.at.of("id"), "folder-name", {"id": head.id, "folder": name}))
        return model.Document(head, self._name(folder / "document.yml"), tuple(self._groups(head, divisions)))

    def _divisions(self, folder: Path) -> dict[str, model.Division]:
        """Divisions of a document's folder by identifier; a sub-folder's own file bears its kind's name."""
        loose = sorted(path for path in folder.glob("*.yml") if path.name != "document.yml")
        divisions = [self._division(path, ()) for path in loose]
        for inner in sorted(path for path in folder.iterdir() if path.is_dir()):
            paths = sorted(inner.glob("*.yml"))
            own = next((path for path in paths if inner.name.startswith(path.stem + "-")), None)
            if own is None:
                self.problems.append(Problem(Place(self._name(inner), 1, 1), "folder-without-head"))
                continue
            within = [self._division(path, ()) for path in paths if path != own]
            ordered = sorted(filter(None, within), key=lambda division: _natural(division.head.number or division.head.id))
            divisions.append(self._division(own, tuple(ordered)))
        return {division.head.id: division for division in divisions if division}

    def _division(self, path: Path, within: tuple[model.Division, ...]) -> model.Division | None:
        head = self._file(path, model.DivisionHead)
        return head and model.Division(head, self._name(path), within)

    def _groups(self, head: model.DocumentHead, divisions: dict[str, model.Division]) -> Iterator[model.Group]:
        left = dict(divisions)
        for group in head.outline:
            missing = [name for name in group.divisions if name not in left]
            self.problems += [
                Problem(group.at.of("divisions").at(name), "unknown-division", {"name": name} | nearest(name, left))
                for name in missing
            ]
            yield model.Group(group, tuple(left.pop(name) for name in group.divisions if name in left))
        for division in left.values():
            self.problems.append(Problem(division.head.at, "not-in-outline", {"id": division.head.id, "document": head.id}))

    def _sources(self, documents: list[model.Document | None]) -> Iterator[tuple[str, str]]:
        for document in filter(None, documents):
            path = self.content / "sources" / document.head.source
            try:
                yield document.head.source, path.read_text(encoding="utf-8")
            except OSError:
                self.problems.append(
                    Problem(document.head.at.of("source"), "missing-source", {"name": self._name(path)})
                )

    def _recorded(self) -> dict[str, model.Recorded]:
        """The lines of all records, by their keys."""
        found: dict[str, model.Recorded] = {}
        for path in sorted(self.content.rglob("*.tsv")):
            rows, problems = freshness.read(path, self._name(path))
            self.problems += problems
            for row in rows:
                first = found.setdefault(row.key, row)
                if first is not row:
                    facts = {"key": row.key, "file": first.place.file, "line": first.place.line}
                    self.problems.append(Problem(row.place, "record-twice", facts))
        return found


def nearest(name: str, known: object) -> dict[str, str]:
    """The known name most like `name`, as a fact for a message."""
    known = list(known)  # type: ignore[call-overload]
    close = difflib.get_close_matches(name, known, 1, 0.4)
    return {"nearest": close[0] if close else ", ".join(sorted(known)[:12])}


def _natural(text: str) -> list[tuple[int, str]]:
    return [(int(part), "") if part.isdigit() else (0, part) for part in re.findall(r"\d+|\D+", text)]


def _problem(details: ErrorDetails, data: Data, name: str, shape: type[model.Node]) -> Problem | None:
    """A validation error in the words of messages.yml, at the place of the value it speaks of."""
    place, last, kind = _place(details["loc"], data, name), str(details["loc"][-1]), details["type"]
    match kind:
        case "extra_forbidden":
            return Problem(place.named(last), "unknown-field", {"name": last} | nearest(last, _fields(details["loc"], shape)))
        case "missing" if last in model.LANGUAGES:
            return Problem(place, "missing-text", {"language": last})
        case "missing":
            return None if last == PLACE_KEY else Problem(place, "missing-field", {"name": last})
        case "union_tag_not_found" | "union_tag_invalid":
            return Problem(place, "unknown-entry", {"kinds": ", ".join(model.ENTRY_KINDS)})
        case "string_pattern_mismatch":
            return Problem(place.of(last), "bad-form", {"value": details["input"]})
        case "too_short" | "string_too_short":
            return Problem(place.of(last), "empty-value")
        case _ if kind in _EXPECTED:
            return Problem(place.of(last), f"not-{_EXPECTED[kind]}")
        case _:
            return Problem(place.of(last), "invalid", {"detail": details["msg"]})


def _place(loc: tuple[int | str, ...], data: Data, name: str) -> Place:
    """The innermost mapping on the way of `loc`; parts that are no fields (the tags of unions) are passed over."""
    place, here = Place(name, 1, 1), data
    for part in loc:
        if isinstance(here, Mapping) and isinstance(here.get(PLACE_KEY), Place):
            place = here[PLACE_KEY]
        if isinstance(here, Mapping) and part in here or isinstance(here, tuple) and isinstance(part, int):
            here = here[part]  # type: ignore[index]
    last = loc[-1]
    if isinstance(here, Mapping) and isinstance(here.get(PLACE_KEY), Place) and not isinstance(last, str):
        place = here[PLACE_KEY]
    return place


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
