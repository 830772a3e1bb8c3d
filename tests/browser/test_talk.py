"""The real product: two people talk about a claim and about words, and hear of each other."""

import pytest

from tests.browser.running import mark_claim, select

pytestmark = pytest.mark.browser

TEXT = "The council met on Monday.\n\nIt should have spent 12 million crowns on a wall."


@pytest.fixture
def reporter(product, new_page):
    """Who has just marked a claim in a new article."""
    page = product.sign_in(new_page(), "reporter")
    product.add_article(page, TEXT)
    mark_claim(page, "12 million crowns")
    return page


@pytest.fixture
def editor(product, new_page):
    """Who looks at the notifications page."""
    page = product.sign_in(new_page(), "editor")
    page.goto(f"{product.url}/notifications/")
    page.wait_for_selector("#bell")
    page.wait_for_timeout(1500)  # Its stream is open.
    return page


def count(page) -> int:
    words = (
        page.locator("#bell .count").text_content() if page.locator("#bell .count").count() else ""
    )
    return int(words or 0)


def test_who_is_named_hears_of_it_answers_and_the_answer_waits_for_nobody(reporter, editor):
    before = count(editor)
    field = reporter.locator("#new-comment")
    field.press_sequentially("Which year, @edi")
    reporter.wait_for_selector("[role=option]:has-text('@editor')")
    field.press("Enter")
    assert field.input_value() == "Which year, @editor "
    reporter.click("button:has-text('Comment')")
    reporter.wait_for_selector(".comment")
    editor.wait_for_selector(f"#bell .count:text-is('{before + 1}')")

    editor.click(".notification.unread:has-text('Which year') button")
    editor.wait_for_selector(".comment:has-text('Which year')")
    # The reporter is writing on when the answer comes.
    reporter.fill(".reply textarea", "I mean the")
    editor.fill(".reply textarea", "2019")
    editor.click(".reply button")
    reporter.wait_for_selector(".comment:has-text('2019')")
    assert reporter.locator(".reply textarea").input_value() == "I mean the"
    editor.click("button:has-text('Resolve')")
    reporter.wait_for_selector(".comment >> text=2019", state="attached")
    reporter.wait_for_selector("text=Resolved by", state="attached")


def test_a_note_on_words_is_written_by_a_key_and_painted(reporter):
    reporter.evaluate("document.activeElement.blur()")  # A new claim's statement has the focus.
    select(reporter, "on Monday")
    reporter.keyboard.press("n")
    reporter.wait_for_selector("#note-dialog[open] .noted:has-text('on Monday')")
    reporter.keyboard.type("It was Tuesday.")
    reporter.keyboard.press("Control+Enter")
    reporter.wait_for_selector("[data-panel-thread] .comment:has-text('It was Tuesday.')")
    assert reporter.locator("#note-dialog[open]").count() == 0
    assert reporter.evaluate("CSS.highlights.get('note')?.size") == 1
    assert "?thread=" in reporter.url
    reporter.reload()
    reporter.wait_for_selector("[data-panel-thread] .comment:has-text('It was Tuesday.')")
