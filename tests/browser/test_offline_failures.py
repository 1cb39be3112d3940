"""Offline reading copes with damaged files, a full disk, a lost connection and a browser that clears its cache."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from support.offline_host import Host, publish_again
from support.offline_pages import settle, until, version, visit
from support.offline_switches import FAILED, OUTPUT, assert_switches, end_workers, saved_files, turn

PLANT = """async ([key, how]) => { const name = (await caches.keys()).find((name) => /@(?!state)/.test(name));
  const cache = await caches.open(name); const address = "/some/edition/" + key; const saved = await cache.match(address);
  const text = await saved.text(); const headers = saved.headers;
  const bad = { empty: "", truncated: text.slice(0, text.length / 2), altered: text.replace(/e/, "3") }[how];
  await cache.put(address, new Response(bad, { headers })); }"""
DAMAGES = ["empty", "truncated", "altered"]


def saved_text(page: Page, key: str) -> str:
    """A file as the cache has it."""
    found: str = page.evaluate("async (key) => (await caches.match('/some/edition/' + key))?.text() ?? ''", key)
    return found


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_page_is_not_shown_and_is_saved_again(context: BrowserContext, host: Host, damage: str) -> None:
    page = context.new_page()
    visit(page, host.address + OUTPUT)
    visit(page, host.address + "en/report/")
    page.evaluate(PLANT, [OUTPUT, damage])
    host.broken = [""]
    answer = page.goto(host.address + OUTPUT)
    assert answer and answer.status == 503
    assert page.locator("h1 [lang=en]").inner_text() == "No connection"
    host.broken = []
    visit(page, host.address + OUTPUT)
    assert saved_text(page, OUTPUT) == (host.site / OUTPUT / "index.html").read_text()


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_style_is_not_used_and_is_saved_again(context: BrowserContext, host: Host, damage: str) -> None:
    page = context.new_page()
    visit(page, host.address + OUTPUT)
    until(page, "async () => caches.match('/some/edition/assets/css/site_frame.css')")
    page.evaluate(PLANT, ["assets/css/base.css", damage])
    host.broken = [""]
    page.goto(host.address + OUTPUT)
    assert page.evaluate("getComputedStyle(document.documentElement).getPropertyValue('--ed-ink')") == "", (
        "no style rather than a wrong one"
    )
    host.broken = []
    page.goto(host.address + OUTPUT)
    assert page.evaluate("getComputedStyle(document.documentElement).getPropertyValue('--ed-ink')")
    until(page, "async () => caches.match('/some/edition/assets/css/base.css')")
    assert saved_text(page, "assets/css/base.css") == (host.site / "assets/css/base.css").read_text()


@pytest.mark.parametrize("damage", ["empty", "truncated"])
def test_a_damaged_list_is_saved_again(context: BrowserContext, host: Host, damage: str) -> None:
    page = context.new_page()
    visit(page, host.address + OUTPUT)
    page.evaluate(PLANT, ["offline.json", damage])
    end_workers(page)
    answer = page.goto(host.address + OUTPUT)
    assert answer and answer.status == 200 and version(page) == ("1", "1", "1")
    published = (host.site / "offline.json").read_text()
    until(page, "async (text) => (await (await caches.match('/some/edition/offline.json')).text()) === text", published)


def limit_space(page: Page, host: Host, more: int | None) -> None:
    """Leaves the site this many bytes more than it uses; without a number, as many as before."""
    session = page.context.new_cdp_session(page)
    origin = host.address.removesuffix("/some/edition/")
    used = session.send("Storage.getUsageAndQuota", {"origin": origin})["usage"]
    session.send("Storage.overrideQuotaForOrigin", {"origin": origin} | ({} if more is None else {"quotaSize": used + more}))


def test_a_full_disk_is_reported_and_leaves_what_was_saved(context: BrowserContext, host: Host) -> None:
    page = context.new_page()
    visit(page, host.address + OUTPUT)
    visit(page, host.address + "en/offline/")
    assert_switches(page, read=True, whole=False)
    settle(page)
    before = saved_files(page)
    limit_space(page, host, 150_000)
    turn(page, "whole")
    expect(page.get_by_role("status")).to_have_text(FAILED)
    assert_switches(page, read=True, whole=False)
    assert saved_files(page) == before
    limit_space(page, host, None)
    turn(page, "whole")
    expect(page.get_by_role("status")).to_contain_text("The whole edition is saved")
    assert_switches(page, read=True, whole=True)


# The worker's answer, when the page asks it to save files: that the disk is full, once the test lets it.
FULL = """const post = ServiceWorker.prototype.postMessage; const full = new Promise((resolve) => { globalThis.fill = resolve; });
  ServiceWorker.prototype.postMessage = function (message, ports) {
    if (message.ask !== "gather") return post.call(this, message, ports);
    globalThis.waits = true; full.then(() => ports[0].postMessage({ failed: "QuotaExceededError" })); };"""
AFTER_THE_OTHER = """async () => document.querySelector("[data-keep=whole]").ariaChecked === "true"
  || (await navigator.locks.query()).pending.length === 1"""


def test_a_full_disk_in_one_window_does_not_remove_what_another_has_saved(context: BrowserContext, host: Host) -> None:
    first, second = context.new_page(), context.new_page()
    first.add_init_script(FULL)
    for page in (first, second):
        visit(page, host.address + "en/offline/")
        assert_switches(page, read=True, whole=False)
        turn(page, "whole")
        until(page, "async () => globalThis.waits" if page == first else AFTER_THE_OTHER)
    first.evaluate("globalThis.fill()")
    expect(first.get_by_role("status")).to_have_text(FAILED)
    expect(second.get_by_role("status")).to_contain_text("The whole edition is saved")
    second.reload()
    assert_switches(second, read=True, whole=True)


def test_a_full_disk_is_reported_and_leaves_the_former_whole_copy(context: BrowserContext, host: Host, next_site: Path) -> None:
    page = context.new_page()
    visit(page, host.address + "en/offline/")
    turn(page, "whole")
    expect(page.get_by_role("status")).to_contain_text("The whole edition is saved")
    before = saved_files(page)
    limit_space(page, host, 150_000)
    publish_again(host, next_site)
    page.goto(host.address + "en/offline/")
    expect(page.get_by_role("status")).to_have_text(FAILED)
    assert_switches(page, read=True, whole=True)
    assert saved_files(page) == before
    host.broken = [""]
    page.goto(host.address + OUTPUT)
    assert version(page) == ("1", "1", "1")
    answer = page.goto(host.address + "instruments/c98/")
    assert answer and answer.status == 200


def test_a_connection_lost_while_the_whole_is_saved_is_reported_and_resumed(context: BrowserContext, host: Host) -> None:
    page = context.new_page()
    visit(page, host.address + "en/offline/")
    host.broken = ["/instruments/c98/"]
    turn(page, "whole")
    expect(page.get_by_role("status")).to_have_text(FAILED)
    assert_switches(page, read=True, whole=False)
    saved = len(saved_files(page))
    host.broken, host.asked = [], []
    turn(page, "whole")
    expect(page.get_by_role("status")).to_contain_text("The whole edition is saved")
    assert_switches(page, read=True, whole=True)
    assert len(host.asked) < len(saved_files(page)) - saved + 10, "what had been saved is not fetched again"


def test_files_cleared_by_the_browser_are_not_shown_as_saved(context: BrowserContext, host: Host) -> None:
    page = context.new_page()
    visit(page, host.address + "en/offline/")
    turn(page, "whole")
    assert_switches(page, read=True, whole=True)
    page.evaluate(
        "async () => { for (const name of await caches.keys()) if (!name.endsWith('@state')) await caches.delete(name); }"
    )
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    assert_switches(page, read=False, whole=False)
    end_workers(page)
    page.reload()
    assert_switches(page, read=True, whole=False)
    visit(page, host.address + OUTPUT)
    host.broken = [""]
    page.reload()
    assert version(page) == ("1", "1", "1")
