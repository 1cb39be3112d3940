"""Offline reading shows one version at a time: no page takes files of another."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, expect

from edition.outputs.offline import make_offline_files
from support.offline_host import Host, publish_again, version_of
from support.offline_pages import KEYS, TAKEN_OVER, fetched, loads, settle, taken_over, until, version, visit
from support.offline_switches import OUTPUT, end_workers


def test_a_new_version_takes_over_completely(context: BrowserContext, host: Host, next_site: Path) -> None:
    page = context.new_page()
    visit(page, host.address + "en/report/")
    visit(page, host.address + OUTPUT)
    assert version(page) == ("1", "1", "1")
    publish_again(host, next_site)
    # The new one cannot be had whole: the old one stays, whole, and online the page is the new one.
    host.broken = ["site_frame.css"]
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
    host.broken = ["worker.js", "base.css", "site_frame.js"]
    page.goto(host.address + OUTPUT)
    ink = page.evaluate("getComputedStyle(document.documentElement).getPropertyValue('--ed-ink')")
    assert (version(page)[0], ink) == ("2", "")


def test_the_whole_copy_stays_complete_through_a_new_version_and_only_changes_are_fetched(
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
    saved = {key for keys in page.evaluate(KEYS).values() for key in keys}
    assert {key for key in first ^ saved if "/window/" not in key and "/search/index/" not in key} == set()


def publish_style(host: Host, number: int) -> None:
    """Publishes one more version, in which only the style is another."""
    style = host.site / "assets/css/base.css"
    style.write_text(f"{style.read_text()}\nbody {{ --version: {number}; }}\n")
    for name, content in make_offline_files(host.site):
        (host.site / name).write_bytes(content)


@pytest.mark.parametrize("first_visit", [True, False], ids=["opened before the worker", "opened by the worker"])
def test_an_open_page_stays_at_its_version_when_another_window_updates(
    context: BrowserContext, host: Host, next_site: Path, first_visit: bool
) -> None:
    first = context.new_page()
    visit(first, host.address + OUTPUT)
    if not first_visit:
        first.reload(wait_until="networkidle")
    settle(first)
    old = version_of(host.site)
    publish_again(host, next_site)
    second = context.new_page()
    second.goto(host.address + OUTPUT)
    taken_over(second, host.site)
    second.reload()
    assert version(second) == ("2", "2", "2")
    for restarted in (False, True):
        if restarted:
            end_workers(second)
        assert (loads(first), loads(second)) == (("1", "1"), ("2", "2")), restarted
    host.broken = [""]
    assert (loads(first), loads(second)) == (("1", "1"), ("2", "2")), "without a connection"
    host.broken = []
    first.close()
    second.reload()
    until(second, "async (old) => !(await caches.has('/some/edition/@' + old))", old)
    assert (version(second), loads(second)) == (("2", "2", "2"), ("2", "2"))


# Whether the version that is published now could not be installed.
NOT_INSTALLED = """async () => { const registration = await navigator.serviceWorker.getRegistration();
  return new Promise((resolve, reject) => { registration.addEventListener("updatefound", () => { const coming = registration.installing;
      coming.addEventListener("statechange", () => resolve(coming.state === "redundant")); });
    registration.update().catch(reject); }); }"""


def test_a_failed_return_to_an_older_version_leaves_open_pages_their_files(
    context: BrowserContext, host: Host, small_site: Path, next_site: Path
) -> None:
    first, second = context.new_page(), context.new_page()
    visit(first, host.address + "en/report/")
    first.reload()
    settle(first)
    publish_again(host, next_site)
    second.goto(host.address + OUTPUT)
    taken_over(second, host.site)
    visit(second, host.address + OUTPUT)
    settle(second)
    publish_again(host, small_site)
    host.broken = [OUTPUT]  # It is saved as it was in the version between.
    assert second.evaluate(NOT_INSTALLED)
    host.broken = [""]
    end_workers(second)
    assert loads(first) == ("1", "1")


def test_an_open_page_gets_no_file_that_was_published_after_it(context: BrowserContext, host: Host, next_site: Path) -> None:
    page = context.new_page()
    visit(page, host.address + "en/report/")
    page.reload()
    settle(page)
    publish_again(host, next_site)
    host.broken = ["worker.js"]
    assert loads(page) == ("1", "1")
    changed, same = fetched(page, OUTPUT), fetched(page, "en/leaflet/")
    assert changed is None and same and "</html>" in same


def test_a_page_loaded_before_the_worker_of_its_version_stays_at_that_version(
    context: BrowserContext, host: Host, next_site: Path
) -> None:
    page = context.new_page()
    visit(page, host.address + OUTPUT)
    publish_again(host, next_site)
    page.goto(host.address + OUTPUT)
    assert version(page)[0] == "2"
    until(page, TAKEN_OVER, version_of(host.site))
    publish_style(host, 3)
    host.broken = ["worker.js"]
    style = fetched(page, "assets/css/base.css")
    assert style and "--version: 2" in style and "--version: 3" not in style
