"""A list of claims that is longer than the screen: its last rows come when the page was seen."""

from types import SimpleNamespace

import pytest
from django.template import Context, Template

from tests.browser.stage import document
from tests.browser.test_workbench_parts import CLAIM, LIST, ROWS, markup

pytestmark = pytest.mark.browser

NUMBER = 105
TAG = (
    '<div class="panel-scroll">{% claim_rows claims "claims/claim_row.html" css="claim-rows rows" %}'
    '{% claim_rows suggested "claims/suggested_row.html" %}</div>'
)
# Whether the link of this claim stands in the view of the panel.
IN_VIEW = """(number) => {
    const link = document.querySelector(`[data-opens-claim="${number}"]`).getBoundingClientRect();
    const view = document.querySelector(".panel-scroll").getBoundingClientRect();
    return link.height > 20 && link.top >= view.top - 1 && link.bottom <= view.bottom + 1;
}"""
ALL = "document.querySelectorAll('[data-counted]').length"


def claim(number, **more):
    return SimpleNamespace(
        pk=number, statement=f"Claim number {number} of all", verdict="unchecked",
        verdict_label="Unchecked", proposed=False, stage="open", assignee_id=None,
        get_stage_display=lambda: "Open", **more,
    )  # fmt: skip


def page_of(claims=(), suggested=(), rows=ROWS):
    may = {"annotate": True}
    shown = Context({"claims": claims, "suggested": suggested, "may": may})
    return markup(rows, panel=Template(TAG).render(shown))


CLAIMS = [claim(number) for number in range(1, NUMBER + 1)]


@pytest.fixture
def listed(stage):
    page = stage.show(page_of(CLAIMS), "workbench", "main")
    page.evaluate("document.body.classList.add('shell', 'fixed')")
    stage.until(f"{ALL} === {NUMBER}")
    return page


def focused(page):
    return page.evaluate("document.activeElement.dataset.opensClaim")


def test_all_rows_stand_in_one_list_in_their_order(listed):
    numbers = listed.locator("ul.claim-rows > li").evaluate_all(
        "(rows) => rows.map((row) => Number(row.dataset.claim))"
    )
    assert numbers == list(range(1, NUMBER + 1))
    assert listed.locator("noscript").count() == 0
    assert listed.get_by_role("list").first.get_by_role("listitem").count() == NUMBER


def test_keys_reach_every_row(listed):
    listed.keyboard.press("k")
    assert focused(listed) == str(NUMBER)
    assert listed.evaluate(IN_VIEW, NUMBER)
    for _ in range(NUMBER - 1):
        listed.keyboard.press("k")
    assert focused(listed) == "1"


def test_tab_goes_on_into_rows_that_came_late(listed):
    listed.locator("[data-opens-claim='39']").focus()
    for number in range(40, 50):
        listed.keyboard.press("Tab")
        assert focused(listed) == str(number)
        assert listed.evaluate(IN_VIEW, number)


def test_words_of_rows_that_came_late_are_found(listed):
    assert listed.evaluate("window.find('number 99 of all')")
    assert listed.evaluate("document.getSelection().toString()") == "number 99 of all"


def test_a_row_that_came_late_is_opened(stage, listed):
    opened = CLAIM.format(id=99, other=98, step=-1)
    stage.answers["/claims/99/"] = {"content_type": "text/html", "body": opened}
    listed.locator("[data-opens-claim='99']").click()
    listed.locator("[data-panel-claim='99']").wait_for()


HOSTILE = """</noscript><img src="x"> &lt;b&gt; </template></ul><!-- 100%(words)s 'a' "b" <script>1</script>"""


def test_words_of_rows_that_came_late_are_words(stage):
    rows = [*CLAIMS[:60], claim(61, reason="")]
    rows[60].statement = HOSTILE
    page = stage.show(page_of(rows, rows[:50] + rows[60:]), "workbench", "main")
    stage.until("document.querySelectorAll('[data-suggested]').length === 51")
    assert page.locator("[data-opens-claim='61']").all_text_contents() == [HOSTILE] * 2
    assert page.locator("#panel :is(img, script, b, noscript)").count() == 0
    name = page.locator("[data-suggested='61'] button").first.get_attribute("aria-label")
    assert name == f"Accept the suggestion: {HOSTILE}"


def test_rows_that_came_late_say_what_was_not_saved(stage, listed):
    for number in (2, 99):
        listed.evaluate(
            "(name) => localStorage.setItem(name, JSON.stringify({ at: Date.now(), values: {} }))",
            f"draft:1:claim-{number}-note",
        )
    listed.reload()
    stage.until(f"{ALL} === {NUMBER}")
    unsaved = listed.locator("li:has-text('not saved')")
    assert unsaved.evaluate_all("(rows) => rows.map((row) => row.dataset.claim)") == ["2", "99"]
    assert listed.locator("text=not saved").count() == 2


def test_suggestions_that_come_late_are_not_missed_and_are_decided_in_place(stage):
    asked = []
    stage.answers["/list/"] = lambda request: (
        asked.append(request.method) or {"content_type": "text/html", "body": LIST}
    )
    suggested = [claim(number, reason="number") for number in range(1, 46)]
    rows = [row | {"kind": "suggestion", "id": 43 + at} for at, row in enumerate(ROWS)]
    page = stage.show(page_of(suggested=suggested, rows=rows), "workbench", "main")
    stage.until("document.querySelectorAll('[data-suggested]').length === 45")
    page.wait_for_timeout(600)  # A list that lacks one is asked for after 300 ms.
    assert asked == []
    stage.answers["/claims/44/accept/"] = {"content_type": "text/html", "body": LIST}
    with page.expect_request("**/claims/44/accept/") as sent:
        page.locator("[data-suggested='44'] button").click()
    assert sent.value.headers["hx-request"] == "true"


def test_without_scripts_all_rows_are_there(chromium):
    page = chromium.new_context(java_script_enabled=False).new_page()
    page.set_content(document(page_of(CLAIMS), (), "1"))
    assert page.locator("[data-opens-claim]").count() == NUMBER
    assert page.locator("[data-opens-claim='99']").is_visible()
    page.context.close()
