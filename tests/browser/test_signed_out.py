"""The real product: what was typed outlives a session that ends before it is sent."""

import pytest

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


def fill_sign_in(page):
    page.fill("#id_username", "reporter")
    page.fill("#id_password", "reporter-demo")
    page.click("text=Sign in >> nth=-1")


def test_a_new_article_is_kept_when_the_page_had_become_too_old(product, reporter):
    reporter.goto(f"{product.url}/articles/new/")
    reporter.fill("#id_text", "Kept words.")
    other = sign_out(product, reporter)
    fill_sign_in(other)
    other.wait_for_url("**/articles/")

    reporter.click("button:has-text('Add article')")
    reporter.wait_for_selector("text=This page has become too old.")
    reporter.goto(f"{product.url}/articles/new/")
    reporter.wait_for_selector("text=Restored what you typed")

    assert reporter.input_value("#id_text") == "Kept words."
    reporter.click("button:has-text('Add article')")
    reporter.wait_for_selector("annotated-text:has-text('Kept words.')")
    reporter.goto(f"{product.url}/articles/new/")
    reporter.wait_for_selector("form[data-watched]")
    assert reporter.input_value("#id_text") == ""


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
