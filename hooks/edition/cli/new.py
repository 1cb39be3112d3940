"""The command that begins a document, a division or an entry of a register: its files, ready to be filled in."""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from ..editing import scaffold
from ..editing.json_schema import with_modeline
from ..editing.scaffold import Draft, NewText, build_node
from ..loading.loader import load_edition
from ..loading.translation_record import format_record
from ..model import SLUG_PATTERN, Division, DocumentHead, Edition, Forms, RegisterEntry
from ..pages.catalogue import pages
from ..problems.problem import ContentError, Problem
from ..references.published_addresses import ADDRESS_LIST, current_addresses, merge_addresses, published_addresses
from ..references.references import Links
from ..references.urls import division_address, document_address, entry_address
from ..site import prepare_site
from ..translation.status import accept_translations, missing_texts
from ..translation.texts import translation_files
from .arguments import Command, Commands
from .atomic_files import trial, write
from .messages import UsageError, phrase, say, tell, waiting

_ENGLISH = "-en"


class Asked:
    """What a command was told: by its arguments, else by whoever sits at the terminal."""

    def __init__(self, arguments: argparse.Namespace) -> None:
        self._given = vars(arguments)

    def words(self, name: str, suggested: str = "", *, needed: bool = True) -> str:
        """A word or sentence; without a terminal to ask at, one that is needed has to be among the arguments."""
        given = self._given.get(name)
        if given is None and sys.stdin.isatty():
            hint = f" [{suggested}]" if suggested else ""
            given = input(f"{phrase(f'ask-{name}')}{hint}: ").strip() or suggested
        found = given if given is not None else suggested
        if needed and not found:
            raise UsageError("not-told", name=name.replace("_", "-"), asked=phrase(f"ask-{name}"))
        return str(found)

    def text(self, name: str, suggested: str = "") -> NewText:
        """A text: its French, and its English if that is known already."""
        return NewText(self.words(name, suggested), self.words(f"{name}_en", needed=False) or None)

    def passages(self) -> Iterator[NewText]:
        """The paragraphs given."""
        given = self._given.get("text") or ()
        english = self._given.get("text_en") or ()
        for number, words in enumerate(given):
            yield NewText(words, english[number] if number < len(english) else None)


def document(arguments: argparse.Namespace) -> int:
    """A new document without divisions, its received text being the title and the paragraphs given."""
    edition, asked = loaded(arguments.root), Asked(arguments)
    kinds = [kind.id for kind in edition.kinds.documents]
    name = unused(folder(asked.words("id")), [one.id for one in edition.documents])
    kind = one_of(asked.words("kind", kinds[0]), kinds)
    title = asked.text("title")
    paragraphs = list(asked.passages()) or [asked.text("text")]
    head = build_node(
        DocumentHead,
        id=name,
        kind=kind,
        source=f"{name}.txt",
        title=title,
        short_title=asked.text("short_title", title.fr),
        summary=asked.text("summary"),
        dated=asked.text("dated"),
        origin=asked.text("origin"),
        body=tuple(scaffold.build_passages(paragraphs, "p")),
    )
    received = "\n\n".join([title.fr, *(said.fr for said in paragraphs)]) + "\n"
    return bring_in(edition, arguments.root, head, received)


def bring_in(before: Edition, root: Path, head: DocumentHead, received: str) -> int:
    """Writes the files of a new document, and says where it is and what is left to do."""
    listing = (root / scaffold.EDITION_FILE).read_text(encoding="utf-8")
    return _write(before, root, scaffold.draft_document(head, received, listing), document_address(head.id))


def division(arguments: argparse.Namespace) -> int:
    """A new division of one of the kinds of kinds.yml: an outcome, an output, a part and so on."""
    edition, asked = loaded(arguments.root), Asked(arguments)
    kind = one_of(arguments.kind, [one.id for one in edition.kinds.divisions])
    divided = {one.id: one for one in edition.documents if one.groups}
    above: Division | None = None
    if edition.kinds_by_id[kind].within:
        places = {f"{one.id}/{found.head.id}": (one, found) for one, found in scaffold.possible_parents(edition, kind)}
        chosen, above = places[one_of(asked.words("in"), places)]
    else:
        only = next(iter(divided)) if len(divided) == 1 else ""
        chosen = divided[one_of(asked.words("document", only), divided)]
    number = asked.words("number", scaffold.next_number(edition, chosen, kind, above) or "", needed=False) or None
    head, drafted = scaffold.draft_division(
        edition,
        chosen,
        kind,
        asked.text("title"),
        parent=above,
        number=number,
        words=asked.passages(),
        document_source=(arguments.root / chosen.file).read_text(encoding="utf-8"),
    )
    return _write(edition, arguments.root, drafted, division_address(chosen.id, head.id))


