"""Measures the search in headless Chromium: correct answers, time and bytes."""

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
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

import yaml
from playwright.sync_api import Browser, Page, Response, sync_playwright

from edition.cli.arguments import Command
from edition.cli.messages import phrase
from edition.languages import LANGUAGES
from edition.references.urls import language_prefix
from edition.search import files, pagefind, pagefind_records, records
from edition.site import Site, prepare_site

QUERIES = Path("tests") / "queries.yml"
UNSEEN_QUERIES = Path("tests") / "queries_unseen.yml"
"""Queries of which only the numbers of correct answers are reported, so that the search is not tuned to them."""
FIRST_QUERIES = {"fr": ("apprentissage", "crèche", "C155"), "en": ("forced labour", "maternity leave", "§ 42")}
"""Queries that are each the first one of a reader: a word, an everyday word, a phrase, a name."""
TYPED_WORDS = {"fr": ("apprentissage", "travail"), "en": ("apprenticeship", "labour")}
"""A common word, and one that occurs in a third of all units; each is typed letter by letter from its second: « t » alone is an elided word."""
_FLAGS = ("--no-sandbox", "--disable-background-networking", "--disable-component-update", "--disable-sync")


@dataclass(frozen=True, slots=True)
class Query:
    """A query, and the units of which one has to be first, or among the first three."""

    language: str
    q: str
    group: str
    first: tuple[str, ...]
    top3: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """The units found for a query, in the order in which a reader sees them: the list that comes first, then the other."""

    query: Query
    units: tuple[str, ...]

    @property
    def first(self) -> bool:
        """Whether a correct unit is first."""
        return bool(self.units) and self.units[0] in self.query.first

    @property
    def top3(self) -> bool:
        """Whether a correct unit is among the first three."""
        return any(unit in self.query.top3 for unit in self.units[:3])


@dataclass(frozen=True, slots=True)
class Speed:
    """The time from a query to its first results, in milliseconds: for the first one (`cold`) and the mean of others (`warm`).

    `size` and `sent` are the bytes fetched for the first query, uncompressed and compressed, `requests` their number.
    """

    cold: float
    warm: float
    size: int
    sent: int
    requests: int


def read_queries(root: Path, path: Path = QUERIES) -> list[Query]:
    """Reads a file of queries."""
    entries = yaml.safe_load((root / path).read_text(encoding="utf-8"))
    return [Query(**{**entry, "first": tuple(entry["first"]), "top3": tuple(entry["top3"])}) for entry in entries]


_QUERY_SCRIPT = """query => new Promise(done => {
    const field = document.querySelector('[data-search-page] input[type=search]'), results = document.querySelector('.search-results');
    results.dataset.query = '';
    new MutationObserver((_, watch) => {
        if (results.dataset.query !== query.trim()) return;
        watch.disconnect();
        done([...document.querySelectorAll('[data-results]:not([hidden]) a[data-unit]')].map(link => link.dataset.unit));
    }).observe(results, {attributeFilter: ['data-query']});
    field.value = query;
    field.dispatchEvent(new Event('input'));
})"""


def run_queries(page: Page, base: str, queries: Iterable[Query]) -> Iterator[Answer]:
    """Enters queries on the search page of the site at `base`, and yields the answers."""
    for query in queries:
        address = f"{base}{language_prefix(query.language)}{records.SEARCH_FOLDER}"
        if page.url.partition("?")[0] != address:
            page.goto(address)
            page.wait_for_selector("[data-search-page] form", state="visible")
        # It waits for the answer, no longer than a page may take.
        units = page.wait_for_function(_QUERY_SCRIPT, arg=query.q).json_value()
        yield Answer(query, tuple(units))


_TIMING_SCRIPT = """word => new Promise(done => {
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


def measure_speed(browser: Browser, base: str, language: str, queries: Sequence[str]) -> Speed:
    """Measures the search dialog on a page that has not loaded any search file yet: the first query is cold, the others warm."""
    context = browser.new_context(service_workers="block")
    page = context.new_page()
    page.goto(f"{base}{language_prefix(language)}", wait_until="networkidle")
    answers: list[Response] = []
    context.on("response", lambda answer: answers.append(answer))  # noqa: PLW0108  # a built-in function cannot be wrapped
    started = time.perf_counter()
    page.keyboard.press("/")
    page.wait_for_selector(".search-dialog[open] input")
    opening = (time.perf_counter() - started) * 1000
    cold = opening + page.evaluate(_TIMING_SCRIPT, queries[0])
    page.wait_for_load_state("networkidle")
    bodies = [answer.body() for answer in answers]
    warm = [page.evaluate(_TIMING_SCRIPT, query) for query in queries[1:]]
    context.close()
    sent = sum(min(len(body), len(gzip.compress(body))) for body in bodies)
    return Speed(cold, sum(warm) / len(warm), sum(map(len, bodies)), sent, len(bodies))


def index_size(site: Path, language: str) -> int:
    """Returns the bytes of one language's search files in a built site."""
    folder = site / records.SEARCH_FOLDER
    paths = [
        *(folder / "index" / language).rglob("*"),
        folder / f"facets.{language}.json",
        folder / f"records.{language}.json",
        folder / f"words.{language}.json",
    ]
    return sum(path.stat().st_size for path in paths if path.is_file())


