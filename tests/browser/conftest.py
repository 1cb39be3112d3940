"""Windows of readers, for the tests in a browser."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """A browser that has visited nothing yet, and saves pages for reading offline."""
    context = browser.new_context(service_workers="allow")
    yield context
    context.close()


def window(browser: Browser, width: int, **more: Any) -> BrowserContext:
    """A window that may use the clipboard."""
    context = browser.new_context(viewport={"width": width, "height": 800}, **more)
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    return context


@pytest.fixture
def desk(browser: Browser) -> Iterator[Page]:
    """A wide screen with mouse and keyboard; it must never complain."""
    context, complaints = window(browser, 1440), []
    page = context.new_page()
    page.on("console", lambda message: complaints.append(message.text) if message.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    yield page
    context.close()
    assert complaints == []


@pytest.fixture
def phone(browser: Browser) -> Iterator[Page]:
    """A small screen for a finger."""
    context = window(browser, 375, has_touch=True, is_mobile=True)
    yield context.new_page()
    context.close()


@pytest.fixture(params=[(375, "dark"), (1440, "light")], ids=lambda p: f"{p[0]} {p[1]}")
def page(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Page]:
    """A window of a width and colour scheme."""
    width, scheme = request.param
    context = browser.new_context(viewport={"width": width, "height": 800}, color_scheme=scheme)
    yield context.new_page()
    context.close()
