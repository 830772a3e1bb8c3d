"""The real product: an editor reads a verdict while a colleague changes what it is about."""

import re

import pytest

from tests.browser.running import Running, mark_claim

pytestmark = pytest.mark.browser

TEXT = "The council met on Monday.\n\nIt should have spent 12 million crowns on a wall."
FORM = "form[data-decides]"
NEWS = ".panel-news:not([hidden])"


@pytest.fixture
def checker(product: Running, new_page):
    """Who made a claim with a proposal on both questions."""
    page = product.sign_in(new_page(), "checker")
    product.add_article(page, TEXT)
    mark_claim(page, "12 million crowns")
    claim = page.get_attribute("[data-panel-claim]", "data-panel-claim")
    page.claim = f"{page.url.split('?')[0]}?claim={claim}"
    for question, words in (("said", "In the minutes."), ("true", "By the budget.")):
        page.goto(f"{page.claim}&question={question}")
        page.click("#propose summary")
        page.locator("#propose input[type=radio]").first.check(force=True)
        page.fill("#rationale", words)
        page.click("#propose button:has-text('Propose')")
        page.wait_for_selector(f".rationale:has-text('{words}')")
        # One's own proposal comes back as news, too: the question stays.
        page.wait_for_timeout(1500)
        assert page.get_attribute("[data-panel-claim]", "data-question") == question
    return page


@pytest.fixture
def editor(product: Running, new_page, checker):
    """Who reads the first of them."""
    page = product.sign_in(new_page(), "editor")
    page.goto(f"{checker.claim}&question=said")
    page.wait_for_selector(FORM)
    return page


def state(checker, question: str) -> str:
    checker.goto(f"{checker.claim}&question={question}")
    return checker.inner_text(".assessment >> nth=0")


def test_what_an_editor_reads_stays_and_is_not_approved_when_it_changed(checker, editor):
    place = editor.locator(f"{FORM} .primary").bounding_box()
    action = editor.get_attribute(FORM, "action")
    checker.fill("#statement", "It spent 13 million crowns.")
    checker.press("#statement", "Enter")
    editor.wait_for_selector(NEWS)

    assert editor.get_attribute("[data-panel-claim]", "data-question") == "said"
    assert editor.get_attribute(FORM, "action") == action
    assert editor.locator(f"{FORM} .primary").bounding_box() == place
    assert "13 million" not in editor.inner_text("#panel-body")

    editor.fill(f"{FORM} textarea", "Which page?")
    editor.click(f"{FORM} .primary")
    seen = editor.wait_for_selector(".seen").inner_text()
    assert re.search(
        r"You saw\s+.*12 million crowns.*Now\s+It spent 13 million crowns\.", seen, re.S
    )
    assert editor.input_value(f"{FORM} textarea") == "Which page?"
    assert "Proposed by" in state(checker, "said")
    assert "Proposed by" in state(checker, "true")

    editor.click(f"{FORM} .primary")  # Seen now: decided, and the other question opens.
    editor.wait_for_selector("text=Here is the next one to review.")
    assert editor.get_attribute("[data-panel-claim]", "data-question") == "true"
    assert "Approved by" in state(checker, "said")
    assert "Approved by" not in state(checker, "true")


def test_a_second_proposal_never_takes_the_place_of_the_one_that_is_read(
    product, checker, editor, new_page
):
    action = editor.get_attribute(FORM, "action")
    place = editor.locator(f"{FORM} .primary").bounding_box()
    other = product.sign_in(new_page(), "editor2")
    other.goto(f"{checker.claim}&question=said")
    other.click("#propose summary")
    other.locator("#propose input[type=radio]").last.check(force=True)
    other.fill("#rationale", "Nobody said so.")
    other.click("#propose button:has-text('Propose')")
    other.wait_for_selector(".rationale:has-text('Nobody said so.')")
    editor.wait_for_selector(NEWS)
    assert editor.locator(FORM).count() == 1
    assert editor.get_attribute(FORM, "action") == action
    assert editor.locator(f"{FORM} .primary").bounding_box() == place

    editor.click(f"{NEWS} button")
    editor.wait_for_selector(".rationale:has-text('Nobody said so.')")
    assert editor.get_attribute("[data-panel-claim]", "data-question") == "said"


@pytest.mark.parametrize("key", ["Control+Enter", "Meta+Enter"])
def test_a_note_to_the_author_is_sent_by_key_and_approves_nothing(checker, editor, key):
    assert "Ctrl Enter returns it" in editor.inner_text(FORM)
    editor.focus(f"{FORM} textarea")
    editor.keyboard.press(key)  # Without a word: it is asked for.
    editor.wait_for_selector(f"{FORM} .has-error")
    editor.fill(f"{FORM} textarea", "Which page?")
    with editor.expect_response(lambda answer: "/return/" in answer.url) as sent:
        editor.keyboard.press(key)
    assert sent.value.ok
    assert "Approved by" not in state(checker, "said")
    assert "Which page?" in checker.inner_text("#panel-body")
