"""An article is corrected after it was annotated: ten claims, two queues, no mouse."""

from pathlib import Path

import pytest

from annotations import demo
from tests.browser.running import select

TEXT = (Path(demo.__file__).parent / "articles" / "bridges.md").read_text(encoding="utf-8")
CLAIMS = (
    "41 of the country’s 312 road bridges were rated “poor”",
    "None of them was closed.",
    "injuring nine people",
    "I was never told that any bridge was unsafe",
    "The minister sat on this report for eleven months",
    "her government had never cut a single crown",
    "spending on maintenance had fallen by 38 per cent since 2019",
    "Every bridge in Norway is inspected once a year.",
    "Traffic over the Lanner crossing has doubled since 2015",
    "did not reply to two requests for comment",
)


def corrected(text: str) -> str:
    """Two claims change, two lose their words, one paragraph moves to the end."""
    paragraphs = text.split("\n\n")
    paragraphs = [one for one in paragraphs if not one.startswith("Every bridge in Norway")]
    mover = next(one for one in paragraphs if one.startswith("Ellery Structures"))
    paragraphs.remove(mover)
    text = "\n\n".join([*paragraphs, mover])
    text = text.replace("41 of the country’s", "43 of the country’s")
    text = text.replace("fallen by 38 per cent", "fallen by 22 per cent")
    return text.replace(" None of them was closed.", "")


@pytest.fixture
def page(product, new_page):
    """An editor in the workbench of an article with ten claims."""
    page = product.sign_in(new_page(), "editor")
    page.goto(f"{product.url}/articles/")
    file = {"name": "again.md", "mimeType": "text/markdown", "buffer": TEXT.encode()}
    page.set_input_files("form[data-upload] input[type=file]", file)
    page.click(".uploads a")
    page.wait_for_selector("annotated-text")
    for number, words in enumerate(CLAIMS, 1):
        select(page, words)
        page.keyboard.press("c")
        page.wait_for_selector(f"#claim-counts:has-text('of {number} claim')")
        page.wait_for_selector("#statement:focus")
        page.keyboard.press("Escape")
    return page


def correct(page) -> None:
    article = page.url.split("?")[0]
    page.goto(f"{article}edit/")
    page.fill("#id_text", corrected(page.input_value("#id_text")))
    page.wait_for_selector(
        "#foreseen:has-text('2 highlights would change. 2 highlights would lose')"
    )
    page.fill("#id_note", "Recounted by the institute")
    page.click("text=Save as a new revision")
    page.wait_for_selector(".toast:has-text('2 highlights changed. 2 highlights lost')")


def history(page) -> str:
    page.click("summary:has-text('History')")
    return page.inner_text(".history")


def test_two_queues_are_worked_off_by_keyboard_and_the_history_tells_it(product, page):
    correct(page)
    article = page.url.split("?")[0]
    assert "The words are gone" in page.inner_text("#panel-body")
    assert "The words changed" in page.inner_text("#panel-body")

    page.goto(f"{product.url}/my-work/")
    ours = page.locator("[data-row]", has_text="38 per cent")
    ours.first.wait_for()
    for _ in range(page.locator("[data-row]").count()):
        page.keyboard.press("j")
        if page.evaluate("document.activeElement.textContent").startswith("None of them"):
            break
    page.keyboard.press("Enter")

    # Gone: the article no longer says it.
    page.wait_for_selector("[data-waits=orphaned]")
    page.keyboard.press("x")
    page.keyboard.type("Cut by the outlet")
    page.keyboard.press("Control+Enter")
    # The next one is shown by itself.
    page.wait_for_selector(".told:has-text('withdrawn')")
    page.wait_for_selector("[data-waits]")
    decided = {"spending": 0, "Every": 0, "41": 0}
    for _ in decided:
        statement = page.input_value("#statement")
        key = next(one for one in decided if statement.startswith(one))
        decided[key] += 1
        if key == "spending":
            page.keyboard.press("y")
        elif key == "41":
            page.keyboard.press("w")
            page.keyboard.press("Control+a")
            page.keyboard.type("43 of 312 bridges were rated poor")
            page.keyboard.press("Control+Enter")
        else:
            page.keyboard.press("p")
            page.keyboard.type("the number of inspectors in the country went down")
            page.keyboard.press("Control+Enter")
        page.wait_for_selector(f".told a:has-text('{statement[:20]}')")
    assert set(decided.values()) == {1}

    # Nothing waits any more, and the last decision can be taken back.
    page.wait_for_selector("[data-view=list]")
    assert "The words" not in page.inner_text("#panel-body")
    page.keyboard.press("u")
    page.wait_for_selector("[data-waits]")
    page.keyboard.press("y" if page.locator("[data-waits=changed]").count() else "Escape")

    page.goto(article)
    page.click(".claim-rows a:has-text('spending on maintenance')")
    page.wait_for_selector("summary:has-text('History')")
    told = history(page)
    assert "confirmed that the new words still make the same claim" in told
    assert "38 per cent since 2019” became" in told


def test_the_comparison_tells_every_claims_fate(page):
    correct(page)
    page.goto(page.url.split("?")[0] + "compare/")
    bar = page.inner_text(".compare-bar")

    assert "10 claims. 4 need your decision." in bar
    assert "Changed: 2" in bar
    assert "Gone: 2" in bar
    assert "Moved: 1" in bar
    page.keyboard.press("n")
    assert page.evaluate("document.activeElement.closest('[data-fate]') !== null")
    page.keyboard.press("Escape")
    page.wait_for_selector("annotated-text")

    # From a claim the comparison leads to it, below the names of the two revisions.
    page.go_back()
    claims = page.locator(".fate-claim a").evaluate_all("all => all.map(one => one.search)")
    assert len(claims) == 10
    for claim in claims:
        page.goto(f"{page.url.split('?')[0]}{claim}")
        above = page.locator(".compare-pick").bounding_box()
        place = page.locator("[data-leads-here]").bounding_box()
        assert above["y"] + above["height"] <= place["y"] < page.viewport_size["height"]
