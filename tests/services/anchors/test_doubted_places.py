"""A claim whose sentence stands twice after a correction waits, with both places to choose from."""

import pytest

from annotations.models import Anchor, Mention
from annotations.services.articles import revisions
from annotations.services.claims import changed_words
from annotations.services.entities import mentions
from tests.factory import TEXT, make_article, make_checked_claim, make_claim

SENTENCE = "The report counted 41 bridges in need of repair – twice as many as in 2019."
TWICE = f"{TEXT}\n\n{SENTENCE}"


def revise(cast, article, text):
    return revisions.revise(
        actor=cast.reporter, article_id=article.pk, text=text, kind="correction", seen_version=None
    )


def current(claim) -> Anchor:
    return Anchor.objects.current().get(claim=claim)


@pytest.fixture
def article(cast):
    return make_article(cast)


@pytest.mark.parametrize("words", [SENTENCE, "41 bridges"])
def test_it_waits_with_the_same_words_and_both_places(cast, article, words):
    claim = make_claim(cast, article, words=words)
    _, counts = revise(cast, article, TWICE)

    anchor = current(claim)
    assert (anchor.state, anchor.reason, anchor.stands) == ("changed", "twice", "Now occurs twice")
    assert anchor.exact == anchor.before == words
    starts = sorted(start for start, _, _ in anchor.candidates)
    assert starts == [TWICE.index(words), TWICE.rindex(words)]
    assert counts.as_dict() == {"unchanged": 0, "moved": 0, "changed": 1, "orphaned": 0}


def test_a_verdict_on_the_same_words_stands(cast, article):
    claim = make_checked_claim(cast, article)
    _, counts = revise(cast, article, TWICE)

    assert (counts.doubted, current(claim).is_undecided) == (0, True)
    claim.refresh_from_db()
    assert claim.stage == "checked"
    assert not claim.assessments.get().needs_another_look


def test_a_person_may_keep_the_place_or_pick_the_other_and_take_it_back(cast, article):
    claim = make_claim(cast, article, words=SENTENCE)
    revision, _ = revise(cast, article, TWICE)
    changed_words.keep(actor=cast.reporter, claim_id=claim.pk)
    assert current(claim).state == "exact"
    changed_words.reconsider(actor=cast.reporter, claim_id=claim.pk)
    assert current(claim).reason == "twice"

    there = TWICE.rindex(SENTENCE)
    changed_words.place_again(
        actor=cast.reporter,
        claim_id=claim.pk,
        revision_id=revision.pk,
        start=there,
        end=there + len(SENTENCE),
        exact=SENTENCE,
    )
    anchor = current(claim)
    assert (anchor.state, anchor.start, anchor.decision) == ("exact", there, "placed")
    changed_words.reconsider(actor=cast.reporter, claim_id=claim.pk)
    anchor = current(claim)
    assert (anchor.state, anchor.reason, len(anchor.candidates)) == ("changed", "twice", 2)


def test_it_still_waits_after_the_next_correction_until_one_place_is_left(cast, article):
    claim = make_claim(cast, article, words=SENTENCE)
    revise(cast, article, TWICE)
    again = "Corrected.\n\n" + TWICE
    revise(cast, article, again)
    anchor = current(claim)
    assert (anchor.state, anchor.reason) == ("changed", "twice")
    starts = sorted(start for start, _, _ in anchor.candidates)
    assert starts == [again.index(SENTENCE), again.rindex(SENTENCE)]

    revise(cast, article, "Corrected.\n\n" + TEXT)
    anchor = current(claim)
    assert (anchor.state, anchor.reason, anchor.candidates) == ("exact", "", [])


def test_the_foreseen_fate_is_told_by_its_reason(cast, article):
    claim = make_claim(cast, article, words=SENTENCE)
    planned = revisions.foresee(actor=cast.reporter, article_id=article.pk, text=TWICE)
    assert planned.touched == [(claim, "twice")]


def test_a_name_in_a_sentence_that_stands_twice_stays_decided(cast, article):
    start = TEXT.index("report")
    mention = mentions.create(
        actor=cast.reporter,
        revision_id=article.current_revision_id,
        start=start,
        end=start + 6,
        label="ORG",
    )
    new, _ = revise(cast, article, TWICE)
    followed = Mention.objects.get(revision=new, origin=mention.origin)
    assert (followed.state, followed.exact) == (mention.state, "report")
