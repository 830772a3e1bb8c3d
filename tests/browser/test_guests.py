"""The real product: a link is made for a guest, who answers without an account."""

import pytest

from tests.browser.test_pages import PHONE, faults_of

pytestmark = pytest.mark.browser


def test_a_guest_objects_by_the_link_and_the_desk_reads_it(product, new_page):
    editor = product.sign_in(new_page(), "editor")
    editor.goto(f"{product.url}/articles/3/guests/")
    editor.fill("#guest-name", "Dr. Lena Law")
    editor.locator("[name=claims]").first.check()
    editor.select_option("#guest-action", "confirm")
    editor.click("button:has-text('Create link')")
    link = editor.locator(".guest-made code").inner_text()
    assert editor.input_value("#guest-name") == ""  # No draft of what was sent comes back.
    assert faults_of(editor) == []

    guest = new_page(viewport=PHONE, color_scheme="dark")
    guest.goto(link)
    assert faults_of(guest) == []
    guest.click("button:has-text('Object')")
    guest.wait_for_selector(".form-error")
    assert faults_of(guest) == []
    guest.fill("#guest-words", "It was 42.")
    guest.click("button:has-text('Object')")
    guest.wait_for_selector("text=Your answer has reached the desk.")
    assert faults_of(guest) == []

    editor.goto(f"{product.url}/articles/3/guests/")
    editor.wait_for_selector(".guests :text('It was 42.')")
