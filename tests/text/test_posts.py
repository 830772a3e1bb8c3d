"""Words of posts as people read them."""

import pytest

from annotations.text.posts import plain_words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("See https://t.co/x1?y=2 now", "See now"),
        ("pic.twitter.com/0eJtwJ gone", "gone"),
        ("#AustralianFires burn", "#AustralianFires Australian Fires burn"),
        ("@NHSCuts2019", "@NHSCuts2019 NHS Cuts 2019"),
        ("#brexit", "#brexit"),
        ("#snake_case", "#snake_case snake case"),
        ("five # signs", "five # signs"),
    ],
)
def test_addresses_go_and_tags_are_taken_apart(text, words):
    assert plain_words(text).split() == words.split()
