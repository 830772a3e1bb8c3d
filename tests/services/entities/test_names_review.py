"""Names of an article are reviewed."""

import pytest

from annotations.errors import Invalid, NotAllowed, WrongState
from annotations.models import Mention, NamesReview
from annotations.services.articles import revisions
from annotations.services.entities import mentions, names_review
from tests.factory import make_article


@pytest.fixture
def article(cast):
    return make_article(cast, text="Ilka Varn met Ole Brandt in Oslo.")


@pytest.fixture
def names(article) -> list[Mention]:
    for name in ("Ilka Varn", "Ole Brandt", "Oslo"):
        start = article.current_revision.text.index(name)
        Mention.objects.create(
            article=article,
            desk=article.desk,
            revision=article.current_revision,
            start=start,
            end=start + len(name),
            exact=name,
            label="PERSON",
            origin="x/1",
        )
    return list(Mention.objects.order_by("start"))


def states() -> list[str]:
    return list(Mention.objects.order_by("start").values_list("state", flat=True))


def test_what_was_suggested_is_accepted_and_what_was_rejected_stays(cast, article, names):
    given = {"actor": cast.reporter, "mention_id": names[1].pk, "seen_version": None}
    mentions.edit(**given, state="rejected")
    review = names_review.review_names(actor=cast.reporter, revision_id=article.current_revision_id)

    assert review.reviewed_by == cast.reporter
    assert states() == ["accepted", "rejected", "accepted"]
    names[0].refresh_from_db()
    assert names[0].version == 2


def test_a_review_is_done_once_and_can_be_taken_back(cast, article, names):
    given = {"revision_id": article.current_revision_id}
    first = names_review.review_names(actor=cast.reporter, **given)
    again = names_review.review_names(actor=cast.checker, **given)
    assert (again, again.reviewed_by) == (first, cast.reporter)

    names_review.look_again(actor=cast.checker, **given)
    assert not NamesReview.objects.exists()
    assert states() == ["accepted"] * 3


def test_who_may_only_look_does_not_review(cast, article):
    with pytest.raises(NotAllowed):
        names_review.review_names(actor=cast.viewer, revision_id=article.current_revision_id)
    with pytest.raises(Invalid):
        names_review.review_names(actor=cast.stranger, revision_id=article.current_revision_id)


def test_an_old_text_is_not_reviewed(cast, article):
    given = {"actor": cast.reporter, "seen_version": None, "kind": "update"}
    revisions.revise(**given, article_id=article.pk, text="Oslo.")
    with pytest.raises(WrongState, match="corrected meanwhile"):
        names_review.review_names(actor=cast.reporter, revision_id=article.current_revision_id)


def test_of_each_article_the_newest_reviewed_text_counts(cast, article):
    old = names_review.review_names(actor=cast.reporter, revision_id=article.current_revision_id)
    given = {"actor": cast.reporter, "seen_version": None, "kind": "update"}
    revision, _ = revisions.revise(**given, article_id=article.pk, text="Oslo.")
    assert list(NamesReview.objects.newest()) == [old]

    new = names_review.review_names(actor=cast.reporter, revision_id=revision.pk)
    assert list(NamesReview.objects.newest()) == [new]
