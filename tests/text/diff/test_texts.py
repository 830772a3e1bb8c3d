"""What two versions of a whole text have in common."""

from hypothesis import given
from hypothesis import strategies as st

from annotations.text.diff.texts import gaps, text_diff

OLD = (
    "The deputy head resigned on Tuesday. The report counted 41 bridges.\n\n"
    "Trains were late in the north, the operator said at noon.\n\n"
    "The minister called the figures wrong and promised an answer."
)


def left_out_and_put_in(old: str, new: str) -> tuple[list[str], list[str]]:
    diff = text_diff(old, new)
    runs = [*diff.equal, *diff.moved]
    texts = (old, new)
    return tuple(
        [
            words
            for a, b in gaps(runs, len(texts[side]), side)
            if (words := texts[side][a:b].strip())
        ]
        for side in (0, 1)
    )


def test_a_word_that_was_replaced_is_all_that_differs():
    assert left_out_and_put_in(OLD, OLD.replace("41", "43")) == (["41"], ["43"])


def test_numbers_and_compounds_differ_as_wholes():
    old = "Repairs cost 1.4 billion crowns. Twenty-one people of 20,000 were hurt."
    new = "Repairs cost 1.6 billion crowns. Twenty-two people of 20,500 were hurt."
    assert left_out_and_put_in(old, new) == (
        ["1.4", "Twenty-one", "20,000"],
        ["1.6", "Twenty-two", "20,500"],
    )


def test_a_word_without_an_end_is_gone_over_once():
    """From each of its letters it would take minutes."""
    word = "x" * 100_000
    old, new = f"{OLD} {word}", f"{OLD.replace('41', '43')} {word}"
    assert left_out_and_put_in(old, new) == (["41"], ["43"])


def test_a_sentence_that_was_put_in_is_all_that_differs():
    new = OLD.replace("41 bridges.", "41 bridges. Nobody had asked for it.")
    assert left_out_and_put_in(OLD, new) == ([], ["Nobody had asked for it."])


def test_a_paragraph_that_went_elsewhere_is_moved():
    first, middle, last = OLD.split("\n\n")
    new = "\n\n".join([first, last, middle])
    diff = text_diff(OLD, new)

    [(old_run, new_run)] = diff.moved
    assert OLD[slice(*old_run)] == new[slice(*new_run)]
    assert OLD[slice(*old_run)] in (middle, last)


def test_a_sentence_is_moved_also_into_a_line_without_a_full_stop():
    old = f"{OLD}\n\nEleven months in a drawer"
    words = "The report counted 41 bridges."
    new = old.replace(" " + words, "") + " " + words
    diff = text_diff(old, new)

    assert [old[slice(*run[0])] for run in diff.moved] == [words]
    assert left_out_and_put_in(old, new) == ([], [])


def test_the_same_text_is_one_run():
    assert text_diff(OLD, OLD).equal == [((0, len(OLD)), (0, len(OLD)))]
    assert text_diff("", "") == ([], [])


TEXTS = st.lists(
    st.sampled_from(["The bridge fell.", "Varn said so.", "41", "in", "the", "\n\n", " ", "“не”", "e\u0301"])
).map(" ".join)  # fmt: skip


@given(TEXTS | st.text(max_size=80), TEXTS | st.text(max_size=80))
def test_runs_hold_the_same_letters_once_and_equal_ones_keep_their_order(old, new):
    diff = text_diff(old, new)
    for before, after in [*diff.equal, *diff.moved]:
        assert old[slice(*before)] == new[slice(*after)]
        assert before[0] < before[1]
    for side in (0, 1):
        spans = sorted(run[side] for run in [*diff.equal, *diff.moved])
        assert all(a[1] <= b[0] for a, b in zip(spans, spans[1:], strict=False))
        rising = [run[side] for run in diff.equal]
        assert rising == sorted(rising)
