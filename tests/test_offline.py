"""Reading without a connection, in a real browser: what was read, the whole edition, and one version at a time."""

from __future__ import annotations

import contextlib
import functools
import http.server
import json
import shutil
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from conftest import build_small, small_project, with_site
from edition.offline import files


@dataclass
class Host:
    """A host of a site under a sub-path, whose connection can break, for all or for some of its files."""

    site: Path
    address: str = ""
    broken: list[str] = field(default_factory=list)
    """Endings of the paths that get no answer; the empty one is that of all."""
    asked: list[str] = field(default_factory=list)


class _Handler(http.server.SimpleHTTPRequestHandler):
    def __init__(self, *arguments: Any, host: Host) -> None:
        self.host = host
        super().__init__(*arguments, directory=str(host.site))

    def do_GET(self) -> None:
        self.host.asked.append(self.path)
        if any(self.path.partition("?")[0].endswith(ending) for ending in self.host.broken):
            self.close_connection = True
            self.connection.close()
            return
        super().do_GET()

    def translate_path(self, path: str) -> str:
        return super().translate_path(path.removeprefix("/some/edition"))

    def end_headers(self) -> None:
        self.send_header("Cache-Control", "no-cache")
        super().end_headers()

    def handle_one_request(self) -> None:
        try:
            super().handle_one_request()
        except (ValueError, OSError):
            self.close_connection = True

    def finish(self) -> None:
        with contextlib.suppress(ValueError, OSError):
            super().finish()

    def log_message(self, format: str, *args: object) -> None:
        """Says nothing."""


@pytest.fixture
def host(small_site: Path, tmp_path: Path) -> Iterator[Host]:
    """The small project's site on such a host."""
    shutil.copytree(small_site, tmp_path / "published")
    found = Host(tmp_path / "published")
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(_Handler, host=found)) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        found.address = f"http://127.0.0.1:{server.server_port}/some/edition/"
        yield found
        server.shutdown()


