"""Text, gutter, map, margin, toolbar and panel of the workbench, joined by workbench.js."""

import json

import pytest
from django.template.loader import render_to_string

from annotations.web.workbench.render import segments
from tests.browser.stage import spans_script

pytestmark = pytest.mark.browser

PARAGRAPH = "A first claim stands here, and a second one overlaps it in 🚆 this line of words."
TEXT = "\n\n".join(f"{number}. {PARAGRAPH}" for number in range(1, 13))
FIRST, SECOND, LATE = "A first claim stands", "stands here", "12. A first claim"
PANEL = """
<aside class="panel" id="panel" data-sheet="half">
  <button class="panel-grip" aria-label="More or less"></button>
  <div class="panel-body" id="panel-body" tabindex="-1">{}</div>
</aside>"""
LIST = """
<div class="panel-scroll"><ul class="claim-rows rows">
  <li class="row" data-claim="1" data-counted><a href="#1" hx-get="/claims/1/" hx-target="#panel-body" data-opens-claim="1">One</a></li>
  <li class="row" data-claim="2" data-counted><a href="#2" hx-get="/claims/2/" hx-target="#panel-body" data-opens-claim="2">Two</a></li>
</ul></div>"""
CLAIM = """
<div class="panel-bar"><a href="#" hx-get="/claims/{other}/" hx-target="#panel-body" data-panel-step="{step}">Step</a></div>
<div class="panel-scroll" data-panel-claim="{id}" data-version="1">
<textarea id="statement">Words of {id}</textarea></div>"""


def row(words, number, **more):
    start = TEXT.index(words)
    return {
        "kind": "claim",
        "id": number,
        "start": start,
        "end": start + len(words),
        "exact": words,
        "verdict": "unchecked",
        "label": "Unchecked",
        "statement": f"Claim {number}",
        **more,
    }


ROWS = [row(FIRST, 1, verdict="supported", label="Supported"), row(SECOND, 2), row(LATE, 3)]


def claim(number, other, step):
    return {"content_type": "text/html", "body": CLAIM.format(id=number, other=other, step=step)}


def markup(rows, language="en", panel=LIST):
    context = {
        "article": {"language": language},
        "revision": {"pk": 7, "text": TEXT},
        "segments": segments(TEXT, []),
        "counts": {"claims": 3, "suggestions": 0, "mentions": 0},
    }
    parts = {
        name: render_to_string(f"workbench/{name}.html", context)
        for name in ("outdated", "text", "toolbar", "layers", "symbols")
    }
    return f"""{parts["outdated"]}<main class="workbench" data-revision="7" data-article="5" data-claims-url="/new/"
      data-mentions-url="/mention/" data-list-url="/list/" data-claim-url="/claims/0/"
      data-mention-url="/mentions/0/" data-accept-url="/accept/0/"
      data-dismiss-url="/dismiss/0/" data-may-annotate data-may-dismiss>
    <div class="map" id="map"></div>
    <div class="text-part"><div class="text-scroll" id="text-scroll" data-scroller tabindex="0">
      <div class="column"><p class="mismatch" id="mismatch" hidden></p>
        <div class="gutter" id="gutter"></div>{parts["text"]}<div class="margin" id="margin"></div>
      </div>{parts["toolbar"]}<span class="mention-tip" id="mention-tip" hidden></span>
      <span class="caret" id="caret" hidden></span></div><p class="visually-hidden" id="caret-status"></p>
      {parts["layers"]}</div>
    {PANEL.format(panel)}{parts["symbols"]}{spans_script(rows)}</main><dialog id="keys"></dialog>"""


@pytest.fixture
def workbench(stage):
    stage.answers |= {
        "/claims/1/": claim(1, 2, 1),
        "/claims/2/": claim(2, 1, -1),
        "/claims/3/": claim(3, 2, -1),
        "/list/": {"content_type": "text/html", "body": LIST},
    }

    def open_it(rows=ROWS):
        page = stage.show(markup(rows), "workbench", "main")
        page.evaluate("document.body.classList.add('shell', 'fixed')")
        stage.until("document.querySelectorAll('.map .line').length > 0")
        return page

    return open_it


