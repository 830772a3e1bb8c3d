"""The board of a desk: cards moved by pointer and by keys, and nothing moved under a hand."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.running import Running
from tests.browser.test_pages import faults_of

pytestmark = pytest.mark.browser

MAKE = """async () => {
    const send = (path, fields) => fetch(path, {
        method: "POST",
        headers: JSON.parse(document.body.getAttribute("hx-headers")),
        body: new URLSearchParams(fields),
    });
    const page = async (path) =>
        new DOMParser().parseFromString(await (await fetch(path)).text(), "text/html");
    const text = "The council met on Monday and spent 12 million crowns on a wall.";
    const form = await page("/articles/new/");
    const desk = form.querySelector("[data-draft] [name=desk]").value;
    const made = await send("/articles/new/", { desk, headline: "On the board", text });
    const path = new URL(made.url).pathname;
    const revision = (await page(path)).querySelector("main").dataset.revision;
    const exact = "12 million crowns";
    const start = text.indexOf(exact);
    await send(`${path}claims/`, { revision, start, end: start + exact.length, exact });
    const rows = await page(`${path}claims/list/`);
    return [desk, rows.querySelector("[data-claim]").dataset.claim];
}"""
ALL = "?open=204&checking=204&review=204"


def at_board(product: Running, new_page, name: str) -> Page:
    page = product.sign_in(new_page(), name)
    page.goto(f"{product.url}/desks/{ALL}")
    return page


@pytest.fixture
def desk(product: Running, new_page) -> Page:
    """The board before a checker, with an open claim of their own (`card`)."""
    page = product.sign_in(new_page(), "checker")
    number, claim = page.evaluate(MAKE)
    page.path = f"{product.url}/desks/{number}/{ALL}"
    page.goto(page.path)
    page.card = f"#card-{claim}"
    return page


def in_column(page: Page, stage: str):
    return page.locator(f"#column-{stage} {page.card}")


def drag_to(page: Page, stage: str) -> None:
    page.locator(f"{page.card} .board-meta").drag_to(page.locator(f"#column-{stage} h2"))


def focus(page: Page) -> None:
    page.locator(f"{page.card} [data-row-link]").focus()


def expect_focus(page: Page) -> None:
    expect(page.locator(f"{page.card} [data-row-link]")).to_be_focused()


def test_a_card_is_dragged_where_it_may_go_and_taken_back(desk):
    drag_to(desk, "checking")
    expect(in_column(desk, "checking")).to_be_visible()

    drag_to(desk, "checked")
    expect(desk.get_by_role("alert").filter(has_text="approves its verdict")).to_be_visible()
    expect(in_column(desk, "checking")).to_be_visible()

    drag_to(desk, "open")
    expect(in_column(desk, "open")).to_be_visible()
    desk.keyboard.press("u")
    expect(in_column(desk, "checking")).to_be_visible()
    expect(desk.locator(".toast", has_text="Undone")).to_be_visible()


def test_a_card_is_moved_by_keys_through_what_its_move_asks_for(desk):
    focus(desk)
    desk.keyboard.press("Shift+ArrowRight")
    expect(in_column(desk, "checking")).to_be_visible()
    expect_focus(desk)

    desk.keyboard.press("Shift+ArrowRight")
    dialog = desk.locator("#board-dialog")
    expect(dialog).to_be_visible()
    assert faults_of(desk) == []
    dialog.get_by_label("Mixed").check(force=True)
    dialog.get_by_label("Rationale").fill("Half of it.")
    desk.keyboard.press("Control+Enter")
    expect(in_column(desk, "review")).to_be_visible()
    expect(dialog).to_be_hidden()

    focus(desk)
    desk.keyboard.press("m")
    expect(desk.locator(f"{desk.card} .menu-list")).to_be_visible()
    desk.keyboard.press("Escape")
    desk.keyboard.press("Shift+ArrowRight")
    expect(desk.get_by_role("alert").filter(has_text="leaves review")).to_be_visible()


def test_the_arrows_walk_from_card_to_card(desk):
    focus(desk)
    desk.keyboard.press("ArrowRight")
    beside = desk.evaluate("document.activeElement.closest('[data-stage]').dataset.stage")
    assert beside != "open"
    desk.keyboard.press("ArrowLeft")
    assert desk.evaluate("document.activeElement.closest('[data-stage]').dataset.stage") == "open"


def take(product: Running, new_page, desk: Page) -> None:
    """A colleague takes the claim from another window."""
    other = at_board(product, new_page, "editor")
    other.goto(desk.path)
    other.card = desk.card
    other.locator(f"{desk.card} .board-menu > summary").click()
    other.locator(f"{desk.card}").get_by_role("button", name=re.compile("^Take")).click()
    expect(in_column(other, "checking")).to_be_visible()


def test_nothing_is_exchanged_under_a_drag(desk, product, new_page):
    card = desk.locator(f"{desk.card} .board-meta")
    card.scroll_into_view_if_needed()
    card.hover()
    desk.mouse.down()
    desk.mouse.move(300, 300, steps=5)
    expect(desk.locator("[data-dragged]")).to_have_count(1)
    held = desk.locator(desk.card).element_handle()
    take(product, new_page, desk)
    desk.wait_for_timeout(2500)
    assert held.evaluate("one => one.isConnected && 'dragged' in one.dataset")
    desk.keyboard.press("Escape")
    desk.mouse.up()


def test_a_card_that_a_colleague_moved_is_shown_where_it_is_and_not_moved(desk, product, new_page):
    focus(desk)  # While the focus is there, the board stays as it is.
    take(product, new_page, desk)
    expect(in_column(desk, "open")).to_be_visible()
    desk.keyboard.press("Shift+ArrowRight")
    expect(desk.get_by_role("alert").filter(has_text="Somebody else changed")).to_be_visible()
    expect(in_column(desk, "checking")).to_be_visible()
    expect_focus(desk)
