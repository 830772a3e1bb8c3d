"""The table of claims by keyboard; a link that is copied; drafts that wait in the browser."""

import re

import pytest

pytestmark = pytest.mark.browser


@pytest.fixture
def editor(new_page, product):
    return product.sign_in(new_page(), "editor")


def test_many_claims_are_changed_and_given_back_by_keys(editor, product):
    editor.goto(f"{product.url}/claims/?stage=open")
    bar = editor.locator("#claims-many")
    assert bar.is_hidden()
    for key in ("j", "x", "j", "x"):
        editor.keyboard.press(key)
    assert "2 claims selected" in bar.inner_text()

    bar.locator("summary", has_text="Set due date").click()
    bar.locator("[name=due]").fill("2030-05-01")
    bar.locator("button[value=due]").click()
    told = editor.locator(".many-told")
    told.wait_for()
    assert "2 claims changed." in told.inner_text()
    assert editor.url.endswith("/claims/?stage=open")
    assert editor.locator(".column-due", has_text="1 May").count() == 2

    editor.keyboard.press("u")
    editor.wait_for_function("document.querySelector('.many-told') === null")
    assert editor.locator(".column-due", has_text="1 May").count() == 0


def test_all_of_the_page_are_selected_by_one_key(editor, product):
    editor.goto(f"{product.url}/claims/")
    boxes = editor.locator("[data-selects]")
    editor.keyboard.press("X")
    assert editor.locator("[data-selects]:checked").count() == boxes.count() > 2
    editor.locator("[data-selects]").first.uncheck()
    whole = editor.locator("[data-selects-all]")
    assert whole.evaluate("one => one.indeterminate")


def test_a_head_sorts_and_the_order_is_remembered(editor, product):
    editor.goto(f"{product.url}/claims/")
    editor.locator("button.sorts", has_text="Priority").click()
    editor.wait_for_url(re.compile("sort=-priority"))
    editor.goto(f"{product.url}/claims/")
    assert editor.locator("th[aria-sort=descending]").count() == 1
    editor.locator("summary", has_text="View").click()
    editor.locator("#claims-order").select_option("text")
    editor.locator(".menu-form button", has_text="Show").click()
    editor.wait_for_url(re.compile("sort=text"))


@pytest.mark.parametrize("clipboard", ["there", "forbidden", "missing"])
def test_the_link_to_a_claim_is_copied_or_shown(editor, product, clipboard):
    editor.add_init_script(
        {
            "there": "window.copied = []; Object.defineProperty(navigator, 'clipboard', { value: {"
            " writeText: async (text) => { window.copied.push(text); } } });",
            "forbidden": "Object.defineProperty(navigator, 'clipboard', { value: {"
            " writeText: async () => { throw new Error('no'); } } });"
            "document.execCommand = () => false;",
            "missing": "Object.defineProperty(navigator, 'clipboard', { value: undefined });"
            "document.execCommand = () => false;",
        }[clipboard]
    )
    editor.goto(f"{product.url}/claims/")
    editor.keyboard.press("j")
    editor.keyboard.press("L")
    toast = editor.locator(".toast").last
    toast.wait_for()
    if clipboard == "there":
        [address] = editor.evaluate("window.copied")
        assert toast.inner_text() == "Link copied"
    else:
        address = toast.locator("input").input_value()
    assert address.startswith(f"{product.url}/articles/")
    editor.goto(address)
    editor.wait_for_selector(f"[data-panel-claim='{address.split('=')[1]}']")


def test_a_draft_waits_in_a_list_and_is_opened_and_discarded(editor, product):
    editor.goto(f"{product.url}/articles/new/")
    editor.locator("[name=headline]").fill("Half a headline")
    editor.evaluate("localStorage.setItem('draft:987:claim-1-statement', JSON.stringify("
                    "{ at: Date.now(), values: [['statement', 'Of somebody else']] }))")  # fmt: skip
    editor.goto(f"{product.url}/drafts/")
    rows = editor.locator("#unsent > li")
    assert rows.count() == 1
    assert "Half a headline" in rows.inner_text()
    assert "New article" in rows.inner_text()
    assert "Of somebody else" not in editor.inner_text("main")

    rows.locator("a").click()
    assert editor.locator("[name=headline]").input_value() == "Half a headline"
    editor.wait_for_function("document.activeElement.name === 'headline'")
    assert editor.url == f"{product.url}/articles/new/"
    editor.goto(f"{product.url}/drafts/")
    rows.locator("button").click()
    assert rows.count() == 0
    assert editor.locator("#nothing-unsent").is_visible()
    assert (
        editor.evaluate("Object.keys(localStorage).filter((n) => n.startsWith('draft:')).length")
        == 1
    )
