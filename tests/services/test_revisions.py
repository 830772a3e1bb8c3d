"""A corrected text carries what still stands in it and says what does not."""

import pytest

from annotations.errors import Invalid, NotAllowed, NotFound, Stale, Unreadable, WrongState
from annotations.models import Anchor, Article, Claim, Mention, TaggingRun
from annotations.services import claims, mentions, revisions
from tests.factory import TEXT, make_article, make_checked_claim, make_claim


def revise(cast, article, text, **given):
    given = {"actor": cast.reporter, "kind": "correction", "seen_version": None} | given
    return revisions.revise(article_id=article.pk, text=text, **given)


def mark(cast, article, words, label="PERSON", nth=0):
    text, start = article.current_revision.text, -1
    for _ in range(nth + 1):
        start = text.index(words, start + 1)
    return mentions.create(
        actor=cast.reporter,
        revision_id=article.current_revision_id,
        start=start,
        end=start + len(words),
        label=label,
    )


@pytest.fixture
def article(cast):
    return make_article(cast)


def test_a_correction_is_the_current_revision_and_the_old_one_stays(cast, article):
    revision, _ = revise(cast, article, TEXT.replace("41", "43"), note=" Wrong number ")

    article = Article.objects.get(pk=article.pk)
    assert article.current_revision_id == revision.pk
    assert (revision.number, revision.kind, revision.note) == (2, "correction", "Wrong number")
    assert article.version == 2
    assert article.revisions.count() == 2
    assert Article.objects.matching("43 bridges").get() == article


def test_a_claim_moves_with_its_words(cast, article):
    claim = make_claim(cast, article)
    old = claim.anchors.get()
    revision, carried = revise(cast, article, "Corrected.\n\n" + TEXT)

    anchor = Anchor.objects.current().get(claim=claim)
    assert (anchor.start, anchor.end) == (old.start + 12, old.end + 12)
    assert revision.text[anchor.start : anchor.end] == anchor.exact == "41 bridges"
    assert anchor.state == "exact"
    assert carried.as_dict() == {"unchanged": 0, "moved": 1, "changed": 0, "orphaned": 0}
    claim.refresh_from_db()
    assert (claim.sort_start, claim.version) == (anchor.start, 2)


def test_a_claim_before_the_correction_stays_where_it_is(cast, article):
    make_claim(cast, article, words="Minister resigns")
    _, carried = revise(cast, article, TEXT + " More.")

    assert carried.unchanged == 1


def test_a_claim_whose_words_are_gone_is_orphaned_and_keeps_its_words(cast, article):
    claim = make_claim(cast, article)
    _, carried = revise(cast, article, TEXT.replace("41 bridges", "some bridges"))

    anchor = Anchor.objects.current().get(claim=claim)
    assert (anchor.state, anchor.start, anchor.end) == ("orphaned", None, None)
    assert anchor.exact == "41 bridges"
    assert carried.orphaned == 1


def test_the_verdict_on_words_that_are_gone_needs_another_look(cast, article):
    claim = make_checked_claim(cast, article)
    revise(cast, article, TEXT.replace("41 bridges", "some bridges"))

    claim.refresh_from_db()
    assert claim.stage == "review"
    assert claim.assessments.get().needs_another_look


def test_the_verdict_on_words_that_only_moved_stands(cast, article):
    claim = make_checked_claim(cast, article)
    revise(cast, article, "Corrected.\n\n" + TEXT)

    claim.refresh_from_db()
    assert claim.stage == "checked"
    assert not claim.assessments.get().needs_another_look


def test_an_orphaned_claim_is_placed_again_by_a_person(cast, article):
    claim = make_claim(cast, article)
    text = TEXT.replace("41 bridges", "43 bridges")
    revision, _ = revise(cast, article, text)
    start = text.index("43 bridges")
    where = {"revision_id": revision.pk, "start": start, "end": start + 10}
    claims.place_again(actor=cast.checker, claim_id=claim.pk, **where)

    anchor = Anchor.objects.current().get(claim=claim)
    assert (anchor.state, anchor.exact) == ("exact", "43 bridges")
    with pytest.raises(WrongState):
        claims.place_again(actor=cast.checker, claim_id=claim.pk, **where)


def test_what_a_person_marked_is_carried_and_what_a_machine_suggested_is_found_anew(cast, article):
    kept = mark(cast, article, "Ilka Varn")
    at = TEXT.index("Tuesday")
    Mention.objects.create(
        article=article,
        desk=cast.desk,
        revision_id=article.current_revision_id,
        start=at,
        end=at + 7,
        exact="Tuesday",
        label="DATE",
        origin="rules/1",
    )
    revise(cast, article, "Corrected.\n\n" + TEXT)

    carried = Mention.objects.current().get()
    assert (carried.exact, carried.state, carried.entity) == ("Ilka Varn", "accepted", kept.entity)


def test_a_rejected_mention_whose_words_are_gone_is_forgotten(cast, article):
    mention = mark(cast, article, "Ilka Varn")
    mentions.edit(actor=cast.reporter, mention_id=mention.pk, seen_version=None, state="rejected")
    revise(cast, article, TEXT.replace("Ilka Varn", "She"))

    assert not Mention.objects.current().exists()


def test_two_marks_of_a_word_that_is_left_once_do_not_meet_at_one_place(cast):
    article = make_article(cast, text="Varn spoke. Later Varn left.")
    mark(cast, article, "Varn")
    mark(cast, article, "Varn", nth=1)
    revise(cast, article, "Later Varn left.")

    current = Mention.objects.current()
    assert current.placed().count() == 1
    assert current.filter(start=None).count() == 1


def test_the_old_run_is_cancelled_and_the_new_text_queued(cast, article):
    old = TaggingRun.objects.get(article=article)
    revision, _ = revise(cast, article, TEXT + " More.")

    old.refresh_from_db()
    assert old.state == "cancelled"
    assert TaggingRun.objects.active().get(article=article).revision == revision


def test_a_claim_on_a_text_that_was_corrected_meanwhile_is_refused(cast, article):
    revise(cast, article, TEXT + " More.")
    with pytest.raises(WrongState):
        make_claim(cast, article)


@pytest.mark.parametrize(
    ("given", "error"),
    [
        ({"text": TEXT}, Invalid),
        ({"text": TEXT.replace("\n", "\r\n")}, Invalid),
        ({"text": " "}, Invalid),
        ({"text": "a\0"}, Unreadable),
        ({"text": "Other", "kind": "whim"}, Invalid),
        ({"text": "Other", "seen_version": 9}, Stale),
    ],
    ids=["same", "same-canonical", "empty", "nul", "kind", "stale"],
)
def test_a_correction_that_is_none_is_refused(cast, article, given, error):
    with pytest.raises(error):
        revise(cast, article, **given)
    assert article.revisions.count() == 1


def test_viewers_and_strangers_correct_nothing(cast, article):
    with pytest.raises(NotAllowed):
        revise(cast, article, "Other", actor=cast.viewer)
    with pytest.raises(NotFound):
        revise(cast, article, "Other", actor=cast.stranger)


def test_claims_keep_their_order_when_paragraphs_change_places(cast):
    article = make_article(cast, text="Alpha fell.\n\nBeta rose.")
    alpha = make_claim(cast, article, words="Alpha fell")
    beta = make_claim(cast, article, words="Beta rose")
    revise(cast, article, "Beta rose.\n\nAlpha fell.")

    assert list(Claim.objects.in_order()) == [beta, alpha]
