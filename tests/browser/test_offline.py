"""Reading without a connection, in a real browser: what was read, the whole edition, and one version at a time."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from edition.outputs.offline import list_files
from support.offline_host import Host, publish_again, version_of
from support.offline_pages import KEYS, TAKEN_OVER, fetched, loads, settle, taken_over, until, version, visit


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    context = browser.new_context()
    yield context
    context.close()


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


def test_an_address_without_its_slash_keeps_its_query_without_a_connection(context: BrowserContext, host: Host) -> None:
    page = context.new_page()
    visit(page, host.address + "en/search/")
    settle(page)
    host.broken = [""]
    page.goto(host.address + "en/search?q=C98#found")
    assert page.url == host.address + "en/search/?q=C98#found"


def test_a_host_that_varies_its_answers_by_anything_does_not_prevent_saving(context: BrowserContext, host: Host) -> None:
    host.headers = {"Vary": "*"}
    page = context.new_page()
    visit(page, host.address + OUTPUT)
    page.goto(host.address + "en/offline/")
    assert_switches(page, read=True, whole=False)
    turn(page, "whole")
    assert_switches(page, read=True, whole=True)
    host.broken = [""]
    for address in (OUTPUT, "en/leaflet/"):
        answer = page.goto(host.address + address)
        assert answer and answer.status == 200 and version(page)[1:] == ("1", "1"), address


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


def test_the_whole_edition_is_saved_on_request_with_its_search_and_removed(context: BrowserContext, host: Host) -> None:
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
    expect(page.get_by_role("switch", name="Save the pages that I read")).to_have_attribute("aria-checked", "true")
    expect(switch).to_have_attribute("aria-checked", "false")
    host.broken = [""]
    answer = page.goto(host.address + "leaflet/")
    assert answer and answer.status == 503


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


SENT_BEFORE = """() => new Promise((resolve) => { const { port1, port2 } = new MessageChannel(); port1.onmessage = resolve;
  navigator.serviceWorker.controller.postMessage({ ask: "visit", addresses: [location.href] }, [port2]); }).then(() => true)"""


def test_a_visit_that_the_worker_comes_to_after_the_removal_saves_nothing(context: BrowserContext, host: Host) -> None:
    reading, page = context.new_page(), context.new_page()
    for tab in (reading, page):
        visit(tab, host.address + "en/offline/")
        settle(tab)
    turn(page, "read")
    expect(page.get_by_role("status")).to_contain_text("Everything has been removed")
    assert reading.evaluate(SENT_BEFORE)
    assert reading.evaluate(KEYS) == {}
    assert_switches(reading, read=False, whole=False)
    assert reading.evaluate(KEYS) == {}
    turn(reading, "read")
    assert_switches(reading, read=True, whole=False)


def test_two_editions_on_one_host_are_refused_one_by_one(context: BrowserContext, host: Host, small_site: Path) -> None:
    page = context.new_page()
    another = host.address.removesuffix("some/edition/") + "another/"
    shutil.copytree(small_site, host.site / "another")
    visit(page, host.address + "en/offline/")
    assert_switches(page, read=True, whole=False)
    turn(page, "read")
    assert_switches(page, read=False, whole=False)
    visit(page, another + OUTPUT)
    page.goto(host.address + "en/offline/", wait_until="networkidle")
    assert_switches(page, read=False, whole=False)
    assert {name.partition("@")[0] for name in page.evaluate(KEYS)} == {"/another/"}


def test_who_refused_before_editions_were_refused_one_by_one_has_nothing_saved(context: BrowserContext, host: Host) -> None:
    page = context.new_page()
    page.goto(host.address + "offline.json")
    page.evaluate("localStorage.setItem('edition.offline', 'no')")
    page.goto(host.address + "en/offline/", wait_until="networkidle")
    assert_switches(page, read=False, whole=False)
    assert page.evaluate(KEYS) == {}
    turn(page, "read")
    assert_switches(page, read=True, whole=False)
    page.reload()
    visit(page, host.address + OUTPUT)


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


def test_the_worker_of_another_site_of_the_host_is_left_alone_and_not_taken_for_this_one(
    context: BrowserContext, host: Host
) -> None:
    page = context.new_page()
    top = host.address.removesuffix("some/edition/")
    (host.site / "other.html").write_text("<!doctype html><title>Another site</title>")
    (host.site / "other.js").write_text("addEventListener('fetch', () => {});")
    page.goto(top + "other.html")
    page.evaluate("navigator.serviceWorker.register('/other.js').then(() => navigator.serviceWorker.ready).then(() => true)")
    page.goto(host.address + "en/offline/")
    assert_switches(page, read=True, whole=False)
    until(page, "async () => caches.match(location.pathname)")
    turn(page, "read")
    expect(page.get_by_role("status")).to_contain_text("Everything has been removed")
    page.reload()
    assert_switches(page, read=False, whole=False)
    assert page.evaluate("async () => (await navigator.serviceWorker.getRegistrations()).map(({ scope }) => scope)") == [top]


# --- One version at a time ------------------------------------------------------------------------------------------


def publish_style(host: Host, number: int) -> None:
    """Publishes one more version, in which only the style is another."""
    style = host.site / "assets/edition.css"
    style.write_text(f"{style.read_text()}\nbody {{ --version: {number}; }}\n")
    for name, content in list_files(host.site):
        (host.site / name).write_bytes(content)


def end_workers(page: Page) -> None:
    """Ends the running worker, as browsers do at any time; it starts again when it is needed, and has forgotten all."""
    session = page.context.new_cdp_session(page)
    session.send("ServiceWorker.enable")
    session.send("ServiceWorker.stopAllWorkers")
    session.detach()


@pytest.mark.parametrize("first_visit", [True, False], ids=["opened before the worker", "opened by the worker"])
def test_an_open_page_keeps_its_version_when_another_window_takes_a_new_one_over(
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


def test_a_version_that_cannot_be_taken_back_leaves_its_open_pages_their_files(
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


def test_a_page_that_comes_before_the_worker_of_its_version_keeps_that_version(
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
    style = fetched(page, "assets/edition.css")
    assert style and "--version: 2" in style and "--version: 3" not in style


# --- What is damaged, does not fit or is cleared away ---------------------------------------------------------------

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
    until(page, "async () => caches.match('/some/edition/assets/frame.css')")
    page.evaluate(PLANT, ["assets/edition.css", damage])
    host.broken = [""]
    page.goto(host.address + OUTPUT)
    assert page.evaluate("getComputedStyle(document.documentElement).getPropertyValue('--ed-ink')") == "", (
        "no style rather than a wrong one"
    )
    host.broken = []
    page.goto(host.address + OUTPUT)
    assert page.evaluate("getComputedStyle(document.documentElement).getPropertyValue('--ed-ink')")
    until(page, "async () => caches.match('/some/edition/assets/edition.css')")
    assert saved_text(page, "assets/edition.css") == (host.site / "assets/edition.css").read_text()


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


SWITCHES = {"whole": "Save the whole edition on this device", "read": "Save the pages that I read"}
FAILED = "Saving failed. Check your connection and space, then retry. Saved pages are kept."


def assert_switches(page: Page, *, read: bool, whole: bool) -> None:
    """The switches of the offline page are in sight and show this."""
    for name, on in (("read", read), ("whole", whole)):
        switch = page.get_by_role("switch", name=SWITCHES[name])
        expect(switch).to_be_visible()
        expect(switch).to_have_attribute("aria-checked", str(on).lower())


def turn(page: Page, name: str) -> None:
    """Presses a switch of the offline page."""
    page.get_by_role("switch", name=SWITCHES[name]).click()


def limit_space(page: Page, host: Host, more: int | None) -> None:
    """Leaves the site this many bytes more than it uses; without a number, as many as before."""
    session = page.context.new_cdp_session(page)
    origin = host.address.removesuffix("/some/edition/")
    used = session.send("Storage.getUsageAndQuota", {"origin": origin})["usage"]
    session.send("Storage.overrideQuotaForOrigin", {"origin": origin} | ({} if more is None else {"quotaSize": used + more}))


def saved_files(page: Page) -> set[str]:
    """The paths of all that is saved of the site's files."""
    return {key for name, keys in page.evaluate(KEYS).items() if "@state" not in name for key in keys}


