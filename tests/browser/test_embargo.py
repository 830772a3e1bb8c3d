"""The real product: open pages lose an article when its embargo begins, and have it after."""

import pytest

from tests.browser.test_pages import faults_of

pytestmark = pytest.mark.browser


def test_a_list_that_is_open_follows_an_embargo(product, new_page):
    editor = product.sign_in(new_page(), "editor")
    reporter = product.sign_in(new_page(), "reporter")
    row = ".articles a[href='/articles/3/']"
    reporter.goto(f"{product.url}/articles/")
    reporter.wait_for_selector(row)

    editor.goto(f"{product.url}/articles/3/embargo/")
    for box in editor.locator("[name=people]").all():
        box.uncheck()
    editor.fill("[name=reason]", "Until the court decides")
    editor.click("button:has-text('Put under embargo')")
    editor.wait_for_selector(".embargo-stands :text('Under embargo')")
    assert faults_of(editor) == []
    reporter.wait_for_selector(row, state="detached")
    assert reporter.goto(f"{product.url}/articles/3/").status == 404

    reporter.goto(f"{product.url}/articles/")
    editor.click("button:has-text('Lift the embargo')")
    editor.wait_for_selector(".wb-head")
    reporter.wait_for_selector(row)
