"""A whole desk is tagged again, watched on the jobs page and in the bar, by keyboard."""

import pytest

pytestmark = pytest.mark.browser


def test_progress_is_seen_without_a_reload_and_without_a_mouse(product, new_page):
    page = product.sign_in(new_page(), "editor")
    page.goto(f"{product.url}/jobs/")
    page.evaluate("window.isTheSamePage = true")
    page.focus("summary:has-text('Tag a desk again')")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")

    page.wait_for_selector(".batch:has-text('Tagging again: Demo desk')")
    page.wait_for_selector(".batch:has-text('articles, done')")
    assert page.evaluate("window.isTheSamePage")
    assert page.locator(".jobs tr:has-text('mention')").count() >= 3
    page.wait_for_selector("#jobs-ring[data-state=idle]")
