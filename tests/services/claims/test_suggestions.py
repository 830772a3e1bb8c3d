"""The outcome of a suggestion follows its claim's stage."""

import pytest

from annotations.models import Suggestion
from annotations.services.claims import workflow
from tests.factory import make_claim


@pytest.fixture
def suggestion(cast) -> Suggestion:
    claim = make_claim(cast, actor=None)
    return Suggestion.objects.create(
        claim=claim, desk=cast.desk, rule="number", reason="Number", score=0.5, origin="x/1"
    )


def test_a_suggestion_that_is_taken_says_by_whom(cast, suggestion):
    workflow.accept(actor=cast.reporter, claim_id=suggestion.pk)
    suggestion.refresh_from_db()

    assert (suggestion.outcome, suggestion.decided_by) == ("accepted", cast.reporter)
    assert suggestion.decided_at


def test_a_suggestion_that_is_dismissed_says_by_whom(cast, suggestion):
    workflow.dismiss(actor=cast.checker, claim_id=suggestion.pk)
    suggestion.refresh_from_db()

    assert (suggestion.outcome, suggestion.decided_by) == ("dismissed", cast.checker)


def test_a_dismissed_suggestion_that_is_reopened_was_worth_it(cast, suggestion):
    workflow.dismiss(actor=cast.checker, claim_id=suggestion.pk)
    workflow.reopen(actor=cast.editor, claim_id=suggestion.pk)
    suggestion.refresh_from_db()

    assert (suggestion.outcome, suggestion.decided_by) == ("accepted", cast.editor)


def test_later_stages_leave_the_decision_to_who_took_it(cast, suggestion):
    workflow.accept(actor=cast.reporter, claim_id=suggestion.pk)
    workflow.take(actor=cast.checker, claim_id=suggestion.pk)
    suggestion.refresh_from_db()

    assert suggestion.decided_by == cast.reporter
