"""The real product: three people on one article at once, from the highlight to the verdict."""

import re

import pytest

from tests.browser.running import SAVED, select

pytestmark = pytest.mark.browser

TEXT = "The council met on Monday.\n\nIt should have spent 12 million crowns on a wall."
PEOPLE = ("reporter", "checker", "editor")
# Milliseconds from now until the page shows `selector` (a string of its own clock's time).
WATCH = """([selector, words]) => {
    const found = () => [...document.querySelectorAll(selector)]
        .some((one) => one.textContent.includes(words));
    const begun = Date.now();
    window.seenAfter = new Promise((resolve, reject) => {
        const look = () => {
            if (found()) resolve(Date.now());
            else if (Date.now() - begun > 120_000) reject(new Error(`${words}: not seen`));
            else setTimeout(look, 20);
        };
        look();
    });
}"""


@pytest.fixture
def people(product, new_page):
    """Each in a browser of their own, on the page of the article that the reporter added."""
    pages = {name: product.sign_in(new_page(), name) for name in PEOPLE}
    reporter = pages["reporter"]
    product.add_article(reporter, TEXT)
    for name in ("checker", "editor"):
        pages[name].goto(reporter.url)
        pages[name].wait_for_selector("annotated-text:defined")
    return pages


def watch(page, selector: str, words: str) -> None:
    page.evaluate(WATCH, [selector, words])


def seconds_until_seen(page, since: float) -> float:
    return (page.evaluate("window.seenAfter") - since) / 1000


def now(page) -> float:
    return page.evaluate("Date.now()")


def test_three_people_work_on_one_article_at_once_and_nothing_is_lost(
    product, people, record_property
):
    reporter, checker, editor = (people[name] for name in PEOPLE)
    checker.wait_for_selector("#people-here:has-text('Rana Reporter')")
    editor.wait_for_selector("#people-here:has-text('Cem Checker')")

    # What one makes the others see.
    select(reporter, "12 million crowns")
    for page in (checker, editor):
        watch(page, ".claim-rows .row", "12 million crowns")
    begun = now(reporter)
    reporter.keyboard.press("c")
    reporter.wait_for_selector("[data-panel-claim]")
    delays = [seconds_until_seen(page, begun) for page in (checker, editor)]
    record_property("seconds until the others saw the claim", delays)
    print("seconds until the others saw the claim:", delays)
    claim = reporter.get_attribute("[data-panel-claim]", "data-panel-claim")
    address = f"{reporter.url.split('?')[0]}?claim={claim}"

    # Who has it open is told, to whoever opens it too.
    checker.click(f"[data-claim='{claim}'] a, [data-claim='{claim}'] button")
    checker.wait_for_selector("#same-claim:has-text('Rana Reporter')")
    reporter.wait_for_selector("#same-claim:has-text('Cem Checker')")

    # Two edit the statement: the second is told, and keeps the words.
    checker.fill("#statement", "The council spent 12 million on a wall.")
    reporter.fill("#statement", "A wall cost 12 million crowns.")
    reporter.click("text=Save statement")
    reporter.wait_for_selector(SAVED)
    checker.wait_for_selector(".panel-news:has-text('Changed')")
    assert checker.input_value("#statement") == "The council spent 12 million on a wall."
    checker.click("text=Save statement")
    checker.wait_for_selector("text=Nothing is lost")
    shown = checker.inner_text("#panel-body")
    assert "A wall cost 12 million crowns." in shown
    assert "The council spent 12 million on a wall." in shown

    # The checker proposes; who proposed cannot approve; the editor does.
    checker.goto(address)
    checker.click("#propose summary")
    checker.click("label.choice:has-text('Supported') >> nth=0")
    checker.fill("#rationale", "The budget gives the sum.")
    checker.click("#propose button:has-text('Propose')")
    checker.wait_for_selector(".rationale:has-text('The budget gives the sum.')")
    assert checker.locator("button:has-text('Approve')").count() == 0
    proposal = re.search(r"/assessments/(\d+)/", editor.request.get(address).text())[1]
    token = checker.get_attribute("#csrf", "data-token")
    refused = checker.request.post(
        f"{product.url}/assessments/{proposal}/approve/",
        headers={"X-CSRFToken": token, "Referer": product.url},
        form={"version": "1"},
    )
    assert refused.status == 403

    editor.goto(address)
    reporter.goto(address.split("?")[0])
    watch(reporter, "#claim-counts", "1 of 1 claim checked")
    begun = now(editor)
    with editor.expect_response(lambda answer: "/approve/" in answer.url) as approved:
        editor.click("button:has-text('Approve')")
    assert approved.value.ok
    record_property("seconds until the reporter saw it", seconds_until_seen(reporter, begun))

    # The history tells it all, and of everybody.
    reporter.goto(address)
    reporter.click("summary:has-text('History')")
    story = reporter.inner_text("#panel-body")
    for name in ("Rana Reporter", "Cem Checker", "Edda Editor"):
        assert name in story
