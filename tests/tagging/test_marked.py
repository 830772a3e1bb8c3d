"""The marked articles can be read, and say what they mean."""

import pytest

from .marked import articles, read

SOURCE = "kind: x\nlanguage: en\nPERSON: Ilka Varn, Varn\n---\n{Ilka Varn: “No,”} Varn said. She left <?: x>."


def test_marks_are_taken_out_of_the_text():
    assert read(SOURCE).text == "“No,” Varn said. She left x."


def test_names_are_found_by_their_longest_form():
    found = read(SOURCE.replace("She", "Ilka Varn")).names

    assert [one.text for one in found] == ["Varn", "Ilka Varn"]


def test_a_question_mark_means_that_nobody_is_known():
    quote, paraphrase = read(SOURCE).expected

    assert quote.speakers == {"ilka varn"}
    assert paraphrase.speakers == frozenset()


def test_an_open_mark_is_refused():
    with pytest.raises(ValueError, match="left open"):
        read(SOURCE.replace(">", ""))


@pytest.mark.parametrize("part", ["development", "heldout"])
def test_every_marked_quotation_begins_with_its_mark(part):
    found = [(one, one.text) for one in articles(part)]

    assert len(found) == 10
    for article, text in found:
        quotes = [one for one in article.expected if one.form == "quote"]
        assert all(text[one.start] in "\"“‘'" for one in quotes)
