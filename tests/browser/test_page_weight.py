"""Pages are light, do not shift or log errors while they load, and send no third-party requests."""

from __future__ import annotations

import gzip
import statistics
from collections.abc import Callable
from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser

from edition.site import Site
from support.interrupted_host import host_interrupted

TYPICAL, LONGEST, WHOLE_TEXT = 8_000, 25_000, 130_000
"""The most that the HTML of a reading page, of the longest of them, and of a whole text may weigh: bytes as they are sent."""
FIRST_VIEW = {"home": 130_000, "a document": 130_000, "an outcome": 100_000, "an output": 100_000, "a whole text": 250_000}
"""The most that a whole first view may weigh."""
FIRST = {
    "home": "",
    "a document": "programme-budget-2024-25/",
    "an outcome": "programme-budget-2024-25/outcome-1/",
    "an output": "programme-budget-2024-25/output-1-1/",
    "a whole text": "programme-budget-2024-25/full/",
}
SLOW = {"offline": False, "latency": 150, "downloadThroughput": 1.6e6 / 8, "uploadThroughput": 0.75e6 / 8}
SHIFTS = """window.shifts = [];
new PerformanceObserver((list) => list.getEntries().forEach((entry) => window.shifts.push(entry.value)))
  .observe({type: "layout-shift", buffered: true});"""


def test_the_html_of_reading_pages_is_light(built: Path, site: Site, report_figure: Callable[[str], None]) -> None:
    read = [page.address for page in site.pages.values() if page.kind.is_text and not page.kind.is_whole]
    files = [built / language / address / "index.html" for language in ("", "en") for address in read]
    sizes = {path: len(gzip.compress(path.read_bytes(), 9)) for path in files}
    typical, longest = statistics.median(sizes.values()), max(sizes, key=lambda path: sizes[path])
    report_figure(
        f"HTML of a reading page, compressed: median {typical / 1000:.1f} kB of {len(sizes)} pages (at most {TYPICAL / 1000:.0f})"
    )
    report_figure(
        f"  longest {sizes[longest] / 1000:.1f} kB (at most {LONGEST / 1000:.0f}): {longest.parent.relative_to(built)}/"
    )
    assert typical <= TYPICAL and sizes[longest] <= LONGEST


def test_the_html_of_a_whole_text_is_within_its_budget(built: Path, report_figure: Callable[[str], None]) -> None:
    for prefix in ("", "en/"):
        size = len(gzip.compress((built / prefix / FIRST["a whole text"] / "index.html").read_bytes(), 9))
        report_figure(f"HTML of a whole text, compressed: {size / 1000:.1f} kB (at most {WHOLE_TEXT / 1000:.0f})")
        assert size <= WHOLE_TEXT


@pytest.mark.parametrize("page", FIRST)
@pytest.mark.parametrize("width", [375, 1440])
def test_a_first_view_is_light_and_nothing_jumps(
    browser: Browser,
    hosted: str,
    page: str,
    width: int,
    report_figure: Callable[[str], None],
) -> None:
    context = browser.new_context(viewport={"width": width, "height": 800})
    window = context.new_page()
    line = context.new_cdp_session(window)
    sent: list[int] = []
    line.on("Network.loadingFinished", lambda event: sent.append(int(event["encodedDataLength"])))
    line.send("Network.enable")
    line.send("Network.setCacheDisabled", {"cacheDisabled": True})
    line.send("Network.emulateNetworkConditions", SLOW)
    line.send("Emulation.setCPUThrottlingRate", {"rate": 4})
    window.add_init_script(SHIFTS)
    window.goto(hosted + FIRST[page], wait_until="networkidle")
    window.evaluate("document.fonts.ready.then(() => undefined)")
    shift = sum(window.evaluate("window.shifts"))
    context.close()
    report_figure(
        f"first view of {page} at {width} px: {sum(sent) / 1000:.1f} kB in {len(sent)} requests, layout shift {shift:.4f}"
    )
    assert sum(sent) <= FIRST_VIEW[page] and shift == 0


