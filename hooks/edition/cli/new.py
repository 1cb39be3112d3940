"""The command that creates a document, a division or a register entry."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from ..editing import scaffold
from ..editing.json_schema import with_modeline
from ..editing.scaffold import Draft, NewText, build_node
from ..languages import LANGUAGES
from ..loading.loader import load_edition
from ..model import Addresses, Division, DocumentHead, Edition, Forms, Register, RegisterEntry
from ..problems.problem import ContentError
from ..references.mentions import Matcher
from ..references.units import all_units
from ..references.urls import division_address, document_address, entry_address
from ..text.inline_markup import plain_text
from ..translation.status import missing_texts
from ..translation.texts import translation_files
from .acceptances import draft_records
from .answers import Answers, choose_known, known_in, unused_identifier, unused_slug
from .arguments import Command, Commands
from .atomic_files import temporary_copy, write_files
from .correct import ask_reasons, draft_corrections, print_untranslated, undeclared_differences
from .messages import UsageError, print_phrase, print_problems, show_progress
from .new_problems import find_new_problems

_ENGLISH = "-en"


def create_document(arguments: argparse.Namespace) -> int:
    """Creates a document without divisions, whose source text is the title and the paragraphs given."""
    edition, answers = load_current_edition(arguments.root), Answers(arguments)
    kinds = [kind.id for kind in edition.kinds.documents]
    name = answers.get_words("id", check=unused_slug([document.id for document in edition.documents]))
    kind = choose_known(answers.get_words("kind", kinds[0], check=known_in(kinds), known=kinds), kinds)
    title = answers.get_text("title")
    paragraphs = list(answers.get_passages()) or [answers.get_text("text")]
    head = build_node(
        DocumentHead,
        id=name,
        kind=kind,
        source=f"{name}.txt",
        title=title,
        short_title=answers.get_text("short_title", title.fr),
        summary=answers.get_text("summary"),
        dated=answers.get_text("dated"),
        origin=answers.get_text("origin"),
        body=tuple(scaffold.build_passages(paragraphs, "p")),
    )
    source_text = "\n\n".join([title.fr, *(paragraph.fr for paragraph in paragraphs)]) + "\n"
    return write_document(edition, arguments.root, head, source_text)


def write_document(before: Edition, root: Path, head: DocumentHead, source_text: str) -> int:
    """Writes the files of a new document, and prints its address and what is left to do."""
    edition_source = (root / scaffold.EDITION_FILE).read_text(encoding="utf-8")
    return _write_draft(before, root, scaffold.draft_document(head, source_text, edition_source), document_address(head.id))


def create_division(arguments: argparse.Namespace) -> int:
    """Creates a division of a kind in kinds.yml: an outcome, an output, a part and so on."""
    edition, answers = load_current_edition(arguments.root), Answers(arguments)
    kind = choose_known(arguments.kind, [division.id for division in edition.kinds.divisions])
    documents = {document.id: document for document in edition.documents if document.groups}
    parent: Division | None = None
    if edition.kinds_by_id[kind].within:
        places = {
            f"{document.id}/{parent.head.id}": (document, parent) for document, parent in scaffold.possible_parents(edition, kind)
        }
        document, parent = places[choose_known(answers.get_words("in", check=known_in(places)), places)]
    else:
        only = next(iter(documents)) if len(documents) == 1 else ""
        document = documents[choose_known(answers.get_words("document", only, check=known_in(documents)), documents)]
    suggested = scaffold.next_number(edition, document, kind, parent) or ""
    number = answers.get_words("number", suggested, needed=False, check=_number_within(parent)) or None
    head, draft = scaffold.draft_division(
        edition,
        document,
        kind,
        answers.get_text("title"),
        parent=parent,
        number=number,
        words=answers.get_passages(),
        document_source=(arguments.root / document.file).read_text(encoding="utf-8"),
    )
    declared = _declare_additions(edition, arguments.root, draft, answers)
    return _write_draft(edition, arguments.root, declared, division_address(document.id, head.id))


def _number_within(parent: Division | None) -> Callable[[str], None]:
    """Returns a check of answers: a number that begins with that of the division above, if it has one."""

    def check(number: str) -> None:
        prefix = f"{parent.head.number}." if parent and parent.head.number else ""
        if not number.startswith(prefix):
            raise UsageError("number-outside", number=number, prefix=prefix)

    return check


def _declare_additions(before: Edition, root: Path, draft: Draft, answers: Answers) -> Draft:
    """Returns a draft with a correction for each of its units that the source text lacks.

    Where corrections are wrong already, which the check reports, none is added.
    """
    with show_progress("checking"), temporary_copy(root, _drafted_files(draft)) as copy:
        after = load_edition(copy)
        known = {unit.identifier for unit in all_units(before)}
        try:
            added = [difference for difference in undeclared_differences(after) if difference.unit not in known]
        except ContentError:
            return draft
    corrections = list(ask_reasons(after, added, answers))
    return Draft(draft.new_files, {**draft.changed_files, **draft_corrections(root, after, corrections)}) if added else draft


def create_entry(arguments: argparse.Namespace) -> int:
    """Creates an entry of a register."""
    edition, answers = load_current_edition(arguments.root), Answers(arguments)
    registers = {register.id: register for register in edition.registers}
    register = registers[choose_known(answers.get_words("register", check=known_in(registers)), registers)]
    name = answers.get_text("name", check=_unused_name(register))
    kinds = [kind.id for kind in register.kinds]
    kind = choose_known(answers.get_words("kind", check=known_in(kinds), known=kinds), kinds) if kinds else None
    siblings = [existing for existing in register.entries if existing.kind == kind]
    number = answers.get_words("number", needed=False) if any(one.number for one in siblings) else arguments.number
    year = answers.get_words("year", needed=False, check=_whole_number) if any(one.year for one in siblings) else arguments.year
    suggested = scaffold.suggest_identifier(siblings, number or "") or scaffold.slugify(name.en or name.fr)
    taken = [existing.id for existing in register.entries]
    identifier = answers.get_words("id", suggested, check=unused_identifier(taken))
    forms = _get_forms(edition, register, answers, name)
    new = build_node(
        RegisterEntry,
        id=identifier,
        kind=kind,
        name=name,
        number=number or None,
        year=int(year) if year else None,
        description=answers.get_text("description"),
        links=_get_links(arguments),
        mentions=build_node(Forms, **forms),
    )
    source = (arguments.root / register.at.file).read_text(encoding="utf-8")
    return _write_draft(edition, arguments.root, scaffold.draft_entry(register, new, source), entry_address(register, new))


def _whole_number(words: str) -> None:
    """Checks an answer: a whole number."""
    if not words.isdecimal():
        raise UsageError("no-number", words=words)


def _get_links(arguments: argparse.Namespace) -> Addresses | None:
    """Returns the official pages of a new entry, which its author has just seen."""
    given = {language: getattr(arguments, f"link_{language}") for language in LANGUAGES}
    return build_node(Addresses, **given, seen=datetime.now().astimezone().date().isoformat()) if any(given.values()) else None


def _get_forms(edition: Edition, register: Register, answers: Answers, name: NewText) -> dict[str, tuple[str, ...]]:
    """Returns the forms of a new entry by language; those of a term are what the texts say, in each language."""
    if register.cited_by != "words":
        return {
            "fr": answers.get_list("form", name.fr, needed=False),
            "en": answers.get_list("form_en", name.en or "", needed=False),
        }
    return {language: _get_used_forms(edition, register, answers, language, name) for language in LANGUAGES}


def _get_used_forms(edition: Edition, register: Register, answers: Answers, language: str, name: NewText) -> tuple[str, ...]:
    """Returns the forms of a term in a language; its name is suggested where a text uses it."""
    check, form = _unshared_form(edition, register, language), _within_sentence(getattr(name, language) or "")
    try:
        check(form)
    except UsageError:
        form = ""
    return answers.get_list("form" if language == LANGUAGES[0] else f"form_{language}", form, check=check)


def _within_sentence(name: str) -> str:
    """Returns a name as a sentence has it: without its capital, unless it is an acronym."""
    return name if name[1:2].isupper() else name[:1].lower() + name[1:]


def _unused_name(register: Register) -> Callable[[str], None]:
    """Returns a check of answers: a name that no entry of a register has."""
    taken = {(entry.name.get(language) or "").casefold(): entry for entry in register.entries for language in LANGUAGES}

    def check(name: str) -> None:
        if entry := taken.get(name.casefold()):
            raise UsageError("name-taken", name=name, entry=entry.id, file=entry.at.file, line=entry.at.line)

    return check


def _unshared_form(edition: Edition, register: Register, language: str) -> Callable[[str], None]:
    """Returns a check of answers: words that a text uses, and that are a form of no other entry of a register."""
    taken = {
        form.casefold(): entry for entry in register.entries for form in (entry.mentions.get(language) if entry.mentions else ())
    }

    def check(form: str) -> None:
        if entry := taken.get(form.casefold()):
            raise UsageError("form-taken", form=form, entry=entry.id, file=entry.at.file, line=entry.at.line)
        matcher = Matcher({form: form})
        units = (unit.text.get(language) for unit in all_units(edition) if unit.text)
        if not any(any(matcher.find(plain_text(text))) for text in units if text):
            raise UsageError("form-unused", form=form)

    return check


def load_current_edition(root: Path) -> Edition:
    """Loads the present edition."""
    with show_progress("checking"):
        return load_edition(root)


def _write_draft(before: Edition, root: Path, draft: Draft, address: str) -> int:
    """Writes a draft, if the content can be loaded with it; its English texts are accepted as translations."""
    if existing := next((name for name in draft.new_files if (root / name).exists()), None):
        raise UsageError("exists", name=existing)
    files = _drafted_files(draft)
    with show_progress("checking"), temporary_copy(root, files) as copy:
        after = load_edition(copy)
        translated = _translated_keys(after) - _translated_keys(before)
        records = draft_records(root, after, translated) if translated else {}
        write_files(copy, records)
        problems = find_new_problems(root, copy)
    write_files(root, {**files, **records})
    for name in files:
        print_phrase("written" if name in draft.new_files else "completed", file=name)
    print_phrase("address-given", address=f"/{address}")
    print_untranslated(before, after)
    if problems:
        print_problems(problems, root)
        print_phrase("left-to-do", problems=len(problems))
    return 0


def _drafted_files(draft: Draft) -> dict[str, str]:
    new = {name: with_modeline(name, words) if name.endswith(".yml") else words for name, words in draft.new_files.items()}
    return {**new, **draft.changed_files}


def _translated_keys(edition: Edition) -> frozenset[str]:
    """Returns the keys of the texts that are translated."""
    return frozenset(text.key for translation_file in translation_files(edition) for text in translation_file.texts) - {
        text.key for text in missing_texts(edition)
    }


def add_commands(commands: Commands) -> None:
    """Adds this command, with a command for documents, divisions and register entries each."""
    new = commands.add_group("new")
    document = new.add("document", create_document).add_argument("id", nargs="?", metavar="ID")
    document.add_argument("--kind", metavar="KIND")
    add_text_arguments(document, "title", "short-title", "summary", "dated", "origin")
    _add_paragraph_arguments(document)
    division = new.add("division", create_division).add_argument("kind", metavar="KIND")
    division.add_argument("--in", metavar="DIVISION").add_argument("--document", metavar="DOCUMENT")
    division.add_argument("--number", metavar="N")
    add_text_arguments(division, "title", "reason")
    _add_paragraph_arguments(division)
    entry = new.add("entry", create_entry).add_argument("register", nargs="?", metavar="REGISTER")
    entry.add_argument("--id", metavar="ID").add_argument("--kind", metavar="KIND").add_argument("--number", metavar="N")
    entry.add_argument("--year", type=int, metavar="YEAR")
    for language in LANGUAGES:
        entry.add_argument(f"--link-{language}", metavar="URL")
    entry.add_argument("--form", action="append", metavar="FR").add_argument("--form-en", action="append", metavar="EN")
    add_text_arguments(entry, "name", "description")


def add_text_arguments(command: Command, *names: str) -> None:
    """Adds arguments for texts, each in both languages."""
    for name in names:
        command.add_argument(f"--{name}", metavar="FR").add_argument(f"--{name}{_ENGLISH}", metavar="EN")


def _add_paragraph_arguments(command: Command) -> None:
    command.add_argument("--text", action="append", metavar="FR").add_argument(f"--text{_ENGLISH}", action="append", metavar="EN")
