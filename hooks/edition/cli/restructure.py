"""The commands that move, merge, split, rename and retire documents, divisions and units, with all that follows from it."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from ..editing import scaffold
from ..editing.content_files import ContentFiles
from ..editing.corrections import add_corrections, name_corrections
from ..editing.forwarding import Forward, find_forwards, write_forwards
from ..editing.restructuring import merging, moving, renaming, retiring, splitting
from ..editing.restructuring.corrections import follow_with_corrections
from ..editing.restructuring.parts import Part, Restructuring, RestructuringError, Words, find_part, part_names
from ..languages import LANGUAGES
from ..loading.loader import load_edition
from ..loading.paths import CONTENT, CORRECTIONS
from ..model import BriefSentence, Division, Document, Edition, RecordedSource
from ..problems.problem import ContentError
from ..references.published_addresses import published_addresses
from ..references.references import Links
from ..references.traversal import nodes_of_type
from ..references.units import all_units
from ..text.suggestions import nearest_name
from ..translation.status import TARGET_LANGUAGE, TranslationState, translation_state
from ..translation.texts import translation_files
from .acceptances import draft_records
from .answers import Answers, unused_identifier
from .arguments import Command, Commands
from .atomic_files import temporary_copy, write_files
from .correct import describe_difference, print_untranslated, undeclared_differences
from .messages import UsageError, phrase_in, print_phrase, print_problems, show_progress
from .new_problems import find_new_problems
from .redirect import print_forward

Restructure = Callable[[Edition, ContentFiles], Restructuring]


def move(arguments: argparse.Namespace) -> int:
    """Moves a part after, before or into another."""

    def run(edition: Edition, files: ContentFiles) -> Restructuring:
        document, part = _find_part(edition, arguments.name)
        target_name = arguments.after or arguments.before or arguments.into
        target_document, target = _find_part(edition, target_name)
        if target_document is not document and not isinstance(part, Document):
            raise UsageError("other-document", unit=arguments.name, target=target_name)
        if not arguments.into:
            return moving.move_next_to(edition, files, document, part, target, before=bool(arguments.before))
        number = _ask_number(edition, document, part, target, Answers(arguments))
        return moving.move_into(edition, files, document, part, target, number)

    return _restructure(arguments, run)


def _ask_number(edition: Edition, document: Document, part: Part, target: Part, answers: Answers) -> str | None:
    """Returns the number of a division in its new place."""
    if not (isinstance(part, Division) and isinstance(target, Division)):
        return None
    suggested = scaffold.next_number(edition, document, part.head.kind, target) or ""
    return answers.get_words("number", suggested, needed=False) or None


def merge(arguments: argparse.Namespace) -> int:
    """Joins a text or a division to another."""

    def run(edition: Edition, files: ContentFiles) -> Restructuring:
        document, part = _find_part(edition, arguments.name)
        target_document, target = _find_part(edition, arguments.other)
        if target_document is not document:
            raise UsageError("other-document", unit=arguments.name, target=arguments.other)
        return merging.merge(edition, files, document, part, target)

    return _restructure(arguments, run)


def split(arguments: argparse.Namespace) -> int:
    """Splits a text in two."""

    def run(edition: Edition, files: ContentFiles) -> Restructuring:
        document, part = _find_part(edition, arguments.name)
        answers = Answers(arguments)
        languages = [language for language in LANGUAGES if not isinstance(part, Words) or part.get(language)]
        beginnings = {language: answers.get_words(f"beginning_{language}") for language in languages}
        return splitting.split(edition, files, document, part, beginnings)

    return _restructure(arguments, run)


def rename(arguments: argparse.Namespace) -> int:
    """Gives a unit another identifier."""

    def run(edition: Edition, files: ContentFiles) -> Restructuring:
        document, part = _find_part(edition, arguments.name)
        if "/" in arguments.new:
            raise UsageError("no-identifier", name=arguments.new)
        unused_identifier([])(arguments.new)
        return renaming.rename(edition, files, document, part, arguments.new)

    return _restructure(arguments, run)


def retire(arguments: argparse.Namespace) -> int:
    """Removes a part, whose addresses lead to another."""
    root: Path = arguments.root

    def run(edition: Edition, files: ContentFiles) -> Restructuring:
        document, part = _find_part(edition, arguments.name)
        links = Links(edition)

        def require_target(name: str) -> None:
            if links.resolve(name) is None:
                raise UsageError("no-unit", name=name, **nearest_name(name, links.known_identifiers()))

        successor = Answers(arguments).get_words("to", _page_of(links, document, part), check=require_target)
        paths = [path.relative_to(root).as_posix() for path in sorted((root / CONTENT).rglob("*")) if path.is_file()]
        return retiring.retire(edition, files, document, part, successor, paths)

    return _restructure(arguments, run)


def _page_of(links: Links, document: Document, part: Part) -> str:
    """Returns the identifier of what contains a part: of its page, of the division above it, or nothing for a document."""
    if isinstance(part, Division):
        parent = next((one for one in document.divisions() if part in one.children), None)
        return f"{document.id}/{parent.head.id}" if parent else document.id
    units = [] if isinstance(part, Document) else links.units_of(f"{document.id}/{part.id}")
    return links.page_of(units[0]).identifier if units else ""


def _find_part(edition: Edition, name: str) -> tuple[Document, Part]:
    """Returns what has an identifier, which needs no document where it is in one alone."""
    known = part_names(edition)
    names = [name] if name in known else [one for one in known if one.partition("/")[2] == name]
    found = find_part(edition, names[0]) if len(set(names)) == 1 else None
    if found is None:
        raise UsageError("no-unit", name=name, **nearest_name(name, known))
    return found


def _restructure(arguments: argparse.Namespace, run: Restructure) -> int:
    """Changes the files, declares what differs from the source texts, forwards the addresses, and writes all of it or nothing."""
    root: Path = arguments.root
    with show_progress("checking"):
        before = load_edition(root)
    files = _files(root)
    try:
        restructuring = run(before, files)
    except RestructuringError as error:
        raise UsageError(error.reason, **error.facts) from None
    for identifier in (one for one, unit in restructuring.corrections.items() if unit is None):
        print_phrase("correction-removed", id=identifier)
    follow_with_corrections(before, files, restructuring)
    merging.follow_with_sources(before, files, restructuring)
    changed = files.changed()
    with temporary_copy(root, changed) as copy:
        after = load_edition(copy)
        changed |= _declare_differences(copy, after, arguments)
        forwards = find_forwards(Links(before), Links(after), published_addresses(root), restructuring.successors)
        forwarded = _files(copy)
        write_forwards(forwarded, forwards)
        changed |= forwarded.changed()
        write_files(copy, changed)
        final = load_edition(copy)
        changed |= (records := _accept_texts(root, before, final, restructuring))
        write_files(copy, records)
        with show_progress("checking"):
            problems = find_new_problems(root, copy)
    write_files(root, changed)
    _report(changed, forwards)
    _report_new_passages(before, final, restructuring)
    _report_summaries(final, restructuring)
    print_untranslated(before, final)
    if problems:
        print_problems(problems, root)
        print_phrase("left-to-do", problems=len(problems))
    return 0


def _files(root: Path) -> ContentFiles:
    return ContentFiles(lambda file: (root / file).read_text(encoding="utf-8"))


def _declare_differences(copy: Path, after: Edition, arguments: argparse.Namespace) -> dict[str, str]:
    """Returns the corrections with those that a change makes necessary, for one reason; the check reports what is wrong already."""
    try:
        differences = undeclared_differences(after)
    except (ContentError, UsageError):
        return {}
    if not differences:
        return {}
    taken = [correction.id for correction in after.corrections.corrections]
    names = list(name_corrections([difference.unit for difference in differences], taken))
    for difference, name in zip(differences, names, strict=True):
        print(describe_difference(difference, name))
    suggested = (phrase_in(language, f"reason-{arguments.restructuring}") for language in LANGUAGES)
    reason = Answers(arguments).get_text("reason", *suggested)
    corrections = [difference.as_correction(name, reason) for difference, name in zip(differences, names, strict=True)]
    return {CORRECTIONS: add_corrections((copy / CORRECTIONS).read_text(encoding="utf-8"), after, corrections)}


def _accept_texts(root: Path, before: Edition, after: Edition, restructuring: Restructuring) -> dict[str, str]:
    """Returns the translation records without the texts that are gone, and with those whose words were accepted where they were."""
    old = {text.key: text for translation_file in translation_files(before) for text in translation_file.texts}
    new = {text.key: text for translation_file in translation_files(after) for text in translation_file.texts}
    accepted = {key for key, text in old.items() if translation_state(before, text) is TranslationState.TRANSLATED}
    records = {row.place.file for key, row in after.recorded_sources.items() if key not in new}
    keys = {text.key for one in translation_files(after) if one.record in records for text in one.texts} & accepted
    origins = {key: _origins(key, restructuring) for key in new}
    keys |= {key for key in new if origins[key] and accepted.issuperset(origins[key])}
    # What the command has asked for: the reasons of corrections.
    keys |= {key for key, text in new.items() if key not in old and not origins[key] and text.text.get(TARGET_LANGUAGE)}
    unchanged = {key: row for key in new if (row := _find_unchanged_record(before, origins[key], new[key].text.fr))}
    recorded = {**after.recorded_sources, **{key: replace(row, key=key) for key, row in unchanged.items()}}
    return draft_records(root, replace(after, recorded_sources=recorded), keys) if keys else {}


def _find_unchanged_record(before: Edition, origins: Sequence[str], french: str) -> RecordedSource | None:
    """Returns the row of a text that only has another name: whoever accepted it still has, and nobody else."""
    row = before.recorded_sources.get(origins[0]) if len(origins) == 1 else None
    return row.find(french) if row else None


def _origins(key: str, restructuring: Restructuring) -> list[str]:
    """Returns the keys of the texts from which a changed text has its words: `report/p3:title` from `report/p2:title`."""
    unit, mark, part = key.partition(":")
    return [f"{origin}{mark}{part}" for origin in restructuring.texts.get(unit, ())]


def _report(changed: dict[str, str], forwards: list[Forward]) -> None:
    for file, content in sorted(changed.items()):
        print_phrase("written" if content else "deleted-file", file=file)
    for forward in forwards:
        print_forward(forward)


def _report_new_passages(before: Edition, after: Edition, restructuring: Restructuring) -> None:
    """Prints the address of each passage that is new, and not another under a new name."""
    known = {unit.identifier for unit in all_units(before)} | set(restructuring.successors.values())
    links = Links(after)
    new = dict.fromkeys(unit.identifier for unit in links.units if unit.anchor and unit.identifier not in known)
    for target in filter(None, map(links.resolve, new)):
        print_phrase("address-given", address=f"/{target.href}")


def _report_summaries(edition: Edition, restructuring: Restructuring) -> None:
    """Prints the sentences of summaries that rest on what has been withdrawn."""
    links = Links(edition)
    for document in edition.documents:
        for sentence in nodes_of_type(document, BriefSentence):
            for source in sentence.sources:
                unit = f"{document.id}/{source}"
                # What no longer leads anywhere is reported as a problem.
                if unit in restructuring.successors and links.resolve(unit):
                    place = sentence.at.of_field("sources")
                    print_phrase("still-cited", unit=unit, file=place.file, line=place.line)


def add_commands(commands: Commands) -> None:
    """Adds these commands."""
    moving = _add(commands, "move", move)
    place = moving.exclusive_group(required=True)
    place.add_argument("--after", metavar="NAME").add_argument("--before", metavar="NAME")
    place.add_argument("--in", dest="into", metavar="NAME")
    moving.add_argument("--number", metavar="N")
    _add(commands, "merge", merge).add_argument("other", metavar="OTHER")
    splitting = _add(commands, "split", split)
    for language in LANGUAGES:
        splitting.add_argument(f"--beginning-{language}", metavar="WORDS")
    _add(commands, "rename", rename).add_argument("new", metavar="NEW")
    _add(commands, "retire", retire).add_argument("--to", metavar="NAME")


def _add(commands: Commands, name: str, run: Callable[[argparse.Namespace], int]) -> Command:
    command = commands.add(name, run).add_argument("name", metavar="NAME")
    command.add_argument("--reason", metavar="FR").add_argument("--reason-en", metavar="EN")
    return command.set_value("restructuring", name)
