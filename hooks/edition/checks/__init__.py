"""What must hold: one small pure function a rule, each yielding the problems it finds; all run, all reported."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from ..problems.problem import Problem
from ..references.references import Links
from . import (
    aliases,
    corrections,
    edition,
    empty_pages,
    interface,
    references,
    registers,
    stale_translations,
    structure,
    texts,
    translation_pairs,
    wording,
)
from .exceptions import uncovered, without_exceptions
from .source_text import differences

RULES: tuple[Callable[[Links], Iterator[Problem]], ...] = (
    structure.paragraphs_in_order,
    structure.lists_have_leads,
    structure.the_principal_is_there,
    structure.divisions_stand_where_they_belong,
    structure.identifiers_are_unique,
    aliases.aliases_are_free,
    structure.kinds_are_known,
    structure.labels_are_known,
    structure.notes_are_called,
    texts.block_scalars,
    texts.no_markup,
    texts.links_lead_somewhere,
    texts.links_have_words,
    texts.marks_are_not_deep,
    texts.marks_are_closed,
    references.references_resolve,
    references.references_agree,
    references.mentions_are_linked,
    references.key_figures_have_sources,
    empty_pages.pages_have_texts,
    registers.entries_are_cited,
    registers.forms_are_unique,
    registers.acronyms_are_decided,
    registers.authors_are_registered,
    registers.kinds_are_known,
    corrections.corrections_name_what_exists,
    edition.reports_can_be_sent,
    corrections.corrections_are_complete,
    interface.phrases_are_unique,
    stale_translations.translations_are_fresh,
    stale_translations.records_name_what_exists,
    translation_pairs.numbers_agree,
    translation_pairs.structure_agrees,
    translation_pairs.terms_translated,
    translation_pairs.acronyms_in_their_language,
    translation_pairs.languages_not_mixed,
    translation_pairs.length_within_bounds,
    wording.british_spelling,
    wording.typography_stored,
    lambda links: differences(links.edition),
)


ALONE: tuple[Callable[[Links], Iterator[Problem]], ...] = (
    structure.paragraphs_in_order,
    structure.lists_have_leads,
    structure.identifiers_are_unique,
    structure.kinds_are_known,
    structure.labels_are_known,
    structure.notes_are_called,
    texts.block_scalars,
    texts.no_markup,
    texts.links_lead_somewhere,
    texts.links_have_words,
    texts.marks_are_not_deep,
    texts.marks_are_closed,
    references.references_resolve,
    references.references_agree,
    registers.forms_are_unique,
    registers.acronyms_are_decided,
    registers.kinds_are_known,
    corrections.corrections_are_complete,
    interface.phrases_are_unique,
    translation_pairs.numbers_agree,
    translation_pairs.structure_agrees,
    translation_pairs.languages_not_mixed,
    wording.typography_stored,
)
"""The rules that hold or break whatever the files have that could not be read."""


def check_alone(links: Links) -> list[Problem]:
    """The problems of the files that could be read, where others could not."""
    return list(uncovered(links, (problem for rule in ALONE for problem in rule(links))))


def check(links: Links) -> list[Problem]:
    """Every problem of a loaded edition that no declared exception covers."""
    return list(without_exceptions(links, (problem for rule in RULES for problem in rule(links))))
