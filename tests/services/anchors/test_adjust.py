"""The places of a claim: moved, added, removed by hand, and all of it taken back."""

import pytest

from annotations.errors import Invalid, NotAllowed, NotFound, Stale, WrongState
from annotations.models import Claim, Event, request_id
from annotations.services.anchors import adjust
from annotations.services.articles import revisions
from annotations.services.claims import assessments, changed_words
from annotations.services.undo import recent, undo
from tests import factory
from tests.factory import TEXT, make_article, make_checked_claim, make_claim

WORDS, MORE = "41 bridges", "twice as many"


@pytest.fixture
def article(cast):
    return make_article(cast)


@pytest.fixture
def claim(cast, article):
    return make_claim(cast, article, words=WORDS)


def span(words: str, text: str = TEXT) -> dict[str, int]:
    return {"start": text.index(words), "end": text.index(words) + len(words)}


def words_of(claim) -> list[str]:
    return [anchor.exact for anchor in claim.anchors.current()]


def add(cast, claim, words=MORE, **given):
    given = {"actor": cast.reporter, "revision_id": claim.article.current_revision_id} | given
    return adjust.add(claim_id=claim.pk, **span(words), **given)


def move(cast, claim, words, **given):
    given = {"actor": cast.reporter, "anchor_id": claim.anchors.current().first().pk} | given
    return adjust.move(claim_id=claim.pk, **span(words), **given)


def remove(cast, claim, anchor, **given):
    given = {"actor": cast.reporter} | given
    return adjust.remove(claim_id=claim.pk, anchor_id=anchor.pk, **given)


def in_request(name: str, verb, *given, **more):
    token = request_id.set(name)
    try:
        return verb(*given, **more)
    finally:
        request_id.reset(token)


def test_a_place_is_moved_and_the_claim_is_found_by_its_new_words(cast, claim):
    anchor = move(cast, claim, "The report counted 41 bridges in need of repair")
    claim.refresh_from_db()
    assert words_of(claim) == ["The report counted 41 bridges in need of repair"]
    assert (claim.sort_start, claim.sort_end) == (anchor.start, anchor.end)
    assert (anchor.prefix, anchor.suffix) == (
        TEXT[anchor.start - 32 : anchor.start],
        TEXT[anchor.end : anchor.end + 32],
    )
    assert Claim.objects.matching("counted").get() == claim
    assert claim.version == 2


def test_the_same_words_change_nothing(cast, claim):
    move(cast, claim, WORDS)
    claim.refresh_from_db()
    assert claim.version == 1


def test_a_claim_stands_at_two_places_and_is_listed_at_the_first(cast, claim):
    add(cast, claim, "Ilka Varn")
    claim.refresh_from_db()
    assert words_of(claim) == ["Ilka Varn", WORDS]
    assert claim.sort_start == TEXT.index("Ilka Varn")
    assert claim.version == 2


def test_one_of_two_places_is_removed_and_the_only_one_is_not(cast, claim):
    other = add(cast, claim, "Ilka Varn")
    remove(cast, claim, other)
    claim.refresh_from_db()
    assert words_of(claim) == [WORDS]
    assert claim.sort_start == TEXT.index(WORDS)
    with pytest.raises(WrongState, match="only highlight"):
        remove(cast, claim, claim.anchors.get())


@pytest.mark.parametrize("words", [WORDS, "counted 41", "bridges in need", "41"])
def test_two_places_of_a_claim_share_no_words(cast, claim, words):
    with pytest.raises(WrongState, match="already"):
        add(cast, claim, words)
    other = add(cast, claim, MORE)
    with pytest.raises(WrongState, match="already"):
        move(cast, claim, words, anchor_id=other.pk)
    assert words_of(claim) == [WORDS, MORE]