def test_a_full_disk_leaves_what_was_saved_before_and_is_reported(context: BrowserContext, host: Host) -> None:
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


def test_a_full_disk_leaves_the_former_whole_copy_and_is_reported(context: BrowserContext, host: Host, next_site: Path) -> None:
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


def test_what_the_browser_cleared_away_is_not_shown_as_saved(context: BrowserContext, host: Host) -> None:
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


def test_the_switches_of_two_windows_show_the_same(context: BrowserContext, host: Host) -> None:
    first, second = context.new_page(), context.new_page()
    visit(first, host.address + "en/offline/")
    visit(second, host.address + "en/offline/")
    turn(first, "whole")
    assert_switches(first, read=True, whole=True)
    assert_switches(second, read=True, whole=True)
    turn(first, "read")
    assert_switches(first, read=False, whole=False)
    assert_switches(second, read=False, whole=False)
    turn(second, "read")
    assert_switches(second, read=True, whole=False)
    assert_switches(first, read=True, whole=False)
    visit(first, host.address + OUTPUT)
    host.broken = [""]
    first.reload()
    assert version(first) == ("1", "1", "1")


def test_a_worker_that_cannot_install_is_reported_and_the_switches_are_off(context: BrowserContext, host: Host) -> None:
    page = context.new_page()
    host.broken = ["assets/beside.js"]
    page.goto(host.address + "en/offline/")
    assert_switches(page, read=False, whole=False)
    for name in SWITCHES:
        turn(page, name)
        expect(page.get_by_role("status")).to_have_text(FAILED)
        assert_switches(page, read=False, whole=False)
    host.broken = []
    turn(page, "read")
    assert_switches(page, read=True, whole=False)


@pytest.mark.parametrize("name", ["constructor", "toString", "__proto__"])
def test_an_address_named_like_a_property_of_every_object_is_not_taken_for_a_file(
    context: BrowserContext, host: Host, name: str
) -> None:
    page = context.new_page()
    visit(page, host.address)
    settle(page, host.address + name)
    assert "/some/edition/" in host.asked and f"/some/edition/{name}" not in host.asked


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
    one, again = dict(list_files(tmp_path)), dict(list_files(tmp_path))
    (tmp_path / "index.html").write_text("<h1>Two</h1>")
    assert one == again and one["worker.js"] != dict(list_files(tmp_path))["worker.js"]
