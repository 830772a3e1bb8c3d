"""The real product: a lost answer, a colleague's correction, a colleague's deletion."""

import pytest

from tests.browser.running import select

pytestmark = pytest.mark.browser

# Nothing in it is worth a suggestion by itself: opinions are none.
TEXT = "The council met on Monday.\n\nIt should have spent 12 million crowns on a wall."


@pytest.fixture
def reporter(product, new_page):
    """Who has just added an article and looks at it."""
    page = product.sign_in(new_page(), "reporter")
    product.add_article(page, TEXT)
    return page


@pytest.fixture
def editor(product, new_page):
    return product.sign_in(new_page(), "editor")


def mark(page, words: str) -> None:
    select(page, words)
    page.keyboard.press("c")


def test_a_claim_whose_answer_was_lost_is_made_once(reporter):
    def lose(route):
        route.fetch()
        route.abort("connectionreset")

    article = reporter.url
    reporter.route("**/articles/*/claims/", lose)
    mark(reporter, "12 million crowns")
    reporter.wait_for_selector("text=Not saved. There is no connection.")
    reporter.unroute("**/articles/*/claims/")
    reporter.evaluate("dispatchEvent(new Event('online'))")
    reporter.wait_for_selector("[data-panel-claim]")

    reporter.goto(article)
    rows = reporter.locator(".claim-rows .row").all_inner_texts()
    # What a colleague of another test checked may be suggested beside it.
    made = [row for row in rows if row.startswith("12 million crowns")]
    assert len(made) == 1, rows


def test_a_colleagues_correction_is_announced_on_the_open_page(reporter, editor):
    mark(reporter, "12 million crowns")
    reporter.wait_for_selector("[data-panel-claim]")
    editor.goto(f"{reporter.url.split('?')[0]}edit/")
    editor.fill("#id_text", f"A sentence above.\n\n{TEXT}")
    editor.click("button:has-text('Save as a new revision')")
    editor.wait_for_selector("annotated-text:has-text('A sentence above.')")

    reporter.wait_for_selector("text=The article has been corrected")
    assert reporter.locator("#mismatch").is_hidden()
    assert reporter.locator(".gutter .mark").count() == 1
    reporter.click("button:has-text('Reload')")
    reporter.wait_for_selector("annotated-text:has-text('A sentence above.')")
    assert reporter.locator("#outdated").is_hidden()


def test_a_claim_that_a_colleague_deletes_leaves_the_open_panel(reporter, editor):
    mark(reporter, "12 million crowns")
    reporter.wait_for_selector("[data-panel-claim]")
    address = reporter.url
    reporter.reload()
    editor.goto(address)
    editor.click(".panel-foot summary:has-text('Delete')")
    editor.click("button:has-text('Delete for good')")
    editor.wait_for_selector("text=No claims yet")

    reporter.wait_for_selector("text=This claim was deleted.")
    assert reporter.locator("[data-panel-claim]").count() == 0


def test_who_added_an_article_by_mistake_deletes_it(product, reporter):
    article = reporter.url
    reporter.goto(f"{article}details/")
    reporter.click("summary:has-text('Delete this article')")
    reporter.click("button:has-text('Delete for good')")
    reporter.wait_for_url("**/articles/")

    assert reporter.goto(article).status == 404