def select(stage, words):
    stage.page.evaluate(
        """(words) => {
            const { offsets } = document.getElementById("text");
            const at = offsets.text.indexOf(words);
            document.getSelection().removeAllRanges();
            document.getSelection().addRange(offsets.rangeAt(at, at + words.length));
        }""",
        words,
    )
    stage.page.locator("#toolbar").wait_for()


def sent(stage, path, answer):
    requests = []

    def take(request):
        requests.append(request.post_data)
        return answer

    stage.answers[path] = take
    return requests


def test_each_claim_has_a_button_at_its_line_that_says_its_statement(workbench):
    page = workbench()
    names = page.locator(".gutter .mark").evaluate_all(
        "(marks) => marks.map((mark) => mark.getAttribute('aria-label'))"
    )
    assert names == ["Supported: Claim 1", "Unchecked: Claim 2", "Unchecked: Claim 3"]


def test_claims_of_one_line_stand_side_by_side_at_its_height(stage, workbench):
    workbench()
    boxes = stage.page.evaluate(
        """() => {
            const { offsets } = document.getElementById("text");
            const line = offsets.rangeAt(3, 4).getBoundingClientRect();
            const marks = [...document.querySelectorAll(".gutter .mark")].slice(0, 2);
            return { middle: line.top + line.height / 2, marks: marks.map((mark) => {
                const { left, right, top, height } = mark.getBoundingClientRect();
                return { left, right, middle: top + height / 2 };
            }) };
        }"""
    )
    first, second = boxes["marks"]
    assert abs(first["middle"] - boxes["middle"]) < 3
    assert first["middle"] == second["middle"]
    assert second["right"] <= first["left"]


def test_three_claims_of_one_line_share_two_buttons(workbench):
    rows = [*ROWS, row("overlaps it", 4)]
    page = workbench([rows[0], rows[1], rows[3]])
    names = page.locator(".gutter .mark").evaluate_all("(marks) => marks.map((m) => m.ariaLabel)")
    assert names == ["Supported: Claim 1", "Unchecked: Claim 2, and 1 more at this line"]


def test_a_mark_opens_its_claim_and_is_filled(workbench):
    page = workbench()
    page.get_by_role("button", name="Supported: Claim 1").click()
    page.locator("[data-panel-claim='1']").wait_for()
    assert page.get_by_role("button", name="Supported: Claim 1").get_attribute("aria-current")
    assert page.evaluate("CSS.highlights.get('active').size") == 1
    assert page.url.endswith("?claim=1")


def test_opening_a_claim_scrolls_to_its_words(workbench):
    page = workbench()
    page.get_by_role("button", name="Unchecked: Claim 3").evaluate("(mark) => mark.click()")
    page.locator("[data-panel-claim='3']").wait_for()
    assert page.evaluate("document.getElementById('text-scroll').scrollTop") > 200


def test_selected_words_become_a_claim_by_one_key(stage, workbench):
    page = workbench()
    requests = sent(stage, "/new/", claim(9, 1, 1))
    words = "second one overlaps it in 🚆 this"
    select(stage, words)
    page.keyboard.press("c")
    page.locator("[data-panel-claim='9']").wait_for()
    start = TEXT.index(words)
    assert f"start={start}&end={start + len(words)}&" in requests[0]
    assert "revision=7&" in requests[0]
    stage.until("document.activeElement.id === 'statement'")


def test_selected_words_become_an_entity_by_two_keys(stage, workbench):
    page = workbench()
    requests = sent(stage, "/mention/", {"content_type": "text/html", "body": LIST})
    select(stage, "this line")
    page.keyboard.press("e")
    page.keyboard.press("l")
    stage.until("document.getElementById('saved') === null")
    page.locator("#toolbar").wait_for(state="hidden")
    page.wait_for_timeout(200)
    assert requests[0].endswith("label=PLACE")


def test_escape_takes_the_selection_back(stage, workbench):
    page = workbench()
    select(stage, "this line")
    page.keyboard.press("Escape")
    assert page.locator("#toolbar").is_hidden()
    assert page.evaluate("document.getSelection().isCollapsed")


