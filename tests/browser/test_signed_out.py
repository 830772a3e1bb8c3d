"""The real product: what was typed outlives a session that ends before it is sent."""

import pytest

from tests.browser.running import select

pytestmark = pytest.mark.browser


@pytest.fixture
def reporter(product, new_page):
    return product.sign_in(new_page(), "reporter")


def sign_out(product, page):
    """In another tab of the same browser."""
    other = page.context.new_page()
    other.goto(f"{product.url}/articles/")
    other.evaluate("document.querySelector('form[action$=\"/logout/\"]').submit()")
    other.wait_for_url("**/accounts/login/**")
    return other


def spoil_token(page):
    """As if one had signed in again where this page cannot hear of it."""
    page.evaluate(f"document.getElementById('csrf').dataset.token = '{'a' * 64}'")


def fill_sign_in(page):
    page.fill("#id_login", "reporter")
    page.fill("#id_password", "reporter-demo")
    page.click("main .button.primary")


def test_a_new_article_is_added_though_one_signed_in_again_elsewhere(product, reporter):
    reporter.goto(f"{product.url}/articles/new/")
    reporter.fill("#id_text", "Kept words.")
    other = sign_out(product, reporter)
    fill_sign_in(other)
    other.wait_for_url("**/my-work/")

    reporter.click("button:has-text('Add article')")
    reporter.wait_for_selector("annotated-text:has-text('Kept words.')")


def test_a_new_article_is_kept_when_the_page_had_become_too_old(product, reporter):
    reporter.goto(f"{product.url}/articles/new/")
    reporter.fill("#id_text", "Kept words.")
    spoil_token(reporter)

    reporter.click("button:has-text('Add article')")
    reporter.wait_for_selector("text=This page is out of date.")
    reporter.goto(f"{product.url}/articles/new/")
    reporter.wait_for_selector("text=Restored what you typed")

    assert reporter.input_value("#id_text") == "Kept words."
    reporter.click("button:has-text('Add article')")
    reporter.wait_for_selector("annotated-text:has-text('Kept words.')")
    reporter.goto(f"{product.url}/articles/new/")
    reporter.wait_for_selector("form[data-watched]")
    assert reporter.input_value("#id_text") == ""


@pytest.mark.parametrize("way", ["told by the other tab", "refused"])
def test_a_claim_is_saved_at_once_after_signing_in_again_elsewhere(product, reporter, way):
    product.add_article(reporter, "The town has 12 million trees.")
    if way == "refused":
        spoil_token(reporter)
    else:
        other = sign_out(product, reporter)
        fill_sign_in(other)
        other.wait_for_url("**/my-work/")
    select(reporter, "12 million trees")
    reporter.keyboard.press("c")
    reporter.wait_for_selector("[data-panel-claim]")

    assert "Not saved" not in reporter.locator("#saved").inner_text()


def test_after_signing_in_again_one_stands_before_the_correction_one_typed(product, reporter):
    edit = f"{product.url}/articles/2/edit/"
    reporter.goto(edit)
    typed = reporter.input_value("#id_text") + " Kept words."
    reporter.fill("#id_text", typed)
    sign_out(product, reporter)

    reporter.click("button:has-text('Save as a new revision')")
    reporter.wait_for_url("**/accounts/login/**")
    fill_sign_in(reporter)
    reporter.wait_for_url(edit)

    reporter.wait_for_selector("text=Restored what you typed")
    assert reporter.input_value("#id_text") == typed
