"""Measures the search in headless Chromium: how many queries are answered, how soon, with how many bytes."""

from __future__ import annotations

import argparse
import functools
import gzip
import http.server
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

import yaml
from playwright.sync_api import Browser, Page, Response, sync_playwright

from edition.cli.arguments import Command
from edition.cli.messages import phrase
from edition.languages import LANGUAGES
from edition.references.urls import language_prefix
from edition.search import files, pagefind, records
from edition.site import Site, prepare_site

QUERIES = Path("tests") / "queries.yml"
TYPED = {"fr": ("apprentissage", "travail"), "en": ("apprenticeship", "labour")}
"""An ordinary word, and one that a third of all units have; each is typed letter by letter."""
_FLAGS = ("--no-sandbox", "--disable-background-networking", "--disable-component-update", "--disable-sync")


@dataclass(frozen=True, slots=True)
class Query:
    """What somebody types, and the units of which one has to come first, or among the first three."""

    language: str
    q: str
    first: tuple[str, ...]
    top3: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """The units that came, best first."""

    query: Query
    units: tuple[str, ...]

    @property
    def first(self) -> bool:
        """Whether the right unit came first."""
        return bool(self.units) and self.units[0] in self.query.first

    @property
    def top3(self) -> bool:
        """Whether a right unit came within the first three."""
        return any(unit in self.query.top3 for unit in self.units[:3])


@dataclass(frozen=True, slots=True)
class Speed:
    """From the first key to the first results, in milliseconds, the very first time and then for each further key.

    `size` and `sent` are the bytes fetched for the very first, as they are and as a host that compresses sends them, in
    so many `requests`.
    """

    cold: float
    warm: float
    size: int
    sent: int
    requests: int


def queries(root: Path) -> list[Query]:
    """The committed queries."""
    listed = yaml.safe_load((root / QUERIES).read_text(encoding="utf-8"))
    return [Query(one["language"], one["q"], tuple(one["first"]), tuple(one["top3"])) for one in listed]


def ask(page: Page, base: str, asked: Iterable[Query]) -> Iterator[Answer]:
    """Types queries on the search page of the site at `base`, and reads what comes."""
    for query in asked:
        address = f"{base}{language_prefix(query.language)}{records.FOLDER}"
        if page.url.partition("?")[0] != address:
            page.goto(address)
            page.wait_for_selector("[data-search-page] form:not([hidden])")
        page.evaluate("document.querySelector('.found').dataset.query = ''")
        page.fill("[data-search-page] input[type=search]", "")
        page.fill("[data-search-page] input[type=search]", query.q)
        page.wait_for_function("q => document.querySelector('.found').dataset.query === q", arg=query.q.strip())
        units = page.eval_on_selector_all(".found a[data-unit]", "links => links.map(link => link.dataset.unit)")
        yield Answer(query, tuple(units))


_TIMED = """word => new Promise(done => {
    const field = document.querySelector('.search-dialog input'), list = document.getElementById('search-found');
    const started = performance.now();
    new MutationObserver((_, watch) => {
        if (!list.querySelector('[role=option]')) return;
        watch.disconnect();
        done(performance.now() - started);
    }).observe(list, {childList: true});
    field.value = word;
    field.dispatchEvent(new Event('input'));
})"""


def speed(browser: Browser, base: str, language: str, word: str) -> Speed:
    """How soon the dialog answers on a page that has fetched nothing of the search yet, while a word is typed."""
    context = browser.new_context()
    page = context.new_page()
    page.goto(f"{base}{language_prefix(language)}", wait_until="networkidle")
    answers: list[Response] = []
    context.on("response", lambda answer: answers.append(answer))  # noqa: PLW0108  # a built-in function cannot be wrapped
    started = time.perf_counter()
    page.keyboard.press("/")
    page.wait_for_selector(".search-dialog[open] input")
    opening = (time.perf_counter() - started) * 1000
    cold = opening + page.evaluate(_TIMED, word[:1])
    page.wait_for_load_state("networkidle")
    bodies = [answer.body() for answer in answers]
    warm = [page.evaluate(_TIMED, word[:length]) for length in range(2, len(word) + 1)]
    context.close()
    sent = sum(min(len(body), len(gzip.compress(body))) for body in bodies)
    return Speed(cold, sum(warm) / len(warm), sum(map(len, bodies)), sent, len(bodies))


