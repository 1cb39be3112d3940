"""Reading offline in a browser: pages that were read open again, others are answered, other sites are left alone."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, expect

from support.offline_host import Host, publish_again
from support.offline_pages import settle, taken_over, until, version, visit
from support.offline_switches import OUTPUT, assert_switches, saved_files, turn


def test_pages_that_were_read_open_offline_and_others_show_a_message(context: BrowserContext, host: Host) -> None:
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
    assert page.locator("h1").inner_text() == "Pas de connexion"
    page.goto(host.address + "en/offline/")
    expect(page.locator("[data-keep=read]")).to_have_attribute("aria-checked", "true")
    expect(page.locator("[data-keep=read]")).to_be_visible()
    page.goto(host.address + "en/leaflet/")
    assert page.locator("h1").inner_text() == "No connection"
    saved = page.locator("section[lang=en] [data-kept] a")
    expect(saved.first).to_be_visible()
    assert host.address + OUTPUT in saved.evaluate_all("links => links.map(link => link.href)")
    saved.filter(has_text="Output 1.1").click()
    page.wait_for_url(host.address + OUTPUT)
    host.broken = []
    page.goto(host.address + "leaflet/")
    assert page.locator("article h1").inner_text() == "Dépliant"


def test_the_page_with_a_whole_text_is_saved_once_it_is_read_and_not_before(context: BrowserContext, host: Host) -> None:
    page = context.new_page()
    visit(page, host.address + "en/offline/")
    turn(page, "whole")
    assert_switches(page, read=True, whole=True)
    assert {"/some/edition/report/", "/some/edition/en/report/"} <= saved_files(page)
    assert not {path for path in saved_files(page) if path.endswith("/full/")}
    visit(page, host.address + "en/report/full/")
    host.broken = [""]
    page.goto(host.address + "en/report/")
    answer = page.goto(host.address + "en/report/full/#p3-2")
    assert answer and answer.status == 200
    expect(page.locator("#p3-2")).to_be_in_viewport()
    answer = page.goto(host.address + "report/full/")
    assert answer and answer.status == 503, "the other language has not been read"


def test_an_address_without_its_slash_retains_its_query_offline(context: BrowserContext, host: Host) -> None:
    page = context.new_page()
    visit(page, host.address + "en/search/")
    settle(page)
    host.broken = [""]
    page.goto(host.address + "en/search?q=C98#found")
    assert page.url == host.address + "en/search/?q=C98#found"


def test_a_host_that_sends_vary_does_not_prevent_saving(context: BrowserContext, host: Host) -> None:
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


def test_the_worker_of_another_site_of_the_host_is_left_alone_and_not_mistaken_for_this_one(
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


@pytest.mark.parametrize("name", ["constructor", "toString", "__proto__"])
def test_an_address_named_like_an_object_property_is_not_mistaken_for_a_file(
    context: BrowserContext, host: Host, name: str
) -> None:
    page = context.new_page()
    visit(page, host.address)
    settle(page, host.address + name)
    assert "/some/edition/" in host.asked and f"/some/edition/{name}" not in host.asked
