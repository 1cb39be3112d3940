"""What there is: the shapes of the YAML files, frozen and refusing unknown fields, and the tree that they make together."""

from .body import (
    Box, BoxEntry, CommitmentList, Contacts, ContactsEntry, ENTRY_KINDS, Entry, Figure, FigureEntry, Footnote, Item,
    KeyFigure, KeyFigures, KeyFiguresEntry, ListEntry, Paragraph, Passage, Person, Quotation, QuotationEntry,
    Section, SectionEntry, Site, Sites, SitesEntry, entry_kind,
)
from .files import (
    Correction, Corrections, DivisionHead, DocumentHead, EditionHead, GroupHead, HeaderField, Interface, Kind,
    Kinds, Label, Normalization, Phrase, Redirect, Redirects, Register, RegisterEntry, RegisterKind, Translation,
    TranslationException,
)
from .text import Acronym, Address, Forms, Id, LANGUAGES, Node, SOURCE_LANGUAGE, Slug, Text, Words
from .tree import Division, Document, Edition, Group, Recorded

__all__ = [
    "Acronym", "Address", "Box", "BoxEntry", "CommitmentList", "Contacts", "ContactsEntry", "Correction",
    "Corrections", "Division", "DivisionHead", "Document", "DocumentHead", "ENTRY_KINDS", "Edition", "EditionHead",
    "Entry", "Figure", "FigureEntry", "Footnote", "Forms", "Group", "GroupHead", "HeaderField", "Id", "Interface",
    "Item", "KeyFigure", "KeyFigures", "KeyFiguresEntry", "Kind", "Kinds", "LANGUAGES", "Label", "ListEntry",
    "Node", "Normalization", "Paragraph", "Passage", "Person", "Phrase", "Quotation", "QuotationEntry", "Recorded",
    "Redirect", "Redirects", "Register", "RegisterEntry", "RegisterKind", "SOURCE_LANGUAGE", "Section",
    "SectionEntry", "Site", "Sites", "SitesEntry", "Slug", "Text", "Translation", "TranslationException", "Words",
    "entry_kind",
]