@pytest.fixture(scope="module")
def next_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A new version of the site, in which a text, the style and a script are others."""
    project = with_site(small_project(tmp_path_factory.mktemp("next")))
    project.replace("report/outcome-1/output-1-1.yml", "            act.", "            act soon.")
    style = project.root / "docs/assets/edition.css"
    style.write_text(style.read_text() + "\nbody { --version: 2; }\n")
    script = project.root / "docs/assets/frame.js"
    script.write_text(script.read_text() + '\ndocument.documentElement.dataset.version = "2";\n')
    return build_small(project)


def publish_again(host: Host, site: Path) -> None:
    """Publishes a new version."""
    shutil.rmtree(host.site)
    shutil.copytree(site, host.site)


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    context = browser.new_context()
    yield context
    context.close()


KEYS = """async () => { const found = {}; for (const name of await caches.keys())
  found[name] = (await (await caches.open(name)).keys()).map((request) => new URL(request.url).pathname); return found; }"""


HELD = """async (fact) => {{ for (let times = 0; times < {times}; times++) {{ if (await ({condition})(fact)) return true;
  await new Promise((resolve) => setTimeout(resolve, 50)); }} return false; }}"""


def until(page: Page, condition: str, fact: str = "") -> None:
    """Waits until an asynchronous condition holds in a page, looking again every few milliseconds."""
    assert page.evaluate(HELD.format(times=600, condition=condition), fact), condition


def visit(page: Page, address: str) -> None:
    """Opens a page and waits until it is kept."""
    page.goto(address)
    until(page, "async () => navigator.serviceWorker.controller && caches.match(location.pathname)")


def version(page: Page) -> tuple[str, str, str]:
    """The versions of a page of the report: of its text, its style and its script."""
    text = "2" if "act soon." in page.locator("article").inner_text() else "1"
    style = page.evaluate("getComputedStyle(document.body).getPropertyValue('--version')").strip() or "1"
    return text, style, page.evaluate("document.documentElement.dataset.version ?? '1'")


# An attempt that had begun before may still fail; then another is begun.
TAKEN_OVER = """async (version) => { const own = (await caches.keys()).filter((name) => /^.some.edition.@(?!state)/.test(name));
      const registration = await navigator.serviceWorker.getRegistration();
      const { active, installing, waiting } = registration;
      if (!installing && !waiting && !own.every((name) => name.endsWith(version))) await registration.update().catch(() => {});
      return own.length === 1 && own[0].endsWith(version) && !installing && active.state === "activated"; }"""


def taken_over(page: Page, site: Path) -> None:
    """Waits until the version that is published has taken over, on one of the next pages that a reader opens."""
    wanted = json.loads((site / "offline.json").read_bytes())["version"]
    for _ in range(20):
        if page.evaluate(HELD.format(times=100, condition=TAKEN_OVER), wanted):
            return
        page.reload()
    raise AssertionError(page.evaluate(KEYS))


OUTPUT = "en/report/output-1-1/"


def test_pages_that_were_read_can_be_read_again_and_others_say_that_they_cannot(context: BrowserContext, host: Host) -> None:
    page = context.new_page()
    visit(page, host.address + "en/report/")
    visit(page, host.address + OUTPUT)
    host.broken = [""]
    for address in (OUTPUT, "en/report/", f"{OUTPUT}?view=both#p3"):
        page.goto(host.address + address)
        assert page.locator("article h1").inner_text() and version(page)[1:] == ("1", "1"), address
        assert page.evaluate("getComputedStyle(document.querySelector('.md-header')).position") in ("sticky", "fixed"), "styled"
    answer = page.goto(host.address + "leaflet/")
    assert answer and answer.status == 503 and page.url.endswith("/leaflet/")
    assert page.locator("h1 [lang=fr]").inner_text() == "Pas de connexion"
    assert page.locator("h1 [lang=en]").inner_text() == "No connection"
    page.goto(host.address + "en/offline/")
    expect(page.locator("[data-keep=read]")).to_have_attribute("aria-checked", "true")
    expect(page.locator("[data-keep=read]")).to_be_visible()
    page.goto(host.address + "en/leaflet/")
    assert page.locator("h1 span").first.inner_text() == "No connection"
    kept = page.locator("section[lang=en] [data-kept] a")
    expect(kept.first).to_be_visible()
    assert host.address + OUTPUT in kept.evaluate_all("links => links.map(link => link.href)")
    kept.filter(has_text="Output 1.1").click()
    page.wait_for_url(host.address + OUTPUT)
    host.broken = []
    page.goto(host.address + "leaflet/")
    assert page.locator("article h1").inner_text() == "Dépliant"


def test_a_new_version_takes_over_whole(context: BrowserContext, host: Host, next_site: Path) -> None:
    page = context.new_page()
    visit(page, host.address + "en/report/")
    visit(page, host.address + OUTPUT)
    assert version(page) == ("1", "1", "1")
    publish_again(host, next_site)
    # The new one cannot be had whole: the old one stays, whole, and online the page is the new one.
    host.broken = ["frame.css"]
    page.evaluate("async () => (await navigator.serviceWorker.getRegistration()).update().catch(() => {})")
    host.broken = [""]
    page.goto(host.address + OUTPUT)
    assert version(page) == ("1", "1", "1")
    host.broken = []
    page.reload()
    assert version(page) == ("2", "2", "2")
    taken_over(page, host.site)
    host.broken = [""]
    page.reload()
    assert version(page) == ("2", "2", "2")
    page.goto(host.address + "en/report/")
    assert version(page)[1:] == ("2", "2")


def test_a_page_from_the_cache_takes_nothing_of_another_version(context: BrowserContext, host: Host, next_site: Path) -> None:
    page = context.new_page()
    visit(page, host.address + OUTPUT)
    publish_again(host, next_site)
    # Pages do not get through, nor does the new worker; styles and scripts would, and are of the new version.
    host.broken = ["/", "worker.js"]
    page.goto(host.address + OUTPUT)
    assert version(page) == ("1", "1", "1")
    # A page of the new version does not fall back on the old one's files.
    host.broken = ["worker.js", "edition.css", "frame.js"]
    page.goto(host.address + OUTPUT)
    ink = page.evaluate("getComputedStyle(document.documentElement).getPropertyValue('--ed-ink')")
    assert (version(page)[0], ink) == ("2", "")


def test_the_whole_edition_is_kept_on_request_with_its_search_and_removed(context: BrowserContext, host: Host) -> None:
    page = context.new_page()
    visit(page, host.address + "en/offline/")
    switch = page.get_by_role("switch", name="Save the whole edition on this device")
    expect(switch).to_be_visible()
    assert "MB on the device" in page.locator("[data-size]").inner_text()
    switch.click()
    expect(page.get_by_role("status").filter(has_text="The whole edition is saved on this device.")).to_be_visible()
    expect(switch).to_have_attribute("aria-checked", "true")
    host.broken = [""]
    for address in ("", "leaflet/", "en/glossary/decent-work/", "instruments/c98/", "en/corrections/"):
        answer = page.goto(host.address + address)
        assert answer and answer.status == 200 and page.locator("article h1").count() == 1, address
    page.goto(host.address + "en/p/3")
    page.wait_for_url(host.address + OUTPUT + "#p3")
    page.goto(host.address + "en/search/?q=C98")
    expect(page.locator(".found a").first).to_be_visible()
    host.broken = []
    page.goto(host.address + "en/offline/")
    expect(switch).to_have_attribute("aria-checked", "true")
    switch.click()
    expect(page.get_by_role("status").filter(has_text="removed")).to_be_visible()
    assert page.evaluate(KEYS) == {}
    host.broken = [""]
    with pytest.raises(Exception, match="ERR_"):
        page.goto(host.address + "leaflet/")


def test_the_whole_edition_stays_whole_through_a_new_version_and_only_what_changed_is_fetched(
    context: BrowserContext,
    host: Host,
    next_site: Path,
) -> None:
    page = context.new_page()
    visit(page, host.address + "en/offline/")
    page.get_by_role("switch", name="Save the whole edition").click()
    expect(page.get_by_role("status").filter(has_text="The whole edition is saved on this device.")).to_be_visible()
    first = {key for keys in page.evaluate(KEYS).values() for key in keys}
    publish_again(host, next_site)
    host.asked.clear()
    taken_over(page, host.site)
    assert len([path for path in host.asked if path.endswith("/instruments/c98/")]) == 0
    host.broken = [""]
    page.goto(host.address + OUTPUT)
    assert version(page) == ("2", "2", "2")
    page.goto(host.address + "leaflet/")
    assert version(page)[1:] == ("2", "2")
    kept = {key for keys in page.evaluate(KEYS).values() for key in keys}
    assert {key for key in first ^ kept if "/window/" not in key and "/search/index/" not in key} == set()


def test_who_wants_nothing_kept_has_nothing_kept(context: BrowserContext, host: Host) -> None:
    page = context.new_page()
    visit(page, host.address + "offline/")
    switch = page.get_by_role("switch", name="Enregistrer les pages que je lis")
    expect(switch).to_have_attribute("aria-checked", "true")
    switch.click()
    expect(page.get_by_role("status").filter(has_text="Tout a été supprimé")).to_be_visible()
    page.goto(host.address + "leaflet/", wait_until="networkidle")
    assert page.evaluate(KEYS) == {}
    assert page.evaluate("async () => (await navigator.serviceWorker.getRegistrations()).length") == 0


def test_caches_of_other_sites_of_the_host_are_left_alone(context: BrowserContext, host: Host, next_site: Path) -> None:
    page = context.new_page()
    page.goto(host.address)
    page.evaluate("caches.open('/another@1')")
    visit(page, host.address)
    publish_again(host, next_site)
    taken_over(page, host.site)
    page.goto(host.address + "offline/")
    page.get_by_role("switch", name="Enregistrer les pages que je lis").click()
    expect(page.get_by_role("status").filter(has_text="Tout a été supprimé")).to_be_visible()
    assert page.evaluate("async () => await caches.keys()") == ["/another@1"]


def test_the_lists_name_every_page_and_nothing_that_is_not_read(built: Path) -> None:
    read, more = (json.loads((built / name).read_bytes()) for name in ("offline.json", "offline-whole.json"))
    pages = {path.relative_to(built).as_posix().removesuffix("index.html") for path in built.rglob("index.html")}
    assert pages <= read["files"].keys() | more["files"].keys() and read["version"] == more["version"]
    for key in (*read["files"], *more["files"]):
        path = built / (f"{key}index.html" if key.endswith("/") or not key else key)
        assert path.is_file() and not key.startswith("social/") and not key.endswith((".csv", ".xlsx", ".map")), key
    assert set(read["core"]) <= read["files"].keys() and {"503.html", "offline/", "assets/edition.css"} <= set(read["core"])
    assert (built / "worker.js").read_text().startswith(f'const VERSION = "{read["version"]}";')


def test_the_version_is_that_of_the_files(tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text("<h1>One</h1>")
    one, again = dict(files(tmp_path)), dict(files(tmp_path))
    (tmp_path / "index.html").write_text("<h1>Two</h1>")
    assert one == again and one["worker.js"] != dict(files(tmp_path))["worker.js"]