def test_the_toolbar_stands_above_the_words_and_below_them_at_the_top(stage, workbench):
    page = workbench()
    select(stage, "1. A first")
    assert page.locator("#toolbar.below").count() == 1
    page.keyboard.press("Escape")
    select(stage, "3. A first")
    assert page.locator("#toolbar.below").count() == 0


def test_j_and_k_walk_through_the_list_and_enter_opens(workbench):
    page = workbench()
    for key in "jjk":
        page.keyboard.press(key)
    assert page.evaluate("document.activeElement.dataset.opensClaim") == "1"
    page.keyboard.press("Enter")
    page.locator("[data-panel-claim='1']").wait_for()


def test_j_in_an_open_claim_goes_to_the_next_and_escape_back_to_the_list(workbench):
    page = workbench()
    page.get_by_role("button", name="Supported: Claim 1").click()
    page.locator("[data-panel-claim='1']").wait_for()
    page.keyboard.press("j")
    page.locator("[data-panel-claim='2']").wait_for()
    page.keyboard.press("Escape")
    page.locator("[data-claim='2'] a:focus").wait_for()


def test_j_goes_as_many_claims_as_it_was_pressed_while_they_come(stage, workbench):
    third = CLAIM.format(id=3, other=1, step=1)
    stage.answers["/claims/2/"] = claim(2, 3, 1)
    stage.answers["/claims/3/"] = {"content_type": "text/html", "body": third}
    page = workbench()
    page.get_by_role("button", name="Supported: Claim 1").click()
    page.locator("[data-panel-claim='1']").wait_for()
    page.evaluate(
        """() => {
            for (const repeat of [false, true, true, false]) {
                const bubbles = { key: "j", repeat, bubbles: true, cancelable: true };
                document.body.dispatchEvent(new KeyboardEvent("keydown", bubbles));
            }
        }"""
    )
    page.locator("[data-panel-claim='3']").wait_for()
    page.keyboard.press("Escape")
    page.locator("[data-claim]").first.wait_for()


def test_a_key_after_j_is_for_the_claim_that_comes(stage, workbench):
    button = '<button type="button" data-key="t" value="{}">Take</button>'
    for number, answer in ((1, claim(1, 2, 1)), (2, claim(2, 1, -1))):
        taken = answer["body"] + button.format(number)
        stage.answers[f"/claims/{number}/"] = {"content_type": "text/html", "body": taken}
    page = workbench()
    page.get_by_role("button", name="Supported: Claim 1").click()
    page.locator("[data-panel-claim='1']").wait_for()
    page.evaluate(
        """() => {
            document.addEventListener("click", ({ target }) => (document.title = target.value));
            for (const key of "jt") {
                const bubbles = { key, bubbles: true, cancelable: true };
                document.body.dispatchEvent(new KeyboardEvent("keydown", bubbles));
            }
        }"""
    )
    page.locator("[data-panel-claim='2']").wait_for()
    stage.until("document.title === '2'")


def test_marks_that_do_not_fit_are_counted_on_the_page(workbench):
    page = workbench([ROWS[0] | {"exact": "other words"}, ROWS[1]])
    assert page.locator("#mismatch").inner_text().startswith("1 mark does not fit")


def test_switching_a_layer_off_is_remembered(stage, workbench):
    page = workbench()
    page.get_by_label("Claims").uncheck()
    assert page.evaluate("CSS.highlights.size") == 0
    page = workbench()
    assert page.get_by_label("Claims").is_checked() is False
    assert page.evaluate("CSS.highlights.size") == 0


@pytest.mark.parametrize(("action", "words"), [("accept", "Accept"), ("dismiss", "Dismiss")])
def test_a_suggestion_in_the_margin_is_decided_and_the_list_stays(stage, workbench, action, words):
    page = workbench([row("12. A", 8, kind="suggestion", label="number")])
    decided = LIST.replace("One", f"After {action}")
    requests = sent(stage, f"/{action}/8/", {"content_type": "text/html", "body": decided})
    assert page.locator(".suggestion .reason").inner_text().lower() == "number"
    page.locator(".suggestion").get_by_text(words, exact=True).click()
    page.get_by_text(f"After {action}").wait_for()
    assert requests == ["stay=list"]


