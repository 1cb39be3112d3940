"""The content folder to the model; every problem of every file in one go."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from .. import model
from ..problems.problem import ContentError, Place, Problem
from ..text.suggestions import nearest
from . import translation_record
from .paths import CONTENT
from .text_file import contents, find_files, is_ignored
from .validation import Shape, _natural, validate
from .yaml_reader import parse

_KEPT = 8192


def load(root: Path) -> model.Edition:
    """The whole edition from `root/content`.

    Raises ContentError with every problem that reading the files, or holding them against the model, has found.
    """
    return _Loader(root).edition()


@lru_cache(maxsize=_KEPT)
def _held(source: str, name: str, shape: type[Shape]) -> tuple[Shape | None, tuple[Problem, ...], tuple[Problem, ...]]:
    """What some YAML is in the model, the problems of the YAML, and those that keep it from being that.

    What was looked at before is not looked at again: an edition whose files hardly change is soon loaded anew.
    """
    data, problems = parse(source, name)
    node, invalid = validate(data, name, shape) if data is not None else (None, [])
    return node, tuple(problems), tuple(invalid)


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
            node, found, invalid = _held(source, name, shape)
            problems += found
            self.problems += invalid
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
