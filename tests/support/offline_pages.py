"""Determines which version of the site a page shows and loads, in any browser."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Protocol

from support.offline_host import version_of


class Tab(Protocol):
    """A page in a browser."""

    def goto(self, url: str) -> object:
        """Opens an address."""

    def reload(self) -> object:
        """Opens its address again."""

    def evaluate(self, expression: str, arg: object = None) -> Any:  # noqa: ANN401  # JSON
        """The value of an expression, or what the function that it is returns for an argument."""


KEYS = """async () => { const found = {}; for (const name of await caches.keys())
  found[name] = (await (await caches.open(name)).keys()).map((request) => new URL(request.url).pathname); return found; }"""


HELD = """async (fact) => {{ for (let times = 0; times < {times}; times++) {{ if (await ({condition})(fact)) return true;
  await new Promise((resolve) => setTimeout(resolve, 50)); }} return false; }}"""


def until(page: Tab, condition: str, fact: object = None) -> None:
    """Waits until an asynchronous condition is true in a page, polling every few milliseconds."""
    assert page.evaluate(HELD.format(times=600, condition=condition), fact), condition


def visit(page: Tab, address: str) -> None:
    """Opens a page and waits until it is saved."""
    page.goto(address)
    until(page, "async () => navigator.serviceWorker.controller && caches.match(location.pathname)")


def version(page: Tab) -> tuple[str, str, str]:
    """The versions of a page of the report: of its text, its style and its script."""
    text = "2" if "act soon." in page.evaluate("document.querySelector('article').innerText") else "1"
    style = page.evaluate("getComputedStyle(document.body).getPropertyValue('--version')").strip() or "1"
    return text, style, page.evaluate("document.documentElement.dataset.version ?? '1'")


# An attempt that had begun before may still fail; then another is begun.
TAKEN_OVER = """async (version) => { const saved = await caches.has("/some/edition/@" + version);
      const registration = await navigator.serviceWorker.getRegistration();
      const { active, installing, waiting } = registration;
      if (!installing && !waiting && !saved) await registration.update().catch(() => {});
      return saved && !installing && !waiting && active.state === "activated"; }"""


def taken_over(page: Tab, site: Path) -> None:
    """Waits until the version that is published has taken over, on one of the next pages that a reader opens."""
    wanted = version_of(site)
    for _ in range(20):
        if page.evaluate(HELD.format(times=100, condition=TAKEN_OVER), wanted):
            return
        page.reload()
    raise AssertionError(page.evaluate(KEYS))


FETCHED = """async (file) => { const root = document.querySelector("meta[name=offline-worker]").content;
  return fetch(new URL(file, new URL(root, location.href))).then((answer) => answer.text(), () => null); }"""


def fetched(page: Tab, file: str) -> str | None:
    """The text of a file that a page loads long after it was opened; nothing where it cannot be had."""
    found: str | None = page.evaluate(FETCHED, file)
    return found


def loads(page: Tab) -> tuple[str, str]:
    """The versions of the style and the script that a page loads long after it was opened."""
    style, script = fetched(page, "assets/css/base.css"), fetched(page, "assets/js/pages/site_frame.js")
    assert style and script
    return "2" if "--version: 2" in style else "1", "2" if 'dataset.version = "2"' in script else "1"


VISIT = """(addresses) => new Promise(async (resolve, reject) => { const { port1, port2 } = new MessageChannel();
  port1.onmessage = ({ data }) => ("failed" in data ? reject(new Error(data.failed)) : resolve());
  const loaded = performance.getEntriesByType("resource").map((entry) => entry.name);
  const { active } = await navigator.serviceWorker.ready;
  active.postMessage({ ask: "visit", addresses: [location.href, ...loaded, ...addresses] }, [port2]); })"""


def settle(page: Tab, *more: str) -> None:
    """Waits until the worker knows a page and has saved all that it loaded, and more addresses."""
    page.evaluate(VISIT, list(more))