def index_size(site: Path, language: str) -> int:
    """The bytes of one language's search files in a built site."""
    folder = site / records.FOLDER
    own = [*(folder / "index" / language).rglob("*"), folder / f"facets.{language}.json", folder / f"words.{language}.json"]
    return sum(path.stat().st_size for path in own if path.is_file())


def multiplied(found: Sequence[records.Record], times: int) -> list[records.Record]:
    """Records with copies of them, each at an address of its own and none under the same identifier."""
    copies = (
        replace(record, unit=f"copy-{number}/{record.unit}", href=f"copy-{number}/{record.href}", numbers=())
        for number in range(1, times)
        for record in found
    )
    return [*found, *copies]


def write(site: Site, target: Path, times: int = 1) -> float:
    """Writes the search's files into a site, of as many copies of the records; says how many seconds it took."""
    started = time.perf_counter()
    for language, renderer in site.renderers.items():
        found = multiplied(records.records(site.links, renderer), times)
        index = pagefind.index((records.entry_of(record, language) for record in found), language)
        shutil.rmtree(target / records.FOLDER / "index" / language, ignore_errors=True)
        for path, content in files.files(found, index, site.links, renderer):
            file = target / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(content)
    return time.perf_counter() - started


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """The address of a folder, served."""
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(_Quiet, directory=str(folder))) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()
        thread.join()


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        """Says nothing."""


def main(root: Path, arguments: Sequence[str]) -> int:
    """Measures what the arguments ask for."""
    parser = argparse.ArgumentParser(prog="scripts/measure search", description=phrase("search"))
    Command(parser, "search").add_argument("--times", type=int, default=100, metavar="N")
    parser.set_defaults(root=root)
    return measure(parser.parse_args(arguments))


def measure(arguments: argparse.Namespace) -> int:
    """Measures the search of the built site, and again with its records multiplied."""
    root: Path = arguments.root
    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as folder:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=_FLAGS)
        copy = Path(folder) / "site"
        started = time.perf_counter()
        command = [sys.executable, "-m", "mkdocs", "build", "--quiet", "--site-dir", str(copy)]
        subprocess.run(command, cwd=root, check=True)
        building = time.perf_counter() - started
        site = prepare_site(root)
        taken = write(site, copy)
        print(f"search takes {taken:.1f} s of a build of {building:.1f} s")
        _report(browser, copy, queries(root))
        if arguments.times > 1:
            print(f"\nrecords multiplied by {arguments.times}: made in {write(site, copy, arguments.times):.0f} s")
            _report(browser, copy, ())
        browser.close()
    return 0


def _report(browser: Browser, site: Path, asked: Sequence[Query]) -> None:
    with served(site) as base:
        for language in LANGUAGES:
            print(f"{language}: index {index_size(site, language) / 1e6:.1f} MB")
            for word in TYPED[language]:
                found = speed(browser, base, language, word)
                print(
                    f"  {word}: first results {found.cold:.0f} ms cold, {found.warm:.0f} ms warm; {found.requests} requests,"
                    f" {found.size / 1000:.0f} kB ({found.sent / 1000:.0f} kB compressed)"
                )
        if asked:
            answers = list(ask(browser.new_page(), base, asked))
            print("\n".join(summary(answers)))


def summary(answers: Sequence[Answer]) -> list[str]:
    """How many queries hold, and the name of each that does not."""
    counts: Mapping[str, int] = {"first": sum(a.first for a in answers), "in the first three": sum(a.top3 for a in answers)}
    lines = [f"{number} of {len(answers)} {name} ({number / len(answers):.1%})" for name, number in counts.items()]
    for answer in answers:
        if not (answer.first and answer.top3):
            query, missed = answer.query, "not in the first three" if not answer.top3 else "not first"
            lines.append(f"  {query.language} {query.q!r} {missed}: {', '.join(answer.units[:3]) or 'nothing'}")
    return lines


if __name__ == "__main__":
    sys.exit(main(Path(__file__).resolve().parents[2], sys.argv[1:]))
