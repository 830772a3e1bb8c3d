"""Reading in another language, chosen in the menu of one's name."""

import re

import pytest

pytestmark = pytest.mark.browser


def choose(page, language: str) -> None:
    page.click("summary:has(.avatar)")
    page.click(f"button[name=language][value={language}]")
    page.wait_for_selector(f"html[lang={language}]")


def test_pages_scripts_and_dates_are_in_the_language_a_person_chose(product, new_page):
    page = product.sign_in(new_page(), "editor2")
    choose(page, "uk")
    try:
        assert page.inner_text("h1") == "Статті"
        assert re.search(r"14 жовт\. 2026", page.inner_text("main"))
        saved = "django.gettext('Saved just now')"
        assert page.evaluate(saved) == "Щойно збережено"

        page.goto(f"{product.url}/claims/")
        assert page.inner_text("h1") == "Твердження"
        page.context.clear_cookies()  # As in another browser: the language goes with the person.
        page.goto(f"{product.url}/accounts/login/")
        page.fill("#id_login", "editor2")
        page.fill("#id_password", "editor2-demo")
        page.keyboard.press("Enter")
        page.wait_for_selector("h1:has-text('Моя робота')")
    finally:
        choose(page, "en-gb")
    assert page.inner_text("h1") == "My work"
    assert page.evaluate("window.django?.gettext") is None
