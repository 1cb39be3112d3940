"""The switches of the offline page, as a reader uses them in Chromium."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from support.offline_pages import KEYS

OUTPUT = "en/report/output-1-1/"


def end_workers(page: Page) -> None:
    """Ends the running worker, as browsers do at any time; it starts again when it is needed, and has forgotten all."""
    session = page.context.new_cdp_session(page)
    session.send("ServiceWorker.enable")
    session.send("ServiceWorker.stopAllWorkers")
    session.detach()


SWITCHES = {"whole": "Save the whole edition on this device", "read": "Save the pages that I read"}
FAILED = "Saving failed. Check your connection and the free space on your device, then try again. Saved pages are kept."


def assert_switches(page: Page, *, read: bool, whole: bool) -> None:
    """The switches of the offline page are in sight and show this."""
    for name, on in (("read", read), ("whole", whole)):
        switch = page.get_by_role("switch", name=SWITCHES[name])
        expect(switch).to_be_visible()
        expect(switch).to_have_attribute("aria-checked", str(on).lower())


def turn(page: Page, name: str) -> None:
    """Presses a switch of the offline page."""
    page.get_by_role("switch", name=SWITCHES[name]).click()


def saved_files(page: Page) -> set[str]:
    """The paths of all that is saved of the site's files."""
    return {key for name, keys in page.evaluate(KEYS).items() if "@state" not in name for key in keys}
