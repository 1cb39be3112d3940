"""Compares two editions: texts, references, addresses and translations."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from ..languages import LANGUAGES, SOURCE_LANGUAGE
from ..model import Edition, Text
from ..pages.catalogue import all_pages
from ..references.published_addresses import current_addresses
from ..references.redirects import RedirectTable
from ..references.references import Links
from ..references.units import all_units
from ..text.inline_markup import referenced_identifiers
from ..text.word_diff import diff_words
from ..translation.status import TARGET_LANGUAGE, stale_texts
from ..translation.texts import translation_files

_CONTEXT_WORDS = 6


class ChangeKind(StrEnum):
    """How a text has changed."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True)
class LanguageDiff:
    """The changes of a text in one language: runs of words, each `equal`, `delete` or `insert`."""

    language: str
    runs: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class TextChange:
    """An added, removed or changed text; `address` is where it is, or was, on the site."""

    key: str
    kind: ChangeKind
    address: str
    diffs: tuple[LanguageDiff, ...]
    added_references: tuple[str, ...] = ()
    removed_references: tuple[str, ...] = ()
    stale: bool = False


@dataclass(frozen=True, slots=True)
class FileChanges:
    """The changes in one document, register or other file."""

    name: str
    title: Text
    changes: tuple[TextChange, ...]

    @property
    def counts(self) -> Mapping[str, int]:
        """The number of texts by kind of change."""
        counts = Counter(change.kind for change in self.changes)
        return {kind: counts[kind] for kind in ChangeKind}


@dataclass(frozen=True, slots=True)
class Move:
    """A division or unit that has another place: what contains it, for a division with its number."""

    identifier: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Rename:
    """A text that has another key and the same words."""

    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """All changes; the addresses are those of pages and passages, `newly_stale` has keys of texts."""

    files: tuple[FileChanges, ...]
    renames: tuple[Rename, ...]
    moves: tuple[Move, ...]
    new_addresses: tuple[str, ...]
    vanished_addresses: tuple[str, ...]
    newly_stale: tuple[str, ...]

    def __bool__(self) -> bool:
        return bool(self.files or self.renames or self.moves or self.new_addresses or self.vanished_addresses or self.newly_stale)


@dataclass(frozen=True, slots=True)
class _TextVersion:
    file: str
    title: Text
    address: str
    words: Mapping[str, str]


def compare_editions(before: Edition, after: Edition, present: Edition | None = None) -> Comparison:
    """Compares two editions; `present`, if given, is the edition that this code was written for."""
    editions = tuple(filter(None, (after, before, present)))
    (before, added_before), (after, added_after) = (_complete_edition(edition, editions) for edition in (before, after))
    old_versions = {key: version for key, version in _text_versions(before).items() if key not in added_before}
    new_versions = {key: version for key, version in _text_versions(after).items() if key not in added_after}
    stale_before = {text.key for text in stale_texts(before)}
    newly_stale = tuple(text.key for text in stale_texts(after) if text.key not in stale_before and text.key in new_versions)
    renames = _find_renames(old_versions, new_versions)
    for rename in renames:
        old_versions[rename.after] = old_versions.pop(rename.before)
    changes: dict[str, list[TextChange]] = {}
    titles: dict[str, Text] = {}
    for key, version in (
        new_versions | {key: version for key, version in old_versions.items() if key not in new_versions}
    ).items():
        if change := _compare_text(key, old_versions.get(key), new_versions.get(key), key in newly_stale):
            changes.setdefault(version.file, []).append(change)
            titles[version.file] = version.title
    files = tuple(FileChanges(name, titles[name], tuple(found)) for name, found in changes.items())
    old, new = _addresses(before), _addresses(after)
    redirects = RedirectTable(after.redirects, new)
    vanished = tuple(address for address in sorted(old) if redirects.destination(address) is None)
    return Comparison(files, renames, _find_moves(before, after), tuple(sorted(new - old)), vanished, newly_stale)


def _find_renames(before: Mapping[str, _TextVersion], after: Mapping[str, _TextVersion]) -> tuple[Rename, ...]:
    """Returns the texts of which only the key is another: their words are gone under one key and new under another."""
    gone = {(version.file, *sorted(version.words.items())): key for key, version in before.items() if key not in after}
    new = {(version.file, *sorted(version.words.items())): key for key, version in after.items() if key not in before}
    return tuple(Rename(gone[words], key) for words, key in new.items() if words in gone)


