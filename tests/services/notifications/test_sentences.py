"""What a notification of each kind says: once, by name, and never the same beside it again."""

import pytest

from annotations.models import (
    Claim,
    Notification,
    Webhook,
)
from annotations.services.accounts import handover
from annotations.services.guests import guests
from annotations.services.notifications import about_desks, sentences
from annotations.services.transfers import copying, move
from tests.factory import make_article, make_claim

Kind = Notification.Kind


@pytest.fixture
def article(cast):
    return make_article(cast, headline="Bridges were closed")


def held(cast, article, person, stage: str) -> None:
    claim = make_claim(cast, article)
    Claim.objects.filter(pk=claim.pk).update(assignee=person, stage=stage)


def of_claim(cast, article, kind) -> None:
    claim = make_claim(cast, article)
    Notification.objects.create(
        person=cast.checker, kind=kind, actor=cast.editor, article=article, claim=claim
    )


def of_guest(cast, article, kind) -> None:
    claim = make_claim(cast, article)
    made = guests.invite(
        actor=cast.checker, article_id=article.pk, claim_ids=[claim.pk], guest="Dr Advocat",
        action="confirm",
    )  # fmt: skip
    guests.answer(secret=made.secret, answer="objected", words="It was 40.")


def of_webhook(cast, article, kind) -> None:
    hook = Webhook.objects.create(
        desk=cast.desk, address="https://example.org/hook?key=1", secret="s",
        added_by=cast.editor, assignee=cast.checker,
    )  # fmt: skip
    about_desks.webhook_paused(hook)


def of_handover(cast, article, kind) -> None:
    held(cast, article, cast.checker, "checking")
    handover.hand_over(
        actor=cast.editor, desk_id=cast.desk.pk, user_id=cast.checker.pk, to=cast.second_editor.pk
    )


def of_move(cast, article, kind) -> None:
    held(cast, article, cast.checker, "checking")
    move.move(actor=cast.admin, article_id=article.pk, desk_id=cast.other_desk.pk)


def of_copy(cast, article, kind) -> None:
    copying.copy(actor=cast.admin, article_id=article.pk, desk_id=cast.other_desk.pk)


ON_DESKS = [
    (Kind.GUEST, of_guest), (Kind.WEBHOOK, of_webhook), (Kind.HANDOVER, of_handover),
    (Kind.MOVED, of_move), (Kind.MOVED, of_copy),
]  # fmt: skip
MADE = [*((kind, of_claim) for kind in Kind if kind not in dict(ON_DESKS)), *ON_DESKS]


@pytest.mark.parametrize(("kind", "make"), MADE)
def test_none_says_the_same_twice(cast, article, kind, make):
    make(cast, article, kind)
    told = Notification.objects.filter(kind=kind).with_all()
    assert told
    for one in told:
        said = [sentences.of(one), sentences.words_of(one), sentences.place_of(one)]
        assert len({*said} - {""}) == len([part for part in said if part]), said


def test_each_names_whom_or_what_it_is_about(cast, article):
    for kind, make in ON_DESKS[:2]:
        make(cast, article, kind)
    told = Notification.objects.with_all()
    guest, hook = told.get(kind=Kind.GUEST), told.get(kind=Kind.WEBHOOK)

    assert sentences.of(guest) == "Dr Advocat answered as a guest"
    assert sentences.words_of(guest) == "Objected: “It was 40.”"
    assert sentences.words_of(hook) == "example.org"


def test_an_older_one_still_says_what_it_knows(cast, article):
    one = Notification.objects.create(person=cast.checker, kind=Kind.GUEST, article=article)
    assert (sentences.of(one), sentences.words_of(one)) == ("A guest answered", "")
