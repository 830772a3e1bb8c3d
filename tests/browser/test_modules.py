"""The pure modules, called in the browser that runs them."""

import pytest

pytestmark = pytest.mark.browser


def span(start, end):
    return {"start": start, "end": end}


LANES = """async (spans) => {
    const { lanesOf } = await import("/static/annotations/js/spans/lanes.js");
    const lanes = lanesOf(spans);
    return spans.map((span) => lanes.get(span));
}"""


@pytest.mark.parametrize(
    ("spans", "wanted"),
    [
        ([], []),
        ([span(0, 5), span(5, 9)], [1, 1]),
        ([span(0, 5), span(4, 9)], [1, 2]),
        ([span(4, 9), span(0, 5)], [2, 1]),
        ([span(0, 9), span(1, 2), span(3, 4)], [1, 2, 2]),
        ([span(0, 9), span(1, 8), span(2, 7), span(3, 6)], [1, 2, 3, 3]),
        ([span(0, 3), span(0, 9)], [2, 1]),
    ],
)
def test_spans_that_overlap_lie_in_lanes_of_their_own(stage, spans, wanted):
    stage.show("")
    assert stage.page.evaluate(LANES, spans) == wanted


@pytest.mark.parametrize(
    ("text", "start", "end", "options", "wanted"),
    [
        ("a number of trains", 3, 5, {}, [2, 8]),
        ("a number of trains", 8, 9, {}, [9, 9]),
        ("  padded  ", 0, 10, {}, [2, 8]),
        ("end. Next", 2, 4, {}, [0, 4]),
        ("(so-called) thing", 1, 10, {}, [1, 10]),
        ("об’єкт тут", 1, 2, {"language": "uk"}, [0, 6]),
        ("قالَ لا", 1, 2, {"language": "ar"}, [0, 4]),
        ("今天天气很好", 0, 1, {"language": "zh"}, [0, 2]),
        ("word", 1, 2, {"language": "no such tag"}, [0, 4]),
        ("e\u0301cole", 0, 1, {"exact": True}, [0, 2]),
        ("👍🏽 ok", 1, 2, {"exact": True}, [0, 4]),
        ("word", 1, 3, {"exact": True}, [1, 3]),
        ("", 0, 0, {}, [0, 0]),
    ],
)
def test_a_selection_snaps_to_what_a_reader_calls_a_word(stage, text, start, end, options, wanted):
    assert stage.call("text/words", "snap", text, start, end, options) == wanted


POINTS = """async ([text, units]) => {
    const { CodePoints } = await import("/static/annotations/js/text/code-points.js");
    const points = new CodePoints(text);
    return units.map((unit) => points.toPoints(unit));
}"""


def test_a_unit_inside_a_pair_counts_as_the_pair(stage):
    stage.show("")
    assert stage.page.evaluate(POINTS, ["a🚆b", [0, 1, 2, 3, 4]]) == [0, 1, 1, 2, 3]


def test_an_offset_outside_the_text_is_an_error(stage):
    stage.show("")
    with pytest.raises(Exception, match="RangeError"):
        stage.page.evaluate(POINTS, ["ab", [3]])


REFUSAL = """async ({ token, ...answer }) => {
    const { refusal } = await import("/static/annotations/js/requests/failure-words.js");
    return refusal({ ...answer, getResponseHeader: () => token }, "/accounts/login/");
}"""


@pytest.mark.parametrize(
    ("status", "landed", "token", "words", "retry"),
    [
        (200, "/claims/1/", None, "", False),
        (403, "/claims/1/", None, "You may not do this.", False),
        (403, "/claims/1/", "new", "This page is too old: reload it.", False),
        (422, "/claims/1/", None, "See the form.", False),
        (412, "/claims/1/", None, "Somebody else changed it.", False),
        (503, "/claims/1/", None, "The server answered 503.", True),
        (200, "/accounts/login/", None, "You are signed out.", False),
        (401, "/claims/1/", None, "You are signed out.", False),
    ],
)
def test_a_refusal_is_told_in_words(stage, status, landed, token, words, retry):
    stage.show("")
    answer = {"status": status, "responseURL": f"http://localhost{landed}", "token": token}
    found = stage.page.evaluate(REFUSAL, answer)
    assert (found["words"], found["retry"]) == (words, retry)


def test_signing_in_again_leads_back_to_the_page(stage):
    stage.show("", path="/articles/3/")
    found = stage.page.evaluate(REFUSAL, {"status": 401, "responseURL": "", "token": None})
    assert found["href"] == "/accounts/login/?next=%2Farticles%2F3%2F"


LINES = """async (tops) => {
    const { byLine } = await import("/static/annotations/js/workbench/gutter.js");
    return byLine(tops.map((top) => ({ top }))).map((line) => line.map(({ top }) => top));
}"""


def test_claims_of_one_line_share_it(stage):
    stage.show("")
    assert stage.page.evaluate(LINES, [31, 0, 2, 62]) == [[0, 2], [31], [62]]
