"""One thing done with many claims: each by its own rules, and undone as a whole."""

from contextlib import contextmanager
from datetime import date
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from annotations.errors import Invalid, Stale, WrongState
from annotations.models import Claim, Event, Notification, Priority, Stage, request_id
from annotations.services.claims import bulk, claims, joining, labels, watching, workflow
from annotations.services.undo import recent, undo
from tests.factory import make_article, make_checked_claim, make_claim

DUE = date(2026, 12, 24)


@pytest.fixture
def many(cast) -> list[Claim]:
    article = make_article(cast)
    return [
        make_claim(cast, article, words=words) for words in ("41 bridges", "twice", "Ilka Varn")
    ]


def seen(rows: list[Claim]) -> dict[int, int | None]:
    return {row.pk: row.version for row in rows}


def fresh(rows: list[Claim]) -> list[Claim]:
    return list(Claim.objects.filter(pk__in=[row.pk for row in rows]).order_by("pk"))


@contextmanager
def one_request():
    token = request_id.set(uuid4().hex)
    yield request_id.get()
    request_id.reset(token)


def test_all_are_changed_with_their_next_versions(cast, many):
    outcome = bulk.set_due(actor=cast.checker, seen=seen(many), due=DUE)

    assert sorted(outcome.changed) == [one.pk for one in many]
    assert {(one.due, one.version) for one in fresh(many)} == {(DUE, 2)}


def test_each_of_the_others_says_why_it_is_left(cast, many):
    first, second, third = many
    claims.edit(actor=cast.editor, claim_id=first.pk, seen_version=1, statement="Else")
    workflow.dismiss(actor=cast.editor, claim_id=second.pk)
    outcome = bulk.dismiss(
        actor=cast.checker,
        seen=seen(many) | {second.pk: 2, 987_654_321: 1},
        note="An opinion.",
    )

    assert outcome.changed == [third.pk]
    assert outcome.refused.keys() == {first.pk, second.pk, 987_654_321}
    assert isinstance(outcome.refused[first.pk], Stale)
    assert "dismissed" in outcome.refused[second.pk].message
    assert [one.stage for one in fresh(many)] == ["open", "dismissed", "dismissed"]
    assert fresh(many)[2].stage_note == "An opinion."


def test_claims_of_another_desk_are_as_missing_ones(cast, many):
    outcome = bulk.set_due(actor=cast.stranger, seen=seen(many), due=DUE)
    assert not outcome.changed
    assert {error.message for error in outcome.refused.values()} == {str(bulk.GONE)}


def test_a_reporter_changes_only_own_claims_and_dismisses_none(cast, many):
    theirs = make_claim(cast, many[0].article, words="resigned", actor=cast.checker)
    rows = [*many, theirs]
    edited = bulk.set_priority(actor=cast.reporter, seen=seen(rows), priority=Priority.HIGH)
    assert list(edited.refused) == [theirs.pk]
    dismissed = bulk.dismiss(actor=cast.reporter, seen=seen(fresh(rows)), note="No.")
    assert not dismissed.changed


def test_assigning_keeps_the_rules_of_one(cast, many):
    checked = make_checked_claim(cast, many[0].article, words="resigned")
    workflow.take(actor=cast.checker, claim_id=many[0].pk)
    rows = fresh([*many, checked])
    assigned = bulk.assign(actor=cast.editor, seen=seen(rows), user=cast.checker)
    assert list(assigned.refused) == [checked.pk]
    assert {one.assignee for one in fresh(many)} == {cast.checker}

    stranger = bulk.assign(actor=cast.editor, seen=seen(fresh(many)), user=cast.stranger)
    assert not stranger.changed
    bulk.assign(actor=cast.editor, seen=seen(fresh(many)), user=None)
    assert {(one.assignee, one.stage) for one in fresh(many)} == {(None, Stage.OPEN)}


def test_a_claim_that_was_merged_is_left_as_it_is(cast, many):
    one, other, _ = many
    joining.merge(actor=cast.editor, claim_id=one.pk, other_id=other.pk)
    for outcome in (
        bulk.set_due(actor=cast.editor, seen={other.pk: None}, due=DUE),
        bulk.set_priority(actor=cast.editor, seen={other.pk: None}, priority=Priority.HIGH),
    ):
        assert outcome.changed == []
        assert "merged into another one" in outcome.refused[other.pk].message


