"""<annotated-text>: offsets, painting, selecting and clicking, in a real browser."""

import pytest
from django.template.loader import render_to_string

from annotations.text.canonical import canonicalise
from annotations.web.workbench.render import segments
from tests.browser.stage import spans_script
from tests.text.nasty import NASTY, pairs

pytestmark = pytest.mark.browser

PLAIN = "One 🚆 train — two trains.\n\nА ще один «потяг» тут.\n\nThe last words."


def row(text, words, **more):
    start = text.index(words)
    return {
        "kind": "claim",
        "id": 1,
        "start": start,
        "end": start + len(words),
        "exact": words,
        "verdict": "unchecked",
        "label": "Unchecked",
        "statement": words,
        **more,
    }


def article(text, rows=(), blocks=(), links=(), language="en"):
    """The markup of a text with its spans, made by the product's own template."""
    context = {
        "article": {"language": language},
        "revision": {"pk": 7, "text": text},
        "segments": segments(text, blocks, links),
    }
    return render_to_string("workbench/text.html", context) + spans_script(list(rows))


@pytest.fixture
def show(stage):
    def show(text, rows=(), **more):
        page = stage.show(article(text, rows, **more), "spans/annotated-text")
        stage.until("Boolean(document.querySelector('annotated-text').spans)")
        return page

    return show


def painted(page):
    return page.evaluate("Object.fromEntries([...CSS.highlights].map(([k, h]) => [k, h.size]))")


def drag(page, words):
    """Select words with the mouse, from their first to their last character."""
    box = page.evaluate(
        """(words) => {
            const text = document.querySelector("annotated-text");
            const at = text.offsets.text.indexOf(words);
            const a = text.offsets.rangeAt(at, at + 1).getBoundingClientRect();
            const end = at + words.length;
            const b = text.offsets.rangeAt(end - 1, end).getBoundingClientRect();
            return [a.left + 1, a.top + a.height / 2, b.right - 1, b.top + b.height / 2];
        }""",
        words,
    )
    page.mouse.move(box[0], box[1])
    page.mouse.down()
    page.mouse.move(box[2], box[3], steps=4)
    page.mouse.up()


@pytest.fixture
def hear(stage):
    """Start listening for an event; the function that is returned waits for its detail."""

    def hear(name):
        stage.page.evaluate(
            """(name) => addEventListener(name, (event) => {
                const { box, ...rest } = event.detail;
                window.heard = rest;
            })""",
            name,
        )
        return lambda: stage.until("window.heard")

    return hear


@pytest.mark.parametrize("text", NASTY.values(), ids=NASTY)
def test_every_pair_of_offsets_goes_to_the_page_and_back(show, text):
    text = canonicalise(text).text
    page = show(text)
    assert page.evaluate("document.querySelector('annotated-text').textContent") == text
    found = page.evaluate(
        """(pairs) => {
            const { offsets, points } = document.querySelector("annotated-text");
            return pairs.map(([start, end]) => {
                const range = offsets.rangeAt(points.toUnits(start), points.toUnits(end));
                const [from, to] = offsets.offsetsOf(range);
                return [points.toPoints(from), points.toPoints(to), range.toString()];
            });
        }""",
        pairs(text),
    )
    assert found == [[i, j, text[i:j]] for i, j in pairs(text)]


def test_a_span_is_painted_with_its_verdict_and_lane(show):
    page = show(PLAIN, [row(PLAIN, "two trains", verdict="refuted")])
    assert painted(page) == {"v-refuted-1": 1}


def test_words_alone_are_styled_for_what_is_painted_on_them(show):
    """A rule for every element would have the whole page styled anew."""
    page = show(
        PLAIN,
        [row(PLAIN, "two trains")],
        links=[{"start": 0, "end": 3, "href": "https://a.example"}],
    )
    lines = page.evaluate(
        """() => ["annotated-text", "annotated-text p", "annotated-text a", "body"].map((where) =>
            getComputedStyle(document.querySelector(where), "::highlight(v-refuted-1)").textDecorationLine)"""
    )
    assert lines == ["underline", "underline", "underline", "none"]


def test_words_on_both_sides_of_where_a_long_block_is_divided(show, hear):
    """Offsets, painting, selecting and copying go on over it."""
    text = "".join(f"Bridge {number} stands there. " for number in range(500)).rstrip()
    [cut] = [len(part.text) for part in segments(text, []) if part.text][:-1]
    start, end = text.rindex("Bridge", 0, cut), text.index(".", cut)
    words = text[start:end]
    page = show(text, [row(text, words)])
    assert page.locator("annotated-text span").count() == 2
    assert page.evaluate("document.querySelector('annotated-text').textContent") == text
    assert painted(page) == {"v-unchecked-1": 1}
    heard = hear("span-selected")
    page.evaluate(
        """(at) => {
            const { offsets } = document.querySelector("annotated-text");
            scrollBy(0, offsets.rangeAt(at, at + 1).getBoundingClientRect().top - 200);
        }""",
        start,
    )
    drag(page, words)
    assert heard() == {"start": start, "end": end, "exact": words}
    assert page.evaluate("document.getSelection().toString()") == words


