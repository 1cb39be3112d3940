"""A reader chooses what is saved for reading offline: the pages that are read, the whole edition, or nothing."""

from __future__ import annotations

import shutil
from pathlib import Path

from playwright.sync_api import BrowserContext, expect

from support.offline_host import Host
from support.offline_pages import KEYS, settle, version, visit
from support.offline_switches import FAILED, OUTPUT, SWITCHES, assert_switches, turn


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


def test_a_reader_who_refuses_has_nothing_saved(context: BrowserContext, host: Host) -> None:
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


def test_a_visit_processed_after_the_removal_saves_nothing(context: BrowserContext, host: Host) -> None:
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


def test_a_refusal_stored_by_an_older_version_is_respected(context: BrowserContext, host: Host) -> None:
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
    host.broken = ["assets/js/reading/side_by_side.js"]
    page.goto(host.address + "en/offline/")
    assert_switches(page, read=False, whole=False)
    for name in SWITCHES:
        turn(page, name)
        expect(page.get_by_role("status")).to_have_text(FAILED)
        assert_switches(page, read=False, whole=False)
    host.broken = []
    turn(page, "read")
    assert_switches(page, read=True, whole=False)
