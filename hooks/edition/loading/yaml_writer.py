"""The one way in which the content's YAML is written: fields in the model's order, texts folded, comments kept."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain
from typing import get_args

import yaml

from .. import model
from ..languages import LANGUAGES
from ..problems.problem import Place
from .yaml_patch import LINE, folded

Shape = type[model.Node]

_IDENTIFIERS = ("paragraph", "passage", "id")
_ALIASES = "aliases"
_COMMENT = re.compile(r"(?:(?<=\s)|^)#.*")
_PLAIN = re.compile(r"\w[\w./() -]*(?<! )")
_STEP = 2


class Tree:
    """A YAML file as it may be changed and written anew; its source has to be one that can be read (see read)."""

    def __init__(self, source: str, shape: Shape) -> None:
        root = yaml.compose(source, yaml.CSafeLoader)
        assert isinstance(root, yaml.MappingNode)
        self.root = root
        self._shape = shape
        self._comments = _Comments(source, root)

    def mapping(self, place: Place) -> yaml.MappingNode:
        """The mapping that stands at a place of the source."""
        spot = (place.line - 1, place.column - 1)
        return next(
            node
            for node in _nodes(self.root)
            if isinstance(node, yaml.MappingNode) and node.start_mark and (node.start_mark.line, node.start_mark.column) == spot
        )

    def comments(self) -> list[str]:
        """The words of all comments of the source, sorted."""
        return self._comments.words()

    def text(self) -> str:
        """The file in its canonical form."""
        return "\n".join(_Writer(self._comments).file(self.root, self._shape)) + "\n"


def canonical(source: str, shape: Shape) -> str:
    """A file in its canonical form; writing that anew changes nothing."""
    before = Tree(source, shape)
    text = before.text()
    assert yaml.load(text, yaml.CSafeLoader) == yaml.load(source, yaml.CSafeLoader)
    assert Tree(text, shape).comments() == before.comments()
    return text


def written(node: model.Node) -> str:
    """What a model holds as a YAML file: the fields that were given, in the canonical form."""
    made = made_of(node.model_dump(by_alias=True, exclude_unset=True))
    return "\n".join(_Writer(_NO_COMMENTS).file(made, type(node))) + "\n"


def made_of(data: object) -> yaml.Node:
    """Plain data as a YAML node."""
    match data:
        case Mapping():
            return yaml.MappingNode("", [(_scalar(str(name)), made_of(value)) for name, value in data.items()])
        case bool():
            return _scalar("true" if data else "false")
        case int():
            return _scalar(str(data))
        case str():
            return _scalar(data, "" if _PLAIN.fullmatch(data) and _is_words(data) else '"')
        case _:
            assert isinstance(data, Iterable)
            items = [made_of(item) for item in data]
            return yaml.SequenceNode("", items, flow_style=all(isinstance(item, yaml.ScalarNode) for item in items))


def _is_words(text: str) -> bool:
    """Whether YAML reads some words as they stand, and not as a number, a date or a mark of its own."""
    return str(yaml.SafeLoader("").resolve(yaml.ScalarNode, text, (True, False))) == "tag:yaml.org,2002:str"


def put(mapping: yaml.MappingNode, name: str, data: object) -> None:
    """Gives a mapping a field, in the place of the one it may have under that name."""
    mapping.value = [(key, value) for key, value in mapping.value if key.value != name] + [(_scalar(name), made_of(data))]


def field(mapping: yaml.MappingNode, name: str) -> yaml.Node | None:
    """The field of a mapping, None where it has none under that name."""
    return next((value for key, value in mapping.value if key.value == name), None)


def shape_of(file: str) -> Shape:
    """What the model says that a file of the content holds; `file` is relative to the content folder."""
    folder, _, name = file.rpartition("/")
    if folder == "registers":
        return model.Register
    return _SHAPES.get(file) or (model.DocumentHead if name == "document.yml" else model.DivisionHead)


_SHAPES: Mapping[str, Shape] = {
    "edition.yml": model.EditionHead,
    "kinds.yml": model.Kinds,
    "interface.yml": model.Interface,
    "sources/corrections.yml": model.Corrections,
    "translation.yml": model.Translation,
    "redirects.yml": model.Redirects,
}


def _scalar(value: str, style: str = "") -> yaml.ScalarNode:
    return yaml.ScalarNode("", value, style=style)


def _nodes(node: yaml.Node) -> Iterator[yaml.Node]:
    yield node
    if isinstance(node, yaml.CollectionNode):
        for child in chain.from_iterable(node.value) if isinstance(node, yaml.MappingNode) else node.value:
            yield from _nodes(child)


# --- What the model says of a mapping ----------------------------------------------------------------------------


@lru_cache(maxsize=128)
def _order(shape: Shape | None) -> list[str]:
    """The fields in the order of a file: what a text is comes before its words, what belongs to it after them."""
    if shape is None:
        return []
    inherited = list(LANGUAGES) if issubclass(shape, model.Text) else []
    own = [(field.alias or name, field.annotation) for name, field in shape.model_fields.items()]
    simple = [name for name, kind in own if not _shapes(kind) and name not in inherited]
    names = [*simple, *inherited, *(name for name, kind in own if _shapes(kind))] if inherited else [name for name, _ in own]
    if _ALIASES in names:
        names.remove(_ALIASES)
        names.insert(max(names.index(name) for name in _IDENTIFIERS if name in names) + 1, _ALIASES)
    return names


def _within(shape: Shape | None, name: str) -> tuple[Shape, ...]:
    """The shapes that a field's mappings may have."""
    if shape is None:
        return ()
    return next((_shapes(field.annotation) for own, field in shape.model_fields.items() if name == (field.alias or own)), ())


