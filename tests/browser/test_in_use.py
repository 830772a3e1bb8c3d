"""What somebody is using is not exchanged by what colleagues do."""

from types import SimpleNamespace

import pytest
from django.template.loader import render_to_string
from django.utils import timezone
from playwright.sync_api import Page

pytestmark = pytest.mark.browser

AWAY = (700, 880)
PANEL = """
<main id="main"><aside class="panel" id="panel" data-sheet="half">
  <button class="panel-grip" aria-label="More or less"></button>
  <div class="panel-news" role="status" hidden><span></span> <button type="button">Show</button></div>
  <div class="panel-body" id="panel-body" tabindex="-1">{}</div>
</aside></main><p id="elsewhere">Elsewhere</p>"""
CLAIM = """
<div class="panel-bar"><a href="#">All claims</a></div>
<div class="panel-scroll" data-panel-claim="1" data-version="{version}" data-question="{question}">
  <p id="words">Version {version}, {question}</p>
  <form data-draft="claim-1-statement"><input type="hidden" name="version" value="{version}">
    <textarea id="statement" name="statement">Forty bridges</textarea></form>
  <details><summary>Reasons</summary><p>Because.</p></details>
  <div>{tall}</div>
  {form}
</div>"""
REVIEW = """<form data-decides data-draft="assessment-5-review"><input type="hidden" name="version" value="{version}">
  <textarea id="review" name="note"></textarea><button type="button" id="approve">Approve {version}</button></form>"""
LIST = """<div class="panel-scroll"><ul class="claim-rows rows">
  <li class="row" data-claim="{id}"><a id="row" href="#" data-opens-claim="{id}">Claim {id}</a></li></ul></div>"""
START = """async () => {
    const { Panel } = await import("/static/annotations/js/panel/panel.js");
    const urls = { claim: "/claims/0/", mention: "/mentions/0/", list: "/list/" };
    window.swaps = 0;
    window.panel = new Panel(document.getElementById("panel"), urls, () => { window.swaps += 1; });
}"""


def fragment(version: int, *, question: str = "said", review: bool = False, tall: int = 0) -> str:
    form = REVIEW.format(version=version) if review else ""
    return CLAIM.format(version=version, question=question, tall="<br>" * tall, form=form)


@pytest.fixture
def opened(stage):
    """A page with this in its panel, and what the server says of it now."""

    def opened(body: str, now: str, status: int = 200) -> Page:
        asked = []

        def answer(request):
            asked.append(request.url.removeprefix("http://localhost"))
            return {"content_type": "text/html", "status": status, "body": now}

        stage.answers["/claims/1/"] = answer
        stage.answers["/list/"] = {"content_type": "text/html", "body": LIST.format(id=2)}
        stage.answers["/my/"] = answer
        page = stage.show(PANEL.format(body), "main")
        page.evaluate(START)
        page.asked = asked
        page.mouse.move(*AWAY)
        return page

    return opened


def news(page: Page, wait: int = 900) -> None:
    """A colleague did something; what follows has had its time."""
    page.evaluate("panel.refresh()")
    page.wait_for_timeout(wait)


def shown(page: Page) -> str:
    return page.inner_text("#words")


def test_a_refresh_asks_for_the_question_that_is_shown(opened):
    page = opened(fragment(1), fragment(2))
    news(page)
    assert page.asked == ["/claims/1/?question=said"]
    assert shown(page) == "Version 2, said"
    assert page.evaluate("location.search") == "?claim=1&question=said"


def test_what_a_second_person_reads_stays_until_they_ask(opened):
    page = opened(fragment(1, review=True), fragment(2, review=True, tall=5))
    place = page.locator("#approve").bounding_box()
    news(page)
    assert shown(page) == "Version 1, said"
    assert page.locator("#approve").bounding_box() == place
    assert page.inner_text(".panel-news span") == "Changed"
    asked = len(page.asked)
    page.wait_for_timeout(1500)
    assert len(page.asked) == asked, "it is not asked for again and again"

    page.fill("#review", "Which page?")
    page.click(".panel-news button")
    page.wait_for_selector("text=Version 2, said")
    assert page.locator(".panel-news").is_hidden()
    assert page.input_value("#review") == "Which page?"
    assert page.input_value("form[data-decides] [name=version]") == "2"


def test_nothing_is_said_of_what_did_not_change(opened):
    page = opened(fragment(1, review=True), fragment(1, review=True))
    page.hover("#approve")
    news(page)
    assert page.locator(".panel-news").is_hidden()


@pytest.mark.parametrize("how", ["pointer", "focus", "typing", "fold"])
def test_what_somebody_is_at_is_exchanged_when_they_have_left(how, opened):
    page = opened(fragment(1), fragment(2))
    if how == "pointer":
        page.hover("summary")
    elif how == "focus":
        page.focus("#statement")
    elif how == "typing":
        page.fill("#statement", "41 bridges")
        page.evaluate("document.activeElement.blur()")
    else:
        page.click("summary")
        page.evaluate("document.activeElement.blur()")
        page.mouse.move(*AWAY)
        page.wait_for_timeout(1100)
    news(page)
    assert shown(page) == "Version 1, said"
    assert page.inner_text(".panel-news span") == "Changed"

    if how == "typing":
        page.evaluate("delete document.querySelector('form').dataset.dirty")
    elif how == "fold":
        page.evaluate("document.querySelector('details').open = false")
    page.evaluate("document.activeElement.blur()")
    page.mouse.move(*AWAY)
    page.wait_for_selector("text=Version 2, said")
    assert page.locator(".panel-news").is_hidden()


