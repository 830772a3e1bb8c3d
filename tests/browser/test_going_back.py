"""Several claims at one place, and the browser's Back and Forward between claims."""

import pytest

from tests.browser.test_workbench_parts import CLAIM, LIST, claim, markup, row

pytestmark = pytest.mark.browser
LONG, MIDDLE, SHORT = "A first claim stands here, and", "first claim stands here", "claim stands"
ROWS = [row(LONG, 1), row(MIDDLE, 2), row(SHORT, 3)]


@pytest.fixture
def view(stage):
    stage.answers |= {
        f"/claims/{number}/": claim(number, number % 3 + 1, 1) for number in (1, 2, 3)
    }
    stage.answers["/list/"] = {"content_type": "text/html", "body": LIST}
    view = stage.show(markup(ROWS), "workbench", "main", path="/articles/5/")
    view.evaluate("document.body.classList.add('shell', 'fixed')")
    stage.until("document.querySelectorAll('.map .line').length > 0")
    return view


def click(view, words: str) -> None:
    box = view.evaluate(
        """(words) => {
            const { offsets } = document.getElementById("text");
            const at = offsets.text.indexOf(words);
            const { left, top, height } = offsets.rangeAt(at, at + 1).getBoundingClientRect();
            return [left + 3, top + height / 2];
        }""",
        words,
    )
    view.mouse.move(*box)
    view.mouse.click(*box)


def opened(view, number: int) -> None:
    view.locator(f"[data-panel-claim='{number}']").wait_for()


def test_each_click_on_three_claims_opens_the_next_and_comes_round(view):
    for number in (3, 2, 1, 3):
        click(view, SHORT)
        opened(view, number)
        view.wait_for_timeout(100)


def test_the_hint_says_how_many_there_are_and_which_is_open(view):
    click(view, SHORT)
    opened(view, 3)
    view.locator("#mention-tip:text-is('1 of 3 here: click again for the next')").wait_for()
    view.wait_for_timeout(600)  # No double click.
    click(view, SHORT)
    view.locator("#mention-tip:text-is('2 of 3 here: click again for the next')").wait_for()


def test_where_only_one_claim_stands_a_click_opens_that(view):
    click(view, "A first")
    opened(view, 1)
    assert view.locator("#mention-tip").is_hidden()


def test_enter_at_the_caret_opens_what_stands_there_in_turn(view):
    view.locator("#text-scroll").focus()
    view.keyboard.press("ArrowDown")
    view.keyboard.press("Control+ArrowRight")
    view.keyboard.press("Control+ArrowRight")
    view.keyboard.press("Control+ArrowRight")
    view.keyboard.press("ArrowRight")  # Before "claim".
    for number in (3, 2, 1):
        view.keyboard.press("Enter")
        opened(view, number)
        view.locator("#text-scroll").focus()
        view.keyboard.press("ArrowRight")


def test_back_goes_to_the_claim_before_and_forward_again(view):
    for words, number in (("A first", 1), (SHORT, 3)):
        click(view, words)
        opened(view, number)
    view.keyboard.press("j")
    opened(view, 1)
    view.go_back()
    opened(view, 3)
    assert view.url.endswith("/articles/5/?claim=3")
    view.go_back()
    opened(view, 1)
    view.go_back()
    view.locator(".claim-rows [data-claim='1']").wait_for()
    assert view.url.endswith("/articles/5/")
    view.go_forward()
    opened(view, 1)
    view.go_forward()
    opened(view, 3)
    assert view.url.endswith("?claim=3")


def test_what_colleagues_do_adds_no_step_to_go_back(stage, view):
    click(view, "A first")
    opened(view, 1)
    before = view.evaluate("history.length")
    stage.answers["/claims/1/"]["body"] = CLAIM.format(id=1, other=2, step=1) + "<p>News</p>"
    view.evaluate("document.body.dispatchEvent(new CustomEvent('live:here', { detail: {} }))")
    view.get_by_text("News").wait_for()
    assert view.evaluate("history.length") == before


def test_back_to_a_claim_that_is_gone_shows_the_claims(stage, view):
    click(view, "A first")
    opened(view, 1)
    click(view, SHORT)
    opened(view, 3)
    stage.answers["/claims/1/"] = {"status": 404, "body": "Not here"}
    view.go_back()
    view.get_by_text("This claim was deleted.").wait_for()
    assert view.url.endswith("/articles/5/")
