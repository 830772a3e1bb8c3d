"""A new text that repeats a checked claim: found after tagging, suggested to a person."""

import pytest

from annotations.models import Claim, ClaimLink, Desk, Embargo, Stage, Suggestion
from annotations.models.claims import queues
from annotations.services.claims import workflow
from annotations.services.tagging import runs
from annotations.work import terms
from annotations.work.tagging import run
from tests.factory import make_article, make_checked_claim
from tests.work.engines import Reader

CLAIM = "The city council closed three bridges over the river in May."
AGAIN = (
    "Nothing new today. Three river bridges were closed by the council in May, he said. It rained."
)


@pytest.fixture
def checked(cast):
    claim = make_checked_claim(cast, make_article(cast, text=CLAIM, language="en"), words=CLAIM)
    while terms.count():
        pass
    return claim


def tag(cast, use, text=AGAIN, **given):
    use(Reader(suggestions=lambda text: []))
    article = make_article(cast, text=text, language="en", **given)
    runs.tag_again(actor=given.get("actor", cast.reporter), article_id=article.pk)
    while run.tag_next():
        pass
    return list(Claim.objects.filter(article=article, stage=Stage.SUGGESTED))


def test_a_sentence_that_repeats_a_checked_claim_is_suggested(cast, use, checked):
    Desk.objects.update(suggestions_per_hundred=0)
    [claim] = tag(cast, use)
    assert claim.statement == "Three river bridges were closed by the council in May, he said."
    assert claim.suggestion.rule == "repeated"
    assert claim.suggestion.reason.startswith("checked already: The city council closed")
    assert list(queues.repeated(cast.reporter)) == [claim]
    assert not queues.repeated(cast.viewer).exists()
    assert not queues.repeated(cast.stranger).exists()
    assert not ClaimLink.objects.exists()  # A person says so.


def test_what_was_dismissed_is_not_suggested_again(cast, use, checked):
    [claim] = tag(cast, use)
    workflow.dismiss(actor=cast.checker, claim_id=claim.pk, seen_version=None, note="Another one.")
    runs.tag_again(actor=cast.reporter, article_id=claim.article_id)
    while run.tag_next():
        pass
    assert Suggestion.objects.filter(rule="repeated").count() == 1


def test_another_sentence_is_none(cast, use, checked):
    assert (
        tag(cast, use, text="The council of the city met in May about turnips and potatoes.") == []
    )


def test_only_checked_claims_of_the_desk_are_repeated(cast, use, checked):
    Claim.objects.filter(pk=checked.pk).update(stage=Stage.OPEN)
    assert tag(cast, use) == []


def test_claims_of_other_desks_are_not_told(cast, use, checked):
    given = {"actor": cast.stranger, "desk": cast.other_desk}
    assert tag(cast, use, **given) == []


def test_a_claim_under_embargo_is_not_told(cast, use, checked):
    Embargo.objects.create(article=checked.article)
    assert tag(cast, use) == []
