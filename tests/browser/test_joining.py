"""The real product: an editor invites, and who opens the mailed link is on the desk."""

import re
import time

import pytest

from tests.browser.test_pages import faults_of

pytestmark = pytest.mark.browser
ADDRESS = "nora@example.org"
LINK = re.compile(r"http://[^\s]+/join/[^\s]+")


def mailed_link(product, within: float = 120) -> str:
    """The last one that the worker printed: there is no mail server."""
    until = time.monotonic() + within
    while time.monotonic() < until:
        found = LINK.findall("".join(product.lines))
        if found:
            return found[-1]
        time.sleep(0.5)
    raise AssertionError("".join(product.lines[-40:]))


def test_who_is_invited_makes_an_account_by_the_link_and_sees_the_desk(product, new_page):
    editor = product.sign_in(new_page(), "editor")
    editor.click(".topbar-end details.menu summary")
    editor.click(".menu-list a:has-text('Members')")
    editor.fill("input[name=email]", ADDRESS)
    editor.select_option(".filters select[name=role]", "checker")
    editor.click("button:has-text('Invite')")
    editor.wait_for_selector(f"td:has-text('{ADDRESS}')")

    invited = new_page()
    link = mailed_link(product)
    invited.goto(link)
    assert ADDRESS in invited.locator("main").inner_text()
    assert faults_of(invited) == []
    invited.fill("#id_username", "nora")
    invited.fill("#id_display_name", "Nora New")
    invited.fill("#id_password", "correct horse battery staple")
    invited.click("button:has-text('Create account and join')")
    invited.wait_for_selector(".members td:has-text('Nora New')")
    assert invited.locator("tr:has-text('Nora New') .role").inner_text() == "Checker"
    assert invited.locator("text=Change role").count() == 0
    invited.goto(f"{product.url}/articles/")
    assert invited.locator(".table .title-cell").count() > 0

    other = new_page()
    assert other.goto(link).status == 404
    editor.reload()
    assert editor.locator("text=No open invitations.").is_visible()
    assert faults_of(editor) == []
    editor.click("summary[aria-label='Remove Nora New from the desk']")
    assert faults_of(editor) == []
    editor.click("details[open] button:has-text('Remove from the desk')")
    editor.wait_for_selector("text=Nora New is off the desk.")
    assert invited.goto(editor.url).status == 404
