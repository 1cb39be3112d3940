"""The explorer of commitments: filtered, counted, sorted, shared, and whole without scripts."""

from __future__ import annotations

import re

from playwright.sync_api import Browser, Page, expect

from support.new_register import add_verbs
from support.small_project import Project, build_small
from support.web_server import serve


def test_commitments_are_filtered_counted_sorted_and_shared(page: Page, served: str) -> None:
    page.goto(served + "en/commitments/")
    status, rows = page.locator("form.explorer [role=status]"), page.locator("table.commitments tbody tr:has(td)")
    assert status.inner_text() == "339 of 339" and rows.count() == 339
    page.get_by_label("Outcome / enabler").select_option("outcome-1")
    shown = rows.count()
    assert 0 < shown < 339 and status.inner_text() == f"{shown} of 339"
    option = page.locator("select[name=level] option[value=global]").inner_text()
    page.locator("select[name=level]").select_option("global")
    assert option == f"Global ({rows.count()})"
    page.get_by_label("Search within the texts").fill("ratifi C155")
    page.wait_for_function("location.search === '?q=ratifi+C155&above=outcome-1&level=global'")
    page.reload()
    assert page.locator("select[name=level]").input_value() == "global"
    page.get_by_role("button", name="Clear all").click()
    page.wait_for_function("document.querySelector('form.explorer [role=status]').textContent === '339 of 339'")
    page.get_by_label("Group by").select_option("level")
    expect(page.locator("table.commitments tbody th").first).to_have_text(re.compile(r"^Country level \("))


def test_without_scripts_the_whole_table_is_shown(browser: Browser, served: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(served + "commitments/")
    assert page.locator("table.commitments tbody tr").count() == 339 and page.locator("form.explorer").is_hidden()
    context.close()


def test_a_filter_that_a_new_register_adds_works_without_a_change_of_the_script(page: Page, whole: Project) -> None:
    add_verbs(whole)
    for address in serve(build_small(whole), "en/commitments/"):
        page.goto(address)
        status, rows = page.locator("form.explorer [role=status]"), page.locator("table.commitments tbody tr")
        page.get_by_label("Verb").select_option("verbs/act")
        expect(status).to_have_text("1 of 2")
        expect(rows).to_have_count(1)
        expect(rows).to_contain_text("act.")
        expect(page.locator("select[name=instrument] option").first).to_have_text("All (1)")
        page.wait_for_function("location.search === '?what-is-done=verbs%2Fact'")
        page.reload()
        expect(rows).to_have_count(1)