@pytest.mark.parametrize(
    ("rows", "button", "asked"),
    [
        ([row("1. A", 8, kind="suggestion", label="number")], ".suggestion >> text=Dismiss", 8),
        (ROWS, ".gutter .mark >> nth=0", 1),
    ],
    ids=["margin", "gutter"],
)
def test_a_press_during_which_the_page_is_drawn_anew_still_counts(workbench, rows, button, asked):
    """Colleagues' changes and late sizes draw it again at any moment."""
    page = workbench(rows)
    requests = []
    page.on("request", lambda request: requests.append(request.url))
    box = page.locator(button).bounding_box()
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.mouse.down()
    page.evaluate(
        """() => new Promise((drawn) => {
            document.getElementById("text").dispatchEvent(new CustomEvent("layer-toggled"));
            requestAnimationFrame(() => requestAnimationFrame(drawn));
        })"""
    )
    page.mouse.up()
    page.wait_for_timeout(300)
    assert [url for url in requests if f"/{asked}/" in url] != []


def test_marks_that_stay_are_kept_among_those_that_come_and_go(stage, workbench):
    page = workbench([ROWS[0], ROWS[2]])
    page.locator(".gutter .mark").last.evaluate("(mark) => { mark.wasHere = true; mark.focus(); }")
    page.evaluate(
        """(rows) => {
            const script = document.getElementById("spans").cloneNode();
            script.textContent = JSON.stringify(rows);
            document.getElementById("span-data").replaceChildren(script);
        }""",
        [row("2. A first", 5), row("6. A first", 6), ROWS[2]],
    )
    marks = "[...document.querySelectorAll('.gutter .mark')]"
    stage.until(f"{marks}.length === 3")
    found = page.evaluate(f"{marks}.map((mark) => [mark.ariaLabel, mark.wasHere === true])")
    assert found == [
        ["Unchecked: Claim 5", False],
        ["Unchecked: Claim 6", False],
        ["Unchecked: Claim 3", True],
    ]
    assert page.evaluate("document.activeElement.wasHere")


def test_opening_a_suggestion_scrolls_to_its_words(workbench):
    page = workbench([row(LATE, 3, kind="suggestion", label="number")])
    page.locator(".suggestion .reason").evaluate("(look) => look.click()")
    page.locator("[data-panel-claim='3']").wait_for()
    page.wait_for_function("document.getElementById('text-scroll').scrollTop > 200")


def test_the_map_follows_and_leads_the_text(stage, workbench):
    page = workbench()
    page.locator("#map").click(position={"x": 20, "y": 700})
    assert page.evaluate("document.getElementById('text-scroll').scrollTop") > 100
    stage.until("Number(document.querySelector('.map .view').getAttribute('y')) > 20")


def test_a_colleagues_change_reaches_the_list(stage, workbench):
    page = workbench()
    stage.answers["/list/"]["body"] = LIST.replace("One", "Changed elsewhere")
    page.evaluate("document.body.dispatchEvent(new CustomEvent('live:here', { detail: {} }))")
    page.get_by_text("Changed elsewhere").wait_for()


def test_a_colleagues_change_never_takes_away_what_is_being_typed(stage, workbench):
    page = workbench()
    page.get_by_role("button", name="Supported: Claim 1").click()
    page.locator("#statement").fill("half a sentence")
    page.evaluate("document.body.dispatchEvent(new CustomEvent('live:here', { detail: {} }))")
    page.wait_for_timeout(600)
    assert page.locator("#statement").input_value() == "half a sentence"


def swap_spans(page, rows, revision):
    """As an answer brings them out of band."""
    context = {"spans": rows, "article": {"current_revision_id": revision}}
    page.evaluate(
        "(spans) => { document.getElementById('span-data').innerHTML = spans; }",
        render_to_string("workbench/spans.html", context),
    )


