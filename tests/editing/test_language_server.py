"""What an editor sees of the schemas through the YAML language server, which VS Code and others use."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from edition.editing.json_schema import modeline
from support.folders import ROOT
from support.programs import node_packages

SETTINGS = json.loads((ROOT / ".vscode" / "settings.json").read_text(encoding="utf-8"))
OUTPUT = "content/report/outcome-1/output-1-1.yml"


@dataclass
class Server:
    """The language server, and an editor's messages to it."""

    process: subprocess.Popen[bytes]
    root: Path
    diagnostics: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    asked: int = 0
    shown: int = 0

    def ask(self, method: str, **parameters: object) -> Any:  # noqa: ANN401  # JSON
        """The answer to a request."""
        self.asked += 1
        self._send({"id": self.asked, "method": method, "params": parameters})
        while True:
            message = self._next()
            if message.get("id") == self.asked and "method" not in message:
                assert "error" not in message, message
                return message["result"]

    def notify(self, method: str, **parameters: object) -> None:
        """Sends a notification to the server."""
        self._send({"method": method, "params": parameters})

    def open(self, name: str, text: str) -> list[dict[str, Any]]:
        """Opens a file in the server; returns its diagnostics."""
        # A name that no other file has had, so that nothing said of another is taken for its own.
        uri = self._show("./" * self.shown + name, text)
        while uri not in self.diagnostics:
            self._next()
        return self.diagnostics[uri]

    def at(self, method: str, name: str, text: str) -> Any:  # noqa: ANN401  # JSON
        """The answer to a request about the place in a file that `‸` marks."""
        before, _, after = text.partition("‸")
        self.diagnostics.pop(f"{self.root.as_uri()}/{name}", None)
        uri = self._show(name, before + after)
        while uri not in self.diagnostics:  # Only then has the server read the file's schema.
            self._next()
        place = {"line": before.count("\n"), "character": len(before.rpartition("\n")[2])}
        return self.ask(method, textDocument={"uri": uri}, position=place)

    def _show(self, name: str, text: str) -> str:
        self.shown += 1
        uri = f"{self.root.as_uri()}/{name}"
        self.notify("textDocument/didOpen", textDocument={"uri": uri, "languageId": "yaml", "version": self.shown, "text": text})
        return uri

    def _send(self, message: dict[str, Any]) -> None:
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        assert self.process.stdin
        self.process.stdin.write(b"Content-Length: %d\r\n\r\n%s" % (len(body), body))
        self.process.stdin.flush()

    def _next(self) -> dict[str, Any]:
        """The next message; requests of the server to the editor are answered meanwhile."""
        assert self.process.stdout
        length = 0
        while line := self.process.stdout.readline().strip():
            name, _, value = line.partition(b": ")
            length = int(value) if name == b"Content-Length" else length
        assert length, "the server has ended"
        message: dict[str, Any] = json.loads(self.process.stdout.read(length))
        method, parameters = message.get("method"), message.get("params", {})
        if method == "textDocument/publishDiagnostics":
            self.diagnostics[parameters["uri"]] = parameters["diagnostics"]
        elif method == "workspace/configuration":
            answer = [_section(item.get("section", "")) for item in parameters["items"]]
            self._send({"id": message["id"], "result": answer})
        elif method and "id" in message:
            self._send({"id": message["id"], "result": None})
        return message


def _section(name: str) -> object:
    """The settings of `.vscode` under a name, as VS Code sends them."""
    inner = {key.removeprefix(f"{name}."): value for key, value in SETTINGS.items() if key.startswith(f"{name}.")}
    nested: dict[str, Any] = {}
    for key, value in inner.items():
        *parents, last = key.split(".")
        here = nested
        for step in parents:
            here = here.setdefault(step, {})
        here[last] = value
    return nested