@pytest.mark.parametrize("whole", [False, True])
def test_a_partly_loaded_header_shows_no_tool_that_would_move(browser: Browser, hosted: str, built: Path, whole: bool) -> None:
    html = (built / "index.html").read_text(encoding="utf-8")
    come = html if whole else html[: html.index("<button", html.index("data-search"))]
    context = browser.new_context()
    window = context.new_page()
    window.route(hosted, lambda route: route.fulfill(body=come, content_type="text/html"))
    window.goto(hosted)
    assert window.locator(".search-open").is_visible() == whole
    context.close()


PAINT = """() => Promise.race([
  new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))),
  new Promise((done) => setTimeout(done, 100)),
])"""
"""Waits until what has come is painted, or for a moment where nothing is to be painted yet."""


@pytest.mark.parametrize(("page", "width"), [("an outcome", 375), ("home", 375), ("a whole text", 1440)])
def test_nothing_jumps_where_a_page_comes_in_parts(browser: Browser, built: Path, page: str, width: int) -> None:
    html = (built / FIRST[page] / "index.html").read_bytes()
    body, article = html.index(b"</script>", html.index(b"<body")), html.index(b"<article")
    cuts = [*range(body, body + 1300, 130), *range(article, article + 3900, 260)]
    context = browser.new_context(viewport={"width": width, "height": 800})
    window = context.new_page()
    window.add_init_script(SHIFTS)
    shifts = {}
    with host_interrupted(built) as host:
        host.cut = len(html)
        host.release.set()
        window.goto(host.address + FIRST[page])  # The styles are cached: the page waits for nothing but its own rest.
        for host.cut in cuts:
            host.release.clear()
            window.goto(host.address + FIRST[page], wait_until="commit")
            window.evaluate(PAINT)
            host.release.set()
            window.wait_for_load_state()
            window.evaluate(PAINT)
            shifts[html[host.cut - 40 : host.cut]] = sum(window.evaluate("window.shifts"))
    context.close()
    assert {place: shift for place, shift in shifts.items() if shift} == {}


@pytest.mark.parametrize(("width", "scheme"), [(375, "dark"), (1440, "light")])
def test_no_kind_of_page_sends_third_party_requests_or_logs_errors(
    browser: Browser,
    hosted: str,
    kinds: tuple[str, ...],
    width: int,
    scheme: Literal["dark", "light"],
    report_figure: Callable[[str], None],
) -> None:
    # What is fetched for reading offline is asked for too.
    context = browser.new_context(viewport={"width": width, "height": 800}, color_scheme=scheme, service_workers="allow")
    window = context.new_page()
    asked: list[str] = []
    complaints: list[str] = []
    context.on("request", lambda request: asked.append(request.url))
    context.on("console", lambda message: complaints.append(message.text) if message.type in ("error", "warning") else None)
    context.on("weberror", lambda error: complaints.append(str(error.error)))
    for language in ("", "en/"):
        for address in kinds:
            window.goto(hosted + language + address)
            window.locator("html").press("End")
        window.goto(f"{hosted}{language}m-power/?view=both")
        window.locator("a[data-search]").click()
        window.locator("dialog input").fill("OIT")
        window.locator("dialog [role=option]").first.wait_for()
        window.goto(f"{hosted}{language}search/?q=OIT", wait_until="networkidle")
    context.close()
    hosts = {urlsplit(url).netloc for url in asked if urlsplit(url).scheme not in ("data", "blob")}
    report_figure(f"{len(asked)} requests of {2 * len(kinds)} pages and the search, to {len(hosts)} host")
    assert (hosts, complaints) == ({urlsplit(hosted).netloc}, [])


def test_a_page_of_a_text_loads_little_before_it_is_used(browser: Browser, hosted: str) -> None:
    context = browser.new_context(viewport={"width": 1440, "height": 800})
    window = context.new_page()
    loaded: list[str] = []
    window.on("request", lambda request: loaded.append(urlsplit(request.url).path.rpartition("/")[2]))
    with window.expect_response("**/reading_position.js"):
        window.goto(hosted + FIRST["an output"])
    window.mouse.move(5, 5)
    context.close()
    scripts = {name for name in loaded if name.endswith((".js", ".json"))}
    assert scripts - {"offline.js"} == {"site_frame.js", "main.js", "reading_position.js"}
