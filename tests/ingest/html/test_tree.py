"""Pages that would take for ever, or would lose words, are refused before they are read."""

import pytest

from annotations.ingest.document import UnreadableFile
from annotations.ingest.html.tree import MOST_ATTRIBUTES, MOST_ELEMENTS, parse, size
from annotations.ingest.reader import read


def test_comments_and_instructions_are_no_part_of_the_tree():
    tree = parse("<p>a<!-- b --><?php c ?>d</p>")

    assert "".join(tree.itertext()) == "ad"
    assert size(tree) == 3  # html, body, p


def test_elements_are_counted_before_they_are_parsed():
    most = "<p>" + "<b>w</b>" * (MOST_ELEMENTS // 2)

    with pytest.raises(UnreadableFile, match="more than 300,000 elements"):
        parse(most)


def test_attributes_of_one_element_are_counted():
    def page(number: int) -> str:
        return "<p " + " ".join(f"a{i}='1'" for i in range(number)) + ">Words</p>"

    assert parse(page(MOST_ATTRIBUTES - 100)).text_content() == "Words"
    with pytest.raises(UnreadableFile, match="more than 5,000 attributes"):
        parse(page(MOST_ATTRIBUTES + 100))


@pytest.mark.parametrize("number", [300, 5_000])
def test_elements_nested_too_deeply_are_refused_in_a_sentence(number):
    with pytest.raises(UnreadableFile, match="nested too deeply"):
        parse("<div>" * number + "Words")


def test_elements_nested_as_pages_nest_them_are_read():
    assert parse("<div>" * 200 + "Words").text_content() == "Words"


@pytest.mark.parametrize("reference", ["&#0;", "&#xD800;", "&#xDFFF;", "&#x110000;", "&#9999999;"])
def test_a_reference_to_no_character_is_refused_instead_of_replaced(reference):
    with pytest.raises(UnreadableFile, match="a character that does not exist"):
        read(f"<p>She said {reference} never.</p>".encode(), "a.html")


def test_a_replacement_character_of_the_page_itself_stays():
    assert read("<p>A \ufffd sign.</p>".encode(), "a.html").text == "A \ufffd sign."


@pytest.mark.parametrize(
    "page", ["<p></p>", "<p> \n </p>", "<p>&nbsp;</p>", "<img src=x>", "<script>words</script>",
             "<!-- words --><p>", "<title>Words</title>", "<p hidden>Words</p>", "<br><br>"],
)  # fmt: skip
def test_a_page_that_shows_no_words_is_refused(page):
    with pytest.raises(UnreadableFile, match="no text in the page"):
        read(page.encode(), "a.html")


@pytest.mark.parametrize("first", ["article", "main", "my-page", "time", "p"])
def test_a_body_that_no_tag_begins_is_read(first):
    page = f"<title>Title</title><meta charset=utf-8><{first}>One</{first}> two<style>no</style><p>three"
    assert read(page.encode(), "a.html").text.split() == ["One", "two", "three"]