@pytest.fixture(scope="module")
def server(node: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    program = node_packages() / "yaml-language-server" / "bin" / "yaml-language-server"
    root = tmp_path_factory.mktemp("screen")
    shutil.copytree(ROOT / "content", root / "content")
    with subprocess.Popen(
        [str(node), str(program), "--stdio"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    ) as process:
        server = Server(process, root)
        capabilities = {
            "workspace": {"configuration": True},
            "textDocument": {"completion": {"completionItem": {"documentationFormat": ["markdown"]}}},
        }
        folders = [{"uri": root.as_uri(), "name": "edition"}]
        server.ask("initialize", processId=None, rootUri=root.as_uri(), workspaceFolders=folders, capabilities=capabilities)
        server.notify("initialized")
        yield server
        server.ask("shutdown")
        server.notify("exit")


def summary(found: list[dict[str, Any]]) -> list[tuple[int, str]]:
    """The messages of diagnostics, each with its line counted from 1."""
    return [(one["range"]["start"]["line"] + 1, one["message"]) for one in found]


def test_the_content_has_no_diagnostics(server: Server) -> None:
    files = sorted((server.root / "content").rglob("*.yml"))
    found = {
        path.name: summary(server.open(path.relative_to(server.root).as_posix(), path.read_text(encoding="utf-8")))
        for path in files
    }
    assert {name: wrong for name, wrong in found.items() if wrong} == {}


TEXT = f"""{modeline(OUTPUT)}
kind: output
id: output-1-1
title:
  fr: >-
    Capacité accrue
  en: >-
    Increased capacity
body:
  - list:
      paragraph: 3
      kind: commitments
      levels: [national]
      lead:
        fr: >-
          L'OIT aidera les mandants à:
        en: >-
          The ILO will help constituents to:
      items:
        - id: p3-1
          fr: >-
            agir.
          en: >-
            act.
"""
IDENTIFIER = (
    "employez des lettres sans accent, des chiffres et des traits d'union, comme les valeurs voisines"
    " · use unaccented letters, digits and hyphens, as the values around it do"
)

# What is written in the place of what, and what is underlined: line and words.
PROBLEMS = {
    "an unknown field": ("      levels:", "      levles:", 13, "levles", "Property levles is not allowed."),
    "an unknown field at the top": ("title:\n", "titel:\n", 4, "titel", "Property titel is not allowed."),
    "an unknown level": (
        "[national]",
        "[nationnal]",
        13,
        "nationnal",
        'Value is not accepted. Valid values: "national", "regional", "interregional", "global".',
    ),
    "words in the place of a number": ("paragraph: 3", "paragraph: three", 11, "three", 'Incorrect type. Expected "integer".'),
    "a paragraph before the first": ("paragraph: 3", "paragraph: 0", 11, "0", "Value is below the exclusive minimum of 0."),
    "a missing field": ("      kind: commitments\n", "", 10, "list", 'Missing property "kind".'),
    "a missing text": ("          fr: >-\n            agir.\n", "", 20, "i", 'Missing property "fr".'),
    "an identifier with an accent": ("id: p3-1", "id: été", 20, "été", IDENTIFIER),
    "an entry of no kind": (
        "- list:",
        "- table:",
        10,
        "table",
        (
            "le type de cet élément du corps n'est pas indiqué: commencez-le par l'un de ces mots: paragraph, passage, list, box,"
            " figure, section, quotation, contacts, sites, key_figures, ou déplacez-le dans le champ dont il fait partie, comme footnotes"
            " · the kind of this body entry is not given: begin it with one of: paragraph, passage, list, box, figure, section,"
            " quotation, contacts, sites, key_figures, or move it to the field that it belongs to, such as footnotes"
        ),
    ),
    "a text that is no block of fields": (
        "title:\n  fr: >-\n    Capacité accrue\n  en: >-\n    Increased capacity\n",
        "title: Capacité accrue\n",
        4,
        "Capacité accrue",
        'Incorrect type. Expected "Text".',
    ),
}


@pytest.mark.parametrize("problem", PROBLEMS)
def test_an_error_is_underlined_at_its_place(server: Server, problem: str) -> None:
    old, new, line, words, message = PROBLEMS[problem]
    assert TEXT.count(old) == 1
    text = TEXT.replace(old, new)
    found = server.open(OUTPUT, text)
    reported = [one for one in found if one["message"] == message]
    assert reported, summary(found)
    start, end = reported[0]["range"]["start"], reported[0]["range"]["end"]
    assert start["line"] + 1 == line
    assert text.splitlines()[line - 1][start["character"] : end["character"]] == words


def labels(answer: dict[str, Any] | list[dict[str, Any]]) -> list[str]:
    """The completions."""
    return [item["label"] for item in (answer["items"] if isinstance(answer, dict) else answer)]


# Where `‸` stands, and what is offered there.
OFFERED = {
    "the kinds of an entry": (
        "  - list:\n",
        "  - ‸\n  - list:\n",
        ["paragraph", "passage", "list", "box", "figure", "section", "quotation", "contacts", "sites", "key_figures"],
    ),
    "the fields of a list that are not there yet": (
        "      levels: [national]\n",
        "      ‸\n",
        ["aliases", "id", "levels", "ordered", "marks", "title"],
    ),
    "the kinds of a list": (
        "kind: commitments",
        "kind: ‸",
        "commitments aims deliverables measures goals actions capacities components objectives points".split(),
    ),
    "the levels": ("[national]", "[‸]", ["national", "regional", "interregional", "global"]),
    "the fields at the top that are not there yet": (
        "body:\n",
        "‸\nbody:\n",
        ["brief", "footnotes", "number", "publish_from", "status"],
    ),
    "the kinds of a division": ("kind: output", "kind: ‸", ["part", "outcome", "enabler", "output"]),
}


@pytest.mark.parametrize("place", OFFERED)
def test_completions_offer_the_allowed_values(server: Server, place: str) -> None:
    old, new, wanted = OFFERED[place]
    assert sorted(labels(server.at("textDocument/completion", OUTPUT, TEXT.replace(old, new)))) == sorted(wanted)


def test_completions_are_described_in_both_languages(server: Server) -> None:
    answer = server.at("textDocument/completion", OUTPUT, TEXT.replace("  - list:\n", "  - ‸\n  - list:\n"))
    (box,) = (item for item in (answer["items"] if isinstance(answer, dict) else answer) if item["label"] == "box")
    assert box["documentation"]["value"] == ("**fr** Encadré, avec son titre.\n\n**en** Box, with its title.")


def test_a_field_is_described_in_both_languages_on_hover(server: Server) -> None:
    shown = server.at("textDocument/hover", OUTPUT, TEXT.replace("levels:", "lev‸els:"))["contents"]["value"]
    assert "Tous les niveaux que la phrase d'introduction nomme" in shown and "All levels that the lead-in names" in shown


def test_a_kind_is_named_in_both_languages_on_hover(server: Server) -> None:
    shown = server.at("textDocument/hover", OUTPUT, TEXT.replace("commitments", "commit‸ments"))["contents"]["value"]
    assert "* `commitments`: Engagements · Commitments" in shown


# Files that do not name their schema, under names that nothing else matches.
NAMELESS = {
    "content/edition.yml": "tagline",
    "content/redirects.yml": "redirects",
    "content/synonyms.yml": "synonyms",
    "content/registers/themes.yml": "cited_by",
    "content/report/document.yml": "masthead",
    "content/report/introduction.yml": "number",
    "content/report/outcome-1/outcome.yml": "number",
    "content/sources/corrections.yml": "normalizations",
}


@pytest.mark.parametrize("name", NAMELESS)
def test_the_settings_of_vs_code_map_files_to_their_schemas(server: Server, name: str) -> None:
    assert NAMELESS[name] in labels(server.at("textDocument/completion", name, "‸\n"))
