"""Removes a document, a division or a unit."""

from __future__ import annotations

from collections.abc import Iterable

from ...loading.paths import CONTENT
from ...model import Anchored, Division, Document, Edition, Node
from ...references.traversal import walk_nodes
from ..content_files import ContentFiles
from ..scaffold import EDITION_FILE, get_sequence
from .corrections import corrections_of
from .outline import remove_from_outline
from .parts import Part, Restructuring, RestructuringError, find_list_item


def retire(
    edition: Edition, files: ContentFiles, document: Document, part: Part, successor: str, paths: Iterable[str]
) -> Restructuring:
    """Removes a part; `successor` is the identifier to which its addresses lead, `paths` are all files of the content."""
    if isinstance(part, Document):
        names = get_sequence(files.open(EDITION_FILE).root, "documents")
        names.value[:] = [node for node in names.value if node.value != part.id]
        gone = [path for path in paths if path.startswith(f"{CONTENT}/{part.id}/")]
        if all(other is part or other.head.source != part.head.source for other in edition.documents):
            gone.append(f"{CONTENT}/sources/{part.head.source}")
        heads: list[Node] = [part.head, *(division.head for division in part.divisions())]
        divisions = list(part.divisions())
    elif isinstance(part, Division):
        remove_from_outline(files, document, part)
        divisions = list(part.walk())
        gone, heads = [division.file for division in divisions], [division.head for division in divisions]
    else:
        item = find_list_item(files, part)
        item.sequence.value.pop(item.index)
        gone, heads, divisions = [], [part], []
    for file in gone:
        files.delete(file)
    anchored = [node.id for head in heads for node in walk_nodes(head) if isinstance(node, Anchored)]
    names_gone = {f"{document.id}/{name}" for name in (*anchored, *(division.head.id for division in divisions))}
    if isinstance(part, Document):
        names_gone.add(part.id)
    if successor in names_gone:
        raise RestructuringError("own-successor", unit=successor)
    return Restructuring(dict.fromkeys(names_gone, successor), {one.id: None for one in corrections_of(edition, names_gone)})
