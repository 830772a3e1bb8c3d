"""A source in the browser: added twice and found once, edited, merged by keyboard, taken back."""

from playwright.sync_api import expect

from tests.browser.running import select

TEXT = "The report counted 41 bridges in need of repair."
OLD, NEW = "https://example.org/bridges", "https://example.org/report.pdf"


def add_evidence(page, typed: str) -> None:
    page.locator("#add-evidence summary").click()
    page.fill("#source-text", typed)
    page.wait_for_timeout(600)
    page.locator("#add-evidence label:has-text('Supports')").click()
    page.click("button:has-text('Add evidence')")


def test_a_source_is_known_again_edited_merged_and_taken_back(product, new_page):
    page = product.sign_in(new_page(), "checker")
    page.goto(f"{product.url}/articles/new/")
    page.fill("#id_text", TEXT)
    page.click("button:has-text('Add article')")
    page.wait_for_selector("annotated-text")
    select(page, "41 bridges")
    page.keyboard.press("c")
    page.wait_for_selector("#add-evidence")
    for number, typed in enumerate((OLD, "http://www.example.org/bridges/?utm_source=x", NEW), 1):
        add_evidence(page, typed)
        expect(page.locator(".evidence")).to_have_count(number)

    page.goto(f"{product.url}/sources/?search=example.org")
    expect(page.locator("td.title-cell a")).to_have_text([NEW, OLD])
    expect(page.locator("td.kind")).to_have_text(["Document", "Web page"])
    page.click(f"td.title-cell a:has-text('{OLD}')")
    old = page.url
    expect(page.locator(".uses > li")).to_have_count(2)
    page.keyboard.press("e")
    page.fill("textarea[name=reliability_note]", "First hand.")
    page.click("button:has-text('Save')")
    expect(page.locator(".note-text")).to_have_text("First hand.")

    page.goto(f"{product.url}/sources/?kind=document&search=report")
    page.click(f"td.title-cell a:has-text('{NEW}')")
    kept = page.url
    page.keyboard.press("m")
    page.fill("input[name=find]", OLD)
    page.keyboard.press("Enter")
    page.click("button:has-text('Merge into this')")
    expect(page.locator(".notice")).to_contain_text("was merged into this source")
    expect(page.locator(".uses > li")).to_have_count(3)
    assert page.goto(old).url == kept
    page.click("button:has-text('Undo')")
    assert page.url == old
    expect(page.locator(".uses > li")).to_have_count(2)
