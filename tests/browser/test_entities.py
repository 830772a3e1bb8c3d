"""Two spellings of one person: merged, followed by the old address, and taken back, by keyboard."""

import re

from playwright.sync_api import Page, expect

from tests.browser.running import select

FIRST, SECOND = "Oksana Mykolayenko", "Oksana Mykolaienko"
TEXT = f"{FIRST} met a reporter on Friday. Later {SECOND} left the hall."


def tab_to(page: Page, name: str) -> None:
    """With the Tab key alone, to the link of this name."""
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.textContent").strip() == name:
            return
    raise AssertionError(f"the keyboard never reached {name}")


def mark_people(page: Page, product) -> None:
    product.add_article(page, TEXT)
    for name in (FIRST, SECOND):
        select(page, name)
        page.keyboard.press("e")
        page.keyboard.press("p")
        page.wait_for_selector(f".statement:has-text('{name}')")


def test_two_spellings_are_merged_and_taken_back_by_keyboard(product, new_page):
    page = product.sign_in(new_page(), "checker")
    mark_people(page, product)

    page.goto(f"{product.url}/entities/?doubt=1&search=oksana")
    tab_to(page, SECOND)
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text(SECOND)
    old = page.url
    page.go_back()
    tab_to(page, FIRST)
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text(FIRST)
    kept = page.url

    page.keyboard.press("y")
    expect(page.locator(".notice")).to_contain_text("was merged into")
    expect(page.locator(".names")).to_contain_text(SECOND)
    expect(page.locator(".mentions strong")).to_have_text([FIRST, SECOND])
    assert page.goto(old).url == kept

    page.keyboard.press("u")
    expect(page.locator(".notice")).to_have_count(0)
    expect(page.locator(".pairs")).to_contain_text(SECOND)
    assert page.goto(old).url == old
    expect(page.locator(".mentions strong")).to_have_text([SECOND])


def test_names_are_added_found_and_split_by_keyboard(product, new_page):
    page = product.sign_in(new_page(), "checker")
    page.goto(f"{product.url}/entities/")
    page.locator(".entities a").first.focus()
    page.keyboard.press("Enter")
    expect(page.locator(".names")).to_be_visible()
    name = page.locator("h1").inner_text()

    page.keyboard.press("a")
    page.keyboard.type("Somebody Else")
    page.keyboard.press("Enter")
    expect(page.locator(".names")).to_contain_text("Somebody Else")
    page.keyboard.press("s")
    page.get_by_label("Split off: Somebody Else").focus()
    page.keyboard.press("Space")
    page.get_by_role("button", name="Split off").focus()
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text("Somebody Else")

    page.keyboard.press("u")
    expect(page.locator("h1")).to_have_text(re.compile(re.escape(name)))
    expect(page.locator(".names")).to_contain_text("Somebody Else")