def test_after_a_colleagues_correction_the_page_says_so_and_keeps_its_highlights(stage, workbench):
    page = workbench()
    painted = page.evaluate("[...CSS.highlights.keys()].sort()")
    swap_spans(page, [ROWS[0] | {"exact": "words of the new text"}], revision=8)
    note = page.get_by_text("The article has been corrected. Reload to see the new text.")
    note.wait_for()
    assert page.locator("#mismatch").is_hidden()
    assert page.evaluate("[...CSS.highlights.keys()].sort()") == painted
    assert page.locator(".gutter .mark").count() == 3
    page.evaluate("window.isOld = true")
    page.get_by_role("button", name="Reload").click()
    stage.until("window.isOld === undefined")


def test_new_spans_of_the_same_revision_are_painted(stage, workbench):
    page = workbench()
    swap_spans(page, ROWS[:1], revision=7)
    stage.until("document.getElementById('text').spans.length === 1")
    assert page.locator("#outdated").is_hidden()


def here(page):
    page.evaluate("document.body.dispatchEvent(new CustomEvent('live:here', { detail: {} }))")


def test_a_claim_that_a_colleague_deleted_gives_way_to_the_list(stage, workbench):
    page = workbench()
    page.get_by_role("button", name="Supported: Claim 1").click()
    page.locator("[data-panel-claim='1']").wait_for()
    stage.answers["/claims/1/"] = {"status": 404, "body": "Not here"}
    here(page)
    page.get_by_text("This claim was deleted.").wait_for()
    assert page.locator(".claim-rows .row").count() == 2
    assert page.locator("[data-panel-claim]").count() == 0


def test_a_claim_of_the_list_that_is_no_more_is_said_to_be_deleted(stage, workbench):
    page = workbench()
    stage.answers["/claims/2/"] = {"status": 404, "body": "Not here"}
    page.get_by_role("link", name="Two").click()
    page.get_by_text("This claim was deleted.").wait_for()


def test_when_the_list_is_gone_too_nothing_is_asked_for_ever(stage, workbench):
    page = workbench()
    page.get_by_role("button", name="Supported: Claim 1").click()
    page.locator("[data-panel-claim='1']").wait_for()
    stage.answers["/claims/1/"] = {"status": 404, "body": "Not here"}
    asked = sent(stage, "/list/", {"status": 404, "body": "Not here"})
    here(page)
    page.wait_for_timeout(800)
    assert len(asked) == 1


def test_the_panel_is_a_sheet_of_three_heights_on_a_phone(workbench):
    page = workbench()
    page.set_viewport_size({"width": 390, "height": 844})
    heights = []
    for _ in range(3):
        heights.append(page.locator("#panel").get_attribute("data-sheet"))
        page.get_by_role("button", name="More or less").click()
    assert heights == ["half", "full", "closed"]


def test_the_sheet_is_drawn_up_and_down(workbench):
    page = workbench()
    page.set_viewport_size({"width": 390, "height": 844})
    grip = page.get_by_role("button", name="More or less")
    for way, wanted in [(-120, "full"), (120, "half"), (120, "closed")]:
        page.wait_for_timeout(250)
        box = grip.bounding_box()
        page.mouse.move(box["x"] + 50, box["y"] + 10)
        page.mouse.down()
        page.mouse.move(box["x"] + 50, box["y"] + 10 + way / 3)
        page.mouse.up()
        assert page.locator("#panel").get_attribute("data-sheet") == wanted


def test_a_thousand_spans_are_measured_once(stage, workbench):
    starts = range(0, 950, 1)
    rows = [
        row(TEXT[at : at + 4], number) | {"start": at, "end": at + 4}
        for number, at in enumerate(starts)
    ]
    page = workbench(json.loads(json.dumps(rows)))
    measured = page.evaluate(
        """async () => {
            let measured = 0;
            for (const name of ["getClientRects", "getBoundingClientRect"]) {
                const measure = Range.prototype[name];
                Range.prototype[name] = function () { measured++; return measure.call(this); };
            }
            document.getElementById("text").paint();
            const frame = () => new Promise(requestAnimationFrame);
            await frame();
            await frame();
            return measured;
        }"""
    )
    assert 0 < measured <= len(rows)
