"""Whatever the pure layers tell a person has a sentence, with a place for all that it is given."""

import ast

import pytest
from django.utils import translation

from annotations.ingest.kinds import ENDINGS
from annotations.messages import KINDS, NUMBERS, SENTENCES, in_english, in_words, recognised
from annotations.text.message import Message, MessageError
from tests.test_layers import MODULES, PURE, part_of, tree_of

MADE = [
    (ast.literal_eval(call.args[0]), sorted(str(word.arg) for word in call.keywords))
    for path in MODULES
    if part_of(path) in PURE
    for call in ast.walk(tree_of(path))
    if isinstance(call, ast.Call) and getattr(call.func, "id", "") == "Message"
]


def test_each_message_has_a_sentence_and_each_sentence_a_message():
    assert {name for name, _ in MADE} == {*SENTENCES}


@pytest.mark.parametrize(("name", "places"), MADE)
@pytest.mark.parametrize("count", [1, 202])
def test_a_sentence_says_all_that_its_message_holds(name, places, count):
    given = {place: count if place == "count" else f"<{place}>" for place in places}
    words = in_words(Message(name, **given))
    assert [str(value) for value in given.values() if str(value) not in words] == []
    assert "%" not in words
    assert words.endswith(".") or name in {*KINDS, "file-endings", "feed-elsewhere"}


def test_a_message_in_a_message_is_worded_too():
    found = Message("kind-ending", ending=".exe")
    assert in_words(Message("file-not-read", found=found, endings=ENDINGS)) == (
        "This is a .exe file. Choose a file that ends in .txt, .md and .html."
    )


def test_numbers_are_grouped_and_agree_with_their_noun():
    assert in_words(Message("feed-unread", count=1)) == "1 entry could not be read."
    assert in_words(Message("feed-unread", count=1234)) == "1,234 entries could not be read."


def test_what_is_stored_is_english_in_every_language():
    message = Message("feed-unread", count=1234)
    with translation.override("uk"):
        assert in_english(message) == "1,234 entries could not be read."


PARTS = {"found": Message("kind-compressed"), "sent": Message("kind-ending", ending=".exe")}
GIVEN = {"endings": ENDINGS, **PARTS}


@pytest.mark.parametrize(("name", "places"), MADE)
@pytest.mark.parametrize("count", [1, 2, 1234])
def test_what_is_stored_is_recognised(name, places, count):
    given = {one: count if one in NUMBERS else GIVEN.get(one, f"<{one}>") for one in places}
    message = Message(name, **given)
    assert recognised(in_english(message)) == message


def test_other_words_are_not_recognised():
    assert recognised("They rhyme.") is None


def test_messages_are_told_apart_by_what_they_say():
    one = Message("text-nul", at=3)
    assert (one, hash(one)) == (Message("text-nul", at=3), hash(Message("text-nul", at=3)))
    assert one != Message("text-nul", at=4) != Message("text-surrogate", at=4)


def test_an_error_names_its_message_in_logs():
    found = Message("kind-pdf")
    assert str(MessageError(Message("file-other", sent="x", found=found))) == (
        "file-other(found=kind-pdf, sent=x)"
    )
