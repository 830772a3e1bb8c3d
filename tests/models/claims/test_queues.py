"""*My work* looks at so many claims and no more, at those that wait longest, each desk's own."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from annotations.models import Claim, Desk, Membership, User
from annotations.models.claims import queues, waiting
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


@pytest.fixture
def left(cast) -> list[Claim]:
    """On two desks one claim that nobody has, and two of people who left; one has none."""
    found = []
    for desk, editor in ((cast.desk, cast.editor), (cast.other_desk, cast.stranger)):
        article = factory.make_article(cast, desk=desk, actor=editor)
        claims = [factory.make_claim(cast, article, actor=editor) for _ in range(3)]
        for number, claim in enumerate(claims[1:]):
            gone = User.objects.create_user(f"{desk.slug}{number}", is_active=False)
            Claim.objects.filter(pk=claim.pk).update(assignee=gone)
        found += claims
    return found


@pytest.mark.parametrize("most", [0, 1, 60])
def test_the_queues_are_the_same_however_many_desks_are_asked_for_themselves(
    cast, left, proposed, most, monkeypatch
):
    Membership.objects.create(user=cast.editor, desk=cast.other_desk, role="editor")
    workflow.take(actor=cast.editor, claim_id=factory.make_claim(cast).pk)
    user, admin = User.objects.get(pk=cast.editor.pk), cast.admin
    whole = {slug: list(queue(user)) for slug, queue in queues.QUEUES.items()}
    assert whole["nobody"] == left
    assert (whole["review"], len(whole["held"])) == (proposed, 1)

    monkeypatch.setattr(queues, "MOST_PARTS", most)
    monkeypatch.setattr(waiting, "MOST_PARTS", most)
    assert {slug: list(queue(user)) for slug, queue in queues.QUEUES.items()} == whole
    assert list(queues.nobodys(admin)) == left


@pytest.mark.parametrize("kind", ["bar", *queues.QUEUES])
def test_no_question_grows_with_the_desks(cast, left, kind):
    """What PostgreSQL plans for each desk by itself takes longer than the answer."""
    admin, member = cast.admin, User.objects.create_user("many")

    def add(number: int) -> None:
        for _ in range(number):
            at = Desk.objects.count()
            desk = Desk.objects.create(name=f"Desk {at}", slug=f"desk-{at}")
            Membership.objects.create(user=member, desk=desk, role="editor")

    def parts() -> int:
        asked = 0
        for one in (admin, member):
            user = User.objects.get(pk=one.pk)
            with CaptureQueriesContext(connection) as taken:
                if kind == "bar":
                    queues.count(user)
                else:
                    list(queues.first_of(queues.QUEUES[kind](user), 51))
            asked += sum(query["sql"].count("SELECT ") for query in taken)
        return asked

    add(3)
    few = parts()
    add(20)
    assert parts() == few
    add(60)
    assert parts() <= few


def test_many_who_left_are_looked_for_at_once(cast, left, monkeypatch):
    def parts() -> int:
        with CaptureQueriesContext(connection) as taken:
            assert list(queues.nobodys(cast.admin)) == left
        return taken[-1]["sql"].count("SELECT ")

    each = parts()
    monkeypatch.setattr(queues, "MOST_PARTS", 3)
    assert parts() < each
