"""Suggestions in a real browser on the real stack: taken and dismissed by keyboard."""

import pytest

from tests.browser.running import running
from tests.browser.test_chain import upload

FILLER = "It was a quiet day at the harbour, and nobody hurried. " * 24
TEXT = f"""# Harbour wall leaks

“We paid 12 million crowns for a wall that leaks,” Livia Brandt said.

{FILLER}

The wall is 300 metres long.

{FILLER}

It was built in 2019 by one firm.
"""


@pytest.fixture(scope="module")
def product(tmp_path_factory):
    """The stack with an engine that suggests every sentence with a number."""
    data = tmp_path_factory.mktemp("suggesting")
    with running(data, NEWSROOM_TAGGER="tests.browser.sentences.Sentences") as started:
        yield started


def current(page) -> str:
    return page.inner_text(".suggestion[aria-current] .reason")


def test_suggestions_are_taken_and_dismissed_by_keyboard(product, new_page):
    page = product.sign_in(new_page(), "checker")
    upload(page, product, "wall.md", TEXT)
    page.wait_for_selector(".row.suggested >> nth=2")

    page.keyboard.press("g")
    page.wait_for_selector(".suggestion[aria-current]")
    assert current(page).lower() == "quoted fact"
    page.keyboard.press("y")
    page.wait_for_selector(".suggestion[aria-current]:has-text('number')")
    page.wait_for_selector(".row:not(.suggested)")
    page.keyboard.press("d")
    page.wait_for_selector("text=Dismissed suggestions")
    page.wait_for_selector(".suggestion[aria-current]")
    page.keyboard.press("d")
    page.wait_for_selector(".suggestion", state="detached")
    assert page.locator(".row.suggested:visible").count() == 0

    page.reload()
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    page.wait_for_selector("[data-panel-claim]")
    assert "12 million crowns" in page.input_value("#statement")
    assert page.locator(".chain li bdi").all_inner_texts() == ["Livia Brandt"]


def test_quotes_are_shown_with_their_speaker_when_somebody_asks_for_them(product, new_page):
    page = product.sign_in(new_page(), "checker")
    upload(page, product, "wall-again.md", TEXT)
    page.wait_for_selector("[data-counts=quote]:text-is('1')")
    assert not page.evaluate("CSS.highlights.has('quo')")

    page.get_by_label("Quotes").check()
    assert page.evaluate("CSS.highlights.has('quo')")
    assert page.inner_text(".quote-note") == "Livia Brandt\nDirect quote: said"
