"""Passkeys with a real browser, whose authenticator is made of software; an app by its codes."""

import pytest
from playwright.sync_api import Page

from annotations.demo.people import PEOPLE
from tests.web.accounts.factors import code_of

pytestmark = pytest.mark.browser
PERSON = next(one for one in PEOPLE if one.username == "editor")


@pytest.fixture
def site(product) -> str:
    """By its name: for an address of numbers browsers make no passkeys."""
    return product.url.replace("127.0.0.1", "localhost")


def authenticator(page: Page) -> None:
    """A device that makes passkeys and is always unlocked."""
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    session.send("WebAuthn.addVirtualAuthenticator", {"options": options})


def by_password(page: Page, site: str) -> None:
    page.goto(f"{site}/accounts/login/")
    page.fill("[name=login]", PERSON.username)
    page.fill("[name=password]", PERSON.password)
    page.get_by_role("button", name="Sign in", exact=True).click()


def confirm(page: Page) -> None:
    page.fill("[name=password]", PERSON.password)
    page.get_by_role("button", name="Confirm").click()


def sign_out(page: Page, site: str) -> None:
    page.context.clear_cookies()
    page.goto(f"{site}/accounts/login/")


def test_a_passkey_and_an_app_are_set_up_used_and_removed(new_page, site):
    page = new_page()
    authenticator(page)
    by_password(page, site)
    page.wait_for_url(lambda url: "/accounts/" not in url)

    # A passkey, which brings recovery codes.
    page.goto(f"{site}/account/passkeys/add/")
    confirm(page)
    page.fill("[name=name]", "Laptop")
    page.get_by_role("button", name="Add the passkey").click()
    page.wait_for_url("**/account/codes/")
    assert page.locator(".codes li").count() == 10

    # It signs in alone.
    sign_out(page, site)
    page.get_by_role("button", name="Sign in with a passkey").click()
    page.wait_for_url(lambda url: "/accounts/" not in url)

    # And is the second step after the password.
    sign_out(page, site)
    by_password(page, site)
    page.wait_for_url("**/accounts/second-step/")
    page.get_by_role("button", name="Use a passkey").click()
    page.wait_for_url(lambda url: "/accounts/" not in url)

    # An app beside it; the passkey confirms who it is.
    page.goto(f"{site}/account/app/")
    page.goto(f"{site}/accounts/confirm/passkey/?next=/account/app/")
    page.get_by_role("button", name="Use a passkey").click()
    page.wait_for_url("**/account/app/")
    page.get_by_text("The picture cannot be scanned?").click()
    secret = page.locator("code.secret").inner_text()
    page.fill("[name=code]", code_of(secret))
    page.get_by_role("button", name="Set up the app").click()
    page.wait_for_url("**/account/signing-in/")
    assert page.get_by_text("Laptop", exact=True).first.is_visible()

    # Both go; then the password is enough again.
    for name in ("Remove the app", "Remove Laptop"):
        page.get_by_role("link", name=name).click()
        page.get_by_role("button", name="Remove").click()
        page.wait_for_url("**/account/signing-in/")
    sign_out(page, site)
    by_password(page, site)
    page.wait_for_url(lambda url: "/accounts/" not in url)


def test_a_device_without_the_passkey_is_told_and_may_take_another_way(new_page, site):
    page = new_page()
    authenticator(page)
    page.goto(f"{site}/accounts/login/")
    page.get_by_role("button", name="Sign in with a passkey").click()
    page.get_by_text("The passkey was not used.").wait_for()
    by_password(page, site)
    page.wait_for_url(lambda url: "/accounts/" not in url)
