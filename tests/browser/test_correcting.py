"""The real product: the editor of a text keeps what is typed, and two people correct it at once."""

import re

import pytest

pytestmark = pytest.mark.browser

TEXT = "The council met on Monday.\n\nIt spent 12 million crowns on a wall.\n\nNobody objected."


@pytest.fixture
def edit(product, new_page):
    """An editor in the text of an article of their own; gives the page."""
    page = product.sign_in(new_page(), "editor")
    page.goto(f"{product.url}/articles/new/")
    page.fill("#id_text", TEXT)
    page.click("button:has-text('Add article')")
    page.wait_for_selector("annotated-text")
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


@pytest.mark.parametrize("seen", ["", "#foreseen:has-text('keep their words')"])
def test_what_was_typed_is_there_after_going_elsewhere(edit, seen):
    retype(edit, "12", "13")
    if seen:
        edit.wait_for_selector(seen)
    away_and_back(edit)

    assert edit.input_value("#id_text") == TEXT.replace("12", "13")
    edit.wait_for_selector("#foreseen:has-text('keep their words')")
    edit.click("text=Discard it")
    assert edit.input_value("#id_text") == TEXT


def test_a_draft_does_not_undo_what_a_colleague_saved_meanwhile(edit, colleague):
    retype(edit, "12", "13")
    colleague("Monday", "Tuesday")
    away_and_back(edit)
    edit.click("text=Save as a new revision")
    edit.wait_for_selector("text=Both corrections are in the text")
    both = TEXT.replace("12", "13").replace("Monday", "Tuesday")

    assert edit.input_value("#id_text") == both
    edit.click("text=Save as a new revision")
    edit.wait_for_selector("annotated-text:has-text('on Tuesday')")
    assert "13 million" in edit.inner_text("annotated-text")
