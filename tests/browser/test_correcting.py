"""The real product: the editor of a text keeps what is typed, and two people correct it at once."""

import re

import pytest

pytestmark = pytest.mark.browser

TEXT = "The council met on Monday.\n\nIt spent 12 million crowns on a wall.\n\nNobody objected."


@pytest.fixture
def edit(product, new_page):
    """An editor in the text of an article of their own; gives the page."""
    page = product.sign_in(new_page(), "editor")
    product.add_article(page, TEXT)
    page.click("a:has-text('Edit text')")
    page.wait_for_selector("#id_text")
    return page


@pytest.fixture
def colleague(product, new_page, edit):
    """Corrects the same text, in a function of the old and the new words."""
    page = product.sign_in(new_page(), "checker")

    def correct(old: str, new: str, note: str = ""):
        page.goto(edit.url)
        page.fill("#id_text", page.input_value("#id_text").replace(old, new))
        page.select_option("#id_kind", "typo")
        page.fill("#id_note", note)
        page.click("text=Save as a new revision")
        page.wait_for_selector("annotated-text")

    return correct


def retype(page, old: str, new: str) -> None:
    page.fill("#id_text", page.input_value("#id_text").replace(old, new))


def away_and_back(page) -> None:
    address = page.url
    page.click(".nav a:has-text('Articles')")
    page.wait_for_url(re.compile(r"/articles/$"))
    page.goto(address)
    page.wait_for_selector(".draft-note:has-text('it is not saved yet')")


@pytest.mark.parametrize("seen", ["", "#foreseen:has-text('No highlights are touched')"])
def test_what_was_typed_is_there_after_going_elsewhere(edit, seen):
    retype(edit, "12", "13")
    if seen:
        edit.wait_for_selector(seen)
    away_and_back(edit)

    assert edit.input_value("#id_text") == TEXT.replace("12", "13")
    edit.wait_for_selector("#foreseen:has-text('No highlights are touched')")
    edit.click("text=Discard it")
    assert edit.input_value("#id_text") == TEXT


def test_a_draft_does_not_undo_what_a_colleague_saved_meanwhile(edit, colleague):
    retype(edit, "12", "13")
    colleague("Monday", "Tuesday")
    away_and_back(edit)
    edit.wait_for_selector("#meanwhile:has-text('Saving puts your text and theirs together')")
    edit.click("text=Save as a new revision")
    edit.wait_for_selector("text=Both corrections are in the text")
    both = TEXT.replace("12", "13").replace("Monday", "Tuesday")

    assert edit.input_value("#id_text") == both
    edit.click("text=Save as a new revision")
    edit.wait_for_selector("annotated-text:has-text('on Tuesday')")
    assert "13 million" in edit.inner_text("annotated-text")


def test_an_open_editor_is_told_what_a_colleague_saved(edit, colleague):
    colleague("Monday", "Tuesday", note="Wrong day")
    edit.wait_for_selector("#meanwhile:has-text('saved a new revision at')")

    told = edit.inner_text("#meanwhile")
    assert "Wrong day" in told
    assert "Saving puts your text and theirs together." in told


def both_changed(edit, colleague) -> None:
    """The amount by both, a word by one; the page that shows where they meet."""
    retype(edit, "12", "13")
    retype(edit, "Nobody", "Everybody")
    colleague("12", "14")
    edit.click("text=Save as a new revision")
    edit.wait_for_selector("[data-conflict]")


def test_a_place_that_both_changed_is_settled_by_keyboard(edit, colleague):
    both_changed(edit, colleague)
    assert edit.inner_text("[data-conflict] mark >> nth=0") == "14"
    assert edit.evaluate("document.activeElement.dataset.takesFocus") == ""
    edit.keyboard.press("Tab")
    edit.keyboard.press("Enter")
    settled = TEXT.replace("12", "14").replace("Nobody", "Everybody")

    assert edit.input_value("#id_text") == settled
    edit.wait_for_selector("#foreseen:has-text('No highlights are touched')")
    assert edit.evaluate("document.activeElement.textContent") == "Save as a new revision"
    edit.keyboard.press("Enter")
    edit.wait_for_selector("annotated-text:has-text('14 million')")


@pytest.mark.parametrize(
    ("button", "line"),
    [
        ("Keep mine", "It spent 13 million crowns on a wall.\n"),
        (
            "Keep both",
            "It spent 13 million crowns on a wall.\nIt spent 14 million crowns on a wall.\n",
        ),
    ],
)
def test_the_choice_comes_back_with_undo(button, line, edit, colleague):
    both_changed(edit, colleague)
    marked = edit.input_value("#id_text")
    edit.click(f"button:has-text('{button}')")
    assert line in edit.input_value("#id_text")
    assert "⟦" not in edit.input_value("#id_text")

    edit.focus("#id_text")
    edit.keyboard.press("Control+z")
    assert edit.input_value("#id_text") == marked
    edit.wait_for_selector(f"button:has-text('{button}')")


def test_marks_that_are_left_keep_the_buttons(edit, colleague):
    both_changed(edit, colleague)
    edit.click("text=Save as a new revision")
    edit.wait_for_selector("text=1 place is still marked in the text")
    assert "13 million" in edit.input_value("#mine")
    edit.click("button:has-text('Use theirs')")
    assert "14 million" in edit.input_value("#id_text")


def test_what_saves_is_in_view(edit):
    edit.set_viewport_size({"width": 1440, "height": 900})
    retype(edit, "Nobody", "A line.\n\n" * 60)
    box = edit.locator("button:has-text('Save as a new revision')").bounding_box()
    assert box["y"] + box["height"] < 900
    assert edit.locator("#id_text").bounding_box()["height"] > 350
