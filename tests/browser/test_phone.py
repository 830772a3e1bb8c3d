"""Whatever can be done on a wide screen can be begun on a phone, by touch and by keyboard."""

import pytest

from tests.browser.test_desk_pages import desks  # noqa: F401 (a fixture)
from tests.browser.test_pages import PAGES, PHONE, WIDE

# Links and controls that are seen once every menu and popover is open. Left out is what a phone
# has elsewhere: suggestions and claims beside their lines are in the panel and in the text, headings
# that sort a table are in its menu; keys are for keyboards.
WAYS = """() => {
  for (const one of document.querySelectorAll("details")) one.open = true;
  for (const one of document.querySelectorAll("button[popovertarget]")) {
    if (one.checkVisibility()) one.popoverTargetElement.showPopover();
  }
  const elsewhere = ".margin *, .gutter *, .sorts, [data-opens-keys]";
  const controls = "a[href], button, input:not([type=hidden]), select, textarea";
  return [...document.querySelectorAll(controls)]
    .filter((one) => one.checkVisibility({ visibilityProperty: true }) && !one.matches(elsewhere))
    .map((one) => one.href
      ?? [one.form?.getAttribute("action"), one.name, one.value, one.dataset.layer].join(" "));
}"""


def ways(page, url: str, paths) -> dict[str, set[str]]:
    found = {}
    page.goto(f"{url}/articles/?desk=")  # The desk at hand is remembered.
    for path in paths:
        page.goto(url + path)
        if "?claim" in path:
            page.wait_for_selector("[data-panel-claim]")
        found[path] = set(page.evaluate(WAYS))
    return found


def lost(new_page, started, paths) -> dict[str, set[str]]:
    """What of each page only a wide screen has."""
    wide, phone = (
        ways(started.sign_in(new_page(viewport=size), "editor"), started.url, paths)
        for size in (WIDE, PHONE)
    )
    assert len(wide[paths[0]]) > 10
    return {path: gone for path in paths if (gone := wide[path] - phone[path])}


def test_no_page_keeps_anything_for_wide_screens(new_page, product):
    assert lost(new_page, product, PAGES) == {}


def test_nor_does_one_of_work_between_desks(new_page, desks):  # noqa: F811
    assert lost(new_page, *desks) == {}


@pytest.mark.parametrize(
    ("name", "address", "begins"),
    [
        ("Embargo", "**/articles/*/embargo/", "button:has-text('Put under embargo')"),
        ("Move or copy to another desk", "**/articles/*/desk/", "main h1"),
    ],
)
def test_a_key_opens_the_menu_of_an_article_and_goes_on_from_there(
    new_page, desks, name, address, begins  # noqa: F811
):  # fmt: skip
    started = desks[0]
    page = started.sign_in(new_page(viewport=PHONE), "editor")
    page.goto(f"{started.url}{desks[1][4].removesuffix('embargo/')}")
    menu = page.locator("summary[aria-label='More']")
    menu.focus()
    menu.press("Enter")
    way = page.locator(f".wb-tools a:has-text('{name}')")
    for _step in range(10):
        page.keyboard.press("Tab")
        if way.evaluate("one => one === document.activeElement"):
            break
    page.keyboard.press("Enter")

    page.wait_for_url(address)
    assert page.locator(begins).is_visible()


def test_what_is_shown_in_the_text_is_chosen_and_put_away_by_keys(new_page, product):
    page = product.sign_in(new_page(viewport=PHONE), "editor")
    page.goto(f"{product.url}/articles/3/")
    page.locator("summary[aria-label='More']").press("Enter")
    page.locator("[popovertarget=layers]").press("Enter")
    box = page.locator("#layers input[data-layer=quote]")
    box.press("Space")
    assert box.is_checked()
    page.keyboard.press("Escape")
    assert not page.locator("#layers").is_visible()
