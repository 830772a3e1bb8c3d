"""A claim begins at any letter by keyboard alone: the caret in the text that nobody can write into."""

import pytest

from annotations.web.workbench.render import segments
from tests.browser import test_workbench_parts as parts
from tests.browser.test_workbench_parts import claim, sent

pytestmark = pytest.mark.browser
ENGLISH = (
    "The mayor paid 12 million crowns for the wall. It leaks, and nobody knows why it does. "
    "A third sentence makes this paragraph long enough for several lines of the page.\n\n"
    "A second paragraph stands here."
)
ARABIC = "قالت ليلى إن الجدار كلف كثيرا. وهو يسرب الماء."
FAMILY = "One 👨‍👩‍👧 and e\u0301 and 🇺🇦🇳🇴 end."


@pytest.fixture
def open_text(stage, monkeypatch):
    """A workbench without claims, with the focus in its text."""

    def open_it(text, language="en"):
        monkeypatch.setattr(parts, "TEXT", text)
        monkeypatch.setattr(parts, "segments", lambda *_: segments(text, []))
        stage.answers["/list/"] = {"content_type": "text/html", "body": parts.LIST}
        page = stage.show(parts.markup([], language), "workbench", "main")
        page.evaluate("document.body.classList.add('shell', 'fixed')")
        stage.until("document.querySelectorAll('.map .line').length > 0")
        page.locator("#text-scroll").focus()
        return page

    return open_it


def press(page, *keys: str) -> None:
    for key in keys:
        page.keyboard.press(key)


def at(page) -> int:
    """Where the caret is, in UTF-16 units."""
    return page.evaluate(
        """() => {
            const { focusNode, focusOffset } = document.getSelection();
            return document.getElementById("text").offsets.offsetOf(focusNode, focusOffset);
        }"""
    )


def chosen(page) -> str:
    return page.evaluate("document.getSelection().toString()")


def box(page) -> dict:
    page.locator("#caret:not([hidden])").wait_for()
    return page.locator("#caret").bounding_box()


def test_the_first_arrow_brings_a_caret_that_is_seen(open_text):
    page = open_text(ENGLISH)
    assert page.locator("#caret").is_hidden()
    press(page, "ArrowDown")
    assert at(page) == 0
    first = box(page)
    assert first["height"] > 10
    press(page, "ArrowRight", "ArrowRight")
    assert at(page) == 2
    assert box(page)["x"] > first["x"]


def test_a_claim_begins_in_the_middle_of_a_line_and_of_a_word(stage, open_text):
    page = open_text(ENGLISH)
    requests = sent(stage, "/new/", claim(9, 1, 1))
    press(page, "ArrowRight", *["Control+ArrowRight"] * 3, "ArrowRight")  # Before 12 million,
    press(page, *["Shift+Control+ArrowRight"] * 3)
    assert chosen(page) == "12 million crowns"
    press(page, *["Shift+ArrowLeft"] * 2)  # and by letters less.
    page.locator("#toolbar").wait_for()
    press(page, "c")
    page.locator("[data-panel-claim='9']").wait_for()
    start = ENGLISH.index("12 million")
    assert f"start={start}&end={start + len('12 million crow')}&" in requests[0]


AT_ONCE = """() => {
    const at = document.getElementById("text-scroll");
    for (const init of [
        { key: "ArrowLeft", shiftKey: true }, { key: "ArrowLeft", shiftKey: true }, { key: "c" },
    ]) at.dispatchEvent(new KeyboardEvent("keydown", { ...init, bubbles: true, cancelable: true }));
}"""


@pytest.mark.parametrize("is_open", [True, False])
def test_who_types_on_at_once_means_the_words_that_are_selected_now(stage, open_text, is_open):
    page = open_text(ENGLISH)
    requests = sent(stage, "/new/", claim(9, 1, 1))
    press(page, "ArrowRight", *["Control+ArrowRight"] * 3, "ArrowRight")
    press(page, *["Shift+Control+ArrowRight"] * 3)
    page.locator("#toolbar").wait_for()
    if not is_open:  # Escape lets the words go.
        press(page, "Escape", *["Control+ArrowLeft"] * 4)  # The first brings the caret.
        press(page, *["Shift+Control+ArrowRight"] * 3)
    page.evaluate(AT_ONCE)
    page.locator("[data-panel-claim='9']").wait_for()
    start = ENGLISH.index("12 million")
    assert f"start={start}&end={start + len('12 million crow')}&" in requests[0]


def test_a_click_in_the_toolbar_takes_the_letters_that_keys_chose(stage, open_text):
    page = open_text(ENGLISH)
    requests = sent(stage, "/new/", claim(9, 1, 1))
    press(page, "ArrowRight", *["Control+ArrowRight"] * 3, "ArrowRight")
    press(page, *["Shift+Control+ArrowRight"] * 3, *["Shift+ArrowLeft"] * 2)
    page.click("#toolbar [data-act=claim]")
    page.locator("[data-panel-claim='9']").wait_for()
    start = ENGLISH.index("12 million")
    assert f"start={start}&end={start + len('12 million crow')}&" in requests[0]


def test_lines_snap_to_whole_words_and_letters_do_not(stage, open_text):
    page = open_text(ENGLISH)
    requests = sent(stage, "/new/", claim(9, 1, 1))
    press(page, "ArrowRight", "Control+ArrowRight", "Control+ArrowRight", "ArrowDown")
    press(page, "Shift+Control+ArrowRight")
    page.locator("#toolbar").wait_for()
    press(page, "c")
    page.locator("[data-panel-claim='9']").wait_for()
    exact = requests[0].split("exact=")[1].split("&")[0].replace("+", " ")
    assert f" {exact} " in ENGLISH.replace(",", " ").replace(".", " ")


