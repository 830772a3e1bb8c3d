"""What a corrected text says differently, sentence by sentence."""

from hypothesis import given
from hypothesis import strategies as st

from annotations.text.diff.changes import changes, sentences
from annotations.text.words import fold_signs

OLD = (
    "The deputy head resigned on Tuesday. The report counted 41 bridges. She took no questions.\n\n"
    "Trains were late in the north."
)


def told(new: str, old: str = OLD) -> list[tuple[str, str, str, str]]:
    return [
        (old[slice(*a)], new[slice(*b)], old[slice(*c)], new[slice(*d)])
        for a, b, c, d in changes(old, new).made
    ]


def test_a_replaced_word_has_its_sentence_around_it():
    assert told(OLD.replace("41", "43")) == [
        ("41", "43", "The report counted 41 bridges.", "The report counted 43 bridges.")
    ]


def test_a_word_put_in_or_left_out_is_of_the_sentence_it_stands_in():
    old, new = "Late crowns said. It rained.", "Late said. It rained."
    assert told(new, old) == [("crowns", "", "Late crowns said.", "Late said.")]
    assert told(old, new) == [("", "crowns", "Late said.", "Late crowns said.")]


def test_a_sentence_put_in_or_left_out_has_nothing_on_the_other_side():
    put_in = "Nobody denied it."
    assert told(OLD + " " + put_in) == [("", put_in, "", put_in)]
    gone = "She took no questions."
    assert told(OLD.replace(" " + gone, "")) == [(gone, "", gone, "")]


def test_words_put_before_a_sentence_belong_to_it():
    old, new = "The report is out. She resigned.", "The report is out. On Monday She resigned."
    assert told(new, old) == [("", "On Monday", "She resigned.", "On Monday She resigned.")]
    assert told(old, new) == [("On Monday", "", "On Monday She resigned.", "She resigned.")]


def test_words_after_the_end_of_a_sentence_belong_to_it():
    old, new = "She left\n\nTrains were late.", "She left today\n\nTrains were late."
    assert told(new, old) == [("", "today", "She left", "She left today")]


def test_a_sentence_that_moved_is_no_change():
    gone = " She took no questions."
    new = OLD.replace(gone, "") + gone
    assert told(new) == []
    [(old_run, new_run)] = changes(OLD, new).moves
    assert OLD[slice(*old_run)] == new[slice(*new_run)]


TEXTS = st.lists(
    st.sampled_from(["The bridge fell.", "Varn said so.", "41", "in", "the", "\n\n", " ", "“не”"])
).map(" ".join)


@given(TEXTS | st.text(max_size=80), TEXTS | st.text(max_size=80))
def test_without_the_changes_both_texts_have_the_same_sentences(old, new):
    made, moves = changes(old, new)
    same = sorted(fold_signs(old).split()) == sorted(fold_signs(new).split())
    assert made or moves or same
    for change in made:
        for text, words, around in ((old, change.old, change.old_around), (new, *change[1::2])):
            assert 0 <= around[0] <= words[0] <= words[1] <= around[1] <= len(text)
        assert old[slice(*change.old_around)] != new[slice(*change.new_around)]


def test_sentences_end_with_a_full_stop_or_their_line():
    assert [OLD[a:b] for a, b in sentences(OLD)] == [
        "The deputy head resigned on Tuesday.",
        "The report counted 41 bridges.",
        "She took no questions.",
        "Trains were late in the north.",
    ]
