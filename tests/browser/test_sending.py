"""Ctrl+Enter in every field: one rule, and it never decides by accident."""

import re
from pathlib import Path

import pytest
from django.conf import settings

pytestmark = pytest.mark.browser
KEYS = pytest.mark.parametrize("key", ["Control+Enter", "Meta+Enter"])

FORMS = """
<form id="one"><textarea></textarea><input><button>save</button><button>delete</button></form>
<form id="review" data-outcomes><textarea></textarea>
  <button>approve</button><button data-safe>return</button></form>
<form id="guest" data-outcomes><textarea></textarea><button>confirm</button><button>object</button></form>
<form id="many">
  <div><select></select><button>assign</button></div>
  <div><input><button>due</button></div>
  <div><textarea></textarea><button>dismiss</button></div>
</form>"""


@pytest.fixture
def page(stage):
    page = stage.show(FORMS, "main")
    page.evaluate("""() => {
        window.sent = [];
        addEventListener("submit", (event) => {
            event.preventDefault();
            window.sent.push(event.submitter?.textContent ?? "nobody");
        });
    }""")
    return page


def pressed(page, field: str, key: str) -> list[str]:
    page.focus(field)
    page.keyboard.press(key)
    return page.evaluate("window.sent")


@KEYS
@pytest.mark.parametrize(
    ("field", "wanted"),
    [
        ("#one textarea", ["save"]),
        ("#one input", ["save"]),
        ("#review textarea", ["return"]),
        ("#guest textarea", []),
        ("#many select", ["assign"]),
        ("#many input", ["due"]),
        ("#many textarea", ["dismiss"]),
    ],
)
def test_it_sends_what_the_form_is_for(field, wanted, key, page):
    assert pressed(page, field, key) == wanted


@KEYS
def test_where_no_outcome_is_safe_it_goes_to_the_buttons_and_there_sends(key, page):
    pressed(page, "#guest textarea", key)
    assert page.evaluate("document.activeElement.textContent") == "confirm"
    page.keyboard.press("Tab")
    page.keyboard.press(key)
    assert page.evaluate("window.sent") == ["object"]


def test_enter_in_one_line_presses_the_button_of_its_own_part(page):
    assert pressed(page, "#many input", "Enter") == ["due"]
    assert pressed(page, "#one input", "Enter") == ["due", "save"]


def test_every_form_with_two_outcomes_says_so():
    """Two buttons that are alike, neither of which takes something away, and a field for words."""
    found = {}
    for path in sorted(Path(settings.BASE_DIR, "templates").rglob("*.html")):
        for form in re.findall(r"<form\b.*?</form>", path.read_text(), re.S):
            foot = form.partition('class="form-foot"')[2]
            buttons = re.findall(r"<button.*?</button>", foot, re.S)
            alike = [one for one in buttons if "danger" not in one and 'type="button"' not in one]
            if "<textarea" in form and len(alike) > 1:
                found[path.name] = "data-outcomes" in form
    assert found.keys() >= {"review_form.html", "view.html", "request.html"}
    assert all(found.values()), found