def _find_moves(before: Edition, after: Edition) -> tuple[Move, ...]:
    """Returns what has another place; what is within a unit or a page moves with it."""
    old, new = dict(_places(before)), dict(_places(after))
    return tuple(Move(name, old[name], place) for name, place in new.items() if name in old and old[name] != place)


def _places(edition: Edition) -> Iterator[tuple[str, str]]:
    for document in edition.documents:
        parents = {child.head.id: parent.head.id for parent in document.divisions() for child in parent.children}
        for division in document.divisions():
            head = division.head
            yield f"{document.id}/{head.id}", " ".join(filter(None, (parents.get(head.id, document.id), head.number)))
    # What is within a list or a box stays in it where that moves to another page.
    yield from (
        (unit.identifier, unit.ancestors[-1] if unit.ancestors else unit.division) for unit in all_units(edition) if unit.anchor
    )


def _complete_edition(edition: Edition, sources: Sequence[Edition]) -> tuple[Edition, frozenset[str]]:
    """Adds the phrases and the principal document that an older edition lacks; also returns the keys of the added phrases."""
    phrases = {phrase.id: phrase for source in reversed(sources) for phrase in source.interface.phrases}
    added_phrases = tuple(phrase for name, phrase in phrases.items() if name not in edition.phrases)
    interface = edition.interface.model_copy(update={"phrases": (*edition.interface.phrases, *added_phrases)})
    head, documents = edition.head, edition.head.documents
    if head.principal is None:
        principal = next((source.head.principal for source in sources if source.head.principal in documents), None)
        head = head.model_copy(update={"principal": principal})
    return replace(edition, interface=interface, head=head), frozenset(f"interface/{phrase.id}:text" for phrase in added_phrases)


def _text_versions(edition: Edition) -> dict[str, _TextVersion]:
    """Returns the versions of all texts by key, those in one language only included."""
    versions: dict[str, _TextVersion] = {}
    names = {translation_file.name: translation_file for translation_file in translation_files(edition)}
    for translation_file in names.values():
        for text in translation_file.texts:
            words = {language: words for language in LANGUAGES if (words := text.text.get(language)) is not None}
            versions[text.key] = _TextVersion(translation_file.name, translation_file.title, text.address, words)
    links = Links(edition)
    for unit in links.units:
        if unit.text is None:
            target = links.resolve(unit.identifier)
            translation_file = names[unit.document]
            address = target.href if target else ""
            versions[f"{unit.identifier}:{unit.role}"] = _TextVersion(
                translation_file.name, translation_file.title, address, {SOURCE_LANGUAGE: unit.monolingual}
            )
    return versions


def _compare_text(key: str, old_version: _TextVersion | None, new_version: _TextVersion | None, stale: bool) -> TextChange | None:
    old, new = old_version.words if old_version else {}, new_version.words if new_version else {}
    if old == new and old_version and new_version:
        return None
    kind = ChangeKind.ADDED if old_version is None else ChangeKind.REMOVED if new_version is None else ChangeKind.CHANGED
    diffs = tuple(
        LanguageDiff(language, diff_words(old.get(language, ""), new.get(language, "")))
        for language in LANGUAGES
        if old.get(language) != new.get(language)
    )
    before, after = (
        Counter(referenced_identifiers(words.get(SOURCE_LANGUAGE) or words.get(TARGET_LANGUAGE, ""))) for words in (old, new)
    )
    added, removed = tuple(sorted((after - before).elements())), tuple(sorted((before - after).elements()))
    version = new_version or old_version
    assert version
    return TextChange(key, kind, version.address, diffs, added, removed, stale)


def _addresses(edition: Edition) -> frozenset[str]:
    return frozenset(current_addresses(Links(edition), {page.address for page in all_pages(edition)}))


def shorten_run(run: str) -> str:
    """Shortens a long run of unchanged words in the middle."""
    words = run.split()
    return run if len(words) <= 2 * _CONTEXT_WORDS else " ".join([*words[:_CONTEXT_WORDS], "…", *words[-_CONTEXT_WORDS:]])


def shortened_runs(diff: LanguageDiff) -> Iterator[tuple[str, str]]:
    """Yields the runs of a diff, with unchanged runs shortened."""
    for kind, words in diff.runs:
        yield kind, shorten_run(words) if kind == "equal" else words
