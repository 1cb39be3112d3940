"""Which registered thing each acronym of a text stands for."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from ..model import Edition, RegisterEntry, Text
from ..text.inline_markup import Inline, Link, Run, Styled, parse


def acronyms(edition: Edition, language: str) -> Mapping[str, Sequence[RegisterEntry]]:
    """The acronyms of a language with the entries that they stand for, the one meant by default first."""
    found: dict[str, list[RegisterEntry]] = defaultdict(list)
    for _, entry in edition.entries.values():
        if acronym := acronym_in(entry, language):
            found[acronym].append(entry)
    return {acronym: sorted(entries, key=lambda entry: recognized_by(entry) is not None) for acronym, entries in found.items()}


def acronym_in(entry: RegisterEntry, language: str) -> str | None:
    """An entry's acronym in a language that has one."""
    return entry.acronym.get(language) if entry.acronym else None


def recognized_by(entry: RegisterEntry) -> str | None:
    """The language whose acronym tells an entry from those that have the same one in another language."""
    return entry.acronym.recognized_by if entry.acronym else None


def acronym_pattern(known: Iterable[str]) -> re.Pattern[str]:
    """Finds whole acronyms, the longest first."""
    longest_first = sorted(known, key=len, reverse=True)
    return re.compile(rf"(?<![\w.])(?:{'|'.join(map(re.escape, longest_first)) or '(?!)'})(?!\w)")


def meant(text: Text, language: str, acronym: str, entries: Sequence[RegisterEntry]) -> list[RegisterEntry]:
    """The entry that each occurrence of a shared acronym stands for, in the order of the text in `language`.

    The same text in the language that tells the entries apart decides: by the only one it names, else by the order of the
    names where there are as many as occurrences, first in the whole text, then within the links to the same place.
    """
    deciding = next(filter(None, map(recognized_by, entries)), language)
    own = {name: entry for entry in entries if (name := acronym_in(entry, deciding))}
    names = [(link, own[name]) for link, name in _occurrences(text.get(deciding), own)]
    links = [link for link, _ in _occurrences(text.get(language), [acronym])]
    if (whole := _paired([entry for _, entry in names], len(links), entries[0])) is not None:
        return whole
    within = {
        link: iter(_paired([entry for place, entry in names if place == link], links.count(link), entries[0]) or ())
        for link in set(links)
    }
    return [next(within[link], entries[0]) for link in links]


def _paired(names: Sequence[RegisterEntry], count: int, default: RegisterEntry) -> list[RegisterEntry] | None:
    """What `count` occurrences stand for beside the names of the other language; None where that is not decided."""
    if len(set(names)) < 2:
        return [names[0] if names else default] * count
    return list(names) if len(names) == count else None


def _occurrences(text: str | None, known: Iterable[str]) -> list[tuple[str, str]]:
    """The acronyms of a text in order, each with the target of the link that it stands in."""
    pattern = acronym_pattern(known)
    return [(link, match[0]) for link, run in _runs(parse(text or "")) for match in pattern.finditer(run)]


def _runs(parts: Iterable[Inline], link: str = "") -> Iterator[tuple[str, str]]:
    for part in parts:
        match part:
            case Run(text):
                yield link, text
            case Styled(_, within):
                yield from _runs(within, link)
            case Link(target, within):
                yield from _runs(within, target)
