"""Formats the content's YAML: fields in the order of the model, texts folded, comments preserved."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

import yaml

from .. import model
from ..languages import LANGUAGES
from ..model.node_types import NodeType, fields_by_alias, nested_types
from ..problems.problem import Place
from ..text.typography import remove_typography
from .yaml_comments import INDENT, NO_COMMENTS, Comments, is_inline, walk_yaml_nodes
from .yaml_lines import fold_lines

_IDENTIFIERS = ("paragraph", "passage", "id")
_ALIASES = "aliases"
_TYPED = re.compile("[’‘\u00a0\u2007\u2009\u202f]")
_PLAIN = re.compile(r"\w[\w./() -]*(?<! )")


class YamlDocument:
    """A YAML file that can be changed and formatted; its source must be readable without problems (see read_yaml)."""

    def __init__(self, source: str, node_type: NodeType) -> None:
        root = yaml.compose(source, yaml.CSafeLoader)
        assert isinstance(root, yaml.MappingNode)
        self.root = root
        self._node_type = node_type
        self._comments = Comments(source, root)

    def find_mapping(self, place: Place) -> yaml.MappingNode:
        """Returns the mapping at a place of the source."""
        position = (place.line - 1, place.column - 1)
        return next(
            node
            for node in walk_yaml_nodes(self.root)
            if isinstance(node, yaml.MappingNode)
            and node.start_mark
            and (node.start_mark.line, node.start_mark.column) == position
        )

    def adopt_comments(self, other: YamlDocument) -> None:
        """Takes over the comments of another file, of which a part has been moved into this one."""
        self._comments.update(other._comments)

    def comments(self) -> list[str]:
        """Returns the words of all comments of the source, sorted."""
        return self._comments.words()

    def format(self) -> str:
        """Returns the file in its canonical form."""
        return "\n".join(_Writer(self._comments).format_file(self.root, self._node_type)) + "\n"


def format_yaml(source: str, node_type: NodeType) -> str:
    """Returns a file in its canonical form, with plain apostrophes and spaces; formatting it again changes nothing."""
    before = YamlDocument(source, node_type)
    for node in walk_yaml_nodes(before.root):
        if isinstance(node, yaml.ScalarNode):
            node.value = _set_plainly(node.value)
    text = before.format()
    assert yaml.load(text, yaml.CSafeLoader) == _set_all_plainly(yaml.load(source, yaml.CSafeLoader))
    assert YamlDocument(text, node_type).comments() == before.comments()
    return text


def _set_plainly(words: str) -> str:
    return remove_typography(words) if _TYPED.search(words) else words


def _set_all_plainly(value: object) -> object:
    match value:
        case str():
            return _set_plainly(value)
        case list():
            return [_set_all_plainly(one) for one in value]
        case dict():
            return {key: _set_all_plainly(one) for key, one in value.items()}
    return value


@dataclass(frozen=True, slots=True)
class TextEdit:
    """The new text in a language; `place` is that of the mapping with the text's languages."""

    place: Place
    language: str
    text: str


def apply_edits(source: str, node_type: NodeType, edits: Iterable[TextEdit]) -> str:
    """Returns a file in its canonical form, and with its line endings, with texts replaced or added."""
    document = YamlDocument(source, node_type)
    for edit in edits:
        set_field(document.find_mapping(edit.place), edit.language, edit.text)
    return document.format().replace("\n", "\r\n" if "\r\n" in source else "\n")


def format_node(node: model.Node) -> str:
    """Formats a model object as a YAML file: the fields that were set, in the canonical form."""
    root = to_yaml_node(node.model_dump(by_alias=True, exclude_unset=True))
    return "\n".join(_Writer(NO_COMMENTS).format_file(root, type(node))) + "\n"


