"""The types of the content model: their fields by their names in YAML, and the node types of these."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import get_args

from .text import Node

NodeType = type[Node]


@lru_cache(maxsize=128)
def fields_by_alias(node_type: NodeType) -> Mapping[str, object]:
    """Returns the annotations of the fields of a node type, by their names in YAML."""
    return {field.alias or name: field.annotation for name, field in node_type.model_fields.items()}


def nested_types(annotation: object) -> tuple[NodeType, ...]:
    """Returns the node types within an annotation."""
    if isinstance(annotation, type) and issubclass(annotation, Node):
        return (annotation,)
    return tuple(found for argument in get_args(annotation) for found in nested_types(argument))
