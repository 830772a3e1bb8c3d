"""The real product: a checker asks, answers, and makes a rationale of it; nothing typed is lost."""

import pytest

from tests.browser.running import Running, mark_claim
from tests.browser.test_pages import PHONE, faults_of

pytestmark = pytest.mark.browser

TEXT = "The council met on Monday.\n\nIt has spent 12 million crowns on a wall."
ASKED = "Who paid for the wall?"
SAID = "The council did"
RATIONALE = "#rationale"


@pytest.fixture
def checker(product: Running, new_page):
    """With the panel of a new claim open."""
    page = product.sign_in(new_page(), "checker")
    product.add_article(page, TEXT)
    mark_claim(page, "12 million crowns")
    return page


def ask(page, wording: str) -> None:
    page.click("summary:has-text('Ask a question')")
    page.fill("#check-wording", wording)
    page.click("button:has-text('Add question')")
    page.wait_for_selector(f".check-question .asked:has-text('{wording}')")


def answer(page, kind: str, **fields: str) -> None:
    """The newest question."""
    form = page.locator(".check-question").last.locator("form.answer-form").last
    page.locator(".check-question").last.locator("summary.link-button").click()
    form.get_by_text(kind).click()
    for name, words in fields.items():
        form.locator(f"textarea[name={name}]").fill(words)
    form.get_by_role("button", name="Add answer").click()


def test_a_check_is_written_as_questions_and_makes_a_rationale(checker):
    page = checker
    ask(page, ASKED)
    assert "Not answered yet" in page.locator(".check-question").inner_text()
    form = page.locator(".check-question form.answer-form").last
    page.locator(".check-question summary.link-button").click()
    # Only what its kind needs is shown.
    form.get_by_text("In our words").click()
    assert form.locator(".in-words").is_visible()
    assert not form.locator(".in-vain").is_visible()
    form.get_by_text("Yes or no").click()
    assert form.locator(".yes-or-no").is_visible()
    assert not form.locator(".in-words").is_visible()
    page.locator(".check-question summary.link-button").click()
    answer(page, "In our words", answer=SAID)
    page.wait_for_selector(f".check-answer:has-text('{SAID}')")
    ask(page, "When?")
    answer(page, "No answer found", place="The minutes")
    page.wait_for_selector(".check-question:has-text('Asked, and no answer found')")
    assert faults_of(page) == []

    page.click("#propose summary")
    page.click("button:has-text('Write rationale from answers')")
    made = page.locator(RATIONALE).input_value()
    assert made.startswith(f"{ASKED} {SAID}.")
    assert "The minutes" in made

    # Words of one's own are replaced only when one says so, and come back.
    page.fill(RATIONALE, "My own words.")
    page.click("button:has-text('Write rationale from answers')")
    page.click("button:has-text('Add below')")
    assert page.locator(RATIONALE).input_value() == f"My own words.\n\n{made}"
    page.click("button:has-text('Restore the earlier text')")
    assert page.locator(RATIONALE).input_value() == "My own words."


def test_a_rationale_that_was_made_waits_for_who_closes_the_claim(checker):
    page = checker
    ask(page, ASKED)
    answer(page, "In our words", answer=SAID)
    page.wait_for_selector(f".check-answer:has-text('{SAID}')")
    page.click("#propose summary")
    page.click("button:has-text('Write rationale from answers')")
    made = page.locator(RATIONALE).input_value()
    address = page.url
    for _ in range(2):  # Out of the field, and out of the claim.
        page.keyboard.press("Escape")
    page.wait_for_selector("[data-panel-claim]", state="detached")
    page.goto(address)
    page.wait_for_selector(".draft-note")
    assert page.locator(RATIONALE).input_value() == made
    assert page.locator("#propose").get_attribute("open") is not None


def test_questions_are_asked_on_a_phone_too(checker):
    page = checker
    page.set_viewport_size(PHONE)
    page.goto(page.url)
    ask(page, ASKED)
    assert faults_of(page) == []
