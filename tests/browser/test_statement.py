"""A statement that was typed and not saved is seen in the list, and Enter saves it."""

import pytest

from tests.browser.running import SAVED, mark_claim
from tests.browser.test_chain import upload

pytestmark = pytest.mark.browser
TEXT = "# Wall\n\nThe harbour board paid 12 million crowns for the wall.\n"


def test_a_typed_statement_is_not_mistaken_for_a_saved_one(product, new_page):
    page = product.sign_in(new_page(), "reporter")
    upload(page, product, "statement.md", TEXT)
    mark_claim(page, "12 million crowns")
    page.fill("#statement", "The wall cost 12 million crowns.")
    page.keyboard.press("Escape")  # Out of the field,
    page.keyboard.press("Escape")  # and to the list.
    row = page.locator("#panel li[data-claim]:has-text('12 million')")
    row.locator("text=not saved").wait_for()

    row.locator("[data-opens-claim]").first.click()
    page.wait_for_selector(".draft-note:has-text('not saved yet')")
    page.focus("#statement")
    page.keyboard.press("Enter")
    page.wait_for_selector(SAVED)
    page.locator("#statement").evaluate("field => field.blur()")
    page.keyboard.press("Escape")
    page.wait_for_selector("#panel li[data-claim]:has-text('The wall cost 12 million crowns.')")
    assert page.locator("#panel li[data-claim] >> text=not saved").count() == 0