def test_overlapping_claims_get_lanes_of_their_own(show):
    rows = [row(PLAIN, "train — two"), row(PLAIN, "two trains", id=2, verdict="mixed")]
    assert painted(show(PLAIN, rows)) == {"v-unchecked-1": 1, "v-mixed-2": 1}


def test_a_span_with_other_words_is_reported_and_never_painted(show):
    wrong = row(PLAIN, "two trains") | {"exact": "ten trains"}
    page = show(PLAIN, [wrong, row(PLAIN, "last", id=2)])
    assert painted(page) == {"v-unchecked-1": 1}
    assert page.evaluate("document.querySelector('annotated-text').wrong") == [wrong]


def test_a_span_beyond_the_text_does_not_stop_the_others(show):
    beyond = row(PLAIN, "One") | {"start": 900, "end": 903}
    assert painted(show(PLAIN, [beyond, row(PLAIN, "last")])) == {"v-unchecked-1": 1}


def test_an_orphaned_span_is_no_mistake(show):
    page = show(PLAIN, [row(PLAIN, "One") | {"start": None, "end": None}])
    assert page.evaluate("document.querySelector('annotated-text').wrong") == []


def test_new_rows_are_painted_when_the_json_is_swapped(show):
    page = show(PLAIN, [row(PLAIN, "One")])
    page.evaluate(
        """(markup) => { document.getElementById("span-data").innerHTML = markup; }""",
        spans_script([row(PLAIN, "last", verdict="supported")]).split(">", 1)[1],
    )
    assert painted(page) == {"v-supported-1": 1}


def test_leaving_the_page_takes_back_only_its_own_highlights(show):
    page = show(PLAIN, [row(PLAIN, "One")])
    page.evaluate(
        """CSS.highlights.set("foreign", new Highlight());
        document.querySelector("annotated-text").remove()"""
    )
    assert painted(page) == {"foreign": 0}


def test_a_hidden_layer_is_not_painted(show):
    page = show(PLAIN, [row(PLAIN, "One"), row(PLAIN, "потяг", kind="mention", id=9)])
    page.evaluate("document.querySelector('annotated-text').toggle('claim', false)")
    assert painted(page) == {"ent": 1}


@pytest.mark.parametrize(
    ("dragged", "wanted"),
    [
        ("rain — tw", "train — two"),
        ("потя", "потяг"),
        ("🚆 trai", "🚆 train"),
        (" last ", "last"),
    ],
)
def test_a_selection_snaps_to_words_and_counts_code_points(show, dragged, wanted, hear):
    page = show(PLAIN)
    detail = hear("span-selected")
    drag(page, dragged)
    start = PLAIN.index(wanted)
    assert detail() == {"start": start, "end": start + len(wanted), "exact": wanted}


def test_alt_keeps_the_very_letters(show, hear):
    page = show(PLAIN)
    detail = hear("span-selected")
    page.keyboard.down("Alt")
    drag(page, "rain")
    page.keyboard.up("Alt")
    assert detail()["exact"] == "rain"


def test_a_selection_over_two_paragraphs_holds_what_stands_between_them(show, hear):
    page = show(PLAIN)
    detail = hear("span-selected")
    drag(page, "two trains.\n\nА ще")
    assert detail()["exact"] == "two trains.\n\nА ще"


def test_right_to_left_words_are_selected_as_they_are_stored(show, hear):
    text = "قُتل فيه 11 شخصًا وأصيب 63، نتج عن انهيار أرضي."
    page = show(text, language="ar")
    page.evaluate(
        """() => {
            const { offsets } = document.querySelector("annotated-text");
            document.getSelection().addRange(offsets.rangeAt(5, 16));
        }"""
    )
    detail = hear("span-selected")
    assert detail() == {"start": 5, "end": 17, "exact": text[5:17]}


def test_a_click_on_a_claim_opens_it(show, hear):
    page = show(PLAIN, [row(PLAIN, "last words", id=5)])
    detail = hear("span-open")
    page.get_by_text("The last words.").click(position={"x": 60, "y": 15})
    assert detail() == {"kind": "claim", "id": 5}


def test_of_two_claims_the_shorter_one_is_opened(show, hear):
    page = show(PLAIN, [row(PLAIN, "The last words", id=1), row(PLAIN, "last", id=2)])
    detail = hear("span-open")
    page.get_by_text("The last words.").click(position={"x": 55, "y": 15})
    assert detail() == {"kind": "claim", "id": 2}


def test_a_link_below_a_claim_does_not_lead_away(show, hear):
    page = show(
        PLAIN,
        [row(PLAIN, "One 🚆 train", id=3)],
        links=[{"start": 0, "end": 11, "href": "http://localhost/away"}],
    )
    detail = hear("span-open")
    page.get_by_role("link").click(position={"x": 10, "y": 12})
    assert detail()["id"] == 3
    assert page.url == "http://localhost/"


def test_markup_in_a_text_stays_words(show):
    text = "<img src=x onerror=__xss=1> </annotated-text><script>__xss=1</script> &amp;"
    page = show(text, [row(text, "<img src=x", statement="</script><script>__xss=1</script>")])
    assert page.evaluate("document.querySelector('annotated-text').textContent") == text
    assert page.evaluate("typeof __xss") == "undefined"
