"""Offline reading in Firefox: the whole edition is saved and removed, and no page mixes two versions."""

from __future__ import annotations

import itertools
import json
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from support.folders import ROOT
from support.offline_host import Host, publish_again, version_of
from support.offline_pages import loads, settle, taken_over, until, version, visit
from support.programs import node_packages

OUTPUT = "en/report/output-1-1/"


@dataclass(frozen=True)
class Tab:
    """A tab of Firefox."""

    command: Callable[[str, object], Any]

    def goto(self, url: str) -> int:
        """Opens an address; returns the status of the answer."""
        status: int = self.command("goto", url)
        return status

    def reload(self) -> int:
        """Opens its address again; returns the status of the answer."""
        status: int = self.command("reload", None)
        return status

    def evaluate(self, expression: str, arg: object = None) -> Any:  # noqa: ANN401  # JSON
        """The value of an expression, or what the function that it is returns for an argument."""
        return self.command("evaluate", [expression, arg])

    def back(self) -> None:
        """Returns to the page before."""
        self.command("back", None)

    def click(self, selector: str) -> None:
        """Clicks an element as soon as it is in sight."""
        self.command("click", selector)

    def close(self) -> None:
        """Closes the tab."""
        self.command("close", None)


@pytest.fixture(scope="module")
def opened(node: Path, firefox: Path) -> Iterator[Callable[[], Tab]]:
    """Opens a tab in Firefox, which runs for all the tests."""
    command = [str(part) for part in (node, ROOT / "tests" / "node" / "firefox_tabs.mjs", node_packages(), firefox)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdin and process.stdout
        source, answers, numbers = process.stdin, process.stdout, itertools.count()

        def open_tab() -> Tab:
            number = next(numbers)

            def run(command: str, argument: object) -> Any:  # noqa: ANN401  # JSON
                print(json.dumps({"tab": number, "command": command, "argument": argument}), file=source, flush=True)
                answer = json.loads(answers.readline())
                assert "error" not in answer, answer["error"]
                return answer.get("value")

            return Tab(run)

        yield open_tab
        source.close()
        assert process.wait() == 0


SHOWN = """async (wanted) => { const [read, whole, status] = ["[data-keep=read]", "[data-keep=whole]", "[role=status]"].map(
    (selector) => document.querySelector(`[data-offline] ${selector}`));
  const found = { read: read.ariaChecked === "true", whole: whole.ariaChecked === "true", status: status.innerText };
  return read.checkVisibility() && whole.checkVisibility() && JSON.stringify(found) === JSON.stringify(wanted); }"""
SAVED = "The whole edition is saved on this device. It updates each time you visit with a connection."
DROPPED = "The edition has been removed from this device. The next pages that you read will be saved."


def assert_shown(tab: Tab, *, read: bool, whole: bool, status: str = "") -> None:
    """The switches of the offline page are in sight, show this, and report this."""
    until(tab, SHOWN, {"read": read, "whole": whole, "status": status})


def save_whole(tab: Tab, host: Host) -> None:
    """Has the whole edition saved by its switch."""
    visit(tab, host.address + "en/offline/")
    assert_shown(tab, read=True, whole=False)
    tab.click("[data-keep=whole]")
    assert_shown(tab, read=True, whole=True, status=SAVED)


def test_the_switch_saves_the_whole_edition_so_that_pages_never_visited_open_offline(
    opened: Callable[[], Tab], host: Host
) -> None:
    tab = opened()
    save_whole(tab, host)
    host.broken, host.asked = [""], []
    for address, title in (("leaflet/", "Dépliant"), (OUTPUT, "Output 1.1")):
        assert tab.goto(host.address + address) == 200
        assert title in tab.evaluate("document.querySelector('article h1').innerText")
        assert tab.evaluate("getComputedStyle(document.querySelector('.md-header')).position") in ("sticky", "fixed"), "styled"
    assert "/some/edition/leaflet/" in host.asked, "the connection was tried"
    tab.close()


def test_the_switch_removes_the_whole_edition_and_leaves_the_pages_that_were_read(opened: Callable[[], Tab], host: Host) -> None:
    tab = opened()
    save_whole(tab, host)
    tab.click("[data-keep=whole]")
    assert_shown(tab, read=True, whole=False, status=DROPPED)
    host.broken = [""]
    assert tab.goto(host.address + "leaflet/") == 503
    host.broken = []
    tab.goto(host.address + "en/offline/")
    assert_shown(tab, read=True, whole=False)
    tab.click("[data-keep=read]")
    until(tab, "async () => (await caches.keys()).length === 0")
    tab.close()


def test_two_tabs_never_mix_two_versions(opened: Callable[[], Tab], host: Host, next_site: Path) -> None:
    first = opened()
    visit(first, host.address + OUTPUT)
    settle(first)
    publish_again(host, next_site)
    second = opened()
    second.goto(host.address + OUTPUT)
    taken_over(second, host.site)
    second.reload()
    assert (version(first), version(second)) == (("1", "1", "1"), ("2", "2", "2"))
    assert (loads(first), loads(second)) == (("1", "1"), ("2", "2"))
    host.broken = [""]
    assert (loads(first), loads(second)) == (("1", "1"), ("2", "2")), "without a connection"
    host.broken = []
    first.close()
    second.reload()
    settle(second)
    host.broken = [""]
    second.reload()
    assert (version(second), loads(second)) == (("2", "2", "2"), ("2", "2")), "from the copy"
    second.close()


def test_a_page_that_is_returned_to_stays_at_its_version(opened: Callable[[], Tab], host: Host, next_site: Path) -> None:
    tab = opened()
    for address in (OUTPUT, OUTPUT, "en/report/"):
        visit(tab, host.address + address)
        settle(tab)
        tab.evaluate("globalThis.opened = location.pathname")
    publish_again(host, next_site)
    host.broken = ["worker.js"]
    tab.back()
    assert tab.evaluate("globalThis.opened") == "/some/edition/" + OUTPUT, "the page itself, not one that is loaded again"
    assert (version(tab), loads(tab)) == (("1", "1", "1"), ("1", "1"))
    tab.close()


def test_a_page_that_is_returned_to_when_its_version_has_been_removed_is_loaded_again(
    opened: Callable[[], Tab], host: Host, next_site: Path
) -> None:
    tab, old = opened(), version_of(host.site)
    for address in (OUTPUT, "en/report/"):
        visit(tab, host.address + address)
        settle(tab)
        tab.evaluate("globalThis.opened = location.pathname")
    publish_again(host, next_site)
    taken_over(tab, host.site)
    tab.reload()
    while tab.evaluate("(old) => caches.has('/some/edition/@' + old)", old):
        settle(tab)  # The worker may be ended before it has removed what is not used any more.
    tab.back()
    until(tab, "async () => globalThis.opened === undefined && document.readyState === 'complete'")
    assert (version(tab), loads(tab)) == (("2", "2", "2"), ("2", "2"))
    tab.close()
