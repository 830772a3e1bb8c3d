"""Words that were found again, and about which a person is asked nevertheless."""

import pytest

from annotations.text.anchoring import carry

A = "The council met behind closed doors on Monday evening."
B = "The bridge over the Varn will cost the city 41 million euros."
C = "Work on the eastern bank begins in the spring of next year."
D = "Nobody from the opposition was invited to the meeting."
E = "The mayor declined to answer questions about the contract."
TEXT = " ".join([A, B, C, D, E])


def fate(old: str, new: str, words: str):
    start = old.index(words)
    [found] = carry(old, new, [(start, start + len(words))])
    return found


def told(old: str, new: str, words: str) -> tuple[str, str]:
    found = fate(old, new, words)
    return found.outcome, found.reason


@pytest.mark.parametrize(
    "new",
    [[A, B, B, C, D, E], [A, B, C, D, B, E], [B, A, B, C, D, E], [A, B, C, D, E, B]],
    ids=["next to it", "further down", "above", "at the end"],
)
@pytest.mark.parametrize("words", [B, "41 million euros"])
def test_a_sentence_that_stands_twice_now_is_asked_about_and_both_places_are_offered(new, words):
    text = " ".join(new)
    found = fate(TEXT, text, words)
    assert (found.outcome, found.reason, found.similarity) == ("changed", "twice", 1.0)
    assert found.candidates[0] == (found.start, found.end, 1.0)
    offered = {start for start, _, _ in found.candidates}
    assert offered >= {i for i in range(len(text)) if text.startswith(words, i)}


def test_a_span_of_several_sentences_of_which_one_stands_twice_is_asked_about():
    for new in ([A, B, B, C, D, E], [A, B, C, D, B, E], [A, B, C, C, D, E]):
        found = fate(TEXT, " ".join(new), f"{B} {C}")
        assert (found.outcome, found.reason) == ("changed", "twice")


def test_a_copy_within_another_sentence_is_a_copy():
    assert told(TEXT, f"{TEXT} “{B}” is what we wrote.", B) == ("changed", "twice")
    assert told(TEXT, f"{TEXT} He said: {B}", B) == ("changed", "twice")


def test_an_edited_original_beside_a_copy_of_its_old_words_is_asked_about():
    edited = "The new bridge over the Varn will cost taxpayers 48 million euros."
    assert told(TEXT, " ".join([A, B, edited, C, D, E]), B) == ("changed", "twice")
    assert told(TEXT, " ".join([A, edited, B, C, D, E]), "41 million") == ("changed", "twice")


def test_an_edited_original_in_its_place_comes_before_its_old_words_elsewhere():
    edited = "The new bridge over the Varn will cost the city 48 million euros."
    new = " ".join([A, edited, C, D, B, E])
    found = fate(TEXT, new, B)
    assert (found.outcome, found.reason) == ("changed", "twice")
    offered = [new[start:end] for start, end, _ in found.candidates]
    assert offered == [edited, B]


@pytest.mark.parametrize("sign", [".", "!", "?”", "…"])
def test_a_claim_without_its_full_stop_is_offered_no_place_with_one(sign):
    likeness = "The new bridge over the Varn will cost the city 48 million euros"
    new = " ".join([A, C, f"{likeness}{sign}", D, E, B])
    whole, bare = fate(TEXT, new, B), fate(TEXT, new, B[:-1])
    assert [new[start:end] for start, end, _ in whole.candidates] == [B, f"{likeness}{sign}"]
    assert [new[start:end] for start, end, _ in bare.candidates] == [B[:-1], likeness]


def test_a_part_of_a_deleted_sentence_is_not_silently_in_a_lookalike_elsewhere():
    lookalike = "The tunnel under the Varn will cost the city 41 million euros more."
    new = " ".join([A, C, D, lookalike, E])
    assert told(TEXT, new, "will cost the city 41 million euros") == ("changed", "elsewhere")


def test_of_several_sentences_one_of_which_moved_a_person_is_told():
    for new in ([A, B, D, E, C], [A, C, D, B, E], [A, C, B, D, E]):
        assert told(TEXT, " ".join(new), f"{B} {C}")[0] in ("changed", "orphaned")


@pytest.mark.parametrize("more", ["Not yet.", "He left.", "Why?"])
def test_a_sentence_put_in_beside_is_not_swallowed(more):
    for new in ([A, B, more, C, D, E], [A, more, B, C, D, E]):
        assert told(TEXT, " ".join(new), B) == ("unchanged", "")


def test_words_put_in_after_a_full_stop_are_a_neighbours():
    """Also when they look like the end of the sentence, as in what is left of another one."""
    new = TEXT.replace(B, f"{B} cut its price")
    found = fate(TEXT, new, B)
    assert new[found.start : found.end] == B


@pytest.mark.parametrize(
    "new",
    [[A, B, D, E, C], [A, B, C, E], ["It rained.", A, B, C, D, E], [B, A, C, D, E]],
    ids=["another moved", "another deleted", "one put in", "moved itself"],
)
def test_nobody_is_asked_about_what_stands_there_once(new):
    assert told(TEXT, " ".join(new), B)[0] in ("unchanged", "moved")


def test_a_heading_that_comes_again_casts_no_doubt_on_the_words_below_it():
    old, new = f"Costs\n\n{B}\n\n{C}", f"Costs\n\n{B}\n\nCosts\n\n{C}"
    assert told(old, new, f"Costs\n\n{B}") == ("unchanged", "")


def test_copies_that_stood_there_before_are_no_news():
    old = " ".join([A, B, C, D, B, E])
    for number in (0, 1):
        start = old.index(B) if not number else old.rindex(B)
        [found] = carry(old, f"Corrected. {old}", [(start, start + len(B))])
        assert (found.outcome, found.start) == ("unchanged", start + len("Corrected. "))
