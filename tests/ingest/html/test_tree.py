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

    with pytest.raises(UnreadableFile, match=r"too-many-elements.*300000"):
        parse(most)


def test_attributes_of_one_element_are_counted():
    def page(number: int) -> str:
        return "<p " + " ".join(f"a{i}='1'" for i in range(number)) + ">Words</p>"

    assert parse(page(MOST_ATTRIBUTES - 100)).text_content() == "Words"
    with pytest.raises(UnreadableFile, match=r"too-many-attributes.*5000"):
        parse(page(MOST_ATTRIBUTES + 100))


@pytest.mark.parametrize("number", [300, 5_000])
def test_elements_nested_too_deeply_are_refused_in_a_sentence(number):
    with pytest.raises(UnreadableFile, match="page-too-deep"):
        parse("<div>" * number + "Words")


def test_elements_nested_as_pages_nest_them_are_read():
    assert parse("<div>" * 200 + "Words").text_content() == "Words"


@pytest.mark.parametrize(
    ("reference", "shown"),
    [
        *(
            (one, "\ufffd")
            for one in ("&#0;", "&#xD800;", "&#xDFFF", "&#x110000;", "&#9999999999;")
        ),
        ("&#55357;&#56832;", "😀"),
        ("&#xD83D;&#xde00;", "😀"),
        ("&#xDE00;&#xD83D;", "\ufffd\ufffd"),
        ("&#11;", ""),
        ("&#x1F600;", "😀"),
    ],
)
def test_a_reference_to_no_character_is_shown_as_browsers_do(reference, shown):
    said = read(f"<p>She said {reference} never.</p>".encode(), "a.html").text

    assert said.split() == f"She said {shown} never.".split()


@pytest.mark.parametrize(
    "end", ["</body></html>", "</BODY >", "</html\n>", "</body/>", "</body></html><html><body>"]
)
def test_what_follows_an_early_end_of_the_body_is_read(end):
    page = f"<body><p>A first.</p>{end}<p>A second.</p><div>A third.</div>"

    assert read(page.encode(), "a.html").text == "A first.\n\nA second.\n\nA third."


@pytest.mark.parametrize(
    "comment", ["<!-->", "<!--->", "<!-- a --!>", "<!-- a -->", "<!a>", "<?a?>"]
)
def test_a_comment_swallows_nothing_behind_it(comment):
    assert read(f"<p>A first.</p>{comment}<p>A second.</p>".encode(), "a.html").text == (
        "A first.\n\nA second."
    )


def test_a_replacement_character_of_the_page_itself_stays():
    assert read("<p>A \ufffd sign.</p>".encode(), "a.html").text == "A \ufffd sign."


@pytest.mark.parametrize(
    "page", ["<p></p>", "<p> \n </p>", "<p>&nbsp;</p>", "<img src=x>", "<script>words</script>",
             "<!-- words --><p>", "<title>Words</title>", "<p hidden>Words</p>", "<br><br>"],
)  # fmt: skip
def test_a_page_that_shows_no_words_is_refused(page):
    with pytest.raises(UnreadableFile, match="page-no-text"):
        read(page.encode(), "a.html")


@pytest.mark.parametrize("first", ["article", "main", "my-page", "time", "p"])
def test_a_body_that_no_tag_begins_is_read(first):
    page = f"<title>Title</title><meta charset=utf-8><{first}>One</{first}> two<style>no</style><p>three"
    assert read(page.encode(), "a.html").text.split() == ["One", "two", "three"]
