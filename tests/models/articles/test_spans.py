"""A span that is not the words of its revision cannot be stored, by whatever way."""

import pytest
from django.db.models import F

from annotations.models import Anchor, Mention
from tests.factory import make_article, make_claim
from tests.models.refused_by_database import refused


@pytest.fixture
def article(cast):
    return make_article(cast, text="Ilka Varn resigned. 😀 Varn")


@pytest.fixture
def anchor(cast, article):
    return make_claim(cast, article, words="resigned").anchors.get()


def mention(article, **given):
    columns = {
        "article": article,
        "desk_id": article.desk_id,
        "revision_id": article.current_revision_id,
        "start": 0,
        "end": 4,
        "exact": "Ilka",
        "label": "PERSON",
        "origin": "rules/1",
    }
    return Mention(**columns | given)


def test_words_and_offsets_that_agree_are_kept_beyond_the_basic_plane(article):
    mention(article, start=20, end=21, exact="😀").save()
    mention(article, start=22, end=26, exact="Varn").save()

    assert Mention.objects.filter(article=article, origin="rules/1").count() == 2


def test_other_words_than_the_texts_are_refused(article):
    with refused("span_exact|differ from the text"):
        mention(article, exact="Elka").save()


def test_one_wrong_row_refuses_the_whole_bulk(article):
    with refused("differ from the text"):
        Mention.objects.bulk_create(
            [mention(article), mention(article, start=5, end=9, exact="Warn")]
        )
    assert not Mention.objects.exists()


def test_an_end_outside_the_text_is_refused(article):
    with refused("differ from the text"):
        mention(article, start=22, end=27, exact="Varn.").save()


def test_words_that_are_shorter_than_the_range_are_refused(article):
    with refused("exact_as_long"):
        mention(article, exact="Ilk").save()


@pytest.mark.parametrize(("start", "end"), [(4, 4), (4, 0)])
def test_a_range_that_does_not_go_forward_is_refused(article, start, end):
    with refused("mention_(start_before_end|exact_as_long)"):
        mention(article, start=start, end=end, exact="").save()


def test_a_negative_start_is_refused(article):
    with refused("start"):
        mention(article, start=-1, end=3, exact="Ilka").save()


@pytest.mark.parametrize(("start", "end"), [(None, 4), (0, None)])
def test_half_a_range_is_refused(article, start, end):
    with refused("mention_"):
        mention(article, start=start, end=end).save()


def test_moving_a_span_off_its_words_is_refused(anchor):
    with refused("differ from the text"):
        Anchor.objects.filter(pk=anchor.pk).update(start=F("start") + 1, end=F("end") + 1)


def test_an_anchor_without_a_place_is_orphaned_and_only_such_a_one(anchor):
    with refused("anchor_orphaned_has_no_place"):
        Anchor.objects.filter(pk=anchor.pk).update(state="orphaned")
    with refused("anchor_orphaned_has_no_place"):
        Anchor.objects.filter(pk=anchor.pk).update(start=None, end=None)
    Anchor.objects.filter(pk=anchor.pk).update(state="orphaned", start=None, end=None)


def test_a_claim_stands_once_at_a_place(anchor):
    with refused("anchor_once"):
        Anchor.objects.create(
            claim_id=anchor.claim_id,
            revision_id=anchor.revision_id,
            start=anchor.start,
            end=anchor.end,
            exact=anchor.exact,
        )


def test_a_pipeline_finds_a_name_once(article):
    mention(article).save()
    with refused("mention_once"):
        mention(article).save()


def test_a_mention_is_in_a_revision_of_its_own_article(cast, article):
    other = make_article(cast, text="Ilka Varn resigned again.")
    with refused("mention_revision_of_article"):
        mention(article, revision_id=other.current_revision_id).save()
