"""Rules on the registers."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

from ..charts.chart_set import REGISTER_CHART_FORMS
from ..languages import LANGUAGES
from ..pages.explorer import reserved_field_names
from ..problems.problem import Place, Problem
from ..references.acronyms import acronym_in, entries_by_acronym, recognized_by
from ..search.facets import BUILT_IN_FACETS
from ..text.phrases import placeholders
from ..text.suggestions import nearest_name
from .project import Project
from .registry import Needs, rule


@rule()
def entries_are_cited(project: Project) -> Iterator[Problem]:
    """A register entry is cited by the texts, or the subject of one, unless its mentions are too common to be linked."""
    links = project.links
    for register in project.edition.registers:
        for entry in register.entries:
            identifier = register.identifier(entry)
            if entry.linked and identifier not in links.citations and not links.documents_about(identifier):
                yield Problem(entry.at, "entry-uncited", {"id": entry.id})


@rule(Needs.LOADED_CONTENT)
def forms_are_unique(project: Project) -> Iterator[Problem]:
    """A form names one entry: among all registers cited by reference, and within each register cited by words."""
    for language in LANGUAGES:
        seen: dict[tuple[str, str], tuple[str, Place]] = {}
        for register in project.edition.registers:
            scope = "" if register.cited_by == "references" else register.id
            for entry in register.entries:
                for form in entry.mentions.get(language) if entry.mentions else ():
                    owner, _ = seen.setdefault((scope, form), (entry.id, entry.at))
                    if owner != entry.id and entry.mentions:
                        yield Problem(entry.mentions.at.of_field(language), "form-twice", {"form": form, "id": owner})


@rule(Needs.LOADED_CONTENT)
def names_have_one_capitalization(project: Project) -> Iterator[Problem]:
    """The translated forms of a name differ in more than their capitals: the texts write a name in one way."""
    language = LANGUAGES[1]
    for register in project.edition.registers:
        for entry in register.entries if register.cited_by == "references" else ():
            first: dict[str, str] = {}
            for form in entry.mentions.get(language) if entry.mentions else ():
                other = first.setdefault(form.lower(), form)
                if other != form and entry.mentions:
                    yield Problem(entry.mentions.at.of_field(language), "form-capitals", {"form": form, "other": other})


@rule()
def authors_and_subjects_are_registered(project: Project) -> Iterator[Problem]:
    """A document's author and its subject are register entries."""
    known = project.edition.entries
    for head in (document.head for document in project.edition.documents):
        for field, name in (("author", head.author), ("subject", head.subject)):
            if name and name not in known:
                yield Problem(head.at.of_field(field), "unknown-reference", {"name": name} | nearest_name(name, known))


@rule(Needs.LOADED_CONTENT)
def shared_acronyms_are_distinguished(project: Project) -> Iterator[Problem]:
    """Entries that share an acronym in one language have different acronyms in the language that distinguishes them."""
    for language in LANGUAGES:
        for acronym, (default, *others) in entries_by_acronym(project.edition, language).items():
            previous = [default]
            for entry in others:
                deciding = recognized_by(entry)
                names = [acronym_in(other, deciding) for other in (entry, *previous)] if deciding else [None]
                if names[0] is None or names[0] in names[1:]:
                    place = entry.acronym.at.of_field(language) if entry.acronym else entry.at
                    yield Problem(place, "acronym-shared", {"acronym": acronym, "id": default.id})
                previous.append(entry)


@rule(Needs.LOADED_CONTENT)
def facets_are_unique(project: Project) -> Iterator[Problem]:
    """A facet has an identifier that no other filter of the search and of the explorer has."""
    taken = {*BUILT_IN_FACETS, *reserved_field_names(project.edition)}
    for register in project.edition.registers:
        if facet := register.facet:
            if facet.id in taken:
                yield Problem(facet.at.of_field("id"), "facet-taken", {"id": facet.id})
            taken.add(facet.id)


@rule(Needs.LOADED_CONTENT)
def facts_are_known(project: Project) -> Iterator[Problem]:
    """The headline and the finding of a register's chart contain facts of its form alone."""
    for register in project.edition.registers:
        if chart := register.chart:
            _, facts = REGISTER_CHART_FORMS[chart.form]
            for text, language in product(filter(None, (chart.headline, chart.finding)), LANGUAGES):
                for name in placeholders(text.get(language) or ""):
                    if name not in facts:
                        known = ", ".join(f"{{{fact}}}" for fact in facts)
                        yield Problem(text.at.of_field(language), "unknown-fact", {"name": name, "known": known})


@rule(Needs.LOADED_CONTENT)
def entry_kinds_are_known(project: Project) -> Iterator[Problem]:
    """An entry's kind is one that its register lists."""
    for register in project.edition.registers:
        known = [kind.id for kind in register.kinds]
        for entry in register.entries:
            if known and entry.kind not in known:
                name = entry.kind or "–"
                yield Problem(
                    entry.at.of_field("kind"), "unknown-kind", {"name": name, "file": entry.at.file} | nearest_name(name, known)
                )
