"""Handles at the ends of the words that are open, and another place for a claim."""

import pytest

from tests.browser.test_workbench_parts import CLAIM, TEXT, markup, row, select, sent

pytestmark = pytest.mark.browser
WORDS = "first claim stands"
START = TEXT.index(WORDS)
FORM = """
<form data-words data-start="{start}" data-end="{end}" action="/anchors/3/words/" hx-post="/anchors/3/words/" hx-target="#panel-body">
  <input type="hidden" name="version" value="4"><input type="hidden" name="place" value="3">
  <button name="way" value="end-later" data-key="]">Word after</button></form>
<button type="button" data-adds-place="/claims/1/places/" data-key="p">Add another place</button></div>"""


@pytest.fixture
def view(stage):
    """A claim on WORDS is open."""
    form = FORM.format(start=START, end=START + len(WORDS))
    panel = CLAIM.format(id=1, other=2, step=1).removesuffix("</div>") + form
    stage.answers["/claims/1/"] = {"content_type": "text/html", "body": panel}
    stage.answers["/list/"] = {"content_type": "text/html", "body": "<div></div>"}
    view = stage.show(markup([row(WORDS, 1)], panel=panel), "workbench", "main")
    view.evaluate("document.body.classList.add('shell', 'fixed')")
    view.locator(".handle.end:not([hidden])").wait_for()
    return view


def box_of(view, words: str, nth: int = 0) -> dict:
    return view.evaluate(
        """([words, nth]) => {
            const { offsets } = document.getElementById("text");
            let at = -1;
            for (let left = nth; left >= 0; left -= 1) at = offsets.text.indexOf(words, at + 1);
            const { left, right, top, height } = offsets.rangeAt(at, at + words.length)
                .getBoundingClientRect();
            return { left, right, middle: top + height / 2 };
        }""",
        [words, nth],
    )


def drag(view, side: str, x: float, y: float, *, drop: bool = True) -> None:
    box = view.locator(f".handle.{side}").bounding_box()
    grip = {"start": box["y"] + 2, "end": box["y"] + box["height"] - 2}[side]
    middle = box["x"] + box["width"] / 2
    view.mouse.move(middle, grip)
    view.mouse.down()
    away = grip - (box["y"] + box["height"] / 2)
    view.mouse.move(x, y + away, steps=4)
    if drop:
        view.mouse.up()


def test_handles_stand_at_both_ends_of_the_words(view):
    words = box_of(view, WORDS)
    for side, edge in (("start", "left"), ("end", "right")):
        box = view.locator(f".handle.{side}").bounding_box()
        assert abs(box["x"] + box["width"] / 2 - words[edge]) < 2
        assert abs(box["y"] + box["height"] / 2 - words["middle"]) < 2
        assert box["width"] >= 24  # For a finger.


@pytest.mark.parametrize(
    ("side", "to", "edge", "wanted"),
    [
        ("end", "stands here", "right", "first claim stands here"),
        ("end", "first", "right", "first"),
        ("start", "A first", "left", "A first claim stands"),
        ("start", "stands", "left", "stands"),
    ],
)
def test_a_dragged_end_takes_in_or_leaves_out_whole_words(stage, view, side, to, edge, wanted):
    requests = sent(stage, "/anchors/3/words/", stage.answers["/claims/1/"])
    inwards = 4 if edge == "left" else -4
    box = box_of(view, to)
    drag(view, side, box[edge] + inwards, box["middle"])
    stage.page.wait_for_timeout(300)
    start = TEXT.index(wanted)
    assert len(requests) == 1
    assert f"start={start}&end={start + len(wanted)}&" in requests[0]
    assert "version=4&place=3&" in requests[0]
    assert "revision=7" in requests[0]


def test_with_alt_an_end_stops_at_a_letter(stage, view):
    requests = sent(stage, "/anchors/3/words/", stage.answers["/claims/1/"])
    box = box_of(view, "first claim st")
    view.keyboard.down("Alt")
    drag(view, "end", box["right"], box["middle"])
    view.keyboard.up("Alt")
    stage.page.wait_for_timeout(300)
    assert f"end={START + len('first claim st')}&" in requests[0]


def test_escape_lets_the_words_where_they_were(stage, view):
    requests = sent(stage, "/anchors/3/words/", stage.answers["/claims/1/"])
    box = box_of(view, "stands here")
    drag(view, "end", box["right"], box["middle"], drop=False)
    view.keyboard.press("Escape")
    view.mouse.up()
    view.wait_for_timeout(200)
    assert requests == []
    handle = view.locator(".handle.end").bounding_box()
    assert abs(handle["x"] + handle["width"] / 2 - box_of(view, WORDS)["right"]) < 2
    assert view.locator("[data-panel-claim='1']").count() == 1


def test_the_start_is_never_dragged_past_the_end(stage, view):
    requests = sent(stage, "/anchors/3/words/", stage.answers["/claims/1/"])
    box = box_of(view, "second one")
    drag(view, "start", box["right"], box["middle"])
    view.wait_for_timeout(200)
    assert all("start=" in one and f"end={START + len(WORDS)}&" in one for one in requests)


def test_without_something_open_there_are_no_handles(view):
    view.keyboard.press("Escape")
    view.locator(".handle.start").wait_for(state="hidden")
    assert view.locator(".handle.end").is_hidden()


def test_p_leads_to_the_text_and_p_there_adds_the_place(stage, view):
    requests = sent(stage, "/claims/1/places/", stage.answers["/claims/1/"])
    view.keyboard.press("p")
    view.locator("#caret:not([hidden])").wait_for()
    assert view.evaluate("document.activeElement.id") == "text-scroll"
    view.keyboard.press("Control+ArrowDown")
    view.keyboard.press("ArrowRight")
    view.keyboard.press("Shift+Control+ArrowRight")
    view.locator("#toolbar button[data-act=another]:visible").wait_for()
    view.keyboard.press("p")
    view.wait_for_timeout(300)
    assert "exact=2&" in requests[0]
    assert "version=1" in requests[0]


def test_another_place_is_offered_only_beside_an_open_claim(stage, view):
    view.keyboard.press("Escape")
    view.locator("[data-panel-claim]").wait_for(state="detached")
    select(stage, "this line")
    assert view.locator("#toolbar button[data-act=another]").is_hidden()


def test_what_is_asked_from_a_claim_with_two_places_is_about_the_one_that_is_meant(stage, view):
    asked = []

    def answer(request):
        asked.append(request.headers["hx-current-url"])
        panel = CLAIM.format(id=1, other=2, step=1)
        body = panel.replace("data-version", 'data-question="true" data-place="3" data-version')
        return {"content_type": "text/html", "body": body}

    stage.answers["/claims/1/"] = answer
    for number in (1, 2):
        view.evaluate("document.body.dispatchEvent(new CustomEvent('live:here'))")
        for _ in range(200):
            view.wait_for_timeout(20)
            if len(asked) == number:
                break
        view.locator("[data-place='3']").wait_for()
    assert view.evaluate("location.search") == "?claim=1&question=true&place=3"
    assert asked[1].endswith("?claim=1&question=true&place=3")
