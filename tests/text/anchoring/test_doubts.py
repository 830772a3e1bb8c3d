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


def test_a_span_of_several_sentences_of_which_one_stands_twice_is_offered_both_places():
    for new in ([A, B, B, C, D, E], [A, B, C, D, B, E], [A, B, C, C, D, E]):
        text = " ".join(new)
        found = fate(TEXT, text, f"{B} {C}")
        assert (found.outcome, found.reason) == ("changed", "twice")
        assert text[slice(*found.candidates[1][:2])] in (B, C, f"{B} {C}")
    for first, last in ((A, C), (B, D)):
        text = " ".join([A, B, C, D, C, E])
        words = TEXT[TEXT.index(first) : TEXT.index(last) + len(last)]
        offered = [text[a:b] for a, b, _ in fate(TEXT, text, words).candidates]
        assert offered == [words, C]


def test_a_copy_that_goes_on_where_the_sentence_ended_is_offered_too():
    first, last = "市議会は月曜日に開かれた。", "工事は来年の春に始まる。"
    closed = "市長は橋を閉鎖した。"
    old = "\n".join([first, closed, last])
    new = f"{old}\n広報は市長は橋を閉鎖したと発表した。"
    found = fate(old, new, closed)
    assert (found.outcome, found.reason) == ("changed", "twice")
    assert [new[a:b] for a, b, _ in found.candidates] == [closed, closed[:-1]]


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


TUNNEL = B.replace("bridge over", "tunnel under")
CROWNS = "The bridge cost 12 million crowns in all."


@pytest.mark.parametrize(
    ("was", "now", "words"),
    [
        (B, f"{TUNNEL} The bridge will cost 48 million.", "41 million"),
        (B, f"{TUNNEL} The bridge will cost 48 million.", B),
        (B, f"The bridge will be dear. {TUNNEL}", "41 million"),
        (CROWNS, f"The road{CROWNS[10:]} {CROWNS.replace('12', '13')}", "12 million"),
        (CROWNS, f"{CROWNS.replace('12', '13')} The road{CROWNS[10:]}", CROWNS),
    ],
)
def test_an_edited_sentence_beside_a_rival_is_asked_about_and_both_are_offered(was, now, words):
    old, new = f"{A} {was} {C}", f"{A} {now} {C}"
    found = fate(old, new, words)
    assert (found.outcome, found.reason) == ("changed", "twice")
    assert len(found.candidates) == 2


@pytest.mark.parametrize("more", ["Not yet, officials say.", "Nobody was hurt.", D])
def test_an_edited_sentence_beside_another_one_is_not(more):
    edited = B.replace("41", "48")
    assert told(f"{A} {B} {C}", f"{A} {edited} {more} {C}", "The bridge over")[1] == ""


@pytest.mark.parametrize(
    ("new", "held"),
    [
        ([A, B, D, E, C], B),
        ([A, C, D, B, E], B),
        ([A, C, B, D, E], f"{C} {B}"),
        ([A, D, C, B, E], f"{C} {B}"),
    ],
)
@pytest.mark.parametrize("between", [" ", "\n\n"])
def test_of_several_sentences_one_of_which_moved_as_many_are_held_as_stand_together(
    new, held, between
):
    old, new = between.join([A, B, C, D, E]), between.join(new)
    found = fate(old, new, f"{B}{between}{C}")
    assert found.outcome == "changed"
    assert new[found.start : found.end] == held.replace(f"{C} ", f"{C}{between}")


def test_no_foreign_paragraph_is_swallowed_when_a_sentence_moves_beyond_it():
    old = f"{A}\n\n{B} {C} {D}\n\n{E}\n\nIt rained."
    new = f"{A}\n\n{B} {D}\n\n{E}\n\n{C}\n\nIt rained."
    found = fate(old, new, f"{B} {C} {D}")
    assert (found.outcome, new[found.start : found.end]) == ("changed", f"{B} {D}")


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


def fates(old: list[str], new: list[str]):
    """Of every B, in order."""
    text = " ".join(old)
    starts = [at for at in range(len(text)) if text.startswith(B, at)]
    return carry(text, " ".join(new), [(at, at + len(B)) for at in starts])


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ([A, B, C, B, D], ["It rained.", B, "Nobody knew why it did."]),
        ([A, B, C, D, B, E], [A, C, D, B, E, B]),
        ([A, B, C, B, D], [A, B, D]),
        ([A, B, C, D, B, E], ["It rained.", B, "Nobody knew.", B, "It was late."]),
    ],
    ids=["one is left", "one moved", "one neighbour each", "neither has neighbours"],
)
def test_copies_that_were_there_before_and_lost_their_neighbours_are_all_asked_about(old, new):
    for found in fates(old, new):
        assert found.outcome in ("changed", "orphaned")
        assert bool(found.reason) == (found.outcome == "changed")


def test_copies_whose_neighbours_tell_them_apart_are_not():
    first, second = fates([A, B, C, D, B, E], [A, B, D, B, E])
    assert (first.outcome, second.outcome) == ("unchanged", "unchanged")
    first, second = fates([A, B, C, B, D], [A, B, C, D])
    assert (first.outcome, second.outcome) == ("unchanged", "orphaned")


def test_in_a_long_text_the_last_sentence_is_looked_at_as_the_first_is():
    sentences = [
        f"Report {i} of the {i % 89} boards says that {i * 31} bridges are old and closed."
        for i in range(2_000)
    ]
    old = " ".join(sentences)
    new = " ".join(f"{one} Yesterday we wrote: {one}" for one in sentences)
    spans, at = [], 0
    for one in sentences:
        spans.append((at, at + len(one)))
        at += len(one) + 1
    assert {(one.outcome, one.reason) for one in carry(old, new, spans)} == {("changed", "twice")}


def test_of_countless_strange_sentences_the_one_that_is_much_like_it_is_found():
    """More than can all be compared: a paragraph each, edited beside its old words."""
    old = [f"Report {i} says that bridge {i * 31} is old and nobody cares." for i in range(600)]
    likeness = "Paper {} said: the bridge {} was old and few do care."
    new = [f"{likeness.format(i, i * 31)} {one}" for i, one in enumerate(old)]
    text = "\n\n".join(old)
    spans = [(at := text.index(one), at + len(one)) for one in old]
    found = carry(text, "\n\n".join(new), spans)
    assert {(one.outcome, one.reason) for one in found} == {("changed", "twice")}
