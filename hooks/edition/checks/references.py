"""Rules on references: they resolve, agree between the languages, and link every mention."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from ..languages import LANGUAGES, SOURCE_LANGUAGE
from ..model import BriefSentence, KeyFigures
from ..problems.problem import Place, Problem
from ..references.mentions import citation_matcher
from ..references.references import Links
from ..references.traversal import nodes_of_type
from ..references.units import Unit
from ..text.inline_markup import referenced_identifiers, text_outside_links
from ..text.suggestions import list_with_counts, nearest_name
from .project import Project
from .registry import Needs, rule
from .structure import has_unread_files

# Headings have no links: they are link targets, list entries and labels themselves.
RUNNING_TEXT_ROLES = ("paragraph", "passage", "lead", "item", "footnote", "value", "quotation", "role", "author")


@rule(Needs.LOADED_CONTENT)
def references_resolve(project: Project) -> Iterator[Problem]:
    """Every reference names an identifier that exists."""
    if has_unread_files(project.links, "registers"):
        return
    documents = {(unit.text.at.file, unit.text.at.path): unit.document for unit in project.links.units if unit.text}
    unread_prefixes = tuple(
        f"{document}/" for document in project.edition.head.documents if has_unread_files(project.links, document)
    )
    known: dict[str, list[str]] = {}
    for text in project.links.texts:
        document = documents.get((text.at.file, text.at.path), "")
        if f"{document}/" in unread_prefixes:
            continue
        for language in LANGUAGES:
            for name in referenced_identifiers(text.get(language) or ""):
                if project.links.resolve(name, document) is None and not name.startswith(unread_prefixes):
                    names = known.setdefault(document, project.links.known_identifiers(document))
                    place = text.at.of_field(language).of_words(f"ref:{name}")
                    yield _draft_problem(project, place, name, document) or Problem(
                        place, "unknown-reference", {"name": name} | _suggestion(name, names)
                    )


def _draft_problem(project: Project, place: Place, name: str, document: str) -> Problem | None:
    """Returns the problem of a reference to what exists but is not published."""
    is_draft = not {name, f"{document}/{name}"}.isdisjoint(project.edition.drafts)
    return Problem(place, "reference-to-draft", {"name": name}) if is_draft else None


def _suggestion(name: str, known: list[str]) -> dict[str, str]:
    """Returns the probable target of an unknown reference: the same unit of another document, else the nearest name."""
    same = [other for other in known if other.endswith(f"/{name}")]
    return {"nearest": ", ".join(same[:4])} if same else nearest_name(name, known)


@rule(Needs.LOADED_CONTENT)
def references_agree(project: Project) -> Iterator[Problem]:
    """Both languages of a text have the same references, equally often."""
    for text in project.links.texts:
        counts = [Counter(referenced_identifiers(words)) for language in LANGUAGES if (words := text.get(language)) is not None]
        if len(counts) < len(LANGUAGES):
            continue
        first, second = counts
        if first != second:
            yield Problem(
                text.at.of_field(LANGUAGES[1]),
                "references-differ",
                {"missing": list_with_counts(first - second), "extra": list_with_counts(second - first)},
            )


@rule()
def mentions_are_linked(project: Project) -> Iterator[Problem]:
    """A register entry is linked wherever a text names it."""
    mention_matcher = citation_matcher(project.edition, SOURCE_LANGUAGE, "references")
    for unit in _running_text_units(project.links):
        for mention in mention_matcher.find(text_outside_links(unit.text.fr) if unit.text else ""):
            place = unit.place.of_field(SOURCE_LANGUAGE).of_words(mention.form)
            yield Problem(place, "mention-unlinked", {"words": mention.form, "id": mention.identifier})


def _running_text_units(links: Links) -> Iterator[Unit]:
    return (unit for unit in links.units if unit.role in RUNNING_TEXT_ROLES)


@rule()
def summaries_have_sources(project: Project) -> Iterator[Problem]:
    """A sentence of a summary names the passages that it rests on."""
    for document in project.edition.documents:
        for sentence in nodes_of_type(document, BriefSentence):
            for name in sentence.sources:
                if project.links.resolve(name, document.id) is None:
                    place = sentence.at.of_field("sources").of_words(name)
                    yield _draft_problem(project, place, name, document.id) or Problem(place, "unknown-source", {"name": name})


@rule()
def key_figures_have_sources(project: Project) -> Iterator[Problem]:
    """A key figure names the passage that it is taken from."""
    for document in project.edition.documents:
        for figures in nodes_of_type(document, KeyFigures):
            for figure in figures.figures:
                if project.links.resolve(figure.source, document.id) is None:
                    yield Problem(figure.at.of_field("source"), "unknown-source", {"name": figure.source})
