"""Keys, colours, menus and toasts of every page."""

import pytest

pytestmark = pytest.mark.browser

PAGE = """
<input id="search" data-key="/" aria-label="Search">
<button id="take" data-key="t">Take</button>
<button id="gone" data-key="g" hidden>Gone</button>
<label><input type="radio" name="rating" value="mixed" data-key="3">Mixed</label>
<details class="menu"><summary>Desk</summary><div class="menu-list"><a href="#a">A</a></div></details>
<button data-theme-choice="dark">Dark</button><button data-theme-choice="">System</button>
<dialog id="keys"><form method="dialog"><button>Close</button></form></dialog>
<script type="application/json" id="x"></script>"""


@pytest.fixture
def shell(stage):
    page = stage.show(PAGE, "main")
    stage.until("document.querySelector('[data-theme-choice]').ariaPressed !== null")
    page.evaluate(
        """() => {
            window.pressed = [];
            addEventListener("click", ({ target }) => window.pressed.push(target.id));
        }"""
    )
    return page


def pressed(page):
    return page.evaluate("window.pressed")


def test_a_key_presses_its_button(shell):
    shell.keyboard.press("t")
    assert pressed(shell) == ["take"]


def test_a_key_does_nothing_while_a_field_has_the_focus(shell):
    shell.locator("#search").focus()
    shell.keyboard.press("t")
    assert pressed(shell) == []
    assert shell.locator("#search").input_value() == "t"


def test_a_key_with_control_is_the_browsers(shell):
    shell.keyboard.press("Control+t")
    assert pressed(shell) == []


def test_a_button_that_is_not_shown_has_no_key(shell):
    shell.keyboard.press("g")
    assert pressed(shell) == []


def test_a_slash_goes_to_the_search(shell):
    shell.keyboard.press("/")
    assert shell.evaluate("document.activeElement.id") == "search"
    assert shell.locator("#search").input_value() == ""


def test_escape_leaves_a_field(shell):
    shell.locator("#search").focus()
    shell.keyboard.press("Escape")
    assert shell.evaluate("document.activeElement.tagName") == "BODY"


def test_a_number_chooses_a_rating(shell):
    shell.keyboard.press("3")
    assert shell.get_by_label("Mixed").is_checked()


def test_the_question_mark_lists_the_keys_and_stops_the_others(shell):
    shell.keyboard.press("?")
    assert shell.locator("#keys").is_visible()
    shell.keyboard.press("t")
    assert pressed(shell) == []


def test_the_chosen_colours_stay_after_a_reload(shell):
    shell.get_by_role("button", name="Dark").click()
    shell.goto("http://localhost/")
    assert shell.evaluate("document.documentElement.dataset.theme") == "dark"


def test_the_systems_colours_can_be_chosen_again(shell):
    shell.get_by_role("button", name="Dark").click()
    shell.get_by_role("button", name="System").click()
    assert shell.evaluate("'theme' in document.documentElement.dataset") is False


@pytest.mark.parametrize("way", ["Escape", "click"])
def test_a_menu_is_closed_by_escape_and_by_a_click_elsewhere(shell, way):
    shell.locator("summary").click()
    if way == "click":
        shell.locator("#take").click()
    else:
        shell.locator("summary").focus()
        shell.keyboard.press("Escape")
    assert shell.locator("details").get_attribute("open") is None


def test_a_toast_says_words_as_words(shell):
    shell.evaluate(
        """import("/static/annotations/js/shell/toast.js")
            .then(({ toast }) => toast("<img src=x onerror=__xss=1>"))"""
    )
    assert shell.locator(".toast").inner_text() == "<img src=x onerror=__xss=1>"
