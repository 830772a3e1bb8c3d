"""An answer that comes after one has left what asked for it."""

import pytest

pytestmark = pytest.mark.browser

CLAIM = """
<a href="#" hx-get="/claims/2/" hx-target="#panel-body">Next</a>
<div class="panel-scroll" data-panel-claim="{id}">
  <h2>Claim {id}, {words}</h2>
  <form method="post" hx-post="/save/" hx-target="#panel-body" data-draft="claim-{id}-statement">
    <textarea name="statement"></textarea><button>Save</button></form>
</div>"""
BESIDE = """
<span id="claim-counts" hx-swap-oob="true">2 of 3</span>
<div id="undo-offer" hx-swap-oob="innerHTML"><div class="toast">Undo</div></div>"""
PAGE = """
<p class="saved" id="saved" data-state="idle"><span></span></p>
<span id="claim-counts">1 of 3</span>
<div id="panel-body">{}</div>"""


@pytest.fixture
def saving(stage):
    """A claim whose save is under way: the page, and the save's request to be answered."""
    shown = PAGE.format(CLAIM.format(id=1, words="as it was"))
    for number in (1, 2):
        body = CLAIM.format(id=number, words="opened")
        stage.answers[f"/claims/{number}/"] = {"content_type": "text/html", "body": body}
    page = stage.show(shown, "main")
    page.evaluate("document.getElementById('toasts').innerHTML = '<div id=\"undo-offer\"></div>'")
    held = []
    page.route("http://localhost/save/", lambda route: held.append(route))
    page.fill("textarea", "Typed")
    page.click("button:has-text('Save')")
    return page, held


def answer(page, held, *, words="saved", status=200):
    page.wait_for_timeout(0)
    body = CLAIM.format(id=1, words=words) + BESIDE
    held[0].fulfill(status=status, content_type="text/html", body=body)


def heading(page):
    return page.locator("#panel-body h2").inner_text()


def test_the_claim_one_went_on_to_stays_and_the_rest_of_the_page_is_told(stage, saving):
    page, held = saving
    page.click("text=Next")
    page.wait_for_selector("text=Claim 2, opened")
    page.fill("textarea", "Of the second")
    answer(page, held)
    stage.until("document.getElementById('saved').dataset.state === 'saved'")

    assert heading(page) == "Claim 2, opened"
    assert page.input_value("textarea") == "Of the second"
    assert page.locator("#claim-counts").inner_text() == "2 of 3"
    assert page.locator("#undo-offer .toast").inner_text() == "Undo"
    assert page.evaluate("Object.keys(localStorage)") == ["draft:1:claim-2-statement"]


def test_the_same_claim_drawn_anew_meanwhile_takes_the_answer(stage, saving):
    page, held = saving
    page.evaluate("htmx.ajax('get', '/claims/1/', {target: '#panel-body', swap: 'innerHTML'})")
    page.wait_for_selector("text=Claim 1, opened")
    answer(page, held)
    page.wait_for_selector("text=Claim 1, saved")

    assert page.locator("#claim-counts").inner_text() == "2 of 3"


def test_a_refusal_does_not_take_one_back_but_is_told_and_what_was_typed_is_kept(stage, saving):
    page, held = saving
    page.click("text=Next")
    page.wait_for_selector("text=Claim 2, opened")
    answer(page, held, words="refused", status=412)
    stage.until("document.getElementById('saved').dataset.state === 'failed'")

    assert heading(page) == "Claim 2, opened"
    assert page.evaluate("Object.keys(localStorage)") == ["draft:1:claim-1-statement"]
    assert "Somebody else changed it." in page.locator("#saved").inner_text()


def test_a_connection_that_is_lost_after_one_left_is_told_and_the_save_is_sent_again(stage, saving):
    page, held = saving
    page.click("text=Next")
    page.wait_for_selector("text=Claim 2, opened")
    held[0].abort("connectionreset")
    stage.until("document.getElementById('saved').dataset.state === 'failed'")
    page.evaluate("dispatchEvent(new Event('online'))")
    page.wait_for_timeout(200)

    answer(page, held[1:])
    stage.until("document.getElementById('saved').dataset.state === 'saved'")

    assert len(held) == 2
    assert heading(page) == "Claim 2, opened"
    assert held[0].request.post_data == held[1].request.post_data
