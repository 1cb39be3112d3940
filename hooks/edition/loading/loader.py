"""Loads the content folder into the model, and collects every problem of every file."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from .. import model
from ..problems.problem import ContentError, Place, Problem
from ..text.suggestions import nearest_name
from . import translation_record
from .paths import CONTENT, CORRECTIONS, REDIRECTS
from .text_file import find_files, is_ignored, read_text
from .validation import NodeType, validate
from .yaml_reader import parse_yaml

_CACHE_SIZE = 8192
_LIKE_YAML = re.compile(r"\.ya?ml(\.|$)", re.IGNORECASE)
"""The names of YAML files, also of those with another ending: `output-1-1.yml.txt`."""


def load_edition(root: Path) -> model.Edition:
    """Loads the whole edition from `root/content`.

    Raises ContentError with every problem found in reading the files and validating them against the model.
    """
    return _Loader(root).edition()


@lru_cache(maxsize=_CACHE_SIZE)
def _parse_and_validate(
    source: str, name: str, node_type: type[NodeType]
) -> tuple[NodeType | None, tuple[Problem, ...], tuple[Problem, ...]]:
    """Returns YAML as a model object, the problems of its syntax, and those of its validation.

    Cached, so that an edition of which few files have changed is quickly loaded again.
    """
    data, problems = parse_yaml(source, name)
    node, invalid = validate(data, name, node_type) if data is not None else (None, [])
    return node, tuple(problems), tuple(invalid)


class _Loader:
    """Reads the files of one project and collects their problems."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.content = root / CONTENT
        self.problems: list[Problem] = []
        self.seen: set[Path] = set()
        self.unread: list[Path] = []
        self.copies: set[Path] = set()

    def edition(self) -> model.Edition:
        head = self._load_file(self.content / "edition.yml", model.EditionHead)
        kinds = self._load_file(self.content / "kinds.yml", model.Kinds)
        interface = self._load_file(self.content / "interface.yml", model.Interface)
        corrections = self._load_file(self.root / CORRECTIONS, model.Corrections)
        translation = self._load_file(self.content / "translation.yml", model.Translation)
        redirects = self._load_file(self.root / REDIRECTS, model.Redirects)
        synonyms = [self._load_file(path, model.Synonyms) for path in find_files(self.content, "synonyms.yml")]
        registers = [self._load_file(path, model.Register) for path in find_files(self.content / "registers", "*.yml")]
        documents = [self._load_document(name, head) for name in self._unique_documents(head)] if head else []
        sources = dict(self._load_sources(documents))
        recorded = self._load_records(head)
        self.problems += self._unexpected_files(head)
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
            tuple(synonym for each in filter(None, synonyms) for synonym in each.synonyms),
            tuple(self._project_path(path) for path in self.unread),
        )
        if self.problems:
            raise ContentError(self.problems, partial_edition=edition)
        return edition

    def _unique_documents(self, head: model.EditionHead) -> list[str]:
        """Returns the names of the documents without duplicates, which are reported."""
        seen: list[str] = []
        for name in head.documents:
            if name in seen:
                self.problems.append(Problem(head.at.of_field("documents").of_words(name, 1), "named-twice", {"name": name}))
            else:
                seen.append(name)
        return seen

    def _project_path(self, path: Path) -> str:
        return path.relative_to(self.root).as_posix()

    def _load_file(self, path: Path, node_type: type[NodeType]) -> NodeType | None:
        name = self._project_path(path)
        source, problems = read_text(path, name)
        self.seen.add(path)
        node = None
        if source is not None:
            node, syntax_problems, validation_problems = _parse_and_validate(source, name, node_type)
            problems += syntax_problems
            self.problems += validation_problems
        self.problems += problems
        # A file with syntax errors may be parsed into something that its author did not mean.
        if node is None or problems:
            self.unread.append(path)
        return node

    def _load_document(self, name: str, edition: model.EditionHead) -> model.Document | None:
        folder = self.content / name
        if not folder.is_dir():
            place = edition.at.of_field("documents").of_words(name)
            self.problems.append(Problem(place, "missing-folder", {"name": f"{CONTENT}/{name}"}))
            self.unread.append(folder / "document.yml")
            return None
        head = self._load_file(folder / "document.yml", model.DocumentHead)
        divisions, headless = self._load_divisions(folder)
        if head is None:
            return None
        if head.id != name:
            self.problems.append(Problem(head.at.of_field("id"), "folder-name", {"id": head.id, "folder": name}))
        groups = [
            *self._group_divisions(head, divisions),
            *(model.DivisionGroup(group, headless) for group in head.outline[-1:] if headless),
        ]
        return model.Document(head, self._project_path(folder / "document.yml"), tuple(groups))

    def _load_divisions(self, folder: Path) -> tuple[dict[str, model.Division], tuple[model.Division, ...]]:
        """Loads the divisions in a document's folder, by identifier; in a sub-folder, the head file is named after its kind.

        Returns separately the divisions of sub-folders whose head file could not be read.
        """
        headless: list[model.Division] = []
        paths = [path for path in find_files(folder, "*.yml") if path.name != "document.yml"]
        divisions = [self._load_division(path, ()) for path in paths]
        for inner in self._subfolders(folder):
            paths = find_files(inner, "*.yml")
            head_path = next(filter(_is_head, paths), None)
            if head_path is None:
                missing = inner / f"{inner.name.partition('-')[0]}.yml"
                names = {"name": missing.name, "folder": inner.name, "file": self._project_path(missing)}
                self.problems.append(Problem(Place(self._project_path(inner), 1, 1), "folder-without-head", names))
                self.unread.append(missing)
                # A folder without the name of a division is none, such as “Copie de outcome-1”.
                if not re.match(model.SLUG_PATTERN, inner.name):
                    self.seen.update(paths)
                    continue
            children = [self._load_division(path, ()) for path in paths if path != head_path]
            ordered = sorted(filter(None, children), key=lambda division: _natural_key(division.head.number or division.head.id))
            division = self._load_division(head_path, tuple(ordered)) if head_path else None
            headless += () if division or head_path in self.copies else ordered
            divisions.append(division)
        by_identifier: dict[str, model.Division] = {}
        for division in filter(None, divisions):
            first = by_identifier.setdefault(division.head.id, division)
            if first is not division:
                facts = {"id": division.head.id, "file": first.file, "line": first.head.at.of_field("id").line}
                self.problems.append(Problem(division.head.at.of_field("id"), "identifier-twice", facts))
                self.unread.append(self.root / division.file)
        return by_identifier, tuple(headless)

    def _subfolders(self, folder: Path) -> list[Path]:
        try:
            return sorted(path for path in folder.iterdir() if path.is_dir() and not is_ignored(path, folder))
        except OSError:
            name = self._project_path(folder)
            self.problems.append(Problem(Place(name, 1, 1), "not-allowed", {"file": name}))
            return []

    def _load_division(self, path: Path, children: tuple[model.Division, ...]) -> model.Division | None:
        head = self._load_file(path, model.DivisionHead)
        if head is None:
            return None
        name = _division_name(path)
        original = path.parent.with_name(head.id) / path.name if _is_head(path) else path.with_name(f"{head.id}.yml")
        if head.id != name and original.exists():
            place = Place(self._project_path(path), 1, 1)
            self.problems.append(Problem(place, "file-copied", {"file": self._project_path(original)}))
            self.unread.append(path)
            self.copies.add(path)
            return None
        if head.id != name:
            self.problems.append(Problem(head.at.of_field("id"), "file-name", {"id": head.id, "name": name}))
        return model.Division(head, self._project_path(path), children)

    def _group_divisions(self, head: model.DocumentHead, divisions: dict[str, model.Division]) -> Iterator[model.DivisionGroup]:
        left = dict(divisions)
        unnamed = divisions.keys() - {name for group in head.outline for name in group.divisions}
        for group in head.outline:
            for index, name in enumerate(group.divisions):
                place = group.at.of_field("divisions").of_words(name, group.divisions[:index].count(name))
                if name not in divisions and name in map(_division_name, self.unread):
                    continue
                if name not in divisions:
                    rule = "unknown-division" if unnamed else "missing-division"
                    self.problems.append(Problem(place, rule, {"name": name} | nearest_name(name, unnamed)))
                elif name not in left or name in group.divisions[:index]:
                    self.problems.append(Problem(place, "named-twice", {"name": name}))
            yield model.DivisionGroup(group, tuple(left.pop(name) for name in group.divisions if name in left))
        for division in left.values():
            self.problems.append(Problem(division.head.at, "not-in-outline", {"id": division.head.id, "document": head.id}))
            self.unread.append(self.root / division.file)

    def _unexpected_files(self, edition: model.EditionHead | None) -> Iterator[Problem]:
        """Reports YAML files that no other file lists, and broken symbolic links."""
        unlisted = self._unlisted_folders(edition)
        for path in find_files(self.content, "**/*"):
            folder = path.relative_to(self.content).parts[0]
            if path.is_symlink() and not path.exists() and path not in self.seen:
                yield from read_text(path, self._project_path(path))[1]
            elif not _LIKE_YAML.search(path.name) or path in self.seen or not path.is_file():
                continue
            elif folder in unlisted:
                if path.name == "document.yml" and edition:
                    yield Problem(Place(self._project_path(path), 1, 1), "not-listed", {"folder": folder})
            else:
                yield Problem(Place(self._project_path(path), 1, 1), "orphan-file")

    def _load_sources(self, documents: list[model.Document | None]) -> Iterator[tuple[str, str]]:
        for document in filter(None, documents):
            path = self.content / "sources" / document.head.source
            if not path.exists():
                facts = {"name": self._project_path(path)} | nearest_name(
                    path.name, (file.name for file in path.parent.glob("*.txt"))
                )
                self.problems.append(Problem(document.head.at.of_field("source"), "missing-source", facts))
                continue
            source, problems = read_text(path, self._project_path(path))
            self.problems += problems
            if source is not None:
                yield document.head.source, source

    def _unlisted_folders(self, edition: model.EditionHead | None) -> set[str]:
        """Returns the names of the folders with a document that the edition does not list."""
        return {path.parent.name for path in self.content.glob("*/document.yml")} - set(edition.documents if edition else ())

    def _load_records(self, edition: model.EditionHead | None) -> dict[str, model.RecordedSource]:
        """Loads the rows of all translation records, by key, but for those of documents that the edition does not list."""
        records: dict[str, model.RecordedSource] = {}
        unlisted = self._unlisted_folders(edition)
        for path in find_files(self.content, "**/*.tsv"):
            if path.relative_to(self.content).parts[0] in unlisted:
                continue
            rows, problems = translation_record.read_record(path, self._project_path(path))
            self.problems += problems
            for row in rows:
                first = records.setdefault(row.key, row)
                if first is not row:
                    facts = {"key": row.key, "file": first.place.file, "line": first.place.line}
                    self.problems.append(Problem(row.place, "record-twice", facts))
        return records


def _natural_key(text: str) -> list[tuple[int, str]]:
    # A number by its length, then its digits: Python converts no number of thousands of digits.
    parts = re.findall(r"\d+|\D+", text)
    return [(len(digits := part.lstrip("0")), digits) if part.isdecimal() else (0, part) for part in parts]


def _division_name(path: Path) -> str:
    """Returns the name of a division: that of its folder for the head file of a folder, otherwise that of its file."""
    return path.parent.name if _is_head(path) else path.stem


def _is_head(path: Path) -> bool:
    """Whether a file is the head file of its folder, which is named after it."""
    return path.parent.name.startswith(path.stem + "-")
