"""Keys of the page act only while nothing that takes keys itself has the focus."""

import string

import pytest

from tests.browser.running import SAVED, mark_claim
from tests.browser.test_chain import upload

pytestmark = pytest.mark.browser
TEXT = """# Harbour wall leaks

“We paid 12 million crowns for a wall that leaks,” Livia Brandt said in Oslo.

It was built in 2019 by Harbour Works Ltd, and nobody checked it.
"""
LETTERS = [*string.ascii_letters, *string.digits, "[", "]", "{", "}", "-", "."]
OWN_KEYS = (
    # What is found for the words of a source comes and goes with them.
    "input:not([type=hidden], [type=file], [name=source]), select, textarea, [contenteditable], "
    "details.menu > summary, details.menu[open] :is(a, button)"
)


@pytest.fixture(scope="module")
def article(product, chromium):
    """The address of an article with a claim that the checker holds and has evidence on."""
    page = chromium.new_context(viewport={"width": 1440, "height": 900}).new_page()
    product.sign_in(page, "checker")
    upload(page, product, "keys.md", TEXT)
    page.wait_for_selector("[data-counts=mention]:not(:text-is('0'))", timeout=60_000)
    mark_claim(page, "12 million crowns")
    page.keyboard.press("Enter")  # The statement is right as it is.
    page.keyboard.press("t")
    page.wait_for_selector("text=Assigned to you")
    address = page.url.split("&")[0]
    page.context.close()
    return address


@pytest.fixture
def page(product, new_page, article):
    page = product.sign_in(new_page(), "checker")
    page.goto(article)
    page.wait_for_selector("annotated-text:defined")
    page.wait_for_selector("[data-panel-claim]")
    return page


def focused(page) -> str:
    return page.evaluate("document.activeElement.id || document.activeElement.tagName")


def test_no_key_of_the_page_acts_while_a_control_has_the_focus(page):
    """Every field, choice and menu of the workbench, with everything that unfolds unfolded."""
    sent = []
    page.on("request", lambda request: sent.append(f"{request.method} {request.url}"))
    # Menus hear a moment later that they are open, and then close each other.
    unfold = """async () => {
        for (const one of document.querySelectorAll("#panel details")) one.open = true;
        await new Promise((done) => setTimeout(done, 100));
    }"""
    state = """() => JSON.stringify([
        location.href, [...document.querySelectorAll("details")].map((one) => one.open),
        Boolean(document.querySelector("dialog[open]")), document.getElementById("toolbar").hidden,
    ])"""
    page.evaluate(unfold)
    walked = 0
    # The elements themselves: what comes and goes meanwhile changes how they are counted.
    for control in page.query_selector_all(OWN_KEYS):
        page.evaluate(unfold)
        if not control.is_visible() or not control.is_enabled():
            continue
        control.evaluate("(one) => one.focus()")
        if not control.evaluate("(one) => one === document.activeElement"):
            continue
        walked += 1
        before, name = page.evaluate(state), control.evaluate("(one) => one.outerHTML")
        sent.clear()
        is_choice = control.evaluate("(one) => one.type === 'radio'")
        is_typed = control.evaluate(
            "(one) => one.matches('textarea, input:not([type=radio], [type=checkbox])')"
        )
        value = control.input_value() if is_typed else None
        # A choice has keys of its own group.
        keys = [key for key in LETTERS if not (is_choice and key in string.digits)]
        page.keyboard.type("".join(keys))
        assert control.evaluate("(one) => one === document.activeElement"), name
        assert page.evaluate(state) == before, name
        # That somebody is here is told now and then.
        changing = [one for one in sent if not one.startswith("GET") and "/here/" not in one]
        assert changing == [], (name, changing)
        if is_typed:
            control.fill(value)
    assert walked > 20


def test_a_verdict_is_proposed_from_the_first_key_to_the_last(page):
    page.keyboard.press("v")
    page.keyboard.press("2")
    assert page.locator("#propose input[value=mostly-supported]").is_checked()
    assert focused(page) == "rationale"
    page.keyboard.type("dosya, and more")
    assert page.input_value("#rationale") == "dosya, and more"
    page.keyboard.press("Tab")
    page.keyboard.press("d")  # On the button of the form that is being filled in.
    assert page.locator("details[open] #dismiss-note").count() == 0
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("o")
    page.keyboard.press("3")  # The choice itself takes its own keys.
    assert page.locator("#propose input[value=mixed]").is_checked()
    assert focused(page) == "rationale"
    page.keyboard.press("Control+Enter")
    page.wait_for_selector("text=You proposed this")
    assert focused(page) != "rationale"


def test_evidence_is_added_from_the_first_key_to_the_last(page):
    page.keyboard.press("s")
    page.keyboard.type("https://example.org/accounts")
    page.keyboard.press("Tab")
    while page.evaluate("document.activeElement.name") != "stance":
        page.keyboard.press("Tab")
    page.keyboard.press("2")
    assert page.locator("#add-evidence input[value=refutes]").is_checked()
    assert focused(page) == "excerpt"
    page.keyboard.type("12.0 m")
    page.keyboard.press("Control+Enter")
    page.wait_for_selector(".evidence.refutes:has-text('12.0 m')")