def _shapes(annotation: object) -> tuple[Shape, ...]:
    if isinstance(annotation, type) and issubclass(annotation, model.Node):
        return (annotation,)
    return tuple(found for argument in get_args(annotation) for found in _shapes(argument))


def _fitting(shapes: tuple[Shape, ...], node: yaml.Node) -> Shape | None:
    """The one of some shapes that a mapping has: the entries of a body tell themselves apart by a field."""
    if len(shapes) < 2 or not isinstance(node, yaml.MappingNode):
        return shapes[0] if shapes else None
    kind = model.entry_kind({key.value: None for key, _ in node.value})
    return next((shape for shape in shapes if kind in shape.model_fields), None)


# --- Comments ----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Spot:
    """Where a field or an item of a sequence begins, what it stands within, and where it ends if that is on one line here."""

    key: int
    within: int
    line: int
    column: int
    end: int


class _Comments:
    """The comments of a file: at its head, before or beside a field or item, at the end of what holds these."""

    def __init__(self, source: str = "", root: yaml.Node | None = None) -> None:
        self.head: list[str] = []
        self.before: dict[int, list[str]] = defaultdict(list)
        self.beside: dict[int, list[str]] = defaultdict(list)
        self.closing: dict[int, list[str]] = defaultdict(list)
        if root is None:
            return
        lines = [line.rstrip("\r\n\x85\u2028\u2029") for line in LINE.findall(source)]
        spots = sorted(_spots(root), key=lambda spot: (spot.line, spot.column))
        for number, line in enumerate(_outside_scalars(lines, root)):
            if found := _COMMENT.search(line):
                column = found.start()
                self._keep(spots, number, column, lines[number][column:].rstrip(), bool(line[:column].strip()))

    def words(self) -> list[str]:
        """The words of every comment, sorted."""
        kept = (*self.before.values(), *self.beside.values(), *self.closing.values())
        return sorted(" ".join(chain(self.head, *kept)).split())

    def _keep(self, spots: list[_Spot], line: int, column: int, comment: str, beside: bool) -> None:
        above = [spot for spot in spots if spot.line < line or (beside and spot.line == line)]
        below = next((spot for spot in spots if spot.line > line), None)
        if not above:
            self.head.append(comment)
        elif beside or line <= above[-1].end:
            self.beside[above[-1].key].append(comment)
        elif below and column <= below.column:
            self.before[below.key].append(comment)
        else:
            # It stands further right than what follows: it ends what it stands in.
            sibling = next((spot for spot in reversed(above) if 0 < spot.column <= column), above[0])
            self.closing[sibling.within].append(comment)


_NO_COMMENTS = _Comments()


def _spots(node: yaml.Node) -> Iterator[_Spot]:
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            start = key.start_mark
            yield _Spot(id(key), id(node), start.line, start.column, value.end_mark.line if _inline(value) else -1)
            yield from _spots(value)
    elif isinstance(node, yaml.SequenceNode) and not _inline(node):
        for item in node.value:
            # The dash stands two columns before its item.
            yield _Spot(id(item), id(node), item.start_mark.line, max(0, item.start_mark.column - _STEP), -1)
            yield from _spots(item)


def _inline(node: yaml.Node) -> bool:
    """Whether a sequence stands on the line of its field."""
    return isinstance(node, yaml.SequenceNode) and (
        not node.value or (bool(node.flow_style) and all(isinstance(item, yaml.ScalarNode) for item in node.value))
    )


