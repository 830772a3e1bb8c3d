"""Given names in a text: whole words, the longest first, whatever the typography."""

import pytest

from annotations.tagging.names.occurrences import LONGEST, Names, Words, begins_sentence, plain


def places(text: str, *names: str) -> list[str]:
    return [text[start:end] for start, end in Names(names).occurrences(Words(text))]


def test_a_name_is_found_as_whole_words_only():
    assert places("Varn saw Varnsdorf, Varn's house and UVarn.", "Varn") == ["Varn", "Varn"]


def test_the_longest_name_wins_where_several_begin():
    names = ("Bank", "Bank of Norway", "Bank of")

    assert places("The Bank of Norway and the Bank.", *names) == ["Bank of Norway", "Bank"]


def test_a_name_at_the_end_of_a_text_does_not_go_beyond_it():
    words = Words("They met Varn")

    assert list(Names(["Varn", "Varn Moss"]).occurrences(words)) == [(9, 13)]


def test_apostrophes_hyphens_and_spaces_of_any_kind_are_one():
    text = "O’Brien met Ilka\u00a0Varn of Solberg‑Dahl."

    assert places(text, "O'Brien", "Ilka Varn", "Solberg-Dahl") == [
        "O’Brien", "Ilka\u00a0Varn", "Solberg‑Dahl",
    ]  # fmt: skip
    assert len(plain(text)) == len(text)


@pytest.mark.parametrize(
    "name", ["iPhone", "al-Nahar", "'Ndrangheta", "@ilka", "Київ", "القاهرة", "东京"]
)
def test_names_may_begin_with_anything(name):
    assert places(f"They wrote {name} there.", name) == [name]


def test_a_name_ends_before_no_combining_mark():
    assert places("Roma\u0331 Roma", "Roma") == ["Roma"]


def test_capitals_count():
    assert places("They amnesty those whom Amnesty names.", "Amnesty") == ["Amnesty"]


def test_names_without_words_or_without_end_are_not_looked_for():
    assert not Names(["", "...", "A" * (LONGEST + 1)])
    assert Names(["A" * LONGEST])


@pytest.mark.parametrize(
    ("text", "begins"),
    [
        ("Varn", True), ("No. Varn", True), ("no Varn", False), ("“Varn", True),
        ('yes," Varn', False), ('yes." Varn', True), ("one\nVarn", True), ("a, Varn", False),
    ],
)  # fmt: skip
def test_where_a_sentence_begins(text, begins):
    assert begins_sentence(text, text.index("Varn")) is begins
