"""Highlights followed anew: what differs is reported, then written; decisions stay."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from annotations.models import Anchor
from annotations.services.anchors import carry_over, reanchor
from annotations.services.articles import revisions
from annotations.services.claims import changed_words, workflow
from tests.factory import TEXT, make_article, make_checked_claim, make_claim


def correct(cast, article, *texts):
    for text in texts:
        given = {"actor": cast.editor, "kind": "correction", "seen_version": None}
        revisions.revise(article_id=article.pk, text=text, **given)
    article.refresh_from_db()


def now(claim) -> Anchor:
    return Anchor.objects.current().get(claim=claim)


def lose(claim) -> None:
    """As an older carrier would have done it."""
    Anchor.objects.filter(pk=now(claim).pk).update(state="orphaned", start=None, end=None)


@pytest.fixture
def article(cast):
    return make_article(cast)


def run(*args) -> str:
    out = StringIO()
    call_command("reanchor", *args, stdout=out)
    return out.getvalue()


def test_what_the_product_carried_does_not_differ(cast, article):
    make_claim(cast, article)
    make_claim(cast, article, words="resigned on Tuesday")
    make_claim(cast, article, words="“I was never told,” she said.")
    without = TEXT.replace(" “I was never told,” she said.", "")
    correct(
        cast, article, "More.\n\n" + TEXT, without, without.replace("41", "43"), "Ja.\n\n" + TEXT
    )
    assert reanchor.differences(article) == []


def test_only_claims_whose_words_change_or_go_are_touched(cast, article):
    claims = [make_claim(cast, article, words=words) for words in ("resigned on", "41 bridges")]
    dismissed = make_claim(cast, article, words="bridges")
    workflow.dismiss(actor=cast.editor, claim_id=dismissed.pk, note="No claim.")
    revision = article.current_revision
    assert carry_over.plan(revision, "More.\n\n" + TEXT).touched == []
    changed = carry_over.plan(revision, TEXT.replace("41", "43")).touched
    assert [(claim.pk, outcome) for claim, outcome in changed] == [(claims[1].pk, "changed")]


def test_a_dry_run_reports_and_writes_nothing(cast, article):
    claim = make_claim(cast, article)
    correct(cast, article, TEXT.replace("41", "43"))
    lose(claim)

    out = run(article.pk, "--dry-run")
    assert f"claim {claim.pk}: changed at 136–146, from “41 bridges”" in out
    assert f"Article {article.pk}: 1 would change." in out
    assert now(claim).state == "orphaned"


def test_differences_are_written_and_the_verdict_looked_at_again(cast, article):
    claim = make_checked_claim(cast, article)
    correct(cast, article, TEXT + " More.")
    correct(cast, article, TEXT.replace("41", "43"))
    lose(claim)

    assert "1 changed." in run(article.pk)
    anchor = now(claim)
    assert (anchor.state, anchor.before, anchor.exact) == ("changed", "41 bridges", "43 bridges")
    claim.refresh_from_db()
    assert claim.stage == "review"
    assert reanchor.differences(article) == []


def test_what_a_person_decided_is_left_alone_and_is_where_others_start_from(cast, article):
    claim = make_claim(cast, article)
    correct(cast, article, TEXT.replace("41", "43"))
    changed_words.keep(actor=cast.editor, claim_id=claim.pk)
    lose(claim)
    assert reanchor.differences(article) == []

    Anchor.objects.filter(pk=now(claim).pk).update(state="exact", start=136, end=146)
    correct(cast, article, "More. " + TEXT.replace("41", "43"))
    lose(claim)
    [trail] = reanchor.differences(article)
    assert (trail.before, trail.state) == ("43 bridges", "exact")


def test_an_unknown_article_is_said():
    with pytest.raises(CommandError, match="no article 999999"):
        run(999999)


test_an_unknown_article_is_said = pytest.mark.django_db(test_an_unknown_article_is_said)