@pytest.mark.parametrize(
    ("key", "wanted"),
    [
        ("Shift+ArrowRight", "T"),
        ("Shift+Control+ArrowRight", "The"),
        ("Shift+Alt+ArrowDown", "The mayor paid 12 million crowns for the wall."),
        ("Shift+Control+ArrowDown", ENGLISH.split("\n")[0]),
        ("Shift+Control+End", ENGLISH),
    ],
)
def test_shift_selects_by_letter_word_sentence_and_paragraph(key, wanted, open_text):
    page = open_text(ENGLISH)
    press(page, "ArrowDown", key)
    assert chosen(page).replace("\n\n", "") == wanted.replace("\n\n", "")


@pytest.mark.parametrize("unit", ["Alt+Arrow", "Control+Arrow", "Arrow"])
def test_what_went_forward_comes_back(unit, open_text):
    page = open_text(ENGLISH)
    press(page, "ArrowDown", f"{unit}Down", f"{unit}Down", f"{unit}Up", f"{unit}Up")
    assert at(page) == 0


def test_home_and_end_are_those_of_the_line(open_text):
    page = open_text(ENGLISH)
    press(page, "ArrowDown", "ArrowDown", "ArrowRight", "ArrowRight", "Home")
    home, left = at(page), box(page)
    press(page, "End")
    end, right = at(page), box(page)
    assert 0 < home < end < ENGLISH.index("\n")
    assert left["y"] == right["y"]
    assert right["x"] > left["x"] + 200
    press(page, "ArrowRight")
    assert box(page)["y"] > right["y"]


def test_up_and_down_keep_their_column_over_a_short_line(open_text):
    text = f"{ENGLISH}\n\nShort.\n\n{ENGLISH}"
    page = open_text(text)
    press(page, "ArrowDown", *["Control+ArrowRight"] * 6)
    x = box(page)["x"]
    while at(page) < text.index("Short."):
        press(page, "ArrowDown")
    assert at(page) == text.index("Short.") + len("Short.")
    press(page, "ArrowDown")
    assert abs(box(page)["x"] - x) < 12


def test_the_end_of_a_paragraph_and_the_next_one_are_one_step(open_text):
    page = open_text(ENGLISH)
    end = ENGLISH.index("\n")
    press(page, "ArrowDown", "Control+ArrowDown")
    assert at(page) == end
    press(page, "ArrowRight")
    assert at(page) == end + 2
    press(page, "ArrowLeft")
    assert at(page) == end


def test_what_a_reader_sees_as_one_letter_is_one_step(open_text):
    page = open_text(FAMILY)
    press(page, "ArrowDown")
    seen = [at(page)]
    for _ in range(40):
        press(page, "ArrowRight")
        if at(page) == seen[-1]:
            break
        seen.append(at(page))
    cut = page.evaluate(
        """(text) => [...new Intl.Segmenter("en", { granularity: "grapheme" }).segment(text)]
            .map(({ index }) => index)""",
        FAMILY,
    )
    assert seen == [*cut, len(FAMILY.encode("utf-16-le")) // 2]
    for place in reversed(seen[:-1]):
        press(page, "ArrowLeft")
        assert at(page) == place


def test_in_a_text_from_right_to_left_the_left_arrow_goes_on(open_text):
    page = open_text(ARABIC, "ar")
    press(page, "ArrowDown")
    start = box(page)
    press(page, "ArrowLeft", "ArrowLeft")
    assert at(page) == 2
    assert box(page)["x"] < start["x"]
    press(page, "ArrowRight")
    assert at(page) == 1
    press(page, "Home", "Shift+Control+ArrowLeft")
    assert chosen(page) == "قالت"


def test_the_caret_goes_on_from_where_the_mouse_was(open_text):
    page = open_text(ENGLISH)
    page.get_by_text("A second paragraph").click(position={"x": 3, "y": 15})
    assert page.locator("#caret").is_hidden()
    before = at(page)
    press(page, "ArrowRight")
    assert at(page) == before + 1
    box(page)


def test_a_caret_that_the_browser_moved_is_where_the_next_key_begins(open_text):
    """As with Chromium's own caret browsing (F7), which moves the same selection."""
    page = open_text(ENGLISH)
    press(page, "ArrowDown")
    page.evaluate("document.getSelection().modify('move', 'forward', 'word')")
    moved = at(page)
    assert moved > 0
    press(page, "ArrowRight")
    assert at(page) == moved + 1


def test_it_stays_in_view_in_a_long_text(open_text):
    page = open_text("\n\n".join([ENGLISH] * 12))
    press(page, "ArrowDown", "Control+End")
    view = page.locator("#text-scroll").bounding_box()
    here = box(page)
    assert view["y"] < here["y"] < view["y"] + view["height"] - here["height"]
    press(page, "Control+Home")
    assert box(page)["y"] > view["y"]


def test_it_says_aloud_where_it_went_and_what_is_selected(open_text):
    page = open_text(ENGLISH)
    press(page, "ArrowDown", "Control+ArrowRight")
    assert page.locator("#caret-status").inner_text() == "The"
    press(page, "Shift+Control+ArrowRight")
    assert page.locator("#caret-status").inner_text() == "Selected: mayor"


def test_it_is_gone_when_somebody_works_in_the_panel(open_text):
    page = open_text(ENGLISH)
    press(page, "ArrowDown")
    box(page)
    page.locator("#panel [data-opens-claim]").first.focus()
    assert page.locator("#caret").is_hidden()


def test_arrows_in_a_field_are_the_fields(stage, open_text):
    page = open_text(ENGLISH)
    page.get_by_label("Claims").focus()
    press(page, "ArrowRight", "ArrowDown")
    assert page.evaluate("document.getSelection().rangeCount") == 0
