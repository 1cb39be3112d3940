"""Resolves the acronyms of a text to register entries."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from ..model import Edition, RegisterEntry, Text
from ..text.inline_markup import Emphasis, Inline, Link, TextRun, parse_inline


def entries_by_acronym(edition: Edition, language: str) -> Mapping[str, Sequence[RegisterEntry]]:
    """Returns the register entries of each acronym of a language, the default entry first."""
    entries_by_acronym: dict[str, list[RegisterEntry]] = defaultdict(list)
    for _, entry in edition.entries.values():
        if acronym := acronym_in(entry, language):
            entries_by_acronym[acronym].append(entry)
    return {
        acronym: sorted(entries, key=lambda entry: recognized_by(entry) is not None)
        for acronym, entries in entries_by_acronym.items()
    }


def acronym_in(entry: RegisterEntry, language: str) -> str | None:
    """Returns the acronym of an entry in a language, None where it has none."""
    return entry.acronym.get(language) if entry.acronym else None


def recognized_by(entry: RegisterEntry) -> str | None:
    """Returns the language whose acronym distinguishes an entry from those that share its acronym in another language."""
    return entry.acronym.recognized_by if entry.acronym else None


def acronym_pattern(known: Iterable[str]) -> re.Pattern[str]:
    """Returns a pattern that finds whole acronyms, the longest first."""
    longest_first = sorted(known, key=len, reverse=True)
    return re.compile(rf"(?<![\w.])(?:{'|'.join(map(re.escape, longest_first)) or '(?!)'})(?!\w)")


def entries_of_occurrences(text: Text, language: str, acronym: str, entries: Sequence[RegisterEntry]) -> list[RegisterEntry]:
    """Returns the entry of each occurrence of a shared acronym, in the order of the text in `language`.

    The deciding language is the one in which the entries have different acronyms (`recognized_by`). If its text names one
    entry only, all occurrences stand for it; if it names as many as there are occurrences, they correspond in order. The whole
    text is compared first, then the links with the same target.
    """
    deciding = next(filter(None, map(recognized_by, entries)), language)
    entry_by_acronym = {name: entry for entry in entries if (name := acronym_in(entry, deciding))}
    deciding_entries = [(link, entry_by_acronym[name]) for link, name in _occurrences(text.get(deciding), entry_by_acronym)]
    links = [link for link, _ in _occurrences(text.get(language), [acronym])]
    if (in_whole_text := _assign_entries([entry for _, entry in deciding_entries], len(links), entries[0])) is not None:
        return in_whole_text
    in_links = {
        link: iter(
            _assign_entries([entry for place, entry in deciding_entries if place == link], links.count(link), entries[0]) or ()
        )
        for link in set(links)
    }
    return [next(in_links[link], entries[0]) for link in links]


def _assign_entries(deciding_entries: Sequence[RegisterEntry], count: int, default: RegisterEntry) -> list[RegisterEntry] | None:
    """Returns the entries of `count` occurrences; None where the deciding language leaves them ambiguous."""
    if len(set(deciding_entries)) < 2:
        return [deciding_entries[0] if deciding_entries else default] * count
    return list(deciding_entries) if len(deciding_entries) == count else None


def _occurrences(text: str | None, known: Iterable[str]) -> list[tuple[str, str]]:
    """Returns the acronyms of a text in order, each after the target of the link that contains it."""
    pattern = acronym_pattern(known)
    return [(link, match[0]) for link, run in _runs_with_targets(parse_inline(text or "")) for match in pattern.finditer(run)]


def _runs_with_targets(parts: Iterable[Inline], link: str = "") -> Iterator[tuple[str, str]]:
    for part in parts:
        match part:
            case TextRun(text):
                yield link, text
            case Emphasis(_, children):
                yield from _runs_with_targets(children, link)
            case Link(target, children):
                yield from _runs_with_targets(children, target)