def multiply_records(originals: Sequence[records.SearchRecord], times: int) -> list[records.SearchRecord]:
    """Returns records with copies of them, each with a unique address and identifier."""
    copies = (
        replace(record, unit=f"copy-{number}/{record.unit}", href=f"copy-{number}/{record.href}", numbers=())
        for number in range(1, times)
        for record in originals
    )
    return [*originals, *copies]


def write_search_files(site: Site, target: Path, times: int = 1) -> float:
    """Writes the search files of a site, with its records multiplied; returns the seconds that it took."""
    started = time.perf_counter()
    for language, renderer in site.renderers.items():
        multiplied = multiply_records(records.make_search_records(site.links, renderer), times)
        index = pagefind.build_index((pagefind_records.pagefind_record(record, language) for record in multiplied), language)
        shutil.rmtree(target / records.SEARCH_FOLDER / "index" / language, ignore_errors=True)
        for path, content in files.make_search_files(multiplied, index, site.links, renderer):
            file = target / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(content)
    return time.perf_counter() - started


@contextmanager
def serve_folder(folder: Path) -> Iterator[str]:
    """Serves a folder and yields its address."""
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(_Quiet, directory=str(folder))) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()
        thread.join()


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        """Logs nothing."""


def main(root: Path, arguments: Sequence[str]) -> int:
    """Parses the arguments and measures."""
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
        seconds = write_search_files(site, copy)
        print(f"search takes {seconds:.1f} s of a build of {building:.1f} s")
        _print_report(browser, copy, read_queries(root), read_queries(root, UNSEEN_QUERIES))
        if arguments.times > 1:
            print(f"\nrecords multiplied by {arguments.times}: made in {write_search_files(site, copy, arguments.times):.0f} s")
            _print_report(browser, copy)
        browser.close()
    return 0


def _print_report(browser: Browser, site: Path, queries: Sequence[Query] = (), unseen: Sequence[Query] = ()) -> None:
    with serve_folder(site) as base:
        for language in LANGUAGES:
            print(f"{language}: index {index_size(site, language) / 1e6:.1f} MB")
            asked = {query: (query, query) for query in FIRST_QUERIES[language]}
            typed = {
                f"{word}, typed": tuple(word[:length] for length in range(2, len(word) + 1)) for word in TYPED_WORDS[language]
            }
            for name, words in (asked | typed).items():
                speed = measure_speed(browser, base, language, words)
                print(
                    f"  {name}: first results {speed.cold:.0f} ms cold, {speed.warm:.0f} ms warm; {speed.requests} requests,"
                    f" {speed.size / 1000:.0f} kB ({speed.sent / 1000:.0f} kB compressed)"
                )
        if queries:
            page = browser.new_page(service_workers="block")  # It knows the files of the build, not those written since.
            print("\n".join(summarize(list(run_queries(page, base, queries)))))
            print("\n".join(["unseen queries:", *count_answers(list(run_queries(page, base, unseen)))]))


def count_answers(answers: Sequence[Answer]) -> list[str]:
    """Returns the numbers of correct answers, of all queries and of each group."""
    groups = {"all": list(answers)}
    for answer in answers:
        groups.setdefault(answer.query.group, []).append(answer)
    return [f"{name}: {_share(part, 'first')} first, {_share(part, 'top3')} in the first three" for name, part in groups.items()]


def _share(answers: Sequence[Answer], place: str) -> str:
    number = sum(getattr(answer, place) for answer in answers)
    return f"{number} of {len(answers)} ({number / len(answers):.1%})"


def summarize(answers: Sequence[Answer]) -> list[str]:
    """Returns the numbers of correct answers, and each query without one."""
    lines = count_answers(answers)
    for answer in answers:
        if not (answer.first and answer.top3):
            query, missed = answer.query, "not in the first three" if not answer.top3 else "not first"
            lines.append(f"  {query.language} {query.q!r} {missed}: {', '.join(answer.units[:3]) or 'nothing'}")
    return lines


if __name__ == "__main__":
    sys.exit(main(Path(__file__).resolve().parents[2], sys.argv[1:]))
