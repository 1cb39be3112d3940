"""Rules on the registers."""

from __future__ import annotations

from collections.abc import Iterator

from ..links import Links
from ..load import nearest
from ..model import LANGUAGES, RegisterEntry
from ..problem import Place, Problem


def entries_are_cited(links: Links) -> Iterator[Problem]:
    """A registered thing is named somewhere in the texts, unless its mentions are too common to be linked."""
    for register in links.edition.registers:
        for entry in register.entries:
            if entry.linked and register.identifier(entry) not in links.citations:
                yield Problem(entry.at, "entry-uncited", {"id": entry.id})


def forms_are_unique(links: Links) -> Iterator[Problem]:
    """A form names one thing: among all registers cited by reference, and within each of the others."""
    for language in LANGUAGES:
        seen: dict[tuple[str, str], tuple[str, Place]] = {}
        for register in links.edition.registers:
            scope = "" if register.cited_by == "references" else register.id
            for entry in register.entries:
                for form in entry.mentions.get(language) if entry.mentions else ():
                    owner, _ = seen.setdefault((scope, form), (entry.id, entry.at))
                    if owner != entry.id and entry.mentions:
                        yield Problem(entry.mentions.at.of(language), "form-twice", {"form": form, "id": owner})


def authors_are_registered(links: Links) -> Iterator[Problem]:
    """A document's author is a registered thing."""
    known = links.edition.entries
    for document in links.edition.documents:
        head = document.head
        if head.author and head.author not in known:
            yield Problem(head.at.of("author"), "unknown-reference", {"name": head.author} | nearest(head.author, known))


def acronyms_are_unique(links: Links) -> Iterator[Problem]:
    """No two things of a register have the same acronyms in every language; in one they may (ILO: OIT and BIT)."""
    for register in links.edition.registers:
        seen: dict[tuple[str | None, ...], RegisterEntry] = {}
        for entry in register.entries:
            if entry.acronym is None:
                continue
            own = tuple(entry.acronym.get(language) for language in LANGUAGES)
            first = seen.setdefault(own, entry)
            if first is not entry:
                yield Problem(entry.acronym.at, "acronym-twice", {"acronym": next(filter(None, own), "–"), "id": first.id})


def kinds_are_known(links: Links) -> Iterator[Problem]:
    """An entry's kind is one that its register lists."""
    for register in links.edition.registers:
        known = [kind.id for kind in register.kinds]
        for entry in register.entries:
            if known and entry.kind not in known:
                name = entry.kind or "–"
                yield Problem(entry.at.of("kind"), "unknown-kind", {"name": name, "file": entry.at.file} | nearest(name, known))
