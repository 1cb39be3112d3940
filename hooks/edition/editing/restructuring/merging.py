"""Joins a text to another, or a division to another."""

from __future__ import annotations

from ...languages import LANGUAGES
from ...loading.yaml_writer import set_field
from ...model import Anchored, BriefSentence, Division, Document, Edition, KeyFigure
from ...references.traversal import nodes_of_type
from ..content_files import ContentFiles
from .corrections import corrections_of
from .outline import remove_from_outline
from .parts import Part, Restructuring, RestructuringError, Words, find_list_item, identify


def merge(edition: Edition, files: ContentFiles, document: Document, part: Part, target: Part) -> Restructuring:
    """Joins a text to another, or all of a division to another division; the identifier of the other stays."""
    if isinstance(part, Division) and isinstance(target, Division) and not part.children and part is not target:
        for name in ("brief", "body", "footnotes"):
            for node in getattr(part.head, name):
                files.append_item(files.find_item(node), target.file, files.open(target.file).root, name)
        remove_from_outline(files, document, part)
        files.delete(part.file)
        old, new = (f"{document.id}/{one.head.id}" for one in (part, target))
        return Restructuring({old: new}, {one.id: None for one in edition.corrections.corrections if one.unit == old})
    if not (isinstance(part, Words) and isinstance(target, Words)) or part is target:
        raise RestructuringError("no-merge", unit=identify(part), target=identify(target))
    order = [identify(one) for one in nodes_of_type(document, Anchored)]
    texts: tuple[Words, Words] = (part, target) if order.index(part.id) < order.index(target.id) else (target, part)
    item, mapping = find_list_item(files, part), files.find_mapping(target)
    for language in LANGUAGES:
        if words := " ".join(filter(None, (text.get(language) for text in texts))):
            set_field(mapping, language, words)
    item.sequence.value.pop(item.index)
    old, new = f"{document.id}/{part.id}", f"{document.id}/{target.id}"
    moved = {one.id: None if one.kind == "move" else new for one in corrections_of(edition, {old})}
    return Restructuring({old: new}, moved, {new: (new, old)})


def follow_with_sources(edition: Edition, files: ContentFiles, restructuring: Restructuring) -> None:
    """Lets the sentences and figures that rest on a text which has been joined to another, or renamed, rest on that one."""
    for document in edition.documents:
        names = {
            old.rpartition("/")[2]: new.rpartition("/")[2]
            for old, new in restructuring.successors.items()
            if new in restructuring.texts and old.startswith(f"{document.id}/")
        }
        for sentence in nodes_of_type(document, BriefSentence):
            if names.keys() & set(sentence.sources):
                sources = list(dict.fromkeys(names.get(name, name) for name in sentence.sources))
                set_field(files.find_mapping(sentence), "sources", sources)
        for figure in nodes_of_type(document, KeyFigure):
            if figure.source in names:
                set_field(files.find_mapping(figure), "source", names[figure.source])
