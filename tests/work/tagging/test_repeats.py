"""A new text that repeats a checked claim: found after tagging, suggested to a person."""

import pytest

from annotations.models import Claim, ClaimLink, Desk, Embargo, Stage, Suggestion
from annotations.models.claims import queues, suggestions
from annotations.services.articles import embargoes
from annotations.services.claims import workflow
from annotations.services.tagging import runs
from annotations.work.claims import terms
from annotations.work.tagging import run
from tests.factory import make_article, make_checked_claim
from tests.services.redaction.planting import take_down
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


def test_what_quotes_a_claim_says_so_no_more_under_embargo(cast, use, checked):
    [claim] = tag(cast, use)
    embargoes.put(actor=cast.editor, article_id=checked.article_id)
    claim.suggestion.refresh_from_db()
    assert claim.suggestion.reason == "checked already"


@pytest.mark.owner
@pytest.mark.parametrize("kind", ["claim", "span"])
def test_what_quotes_a_claim_loses_the_words_that_are_taken_down(
    cast, use, checked, kind, monkeypatch
):
    monkeypatch.setattr(suggestions, "SHOWN", 30)
    [claim] = tag(cast, use)
    assert claim.suggestion.reason == "checked already: The city council closed three…"
    pk = checked.pk if kind == "claim" else checked.article.current_revision_id
    row = take_down(cast, kind, pk, words="The city council" if kind == "span" else "")
    assert row.state == "done", row.problem
    claim.suggestion.refresh_from_db()
    assert "city council" not in claim.suggestion.reason
