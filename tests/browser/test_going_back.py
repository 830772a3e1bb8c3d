"""Several claims at one place, and the browser's Back and Forward between claims."""

import pytest

from tests.browser.test_workbench_parts import CLAIM, LIST, claim, markup, row

pytestmark = pytest.mark.browser
LONG, MIDDLE, SHORT = "A first claim stands here, and", "first claim stands here", "claim stands"
ROWS = [row(LONG, 1), row(MIDDLE, 2), row(SHORT, 3)]


@pytest.fixture
def page(stage):
    stage.answers |= {
        f"/claims/{number}/": claim(number, number % 3 + 1, 1) for number in (1, 2, 3)
    }
    stage.answers["/list/"] = {"content_type": "text/html", "body": LIST}
    page = stage.show(markup(ROWS), "workbench", "main", path="/articles/5/")
    page.evaluate("document.body.classList.add('shell', 'fixed')")
    stage.until("document.querySelectorAll('.map .line').length > 0")
    return page


def click(page, words: str) -> None:
    box = page.evaluate(
        """(words) => {
            const { offsets } = document.getElementById("text");
            const at = offsets.text.indexOf(words);
            const { left, top, height } = offsets.rangeAt(at, at + 1).getBoundingClientRect();
            return [left + 3, top + height / 2];
        }""",
        words,
    )
    page.mouse.move(*box)
    page.mouse.click(*box)


def opened(page, number: int) -> None:
    page.locator(f"[data-panel-claim='{number}']").wait_for()


def test_each_click_on_three_claims_opens_the_next_and_comes_round(page):
    for number in (3, 2, 1, 3):
        click(page, SHORT)
        opened(page, number)
        page.wait_for_timeout(100)


def test_the_hint_says_how_many_there_are_and_which_is_open(page):
    click(page, SHORT)
    opened(page, 3)
    page.locator("#mention-tip:text-is('1 of 3 here: click again for the next')").wait_for()
    page.wait_for_timeout(600)  # No double click.
    click(page, SHORT)
    page.locator("#mention-tip:text-is('2 of 3 here: click again for the next')").wait_for()


def test_where_only_one_claim_stands_a_click_opens_that(page):
    click(page, "A first")
    opened(page, 1)
    assert page.locator("#mention-tip").is_hidden()


def test_enter_at_the_caret_opens_what_stands_there_in_turn(page):
    page.locator("#text-scroll").focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Control+ArrowRight")
    page.keyboard.press("Control+ArrowRight")
    page.keyboard.press("Control+ArrowRight")
    page.keyboard.press("ArrowRight")  # Before "claim".
    for number in (3, 2, 1):
        page.keyboard.press("Enter")
        opened(page, number)
        page.locator("#text-scroll").focus()
        page.keyboard.press("ArrowRight")


def test_back_goes_to_the_claim_before_and_forward_again(page):
    for words, number in (("A first", 1), (SHORT, 3)):
        click(page, words)
        opened(page, number)
    page.keyboard.press("j")
    opened(page, 1)
    page.go_back()
    opened(page, 3)
    assert page.url.endswith("/articles/5/?claim=3")
    page.go_back()
    opened(page, 1)
    page.go_back()
    page.locator("[data-claim='1']").wait_for()
    assert page.url.endswith("/articles/5/")
    page.go_forward()
    opened(page, 1)
    page.go_forward()
    opened(page, 3)
    assert page.url.endswith("?claim=3")


def test_what_colleagues_do_adds_no_step_to_go_back(stage, page):
    click(page, "A first")
    opened(page, 1)
    before = page.evaluate("history.length")
    stage.answers["/claims/1/"]["body"] = CLAIM.format(id=1, other=2, step=1) + "<p>News</p>"
    page.evaluate("document.body.dispatchEvent(new CustomEvent('live:here', { detail: {} }))")
    page.get_by_text("News").wait_for()
    assert page.evaluate("history.length") == before


def test_back_to_a_claim_that_is_gone_shows_the_claims(stage, page):
    click(page, "A first")
    opened(page, 1)
    click(page, SHORT)
    opened(page, 3)
    stage.answers["/claims/1/"] = {"status": 404, "body": "Not here"}
    page.go_back()
    page.get_by_text("This claim was deleted.").wait_for()
    assert page.url.endswith("/articles/5/")
