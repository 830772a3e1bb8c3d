"""The map strip and the margin where there is much to show."""

import pytest

from tests.browser.test_workbench_parts import LATE, TEXT, row, workbench  # noqa: F401

pytestmark = pytest.mark.browser

TONES = ("supported", "unchecked")


def marks(*places):
    return [{"at": at, "tone": TONES[i % 2]} for i, at in enumerate(places)]


@pytest.mark.parametrize(
    ("places", "wanted"),
    [
        ([], False),
        ([4 * n for n in range(23)], False),
        ([4 * n for n in range(24)], True),
        ([20 * n for n in range(300)], False),
        ([2.7 * n for n in range(300)], True),
    ],
    ids=["none", "few", "side by side", "apart", "300 on a screen"],
)
def test_marks_run_together_when_many_fill_their_rows(stage, places, wanted):
    assert stage.call("workbench/density", "runsTogether", marks(*places), 5) == wanted


def test_a_row_is_as_long_as_it_has_claims_and_each_verdict_has_its_share(stage):
    rows = stage.call("workbench/density", "density", marks(0, 1, 2, 4.9, 5), 5)
    assert [(one["top"], one["count"]) for one in rows] == [(0, 4), (5, 1)]
    assert rows[0]["parts"] == [
        {"tone": "supported", "from": 0, "to": 0.5},
        {"tone": "unchecked", "from": 0.5, "to": 1},
    ]
    assert rows[1]["parts"] == [{"tone": "supported", "from": 0, "to": 0.25}]


def test_a_row_with_more_than_fits_makes_the_others_shorter(stage):
    rows = stage.call("workbench/density", "density", marks(*[0] * 16, 5), 5)
    assert rows[0]["parts"][-1]["to"] == 1
    assert rows[1]["parts"][-1]["to"] == 1 / 16


def words_apart(number):
    """So many claims, spread over the whole text."""
    step = len(TEXT) // number
    starts = [n * step for n in range(number)]
    made = []
    for n, start in enumerate(starts):
        exact = TEXT[start : start + 3]
        base = row("A first", n + 1)
        made.append(base | {"start": start, "end": start + 3, "exact": exact})
    return made


def test_three_hundred_claims_are_bars_and_the_open_one_is_seen(workbench):  # noqa: F811
    # A low window: the whole text is on a strip that has few px for each of its lines.
    page = workbench(words_apart(200))
    page.set_viewport_size({"width": 1440, "height": 220})
    page.wait_for_selector(".map .bar", state="attached")
    assert page.locator(".map .mark").count() == 0
    assert page.locator(".map .bar").count() > 10
    long = page.locator(".map .bar").evaluate_all("(bars) => bars.map((b) => b.getBBox().width)")
    assert max(long) > min(long)
    page.locator(".gutter .mark").first.click()
    page.wait_for_selector("[data-panel-claim]")
    assert page.locator(".map .open-row").get_attribute("d")


def test_few_claims_keep_marks_of_their_own(workbench):  # noqa: F811
    page = workbench()
    assert page.locator(".map .mark").count() == 3
    assert page.locator(".map .bar").count() == 0


LONG = "says how many, where it was counted and who was told of it before anybody else"


def test_reasons_and_speakers_in_the_margin_are_shown_in_full_and_none_covers_another(
    workbench,  # noqa: F811
):
    page = workbench(
        [
            row("A first", 5, kind="suggestion", label=LONG),
            row("second one", 6, kind="suggestion", label=LONG),
            row("this line", 7, kind="quote", label="said", statement="The " + LONG),
            row(LATE, 8, kind="suggestion", label="number"),
        ]
    )
    page.locator("[data-layer=quote]").evaluate("(box) => box.checked || box.click()")
    page.wait_for_selector(".quote-note")
    boxes = page.locator(".margin > *").evaluate_all(
        """(notes) => notes.map((note) => {
            const cut = [note, ...note.querySelectorAll("*")].filter(
                ({ scrollWidth, clientWidth }) => clientWidth && scrollWidth > clientWidth);
            const { top, bottom } = note.getBoundingClientRect();
            return { top, bottom, cut: cut.map((one) => one.outerHTML) };
        })"""
    )
    assert len(boxes) == 4
    assert [one["cut"] for one in boxes] == [[]] * 4
    assert all(
        above["bottom"] <= below["top"] for above, below in zip(boxes, boxes[1:], strict=False)
    )
