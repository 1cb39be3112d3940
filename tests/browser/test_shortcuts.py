"""Keyboard shortcuts: listed, switched off and on, and letters while typing."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from support.reading import OUTPUT


def test_shortcuts_are_listed_by_a_question_mark_and_from_the_footer(desk: Page, served: str) -> None:
    desk.goto(served + "en/" + OUTPUT)
    desk.keyboard.press("?")
    dialog = desk.get_by_role("dialog", name="Keyboard shortcuts")
    expect(dialog).to_be_visible()
    assert dialog.locator("kbd").all_inner_texts() == ["/", "s", "j", "k", "c", "q", "n", "p", "b", "?", "Esc"]
    desk.keyboard.press("c")  # Not while a dialog is open.
    expect(desk.locator(".said")).to_have_count(0)
    desk.keyboard.press("Escape")
    expect(dialog).to_have_count(0)
    opener = desk.get_by_role("button", name="Keyboard shortcuts")
    opener.click()
    expect(dialog).to_be_visible()
    dialog.get_by_role("button", name="Close").click()
    expect(opener).to_be_focused()


def test_shortcuts_can_be_switched_off_permanently_and_on_again(desk: Page, served: str) -> None:
    desk.goto(served + "en/" + OUTPUT)
    switch = desk.get_by_label("Use single-key shortcuts")
    opener = desk.get_by_role("button", name="Keyboard shortcuts")
    opener.click()
    switch.uncheck()
    desk.keyboard.press("Escape")
    desk.reload()
    for key in ("?", "n", "/", "s"):
        desk.keyboard.press(key)
    assert desk.url == served + "en/" + OUTPUT and desk.locator("dialog[open]").count() == 0
    opener.click()
    expect(switch).not_to_be_checked()
    switch.check()
    desk.keyboard.press("Escape")
    desk.keyboard.press("n")
    desk.wait_for_url("**/output-1-2/")
    desk.keyboard.press("p")
    desk.wait_for_url("**/output-1-1/")


def test_keys_go_from_passage_to_passage(desk: Page, served: str) -> None:
    desk.goto(served + OUTPUT)
    numbers = [desk.locator(f"[data-unit$='/{anchor}'] > .number") for anchor in ("p27", "p28", "p28-1")]
    for number in numbers:
        desk.keyboard.press("j")
        expect(number).to_be_focused()
    desk.keyboard.press("k")
    expect(numbers[1]).to_be_focused()
    trail, unit = desk.locator(".breadcrumbs").bounding_box(), numbers[1].bounding_box()
    assert trail and unit and unit["y"] >= trail["y"] + trail["height"]


def test_shortcuts_are_letters_while_typing(desk: Page, served: str) -> None:
    desk.goto(served + "search/")
    field = desk.locator("[data-search-page] input[type=search]")
    field.fill("")
    field.press_sequentially("cnp?")
    expect(field).to_have_value("cnp?")
    expect(desk.locator("dialog.keys")).to_have_count(0)
