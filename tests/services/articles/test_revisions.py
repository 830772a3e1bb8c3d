"""A corrected text carries what still stands in it and says what does not."""

import pytest

from annotations.errors import Invalid, NotAllowed, NotFound, Stale, Unreadable
from annotations.models import Anchor, Article, Claim, Event, Mention, TaggingRun
from annotations.services.articles import revisions
from annotations.services.claims import changed_words, workflow
from annotations.services.entities import mentions
from tests.factory import TEXT, make_article, make_checked_claim, make_claim

SENTENCE = "The report counted 41 bridges in need of repair – twice as many as in 2019."
CHANGED = TEXT.replace("41 bridges", "43 bridges")
WITHOUT = TEXT.replace("\n\n" + SENTENCE, "")


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


def test_a_claim_whose_words_changed_follows_them_and_shows_the_old_ones(cast, article):
    claim = make_claim(cast, article)
    _, carried = revise(cast, article, TEXT.replace("41 bridges", "43 bridges"))

    anchor = Anchor.objects.current().get(claim=claim)
    assert (anchor.state, anchor.before, anchor.exact) == ("changed", "41 bridges", "43 bridges")
    assert 0 < anchor.similarity < 1
    assert carried.as_dict() == {"unchanged": 0, "moved": 0, "changed": 1, "orphaned": 0}


def test_a_claim_whose_words_are_gone_is_orphaned_and_keeps_its_words(cast, article):
    claim = make_claim(cast, article)
    _, carried = revise(cast, article, WITHOUT)

    anchor = Anchor.objects.current().get(claim=claim)
    assert (anchor.state, anchor.start, anchor.end) == ("orphaned", None, None)
    assert anchor.exact == "41 bridges"
    assert carried.orphaned == 1


def test_an_orphan_offers_a_lookalike_but_is_not_put_there(cast, article):
    claim = make_claim(cast, article, words=SENTENCE)
    revise(cast, article, WITHOUT + "\n\nIn spring 41 bridges in need of repair were closed.")

    anchor = Anchor.objects.current().get(claim=claim)
    assert anchor.start is None
    assert len(anchor.candidates) <= 3


@pytest.mark.parametrize("text", [CHANGED, WITHOUT], ids=["changed", "gone"])
def test_the_verdict_on_words_that_changed_or_went_needs_another_look(cast, article, text):
    claim = make_checked_claim(cast, article)
    _, carried = revise(cast, article, text)

    assert carried.doubted == 1
    claim.refresh_from_db()
    assert claim.stage == "review"
    assert claim.assessments.get().needs_another_look


def test_words_that_return_while_nobody_decided_stand_as_before(cast, article):
    claim = make_claim(cast, article)
    revise(cast, article, WITHOUT)
    revise(cast, article, "Corrected.\n\n" + TEXT)

    anchor = Anchor.objects.current().get(claim=claim)
    assert (anchor.state, anchor.exact) == ("exact", "41 bridges")
    assert not Anchor.objects.undecided().filter(revision__number=3).exists()


def test_words_that_change_twice_are_compared_with_the_first_ones(cast, article):
    claim = make_claim(cast, article)
    revise(cast, article, CHANGED)
    revise(cast, article, TEXT.replace("41 bridges", "44 bridges"))
    anchor = Anchor.objects.current().get(claim=claim)
    assert (anchor.state, anchor.before, anchor.exact) == ("changed", "41 bridges", "44 bridges")

    revise(cast, article, TEXT)
    anchor = Anchor.objects.current().get(claim=claim)
    assert (anchor.state, anchor.exact) == ("exact", "41 bridges")


def test_words_on_which_a_person_decided_are_not_asked_about_again(cast, article):
    claim = make_claim(cast, article)
    revise(cast, article, CHANGED)
    changed_words.keep(actor=cast.checker, claim_id=claim.pk)
    revise(cast, article, "Corrected.\n\n" + CHANGED)

    assert Anchor.objects.current().get(claim=claim).state == "exact"


