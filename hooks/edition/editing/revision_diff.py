"""What has changed between two editions: texts, references, addresses, translations."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from ..languages import LANGUAGES, SOURCE_LANGUAGE
from ..model import Edition, Text
from ..pages.catalogue import pages
from ..references.published_addresses import current
from ..references.redirects import RedirectTable
from ..references.references import Links
from ..text.inline_markup import references
from ..text.word_diff import words_changed
from ..translation.status import TARGET_LANGUAGE, stale_texts
from ..translation.texts import translation_files

_CONTEXT = 6


class ChangeKind(StrEnum):
    """What has become of a text."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True)
class Wording:
    """What became of a text in one language: runs of words that are `equal`, `delete`d or `insert`ed."""

    language: str
    runs: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Change:
    """A text that is new, gone or other than it was; `address` is where it stands, or stood."""

    key: str
    kind: ChangeKind
    address: str
    wordings: tuple[Wording, ...]
    gained: tuple[str, ...] = ()
    lost: tuple[str, ...] = ()
    stale: bool = False


@dataclass(frozen=True, slots=True)
class Chapter:
    """The changes in one document, register or other file."""

    name: str
    title: Text
    changes: tuple[Change, ...]

    @property
    def counts(self) -> Mapping[str, int]:
        """How many texts are new, gone, other than they were."""
        found = Counter(change.kind for change in self.changes)
        return {kind: found[kind] for kind in ChangeKind}


@dataclass(frozen=True, slots=True)
class Comparison:
    """All that has changed; `new` and `vanished` are addresses of pages and passages, `stale` keys of texts."""

    chapters: tuple[Chapter, ...]
    new: tuple[str, ...]
    vanished: tuple[str, ...]
    stale: tuple[str, ...]

    def __bool__(self) -> bool:
        return bool(self.chapters or self.new or self.vanished or self.stale)


@dataclass(frozen=True, slots=True)
class _Said:
    translation_file: str
    title: Text
    address: str
    words: Mapping[str, str]


def compare(before: Edition, after: Edition, present: Edition | None = None) -> Comparison:
    """What has changed from one edition to another; `present`, if any, is the one that this code is made for."""
    models = tuple(filter(None, (after, before, present)))
    (before, lacking_before), (after, lacking_after) = (_completed(edition, models) for edition in (before, after))
    was = {key: said for key, said in _texts(before).items() if key not in lacking_before}
    now = {key: said for key, said in _texts(after).items() if key not in lacking_after}
    known = {text.key for text in stale_texts(before)}
    late = tuple(text.key for text in stale_texts(after) if text.key not in known and text.key in now)
    changes: dict[str, list[Change]] = {}
    titles: dict[str, Text] = {}
    for key, said in (now | {key: said for key, said in was.items() if key not in now}).items():
        if change := _change(key, was.get(key), now.get(key), key in late):
            changes.setdefault(said.translation_file, []).append(change)
            titles[said.translation_file] = said.title
    chapters = tuple(Chapter(name, titles[name], tuple(found)) for name, found in changes.items())
    old, new = _addresses(before), _addresses(after)
    moves = RedirectTable(after.redirects, new)
    vanished = tuple(address for address in sorted(old) if moves.destination(address) is None)
    return Comparison(chapters, tuple(sorted(new - old)), vanished, late)


def _completed(edition: Edition, models: Sequence[Edition]) -> tuple[Edition, frozenset[str]]:
    """An edition with what its files do not say yet and this code asks for, and the keys of the phrases thus lent to it."""
    every = {phrase.id: phrase for model in reversed(models) for phrase in model.interface.phrases}
    lent = tuple(phrase for name, phrase in every.items() if name not in edition.phrases)
    interface = edition.interface.model_copy(update={"phrases": (*edition.interface.phrases, *lent)})
    head, known = edition.head, edition.head.documents
    if head.principal is None:
        principal = next((model.head.principal for model in models if model.head.principal in known), None)
        head = head.model_copy(update={"principal": principal})
    return replace(edition, interface=interface, head=head), frozenset(f"interface/{phrase.id}:text" for phrase in lent)


def _texts(edition: Edition) -> dict[str, _Said]:
    """Every text by its key, and what is said in one language only."""
    found: dict[str, _Said] = {}
    names = {translation_file.name: translation_file for translation_file in translation_files(edition)}
    for translation_file in names.values():
        for text in translation_file.texts:
            words = {language: said for language in LANGUAGES if (said := text.text.get(language)) is not None}
            found[text.key] = _Said(translation_file.name, translation_file.title, text.address, words)
    links = Links(edition)
    for unit in links.units:
        if unit.text is None:
            target = links.resolve(unit.identifier)
            translation_file = names[unit.document]
            address = target.href if target else ""
            found[f"{unit.identifier}:{unit.role}"] = _Said(
                translation_file.name, translation_file.title, address, {SOURCE_LANGUAGE: unit.words}
            )
    return found


def _change(key: str, was: _Said | None, now: _Said | None, late: bool) -> Change | None:
    old, new = was.words if was else {}, now.words if now else {}
    if old == new and was and now:
        return None
    kind = ChangeKind.ADDED if was is None else ChangeKind.REMOVED if now is None else ChangeKind.CHANGED
    wordings = tuple(
        Wording(language, words_changed(old.get(language, ""), new.get(language, "")))
        for language in LANGUAGES
        if old.get(language) != new.get(language)
    )
    before, after = (Counter(references(words.get(SOURCE_LANGUAGE) or words.get(TARGET_LANGUAGE, ""))) for words in (old, new))
    gained, lost = tuple(sorted((after - before).elements())), tuple(sorted((before - after).elements()))
    standing = now or was
    assert standing
    return Change(key, kind, standing.address, wordings, gained, lost, late)


def _addresses(edition: Edition) -> frozenset[str]:
    return frozenset(current(Links(edition), {page.address for page in pages(edition)}))


def cut(run: str) -> str:
    """A run of unchanged words, its midst left out where it is long."""
    words = run.split()
    return run if len(words) <= 2 * _CONTEXT else " ".join([*words[:_CONTEXT], "…", *words[-_CONTEXT:]])


def shown(wording: Wording) -> Iterator[tuple[str, str]]:
    """The runs of a wording, unchanged ones cut short."""
    for kind, words in wording.runs:
        yield kind, cut(words) if kind == "equal" else words