def test_who_clicks_a_heading_types_into_its_form(page):
    """Each form of the panel that unfolds; the letters are keys of the page elsewhere."""
    sent = []
    page.on("request", lambda request: sent.append(f"{request.method} {request.url}"))
    walked = set()
    for heading in page.query_selector_all("#panel details:not(.menu):has(form) > summary"):
        if not heading.is_visible():
            continue
        heading.click()
        word = "undo a vast dam"
        page.wait_for_selector("#panel :is(textarea, input, select):focus")
        page.keyboard.type(word)
        name = heading.inner_text().strip()
        held = page.evaluate("[document.activeElement.type, document.activeElement.value]")
        if held[0].startswith("text"):
            assert word in held[1], name
            walked.add(name.split("\n")[0])
        assert heading.evaluate("(one) => one.parentElement.contains(document.activeElement)"), name
        page.keyboard.press("Escape")
        heading.click()
    shown = " ".join(walked)
    for name in ("Link a claim", "Ask a question", "Propose a verdict", "Record a request", "Add"):
        assert name in shown, walked
    assert [one for one in sent if not one.startswith("GET") and "/here/" not in one] == []


def test_on_the_heading_of_an_open_form_no_key_of_the_page_acts(page):
    heading = page.locator("#propose > summary")
    heading.focus()
    page.keyboard.press("Enter")  # By the keyboard one stays, to go on by Tab.
    page.wait_for_selector("#propose[open]")
    page.keyboard.type("tadj")
    assert heading.evaluate("(one) => one === document.activeElement")
    assert page.locator("details[open] #dismiss-note").count() == 0
    page.keyboard.press("2")
    assert page.locator("#propose input[value=mostly-supported]").is_checked()
    assert focused(page) == "rationale"


@pytest.mark.parametrize("key", ["Control+Enter", "Meta+Enter"])
def test_every_form_of_the_panel_is_sent_from_its_every_field(key, page):
    """Which request it makes is looked at; the answer is kept away."""
    sent = []

    def refuse(route):
        if route.request.method == "GET":
            route.continue_()
        else:
            sent.append(route.request.url)
            route.abort()

    page.route("**/*", refuse)
    # Menus hear a moment later that they are open, and then close each other.
    unfold = """async () => {
        for (const one of document.querySelectorAll("#panel details")) one.open = true;
        await new Promise((done) => setTimeout(done, 100));
    }"""
    tried = 0
    # The elements themselves: what comes meanwhile changes how they are counted.
    for form in page.query_selector_all("#panel form[hx-post]"):
        for field in form.query_selector_all("textarea, input:not([type=hidden]), select"):
            page.evaluate(unfold)
            if not field.is_visible():
                continue
            for box in form.query_selector_all("[required]"):
                box.evaluate(
                    "(one) => one.type === 'radio' ? (one.checked = true) : (one.value ||= 'Words')"
                )
            sent.clear()
            field.evaluate("(one) => one.focus()")
            page.keyboard.press(key)
            page.wait_for_timeout(80)
            wanted = form.get_attribute("action")
            assert [one for one in sent if one.endswith(wanted)] != [], wanted
            tried += 1
    assert tried > 8


def test_enter_saves_the_statement_and_leaves_it(page):
    page.locator("#statement").fill("The wall cost 12 million crowns.")
    page.keyboard.press("Enter")
    page.wait_for_selector(SAVED)
    assert focused(page) != "statement"
    page.keyboard.press("j")
    page.keyboard.press("v")
    page.wait_for_selector("#propose[open]")


def test_a_held_key_presses_once(page):
    page.keyboard.down("v")
    page.keyboard.down("v")
    page.keyboard.up("v")
    assert page.locator("#propose[open]").count() == 1


def test_escape_leaves_a_field_a_choice_and_a_menu_for_the_keys(page):
    page.keyboard.press("v")
    page.locator("#propose input[type=radio]").first.focus()
    page.keyboard.press("Escape")
    assert focused(page) == "BODY"
    page.keyboard.press("d")
    page.wait_for_selector("#dismiss-note:focus")
    page.keyboard.press("Escape")
    assert page.locator("details.menu[open]").count() == 0
    page.keyboard.press("s")
    page.wait_for_selector("#source-text:focus")


def test_an_editor_approves_by_key(page, product, new_page, article):
    for key in ("v", "2"):
        page.keyboard.press(key)
    page.keyboard.type("The accounts say so.")
    page.keyboard.press("Control+Enter")
    page.wait_for_selector("text=You proposed this")
    page = product.sign_in(new_page(), "editor")
    page.goto(article)
    page.wait_for_selector("button[data-key=A]:has-text('Approve')")
    assert page.locator("button[data-key=R]:has-text('Return')").count() == 1
    with page.expect_response(lambda answer: "/approve/" in answer.url):
        page.keyboard.press("A")
    # The next one to review is opened meanwhile.
    assert "Approved by" in page.request.get(article).text()


def test_every_key_of_a_button_is_in_the_list_of_keys(page):
    keys = set(
        page.locator("[data-key]").evaluate_all("(all) => all.map((one) => one.dataset.key)")
    )
    listed = page.locator("#keys kbd").all_text_contents()
    spans = {"1": "1 … 9", "2": "1 … 9", "3": "1 … 9"}
    missing = {key for key in keys if key not in listed and not any(
        "…" in one and one[0] <= key <= one[-1] for one in listed)}  # fmt: skip
    assert missing == set(), spans