def _outside_scalars(lines: list[str], root: yaml.Node) -> list[str]:
    """The lines with all scalars blanked out, so that a `#` left in them opens a comment."""
    left = list(lines)
    for node in _nodes(root):
        if not isinstance(node, yaml.ScalarNode):
            continue
        start, end = node.start_mark, node.end_mark
        if node.style in (">", "|"):
            for number in range(start.line + 1, min(end.line + bool(end.column), len(left))):
                left[number] = ""
            continue
        for number in range(start.line, min(end.line + 1, len(left))):
            first = start.column if number == start.line else 0
            last = end.column if number == end.line else len(left[number])
            left[number] = left[number][:first] + "x" * (last - first) + left[number][last:]
    return left


# --- Writing -----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Writer:
    """Writes nodes as lines."""

    comments: _Comments

    def file(self, root: yaml.Node, shape: Shape) -> Iterator[str]:
        assert isinstance(root, yaml.MappingNode)
        yield from self.comments.head
        yield from self._mapping(root, shape, 0)

    def _mapping(self, node: yaml.MappingNode, shape: Shape | None, indent: int) -> Iterator[str]:
        order = _order(shape)
        known = {name: rank for rank, name in enumerate(order)}
        for key, value in sorted(node.value, key=lambda pair: known.get(pair[0].value, len(known))):
            lines = self._field(key.value, value, shape, indent)
            yield from self._commented(id(key), lines, indent)
        yield from (" " * indent + comment for comment in self.comments.closing[id(node)])

    def _commented(self, key: int, lines: Iterable[str], indent: int) -> Iterator[str]:
        margin = " " * indent
        yield from (margin + comment for comment in self.comments.before[key])
        first, *rest = lines
        yield "  ".join([first, *self.comments.beside[key]])
        yield from rest

    def _field(self, name: str, value: yaml.Node, shape: Shape | None, indent: int) -> Iterator[str]:
        head, shapes = f"{' ' * indent}{name}:", _within(shape, name)
        if isinstance(value, yaml.ScalarNode):
            block = value.style in (">", "|") or bool(shape and issubclass(shape, model.Text) and name in LANGUAGES)
            yield from _block(head, value.value, indent) if block else [f"{head} {_said(value, shape)}".rstrip()]
        elif isinstance(value, yaml.MappingNode):
            yield head if value.value else f"{head} {{}}"
            yield from self._mapping(value, _fitting(shapes, value), indent + _STEP)
        elif _inline(value):
            yield f"{head} [{', '.join(_said(item, shape) for item in value.value)}]"
        else:
            yield head
            for item in value.value:
                yield from self._item(item, shape if shape is model.Forms else _fitting(shapes, item), indent + _STEP)
            yield from (" " * (indent + _STEP) + comment for comment in self.comments.closing[id(value)])

    def _item(self, item: yaml.Node, shape: Shape | None, indent: int) -> Iterator[str]:
        if isinstance(item, yaml.MappingNode) and item.value:
            lines = list(self._mapping(item, shape, indent + _STEP))
            # What was said above the first field stands above the dash.
            aside = next(number for number, line in enumerate(lines) if not line.lstrip().startswith("#"))
            yield from (line[_STEP:] for line in lines[:aside])
            first, *rest = lines[aside:]
            yield from self._commented(id(item), [f"{' ' * indent}- {first.lstrip()}", *rest], indent)
        else:
            said = _said(item, shape) if isinstance(item, yaml.ScalarNode) else "[]"
            yield from self._commented(id(item), [f"{' ' * indent}- {said}"], indent)


def _said(node: yaml.ScalarNode, shape: Shape | None) -> str:
    """A scalar on one line: quoted where it was, and where the model takes it for words."""
    plain = not node.style and shape not in (model.Forms, model.Acronym)
    if plain and "\n" not in node.value:
        return str(node.value)
    return yaml.dump(node.value, default_style='"', allow_unicode=True, width=10**6).rstrip("\n")


def _block(head: str, text: str, indent: int) -> Iterator[str]:
    """A field's text, folded; one that a folded block cannot hold stands in quotation marks."""
    words = text.rstrip("\n")
    if not words or re.search(r"^[ \t]|[ \t]$", words, re.MULTILINE):
        yield f"{head} {_said(_scalar(text, chr(34)), None)}"
        return
    ending = text[len(words) :]
    yield f"{head} >{'' if len(ending) == 1 else '+' if ending else '-'}"
    yield from folded(words, indent)
    yield from ending[1:].splitlines()
