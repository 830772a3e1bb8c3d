"""Names by keyboard on the real stack: accept, reject, relabel, resize, teach, and undo it all."""

import re

import pytest

from tests.browser.test_chain import upload

pytestmark = pytest.mark.browser

TEXT = """# Harbour report names three firms

Port Ellery, 2 May 2026 – Mayor Livia Brandt met Anders Holm in Oslo on Friday.

Brandt thanked Holm. The Norwegian Coast Guard was in Oslo as well.
"""


@pytest.fixture
def page(product, new_page):
    """A checker in the workbench of an article whose names were found."""
    page = product.sign_in(new_page(), "checker")
    upload(page, product, "harbour-names.md", TEXT)
    page.wait_for_selector("#tagging-state:has-text('mention')")
    page.wait_for_selector("[data-counts=mention]:not(:text-is('0'))")
    return page


def rows(page) -> list[dict]:
    found = page.evaluate("JSON.parse(document.getElementById('spans').textContent)")
    return [row for row in found if row["kind"] == "mention"]


def go_to(page, words: str) -> None:
    """By `m` alone."""
    for _ in range(len(rows(page)) + 1):
        with page.expect_response(lambda answer: "/mentions/" in answer.url):
            page.keyboard.press("m")
        page.wait_for_timeout(100)
        if page.locator(f"[data-panel-mention] q:text-is('{words}')").count():
            return
    raise AssertionError(f"{words!r} was never reached")


def press(page, key: str, then: str) -> None:
    page.keyboard.press(key)
    page.wait_for_selector(then)


def wait_for_marks(page, words: str, *, there: bool = True) -> None:
    """Until the text has a mark of those words, or none: the panel may tell of it sooner."""
    page.wait_for_function(
        """([words, there]) => JSON.parse(document.getElementById("spans").textContent)
            .some((row) => row.kind === "mention" && row.exact === words) === there""",
        arg=[words, there],
    )


SHOWN = "[data-panel-mention] .block q"
STATE = "[data-panel-mention] .panel-head:has-text('{}')"


def test_names_are_decided_taught_and_undone_without_a_mouse(page):
    before = rows(page)
    assert {"Livia Brandt", "Oslo"} <= {row["exact"] for row in before}

    go_to(page, "Livia Brandt")
    shown = page.inner_text("[data-panel-mention] .panel-head")
    assert "Suggested" in shown
    assert re.search(r"Found by \w+, version \S+", shown)
    assert re.search(r"Score [01]\.\d\d", shown)
    # A decision steps on to the next that waits, its undo comes back.
    press(page, "y", f"{SHOWN}:not(:text-is('Livia Brandt'))")
    page.wait_for_selector(STATE.format("suggested"))
    press(page, "u", f"{SHOWN}:text-is('Livia Brandt')")
    page.wait_for_selector(STATE.format("suggested"))

    press(page, "d", f"{SHOWN}:not(:text-is('Livia Brandt'))")
    wait_for_marks(page, "Livia Brandt", there=False)
    press(page, "Control+z", f"{SHOWN}:text-is('Livia Brandt')")
    wait_for_marks(page, "Livia Brandt")

    press(page, "2", f"{SHOWN}:not(:text-is('Livia Brandt'))")
    go_to(page, "Livia Brandt")
    page.wait_for_selector(STATE.format("Organisation"))
    assert "Marked by a person" in page.inner_text(".panel-head")
    press(page, "{", "[data-panel-mention] q:text-is('Brandt')")
    press(page, "[", "[data-panel-mention] q:text-is('Livia Brandt')")
    for _ in range(3):
        with page.expect_response(lambda answer: answer.url.endswith("/undo/")):
            page.keyboard.press("u")
        page.wait_for_timeout(100)
    page.goto(page.url.split("?")[0])
    page.wait_for_selector("annotated-text")
    assert rows(page) == [
        row | {"version": after["version"]} for row, after in zip(before, rows(page), strict=True)
    ]


def test_a_name_is_taught_always_and_never_and_forgotten_again(page, product):
    go_to(page, "Oslo")
    press(page, "n", ":text('Never tagged')")
    page.wait_for_selector("#undo-offer:has-text('Rule added: never tag “Oslo”')")
    press(page, "u", "#undo-offer :text('Undone:')")
    page.wait_for_selector(":text('Never tagged')", state="detached")

    press(page, "a", ":text('Always tagged as')")
    page.wait_for_selector(STATE.format("accepted"))
    page.goto(f"{product.url}/teaching/")
    row = page.locator("tr:has-text('Oslo')")
    assert "Harbour report names three firms" in row.inner_text()
    page.focus("button[aria-label='Remove the rule for Oslo']")
    press(page, "Enter", ".told:has-text('Rule removed: always tag “Oslo”')")
    page.wait_for_selector("tr:has-text('Oslo')", state="detached")
    press(page, "u", "tr:has-text('Oslo')")


def test_other_names_are_hidden_until_somebody_wants_them(page):
    go_to(page, "Oslo")
    press(page, "6", f"{SHOWN}:not(:text-is('Oslo'))")
    box = page.locator("input[data-layer=other]")
    assert not box.is_checked()
    shown = "document.querySelector('annotated-text').shownSpans.map(({row}) => row.layer)"
    assert "other" not in page.evaluate(shown)
    box.check()
    assert "other" in page.evaluate(shown)


def test_what_a_person_decided_stays_when_the_text_is_tagged_again(page, product):
    go_to(page, "Anders Holm")
    press(page, "2", f"{SHOWN}:not(:text-is('Anders Holm'))")
    go_to(page, "Oslo")
    start = page.get_attribute("[data-panel-mention]", "data-start")
    press(page, "d", f"[data-panel-mention]:not([data-start='{start}'])")
    token = page.locator("input[name=csrfmiddlewaretoken]").first.input_value()
    article = page.url.split("?")[0]
    page.request.post(
        f"{article}tag/", form={"csrfmiddlewaretoken": token}, headers={"Referer": article}
    )
    page.wait_for_timeout(500)
    for _ in range(40):
        page.goto(article)
        page.wait_for_selector("#tagging-state")
        if "mention" in page.inner_text("#tagging-state"):
            break
        page.wait_for_timeout(250)
    found = rows(page)
    assert [row["label"] for row in found if row["exact"] == "Anders Holm"] == ["Organisation"]
    assert start not in {str(row["start"]) for row in found}