def test_who_is_given_many_or_watches_one_hears_of_it(cast, many):
    watching.watch(actor=cast.reporter, claim_id=many[0].pk)
    bulk.assign(actor=cast.editor, seen=seen(many), user=cast.checker)

    told = Notification.objects.order_by("pk").values_list("person", "kind", "claim")
    assert sorted(told) == sorted(
        [(cast.checker.pk, "assigned", one.pk) for one in many]
        + [(cast.reporter.pk, "watched", many[0].pk)]
    )


@pytest.mark.parametrize("note", ["", "  "])
def test_many_are_dismissed_only_with_words(cast, many, note):
    with pytest.raises(Invalid):
        bulk.dismiss(actor=cast.editor, seen=seen(many), note=note)


def test_nothing_and_too_much_are_refused(cast):
    for rows in ({}, dict.fromkeys(range(1, bulk.MOST + 2), 1)):
        with pytest.raises(Invalid):
            bulk.set_due(actor=cast.editor, seen=rows, due=DUE)


@pytest.mark.parametrize("verb", ["due", "priority", "label", "assign", "dismiss"])
def test_one_undo_takes_all_of_it_back(cast, many, verb):
    labels.add(actor=cast.checker, desk_id=cast.desk.pk, name="Budget")
    before = [(o.due, o.priority, o.assignee, o.stage, o.stage_note) for o in fresh(many)]
    given = {"actor": cast.checker, "seen": seen(many)}
    with one_request() as request:
        match verb:
            case "due":
                bulk.set_due(**given, due=DUE)
            case "priority":
                bulk.set_priority(**given, priority=Priority.URGENT)
            case "label":
                bulk.add_label(**given, name="budget")
            case "assign":
                bulk.assign(**given, user=cast.checker)
            case _:
                bulk.dismiss(**given, note="No.")
    assert "and 2 more claims" in recent.description(cast.checker, request)
    with one_request():
        undo.undo(actor=cast.checker, request=request)

    after = [(o.due, o.priority, o.assignee, o.stage, o.stage_note) for o in fresh(many)]
    assert after == before
    assert not any(one.labels.exists() for one in many)


def test_an_undo_is_refused_as_a_whole_when_one_was_changed_since(cast, many):
    with one_request() as request:
        bulk.set_due(actor=cast.checker, seen=seen(many), due=DUE)
    claims.edit(actor=cast.editor, claim_id=many[1].pk, seen_version=2, due=None)
    with one_request(), pytest.raises(WrongState):
        undo.undo(actor=cast.checker, request=request)
    assert fresh(many)[0].due == DUE


def test_every_claim_has_its_line_in_the_trail(cast, many):
    before = Event.objects.count()
    bulk.set_due(actor=cast.checker, seen=seen(many), due=DUE)
    events = Event.objects.order_by("-pk")[: Event.objects.count() - before]
    assert sorted(one.claim_id for one in events) == [one.pk for one in many]
    assert {one.actor_id for one in events} == {cast.checker.pk}


def test_the_number_of_queries_does_not_grow(cast, many):
    def queries(rows: list[Claim]) -> int:
        with CaptureQueriesContext(connection) as taken:
            bulk.dismiss(actor=cast.editor, seen=seen(rows), note="No.")
        return len(taken)

    cast.editor.roles()  # Asked once a request.
    assert queries(many[:1]) == queries(many[1:])


def test_the_number_of_queries_of_its_undo_does_not_grow(cast, many):
    def queries(rows: list[Claim]) -> int:
        with one_request() as request:
            bulk.set_due(actor=cast.checker, seen=seen(rows), due=DUE)
        with one_request(), CaptureQueriesContext(connection) as taken:
            undo.undo(actor=cast.checker, request=request)
        return len(taken)

    cast.checker.roles()  # Asked once a request.
    assert queries(many[:1]) == queries(many[1:])
    assert Claim.objects.matching("bridges").exists()
