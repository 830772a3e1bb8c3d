"""Requests for replies and corrections: recorded, answered, proposed by revisions, confirmed."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from annotations.errors import Invalid, NotAllowed, NotFound, Stale, WrongState
from annotations.models import ReplyRequest, Revision
from annotations.models.claims import queues
from annotations.services.articles import revisions
from annotations.services.claims import contacts
from tests import factory

WORDS = "41 bridges"


@pytest.fixture
def claim(cast):
    return factory.make_checked_claim(cast, words=WORDS)


def ask(cast, claim, actor=None, **given) -> ReplyRequest:
    given = {"asked": "Gazette", "kind": "correction"} | given
    return contacts.ask(actor=actor or cast.checker, claim_id=claim.pk, **given)


def revise(cast, claim, old: str, new: str) -> Revision:
    article = claim.article
    article.refresh_from_db()
    text = article.current_revision.text
    assert old in text
    return revisions.revise(
        actor=cast.reporter,
        article_id=article.pk,
        seen_version=article.version,
        text=text.replace(old, new),
        kind="correction",
    )[0]


@pytest.mark.parametrize(
    ("old", "new", "outcome"),
    [
        ("41 bridges", "14 bridges", "corrected"),
        ("The report counted 41 bridges in need of repair", "The report says more", "gone"),
        ("Ilka Varn", "Ilka Varne", "unchanged"),
    ],
)
def test_a_new_revision_proposes_what_became_of_the_words(cast, claim, old, new, outcome):
    request = ask(cast, claim)
    revision = revise(cast, claim, old, new)
    request.refresh_from_db()

    assert (request.outcome, request.confirmed_at) == (outcome, None)
    assert request.outcome_revision == revision


def test_a_later_revision_may_propose_otherwise_until_a_person_confirms(cast, claim):
    request = ask(cast, claim)
    revise(cast, claim, "41 bridges", "14 bridges")
    revise(cast, claim, "14 bridges", "41 bridges")
    request.refresh_from_db()
    assert request.outcome == "unchanged"

    contacts.confirm(
        actor=cast.checker, request_id=request.pk, seen_version=request.version, outcome="unchanged"
    )
    revise(cast, claim, "41 bridges", "14 bridges")
    request.refresh_from_db()
    assert request.outcome == "unchanged"
    assert request.confirmed_by == cast.checker


def test_a_request_for_a_reply_is_settled_by_no_revision(cast, claim):
    request = ask(cast, claim, kind="reply")
    revise(cast, claim, "41 bridges", "14 bridges")
    request.refresh_from_db()

    assert request.outcome == ""
    with pytest.raises(WrongState):
        contacts.confirm(actor=cast.checker, request_id=request.pk, seen_version=1, outcome="gone")


def test_a_reply_is_kept_with_what_is_published_of_it(cast, claim):
    request = ask(cast, claim, kind="reply")
    answered = contacts.answer(
        actor=cast.checker,
        request_id=request.pk,
        seen_version=1,
        reply="  No comment. ",
        published="No comment.",
    )

    assert (answered.reply, answered.published) == ("No comment.", "No comment.")
    assert answered.replied_at
    assert not answered.is_open
    assert answered.version == 2


def test_what_is_late_and_what_is_to_be_confirmed_is_work(cast, claim):
    now = timezone.now()
    asked = {"asked_at": now - timedelta(days=3), "deadline": now - timedelta(days=1)}
    late = ask(cast, claim, kind="reply", **asked)
    assert late.is_late
    assert [one.pk for one in queues.overdue(cast.checker)] == [claim.pk]
    contacts.answer(actor=cast.checker, request_id=late.pk, seen_version=1, reply="No.")
    assert not queues.overdue(cast.checker).exists()

    request = ask(cast, claim, **asked)
    assert queues.overdue(cast.checker).exists()
    assert not queues.to_confirm(cast.checker).exists()
    revise(cast, claim, "41 bridges", "14 bridges")
    assert [one.pk for one in queues.to_confirm(cast.checker)] == [claim.pk]
    assert not queues.to_confirm(cast.stranger).exists()
    request.refresh_from_db()
    contacts.confirm(
        actor=cast.checker, request_id=request.pk, seen_version=request.version, outcome="corrected"
    )
    assert not queues.overdue(cast.checker).exists()
    assert not queues.to_confirm(cast.checker).exists()


@pytest.mark.parametrize(("name", "error"), [("viewer", NotAllowed), ("stranger", NotFound)])
def test_others_may_do_nothing_of_it(cast, claim, name, error):
    request = ask(cast, claim)
    actor = cast.by_role(name)
    given = {"actor": actor, "request_id": request.pk, "seen_version": 1}
    for act in (
        lambda: ask(cast, claim, actor),
        lambda: contacts.answer(**given, reply="Yes"),
        lambda: contacts.confirm(**given, outcome="gone"),
        lambda: contacts.remove(**given),
    ):
        with pytest.raises(error):
            act()


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"asked": " "}, "asked"),
        ({"asked": "x" * 301}, "asked"),
        ({"kind": "threat"}, "kind"),
        ({"channel": "x" * 201}, "channel"),
        ({"deadline": timezone.now() - timedelta(days=9)}, "deadline"),
    ],
)
def test_bad_input_is_refused_beside_its_field(cast, claim, given, field):
    with pytest.raises(Invalid) as refusal:
        ask(cast, claim, **given)
    assert refusal.value.field == field


def test_what_somebody_else_saved_first_is_told(cast, claim):
    request = ask(cast, claim)
    given = {"request_id": request.pk, "seen_version": 1}
    contacts.answer(actor=cast.editor, **given, reply="We look into it.")
    with pytest.raises(Stale):
        contacts.answer(actor=cast.checker, **given, reply="Never.")


def test_an_empty_reply_is_none(cast, claim):
    request = ask(cast, claim)
    with pytest.raises(Invalid):
        contacts.answer(actor=cast.checker, request_id=request.pk, seen_version=1, reply=" ")


def test_a_request_that_was_a_mistake_can_be_removed(cast, claim):
    request = ask(cast, claim)
    contacts.remove(actor=cast.checker, request_id=request.pk, seen_version=1)
    assert not ReplyRequest.objects.exists()


@pytest.mark.parametrize(
    "columns",
    [
        {"kind": "threat"},
        {"kind": "reply", "outcome": "gone"},
        {"outcome": "sold"},
        {"confirmed_at": "2026-01-01T00:00:00Z"},
    ],
)
def test_the_database_refuses_what_cannot_be(cast, claim, columns):
    request = ask(cast, claim)
    with pytest.raises(IntegrityError), transaction.atomic():
        ReplyRequest.objects.filter(pk=request.pk).update(**columns)


def test_the_verdict_stands_when_somebody_is_asked(cast, claim):
    ask(cast, claim)
    claim.refresh_from_db()
    assert claim.stage == "checked"