def test_asking_for_what_is_new_keeps_place_folds_words_and_focus(opened):
    page = opened(fragment(1, tall=100), fragment(2, tall=100))
    page.evaluate("document.querySelector('#panel').style.cssText = 'block-size: 300px'")
    page.evaluate("document.querySelector('details').open = true")
    page.fill("#statement", "41 bridges")
    page.evaluate("document.querySelector('#statement').setSelectionRange(3, 5)")
    page.evaluate("document.querySelector('.panel-scroll').scrollTop = 120")
    news(page)
    assert shown(page) == "Version 1, said"

    page.evaluate("document.querySelector('.panel-news button').click()")
    page.wait_for_selector("text=Version 2, said")
    assert page.input_value("#statement") == "41 bridges"
    # It was begun on the first version: saving it finds out that somebody else saved since.
    assert page.input_value("form [name=version]") == "1"
    assert page.evaluate("document.querySelector('details').open")
    assert page.evaluate("document.querySelector('.panel-scroll').scrollTop") == 120
    assert page.evaluate("[document.activeElement.id, document.activeElement.selectionStart]") == [
        "statement",
        3,
    ]


def test_a_claim_deleted_under_the_hand_stays_until_one_asks(opened):
    page = opened(fragment(1), "Not here", status=404)
    page.hover("summary")
    news(page)
    assert shown(page) == "Version 1, said"
    page.click(".panel-news button")
    page.wait_for_selector("text=This claim was deleted.")


def conflict(version: int) -> str:
    """Mine beside theirs, as the product draws it."""
    fields = [{"name": "statement", "label": "Statement", "theirs": "41", "mine": "42 bridges"}]
    shown = {"url": "/claims/1/edit/", "version": version, "fields": fields, "kept": []}
    shown |= {"who": None, "when": timezone.now(), "draft": "claim-1-statement"}
    row = SimpleNamespace(pk=1)
    context = {"article": row, "claim": row, "question": "said", "conflict": shown}
    return render_to_string("claims/conflict.html", context)


@pytest.mark.parametrize("version", [2, 3])
def test_a_conflict_stays_until_it_is_answered_or_what_is_new_is_asked_for(version, opened):
    page = opened(conflict(2), fragment(version))
    page.evaluate("document.activeElement.blur()")
    news(page, wait=1500)
    assert page.locator("text=Nothing is lost").is_visible()
    assert page.locator(".panel-news").is_visible() == (version == 3)
    if version == 3:
        page.click(".panel-news button")
        page.wait_for_selector("text=Version 3, said")


def test_what_was_exchanged_takes_no_press_that_was_on_its_way(opened):
    page = opened(fragment(1), fragment(2))
    page.evaluate("panel.refresh()")
    for _ in range(200):
        if page.evaluate("window.swaps"):
            break
        page.wait_for_timeout(10)
    assert (
        page.evaluate("getComputedStyle(document.querySelector('#panel-body')).pointerEvents")
        == "none"
    )
    page.wait_for_timeout(700)
    assert (
        page.evaluate("getComputedStyle(document.querySelector('#panel-body')).pointerEvents")
        == "auto"
    )


ROWS = """<ul>{}</ul>"""
ROW = '<li><a href="#" id="claim-{0}">Claim {0}</a> <button type="button" id="take-{0}">Take</button></li>'


def rows(*ids: int) -> str:
    return ROWS.format("".join(ROW.format(number) for number in ids))


@pytest.mark.parametrize("how", ["pointer", "focus"])
def test_no_row_of_a_list_slips_under_the_hand(how, stage):
    stage.answers["/my/"] = {"content_type": "text/html", "body": rows(1, 2)}
    body = f'<div id="rows" data-live-rows hx-get="/my/" hx-trigger="free, live:claim from:body">{rows(2)}</div><p>Elsewhere</p>'
    page = stage.show(body, "main")
    page.wait_for_timeout(300)
    if how == "pointer":
        page.hover("#take-2")
    else:
        page.mouse.move(700, 700)
        page.focus("#claim-2")
    page.evaluate("document.body.dispatchEvent(new CustomEvent('live:claim'))")
    page.wait_for_timeout(900)
    assert page.locator("li").count() == 1

    page.mouse.move(700, 700)
    page.evaluate("document.activeElement.blur()")
    page.wait_for_selector("#claim-1")


def test_toasts_stay_while_the_pointer_is_at_one(stage):
    page = stage.show("<p>Words</p>", "main")
    page.evaluate(
        "import('/static/annotations/js/shell/toast.js').then((m) => { m.toast('First'); m.toast('Second'); })"
    )
    page.wait_for_selector("text=Second")
    place = page.locator("text=Second").bounding_box()
    page.hover("text=Second")
    page.wait_for_timeout(6500)
    assert page.locator("text=Second").bounding_box() == place
    page.mouse.move(5, 5)
    page.wait_for_selector("text=Second", state="detached")