def to_yaml_node(data: object) -> yaml.Node:
    """Converts plain data to a YAML node."""
    match data:
        case Mapping():
            return yaml.MappingNode("", [(_scalar(str(name)), to_yaml_node(value)) for name, value in data.items()])
        case bool():
            return _scalar("true" if data else "false")
        case int():
            return _scalar(str(data))
        case str():
            return _scalar(data, "" if _PLAIN.fullmatch(data) and _is_plain_string(data) else '"')
        case _:
            assert isinstance(data, Iterable)
            items = [to_yaml_node(item) for item in data]
            return yaml.SequenceNode("", items, flow_style=all(isinstance(item, yaml.ScalarNode) for item in items))


def _is_plain_string(text: str) -> bool:
    """Whether YAML reads an unquoted text as a string, not as a number, a date or another type."""
    return str(yaml.SafeLoader("").resolve(yaml.ScalarNode, text, (True, False))) == "tag:yaml.org,2002:str"


def set_field(mapping: yaml.MappingNode, name: str, data: object) -> None:
    """Sets a field of a mapping; the comments of one that it has stay."""
    keys = [key for key, _ in mapping.value if key.value == name] or [_scalar(name)]
    mapping.value = [(key, value) for key, value in mapping.value if key.value != name] + [(keys[0], to_yaml_node(data))]


def get_field(mapping: yaml.MappingNode, name: str) -> yaml.Node | None:
    """Returns the value of a field of a mapping, None where it has no such field."""
    return next((value for key, value in mapping.value if key.value == name), None)


def node_type_of(file: str) -> NodeType:
    """Returns the node type of a file of the content; `file` is relative to the content folder."""
    folder, _, name = file.rpartition("/")
    if folder == "registers":
        return model.Register
    return _NODE_TYPES.get(file) or (model.DocumentHead if name == "document.yml" else model.DivisionHead)


_NODE_TYPES: Mapping[str, NodeType] = {
    "edition.yml": model.EditionHead,
    "kinds.yml": model.Kinds,
    "interface.yml": model.Interface,
    "sources/corrections.yml": model.Corrections,
    "translation.yml": model.Translation,
    "redirects.yml": model.Redirects,
    "synonyms.yml": model.Synonyms,
}


def _scalar(value: str, style: str = "") -> yaml.ScalarNode:
    return yaml.ScalarNode("", value, style=style)


# --- Node types --------------------------------------------------------------------------------------------------


@lru_cache(maxsize=128)
def _field_order(node_type: NodeType | None) -> list[str]:
    """Returns the fields in the order of a file: in a text, simple fields before the languages, nested ones after them."""
    if node_type is None:
        return []
    inherited = list(LANGUAGES) if issubclass(node_type, model.Text) else []
    fields = fields_by_alias(node_type).items()
    simple = [name for name, annotation in fields if not nested_types(annotation) and name not in inherited]
    names = (
        [*simple, *inherited, *(name for name, annotation in fields if nested_types(annotation))]
        if inherited
        else [name for name, _ in fields]
    )
    if _ALIASES in names:
        names.remove(_ALIASES)
        names.insert(max(names.index(name) for name in _IDENTIFIERS if name in names) + 1, _ALIASES)
    return names


def _field_types(node_type: NodeType | None, name: str) -> tuple[NodeType, ...]:
    """Returns the node types that the mappings of a field may have."""
    return nested_types(fields_by_alias(node_type).get(name)) if node_type else ()


def _select_type(node_types: tuple[NodeType, ...], node: yaml.Node) -> NodeType | None:
    """Returns the node type of a mapping: the entries of a body are distinguished by a field."""
    if len(node_types) < 2 or not isinstance(node, yaml.MappingNode):
        return node_types[0] if node_types else None
    kind = model.entry_kind({key.value: None for key, _ in node.value})
    return next((node_type for node_type in node_types if kind in node_type.model_fields), None)