def test_a_suggestion_whose_words_went_goes_with_them(cast, article):
    claim = make_claim(cast, article, actor=None)
    kept = make_claim(cast, article, actor=None, words="resigned on Tuesday")
    revise(cast, article, WITHOUT)

    assert list(Claim.objects.all()) == [kept]
    assert not Anchor.objects.filter(claim=claim.pk).exists()


def test_what_only_moved_leaves_one_line_in_the_trail_and_what_changed_its_own(cast, article):
    make_claim(cast, article, words="resigned on Tuesday")
    changed = make_claim(cast, article)
    last = Event.objects.order_by("-pk").first().pk
    revise(cast, article, "Corrected.\n\n" + CHANGED)

    anchors = Event.objects.filter(pk__gt=last, table="anchor")
    assert [(one.claim_id, one.new["state"]) for one in anchors] == [(changed.pk, "changed")]
    told = Event.objects.filter(pk__gt=last, table="revision").get()
    assert told.new["carried"] == {"unchanged": 0, "moved": 1, "changed": 1, "orphaned": 0}


def test_foreseeing_tells_what_saving_does_and_writes_nothing(cast, article):
    make_claim(cast, article, words="resigned on Tuesday")
    make_claim(cast, article)
    given = {"actor": cast.reporter, "article_id": article.pk, "text": CHANGED}
    foreseen = revisions.foresee(**given).counts
    assert article.revisions.count() == 1

    _, carried = revise(cast, article, CHANGED)
    assert foreseen == carried


def test_only_what_is_work_is_counted(cast, article):
    dismissed = make_claim(cast, article, words="resigned on Tuesday")
    workflow.dismiss(actor=cast.editor, claim_id=dismissed.pk)
    make_claim(cast, article, actor=None, words="twice as many as in 2019")
    make_claim(cast, article)
    _, gone = revise(cast, article, WITHOUT.replace("on Tuesday", "on Friday"))
    assert gone.as_dict() == {"unchanged": 0, "moved": 0, "changed": 0, "orphaned": 1}

    article.refresh_from_db()
    _, later = revise(cast, article, WITHOUT)
    assert later.as_dict() == {"unchanged": 0, "moved": 0, "changed": 0, "orphaned": 0}


def test_viewers_and_strangers_foresee_nothing(cast, article):
    given = {"article_id": article.pk, "text": CHANGED}
    with pytest.raises(NotAllowed):
        revisions.foresee(actor=cast.viewer, **given)
    with pytest.raises(NotFound):
        revisions.foresee(actor=cast.stranger, **given)


def test_the_verdict_on_words_that_only_moved_stands(cast, article):
    claim = make_checked_claim(cast, article)
    revise(cast, article, "Corrected.\n\n" + TEXT)

    claim.refresh_from_db()
    assert claim.stage == "checked"
    assert not claim.assessments.get().needs_another_look


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


@pytest.mark.parametrize(
    ("text", "state"), [("More. " + TEXT, "exact"), (CHANGED, "changed"), (WITHOUT, "orphaned")]
)
def test_a_claim_made_on_a_text_corrected_meanwhile_lands_on_the_new_one(
    cast, article, text, state
):
    revision, _ = revise(cast, article, text)
    claim = make_claim(cast, article)

    anchor = claim.anchors.get()
    assert (anchor.revision, anchor.state) == (revision, state)
    assert claim.statement == "41 bridges"


def test_a_mention_whose_words_changed_is_a_suggestion_to_look_at(cast, article):
    mark(cast, article, "Ilka Varn, the transport minister")
    revise(cast, article, TEXT.replace("the transport minister", "a transport minister"))

    mention = Mention.objects.current().get()
    assert (mention.state, mention.exact) == ("suggested", "Ilka Varn, a transport minister")


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
