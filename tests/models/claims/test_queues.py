"""*My work* looks at so many claims and no more, at those that wait longest, each desk's own."""

import pytest

from annotations.models.claims import queues
from annotations.models.prepared import Prepared
from annotations.services.claims import workflow
from tests import factory


@pytest.fixture
def proposed(cast) -> list:
    """Three claims that wait for a second person, the longest waiting first."""
    claims = [factory.make_claim(cast) for _ in range(3)]
    for claim in claims:
        factory.make_proposal(cast, claim)
    return claims


@pytest.fixture
def few(monkeypatch):
    monkeypatch.setattr(queues, "MOST_LOOKED_AT", 2)
    monkeypatch.setattr(queues, "MOST_COUNTED", 1)
    monkeypatch.setattr(queues, "NEEDING", Prepared(queues.needing))  # SQL of other numbers.


def test_of_a_long_queue_those_that_wait_longest_are_looked_at(cast, proposed, few):
    assert list(queues.to_review(cast.editor)) == proposed[:2]


def test_what_waits_on_other_desks_hides_nothing_of_the_desk_at_hand(cast, proposed, few):
    elsewhere = factory.make_claim(
        cast, factory.make_article(cast, desk=cast.other_desk, actor=cast.stranger),
        actor=cast.stranger,
    )  # fmt: skip
    factory.make_proposal(cast, elsewhere, actor=cast.stranger)

    assert list(queues.to_review(cast.admin)) == proposed[:2]
    assert list(queues.to_review(cast.admin, cast.other_desk.pk)) == [elsewhere]


def test_the_number_stops_one_above_the_most(cast, proposed, few, monkeypatch):
    assert queues.count(cast.editor) == 2
    monkeypatch.undo()
    assert queues.count(cast.editor) == 3


def test_what_somebody_holds_is_counted_no_further_either(cast, few):
    for _ in range(3):
        workflow.take(actor=cast.checker, claim_id=factory.make_claim(cast).pk)

    assert queues.count(cast.checker) == 2


@pytest.mark.parametrize("role", ["viewer", "reporter", "checker", "editor", "admin", "stranger"])
def test_the_number_is_what_the_queues_hold_for_whoever_asks(
    cast, proposed, django_assert_num_queries, role
):
    """Its SQL is made once for all who have the same rights: nothing of the first stays in it."""
    workflow.take(actor=cast.checker, claim_id=factory.make_claim(cast).pk)
    queues.count(cast.second_editor)  # Has the editor's rights, and asks first.
    held = factory.make_claim(cast)
    workflow.take(actor=cast.second_editor, claim_id=held.pk)
    factory.make_proposal(cast, held, actor=cast.second_editor)
    user = cast.by_role(role)
    for desk in (None, cast.desk.pk, cast.other_desk.pk):
        needed = {
            claim.pk
            for slug, queue in queues.QUEUES.items()
            if slug not in queues.ANYBODYS
            for claim in queue(user, desk)
        }
        queues.count(user, desk)
        with django_assert_num_queries(1):
            assert queues.count(user, desk) == len(needed)