def entry(arguments: argparse.Namespace) -> int:
    """A new entry of a register."""
    edition, asked = loaded(arguments.root), Asked(arguments)
    registers = {register.id: register for register in edition.registers}
    register = registers[one_of(asked.words("register"), registers)]
    name = asked.text("name")
    identifier = unused(asked.words("id", scaffold.slugify(name.fr)), [one.id for one in register.entries])
    kinds = [kind.id for kind in register.kinds]
    forms = arguments.form or [asked.words("form", name.fr, needed=False)]
    new = build_node(
        RegisterEntry,
        id=identifier,
        kind=one_of(asked.words("kind"), kinds) if kinds else None,
        name=name,
        number=arguments.number,
        year=arguments.year,
        description=asked.text("description"),
        link=arguments.link,
        mentions=build_node(Forms, fr=tuple(filter(None, forms)), en=tuple(arguments.form_en or ())),
    )
    source = (arguments.root / register.at.file).read_text(encoding="utf-8")
    return _write(edition, arguments.root, scaffold.draft_entry(register, new, source), entry_address(register, new))


def loaded(root: Path) -> Edition:
    """The edition as it is."""
    with waiting("checking"):
        return load_edition(root)


def one_of(name: str, known: Iterable[str]) -> str:
    """The known name that is meant: its last part may do."""
    found = [one for one in known if name in (one, one.rpartition("/")[2])]
    if len(found) != 1:
        raise UsageError("none-of", name=name, known=", ".join(known))
    return found[0]


def folder(name: str) -> str:
    """A name that is fit for a folder."""
    if not re.fullmatch(SLUG_PATTERN, name):
        raise UsageError("no-slug", name=name)
    return name


def unused(name: str, taken: list[str]) -> str:
    """A name, unless it is taken already."""
    if name in taken:
        raise UsageError("taken", name=name)
    return name


def _write(before: Edition, root: Path, made: Draft, address: str) -> int:
    """Writes a draft, if the content can be read with it; English that came with it counts as translated."""
    if there := next((name for name in made.new_files if (root / name).exists()), None):
        raise UsageError("exists", name=there)
    new = {name: with_modeline(name, words) if name.endswith(".yml") else words for name, words in made.new_files.items()}
    files = {**new, **made.changed_files}
    with waiting("checking"), trial(root, files) as copy:
        known = {_of(problem) for problem in _left(root)}
        after = load_edition(copy)
        fresh = _translated(after) - _translated(before)
        records = {name: format_record(rows) for name, rows in accept_translations(after, fresh).items()} if fresh else {}
        write(copy, records)
        links = Links(after)
        listed = merge_addresses(
            published_addresses(root), current_addresses(links, {page.address: page for page in pages(after)})
        )
        problems = [problem for problem in _left(copy) if _of(problem) not in known]
    write(root, {**files, **records, ADDRESS_LIST: "\n".join(listed) + "\n"})
    for name in files:
        say("written" if name in made.new_files else "completed", file=name)
    say("address-given", address=f"/{address}")
    if untranslated := len(missing_texts(after)) - len(missing_texts(before)):
        say("untranslated", texts=untranslated)
    if problems:
        tell(problems, root)
        say("left-to-do", problems=len(problems))
    return 0


def _translated(edition: Edition) -> frozenset[str]:
    """The keys of the texts that have their English."""
    return frozenset(text.key for translation_file in translation_files(edition) for text in translation_file.texts) - {
        text.key for text in missing_texts(edition)
    }


def _left(root: Path) -> tuple[Problem, ...]:
    """What keeps the content from being published."""
    try:
        prepare_site(root)
    except ContentError as error:
        return error.problems
    return ()


def _of(problem: Problem) -> tuple[str, str, str, str]:
    """What a problem is, wherever its lines have moved to."""
    return problem.place.file, problem.place.path, problem.rule, repr(problem.facts)


def add_commands(commands: Commands) -> None:
    """Adds this command, with one of its own for each kind of division that the edition has."""
    new = commands.within("new")
    made = new.add("document", document).take("id", nargs="?", metavar="ID").take("--kind", metavar="KIND")
    texts(made, "title", "short-title", "summary", "dated", "origin")
    _paragraphs(made)
    made = new.add("division", division).take("kind", metavar="KIND")
    made.take("--in", metavar="DIVISION").take("--document", metavar="DOCUMENT").take("--number", metavar="N")
    texts(made, "title")
    _paragraphs(made)
    made = new.add("entry", entry).take("register", nargs="?", metavar="REGISTER").take("--id", metavar="ID")
    made.take("--kind", metavar="KIND").take("--number", metavar="N").take("--year", type=int, metavar="YEAR")
    made.take("--link", metavar="URL")
    made.take("--form", action="append", metavar="FR").take("--form-en", action="append", metavar="EN")
    texts(made, "name", "description")


def texts(command: Command, *names: str) -> None:
    """Lets a command take texts, each in both languages."""
    for name in names:
        command.take(f"--{name}", metavar="FR").take(f"--{name}{_ENGLISH}", metavar="EN")


def _paragraphs(command: Command) -> None:
    command.take("--text", action="append", metavar="FR").take(f"--text{_ENGLISH}", action="append", metavar="EN")