def test_a_place_takes_in_whole_characters(cast):
    article = make_article(cast, text="Family 👨‍👩‍👧 here, and there")
    claim = make_claim(cast, article, words="here")
    anchor = claim.anchors.get()
    adjust.move(actor=cast.reporter, claim_id=claim.pk, anchor_id=anchor.pk, start=8, end=9)
    assert words_of(claim) == ["👨‍👩‍👧"]


@pytest.mark.parametrize("span_", [{"start": 5, "end": 5}, {"start": 0, "end": 10**6}])
def test_a_span_that_is_none_is_refused(cast, claim, span_):
    anchor = claim.anchors.get()
    with pytest.raises(Invalid):
        adjust.move(actor=cast.reporter, claim_id=claim.pk, anchor_id=anchor.pk, **span_)


@pytest.mark.parametrize("exact", ["42 bridges"])
def test_other_words_than_those_there_are_refused(cast, claim, exact):
    with pytest.raises(Invalid):
        add(cast, claim, MORE, exact=exact)


def test_whoever_may_edit_the_claim_may_move_it(cast, claim, article):
    theirs = make_claim(cast, article, words="on Tuesday", actor=cast.checker)
    for verb in (
        lambda: move(cast, theirs, "resigned on Tuesday"),
        lambda: add(cast, theirs),
        lambda: remove(cast, theirs, theirs.anchors.get()),
    ):
        with pytest.raises(NotAllowed):
            verb()
    with pytest.raises(NotAllowed):
        move(cast, claim, MORE, actor=cast.viewer)
    with pytest.raises((NotFound, Invalid)):
        move(cast, claim, MORE, actor=cast.stranger)
    move(cast, claim, MORE, actor=cast.checker)
    assert words_of(claim) == [MORE]


def test_a_place_of_another_claim_is_none_of_this(cast, claim, article):
    other = make_claim(cast, article, words="on Tuesday")
    with pytest.raises(NotFound):
        move(cast, claim, MORE, anchor_id=other.anchors.get().pk)
    with pytest.raises(NotFound):
        remove(cast, claim, other.anchors.get())


def test_a_version_that_was_not_seen_is_refused(cast, claim):
    anchor = add(cast, claim, seen_version=1)
    for verb in (
        lambda: add(cast, claim, "Ilka Varn", seen_version=1),
        lambda: move(cast, claim, "Ilka Varn", seen_version=1),
        lambda: remove(cast, claim, anchor, seen_version=1),
    ):
        with pytest.raises(Stale):
            verb()
    assert words_of(claim) == [WORDS, MORE]


def corrected(cast, article, old: str, new: str):
    text = TEXT.replace(old, new)
    saved = revisions.revise(
        actor=cast.editor, article_id=article.pk, seen_version=None, text=text, kind="correction"
    )
    article.refresh_from_db()
    return saved[0]


def test_a_text_that_was_corrected_since_is_refused(cast, claim, article):
    seen = article.current_revision_id
    corrected(cast, article, "resigned", "stepped down")
    with pytest.raises(WrongState, match="corrected"):
        add(cast, claim, revision_id=seen)
    with pytest.raises(WrongState, match="corrected"):
        move(cast, claim, MORE, revision_id=seen)


def test_both_places_follow_a_correction(cast, claim, article):
    add(cast, claim)
    corrected(cast, article, "Minister resigns", "The minister resigns")
    assert words_of(claim) == [WORDS, MORE]


def test_moving_a_place_whose_words_changed_decides_it(cast, claim, article):
    text = corrected(cast, article, WORDS, "43 bridges").text
    [anchor] = claim.anchors.current()
    assert anchor.is_undecided
    move_to = span("43 bridges in need", text)
    adjust.move(actor=cast.checker, claim_id=claim.pk, anchor_id=anchor.pk, **move_to)
    anchor.refresh_from_db()
    assert (anchor.state, anchor.decision, anchor.decided_by) == ("exact", "placed", cast.checker)
    assert anchor.before == "43 bridges"
    changed_words.reconsider(actor=cast.checker, claim_id=claim.pk)
    assert claim.anchors.current().get().is_undecided