# --- Writing -----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Writer:
    """Formats nodes as lines."""

    comments: Comments

    def format_file(self, root: yaml.Node, node_type: NodeType) -> Iterator[str]:
        assert isinstance(root, yaml.MappingNode)
        yield from self.comments.head
        yield from self._format_mapping(root, node_type, 0)

    def _format_mapping(self, node: yaml.MappingNode, node_type: NodeType | None, indent: int) -> Iterator[str]:
        order = _field_order(node_type)
        ranks = {name: rank for rank, name in enumerate(order)}
        for key, value in sorted(node.value, key=lambda pair: ranks.get(pair[0].value, len(ranks))):
            lines = self._format_field(key.value, value, node_type, indent)
            yield from self._with_comments(id(key), lines, indent)
        yield from (" " * indent + comment for comment in self.comments.trailing[id(node)])

    def _with_comments(self, key: int, lines: Iterable[str], indent: int) -> Iterator[str]:
        margin = " " * indent
        yield from (margin + comment for comment in self.comments.before[key])
        first, *rest = lines
        yield "  ".join([first, *self.comments.inline[key]])
        yield from rest

    def _format_field(self, name: str, value: yaml.Node, node_type: NodeType | None, indent: int) -> Iterator[str]:
        head, node_types = f"{' ' * indent}{name}:", _field_types(node_type, name)
        if isinstance(value, yaml.ScalarNode):
            block = value.style in (">", "|") or bool(node_type and issubclass(node_type, model.Text) and name in LANGUAGES)
            yield from (
                _format_block(head, value.value, indent) if block else [f"{head} {_format_scalar(value, node_type)}".rstrip()]
            )
        elif isinstance(value, yaml.MappingNode):
            yield head if value.value else f"{head} {{}}"
            yield from self._format_mapping(value, _select_type(node_types, value), indent + INDENT)
        elif is_inline(value):
            yield f"{head} [{', '.join(_format_scalar(item, node_type) for item in value.value)}]"
        else:
            yield head
            for item in value.value:
                yield from self._format_item(
                    item, node_type if node_type is model.Forms else _select_type(node_types, item), indent + INDENT
                )
            yield from (" " * (indent + INDENT) + comment for comment in self.comments.trailing[id(value)])

    def _format_item(self, item: yaml.Node, node_type: NodeType | None, indent: int) -> Iterator[str]:
        if isinstance(item, yaml.MappingNode) and item.value:
            lines = list(self._format_mapping(item, node_type, indent + INDENT))
            # Comments before the first field go before the dash.
            comment_count = next(number for number, line in enumerate(lines) if not line.lstrip().startswith("#"))
            yield from (line[INDENT:] for line in lines[:comment_count])
            first, *rest = lines[comment_count:]
            yield from self._with_comments(id(item), [f"{' ' * indent}- {first.lstrip()}", *rest], indent)
        else:
            scalar = _format_scalar(item, node_type) if isinstance(item, yaml.ScalarNode) else "[]"
            yield from self._with_comments(id(item), [f"{' ' * indent}- {scalar}"], indent)


def _format_scalar(node: yaml.ScalarNode, node_type: NodeType | None) -> str:
    """Formats a scalar on one line, quoted where it was quoted and where the model expects text."""
    plain = not node.style and node_type not in (model.Forms, model.Acronym)
    if plain and "\n" not in node.value:
        return str(node.value)
    return yaml.dump(node.value, default_style='"', allow_unicode=True, width=10**6).rstrip("\n")


def _format_block(head: str, text: str, indent: int) -> Iterator[str]:
    """Formats a text as a folded block; one that a folded block cannot represent is quoted."""
    words = text.rstrip("\n")
    if not words or re.search(r"^[ \t]|[ \t]$", words, re.MULTILINE):
        yield f"{head} {_format_scalar(_scalar(text, chr(34)), None)}"
        return
    ending = text[len(words) :]
    yield f"{head} >{'' if len(ending) == 1 else '+' if ending else '-'}"
    yield from fold_lines(words, indent)
    yield from ending[1:].splitlines()