@pytest.mark.parametrize("change", ["move", "add", "remove"])
def test_a_checked_claim_whose_words_change_needs_another_look(cast, article, change):
    claim = make_claim(cast, article)
    other = add(cast, claim, "Ilka Varn")
    proposal = factory.make_proposal(cast, claim)
    assessments.approve(actor=cast.editor, assessment_id=proposal.pk, seen_version=proposal.version)
    {
        "move": lambda: move(cast, claim, "counted 41 bridges", anchor_id=claim.anchors.first().pk),
        "add": lambda: add(cast, claim, MORE),
        "remove": lambda: remove(cast, claim, other),
    }[change]()
    claim.refresh_from_db()
    proposal.refresh_from_db()
    assert claim.stage == "review"
    assert proposal.needs_another_look


CHANGES = {
    "move": (
        lambda cast, claim: move(cast, claim, "counted 41 bridges"),
        ["counted 41 bridges"],
        "Highlight of the claim changed to “counted 41 bridges”",
    ),
    "add": (add, [WORDS, MORE], "Highlight added to the claim: “twice as many”"),
}


@pytest.mark.parametrize("change", CHANGES)
def test_each_change_is_undone_and_done_again(cast, claim, change):
    verb, wanted, told = CHANGES[change]
    place = (claim.sort_start, claim.sort_end)
    in_request("change", verb, cast, claim)
    assert words_of(claim) == wanted
    assert recent.last(cast.reporter, article_id=claim.article_id).words == told
    undone = in_request("u", undo.undo, actor=cast.reporter, request="change")
    claim.refresh_from_db()
    assert words_of(claim) == [WORDS]
    assert (claim.sort_start, claim.sort_end) == place
    in_request("again", undo.undo, actor=cast.reporter, request=undone.request)
    assert words_of(claim) == wanted


def test_a_removed_place_comes_back(cast, claim):
    other = add(cast, claim, "Ilka Varn")
    in_request("change", remove, cast, claim, other)
    told = recent.last(cast.reporter, article_id=claim.article_id).words
    assert told == "Highlight removed from the claim: “Ilka Varn”"
    undone = in_request("u", undo.undo, actor=cast.reporter, request="change")
    claim.refresh_from_db()
    assert words_of(claim) == ["Ilka Varn", WORDS]
    assert claim.sort_start == TEXT.index("Ilka Varn")
    in_request("again", undo.undo, actor=cast.reporter, request=undone.request)
    assert words_of(claim) == [WORDS]


def test_removing_a_place_that_was_chosen_anew_is_a_step_of_its_own(cast, claim, article):
    """It is not the decision about the words that is taken back."""
    text = corrected(cast, article, WORDS, "many crossings").text
    place = span("many crossings", text)
    placed = in_request(
        "place", changed_words.place_again, actor=cast.reporter, claim_id=claim.pk,
        revision_id=article.current_revision_id, **place,
    ).anchors.current().get()  # fmt: skip
    claim.article.refresh_from_db()
    other = span("Ilka Varn", text)
    adjust.add(
        actor=cast.reporter, claim_id=claim.pk, revision_id=placed.revision_id, **other
    )  # fmt: skip
    in_request("change", remove, cast, claim, placed)
    assert recent.last(cast.reporter, article_id=article.pk).request == "change"


def test_the_trail_tells_of_every_place(cast, claim):
    before = Event.objects.of_claim(claim).filter(table="anchor").count()
    other = add(cast, claim)
    move(cast, claim, "counted 41 bridges")
    remove(cast, claim, other)
    actions = Event.objects.of_claim(claim).filter(table="anchor").values_list("action", flat=True)
    assert list(actions)[: len(actions) - before] == ["D", "U", "I"]


def test_a_checked_claim_keeps_its_verdict_when_nothing_moves(cast, article):
    claim = make_checked_claim(cast, article)
    move(cast, claim, WORDS)
    claim.refresh_from_db()
    assert claim.stage == "checked"
