"""A desk's changes reach their receivers: signed, once each, and later when one is away."""

import json
from datetime import timedelta

import pytest
from django.db.models.functions import Now
from django.utils import timezone
from standardwebhooks.webhooks import Webhook as Verifier

from annotations.jobs import send_webhooks
from annotations.models import Delivery, Event, Outbox, Webhook
from annotations.models.horizon import horizon
from annotations.services.articles import embargoes
from annotations.services.claims import assessments, claims, links, watching
from annotations.services.comments import threads
from annotations.services.publications import publishing, requests
from annotations.services.webhooks import deliveries, webhooks
from annotations.tasks import send_webhooks as task
from annotations.work.leases import WEBHOOKS
from tests import factory
from tests.serving import Page
from tests.web.publications.scene import open_pages, rate

# An event passes once no older transaction is open; a test's own would be.
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def receiver(web):
    web.pages["/hook"] = Page(status=204)
    return web


@pytest.fixture
def article(cast):
    return factory.make_article(cast)


@pytest.fixture
def webhook(cast, article, receiver) -> Webhook:
    """Of all changes, from now on."""
    return webhooks.add(actor=cast.editor, desk_id=cast.desk.pk, address=f"{receiver.url}/hook")


def send() -> None:
    """As the beat does: the second time knows that what the first one saw is all there is."""
    for _ in range(3):
        send_webhooks.send_due(60)
    newest = Event.objects.latest("pk").pk
    assert not Outbox.objects.filter(webhook__is_paused=False, made_until__lt=newest).exists()


def told(receiver) -> list[dict]:
    return [json.loads(body) for _, body in receiver.sent]


def later() -> None:
    """It is time to try again."""
    Delivery.objects.filter(due_at__isnull=False).update(due_at=Now() - timedelta(seconds=1))


def test_a_change_is_told_with_ids_and_no_words(cast, article, webhook, receiver):
    claim = factory.make_claim(cast, article)
    send()

    message = next(one for one in told(receiver) if one["type"] == "claim.created")
    assert message["data"] == {
        "desk": cast.desk.pk,
        "article": article.pk,
        "id": claim.pk,
        "actor": cast.reporter.pk,
    }
    assert all(claim.statement not in body.decode() for _, body in receiver.sent)


def test_the_standard_library_of_receivers_verifies_the_signature(cast, article, webhook, receiver):
    factory.make_claim(cast, article)
    send()

    headers, body = receiver.sent[0]
    lower = {name.lower(): value for name, value in headers.items()}
    assert Verifier(webhook.secret).verify(body, lower)["type"] == "claim.created"
    with pytest.raises(Exception, match="signature"):
        Verifier(webhook.secret).verify(body + b" ", lower)


def test_everything_is_told_once(cast, article, webhook, receiver):
    claim = factory.make_claim(cast, article)
    for _ in range(4):
        send()

    created = [one for one in told(receiver) if one["type"] == "claim.created"]
    assert [one["data"]["id"] for one in created] == [claim.pk]


def test_a_verdict_that_checks_the_claim_is_told_by_name(cast, article, webhook, receiver):
    proposal = factory.make_proposal(cast, factory.make_claim(cast, article))
    assessments.approve(actor=cast.editor, assessment_id=proposal.pk, seen_version=1)
    send()

    assert "claim.checked" in {one["type"] for one in told(receiver)}


def test_talking_about_a_claim_or_watching_it_is_no_change_of_it(cast, article, receiver):
    claim = factory.make_claim(cast, article)
    webhooks.add(actor=cast.editor, desk_id=cast.desk.pk, address=f"{receiver.url}/hook")
    watching.watch(actor=cast.checker, claim_id=claim.pk)
    threads.on_claim(actor=cast.checker, claim_id=claim.pk, body="Is this so?")
    send()

    assert told(receiver) == []


def test_a_link_is_told_of_both_claims(cast, article, webhook, receiver):
    far = factory.make_article(cast)
    two = [factory.make_claim(cast, one) for one in (article, far)]
    send()
    link = links.add(actor=cast.checker, claim_id=two[1].pk, other_id=two[0].pk, kind="contradicts")
    receiver.sent.clear()
    send()
    both = [("claim.changed", claim.pk, claim.article_id) for claim in two]
    assert sorted(of_claims(receiver)) == both

    receiver.sent.clear()
    links.remove(actor=cast.checker, link_id=link.pk)
    send()
    assert sorted(of_claims(receiver)) == both


def of_claims(receiver) -> list[tuple[str, int, int]]:
    return [(one["type"], one["data"]["id"], one["data"]["article"]) for one in told(receiver)]


def test_only_the_kinds_that_were_chosen_are_sent(cast, article, receiver):
    webhooks.add(
        actor=cast.editor,
        desk_id=cast.desk.pk,
        address=f"{receiver.url}/hook",
        kinds=["claim.deleted"],
    )
    claim = factory.make_claim(cast, article)
    claims.delete(actor=cast.editor, claim_id=claim.pk, seen_version=None)
    send()

    assert [one["type"] for one in told(receiver)] == ["claim.deleted"]


def test_what_was_before_and_what_is_of_another_desk_is_not_sent(cast, article, webhook, receiver):
    factory.make_article(cast, actor=cast.stranger, desk=cast.other_desk)
    send()

    assert receiver.sent == []


def test_nothing_is_passed_over_that_is_committed_late(cast, article, webhook, receiver):
    """Its number is older than that of what was sent before it."""
    box = webhook.outbox
    newest, _, first_unused = horizon()
    # As when a transaction that began before is still open.
    type(box).objects.update(next_event=newest, next_after=first_unused + 1_000_000)
    factory.make_claim(cast, article)
    for _ in range(3):
        send_webhooks.send_due(60)
    assert receiver.sent == []

    type(box).objects.update(next_after=first_unused)
    send()
    assert "claim.created" in {one["type"] for one in told(receiver)}


@pytest.mark.parametrize("status", [500, 429, 302, 404])
def test_a_receiver_that_fails_hears_it_later_with_the_same_id(
    cast, article, webhook, receiver, status
):
    receiver.pages["/hook"] = Page(status=status, headers={"Location": f"{receiver.url}/other"})
    row = webhooks.test(actor=cast.editor, webhook_id=webhook.pk)
    send_webhooks.send_due(60)
    row.refresh_from_db()
    assert (row.status, row.tries, row.delivered_at) == (status, 1, None)
    assert str(status) in row.problem
    send_webhooks.send_due(60)
    assert len(receiver.sent) == 1  # Not before its time.

    receiver.pages["/hook"] = Page(status=200)
    later()
    send_webhooks.send_due(60)
    row.refresh_from_db()
    assert row.delivered_at
    assert row.problem == ""
    ids = {headers["webhook-id"] for headers, _ in receiver.sent}
    assert ids == {row.message_id}


@pytest.mark.parametrize(
    ("asked", "least"),
    [("900", 890), ("0", 50), ("soon", 50), ("-5", 50), ("9" * 400, 6 * 3600 - 10), (None, 50)],
)
def test_a_receiver_that_asks_to_be_left_alone_is(cast, webhook, receiver, asked, least):
    headers = {} if asked is None else {"Retry-After": asked}
    receiver.pages["/hook"] = Page(status=429, headers=headers)
    row = webhooks.test(actor=cast.editor, webhook_id=webhook.pk)
    before = timezone.now()
    send_webhooks.send_due(60)

    row.refresh_from_db()
    waits = (row.due_at - before).total_seconds()
    assert least < waits < max(least, 60) + 20
    assert "429" in row.problem


def test_what_failed_together_does_not_come_back_together(cast, webhook, receiver):
    receiver.pages["/hook"] = Page(status=503)
    for _ in range(5):
        webhooks.test(actor=cast.editor, webhook_id=webhook.pk)
        send_webhooks.send_due(60)

    waits = {row.due_at - row.tried_at for row in Delivery.objects.filter(tries=1)}
    assert len(waits) == 5
    assert max(waits) - min(waits) > timedelta(milliseconds=100)


def test_it_is_given_up_after_its_last_try_and_can_be_sent_again_by_hand(cast, webhook, receiver):
    receiver.pages["/hook"] = Page(status=500)
    row = webhooks.test(actor=cast.editor, webhook_id=webhook.pk)
    Delivery.objects.update(tries=WEBHOOKS.most_tries - 1)
    send_webhooks.send_due(60)
    row.refresh_from_db()
    assert row.is_given_up

    receiver.pages["/hook"] = Page(status=200)
    webhooks.replay(actor=cast.editor, delivery_id=row.pk)
    send_webhooks.send_due(60)
    row.refresh_from_db()
    assert row.delivered_at


def test_a_receiver_that_is_gone_for_good_is_paused(cast, webhook, receiver):
    receiver.pages["/hook"] = Page(status=410)
    webhooks.test(actor=cast.editor, webhook_id=webhook.pk)
    send_webhooks.send_due(60)

    webhook.refresh_from_db()
    assert webhook.is_paused
    assert webhook.problem == deliveries.GONE
    assert webhook.version == 2  # Who saw it running changes nothing of it unseen.


def test_a_paused_receiver_hears_it_when_it_is_resumed(cast, article, webhook, receiver):
    webhooks.pause(actor=cast.editor, webhook_id=webhook.pk)
    factory.make_claim(cast, article)
    send()
    assert receiver.sent == []

    webhooks.resume(actor=cast.editor, webhook_id=webhook.pk)
    send()
    assert "claim.created" in {one["type"] for one in told(receiver)}


def test_a_worker_that_dies_while_it_sends_loses_nothing(cast, webhook, receiver):
    webhooks.test(actor=cast.editor, webhook_id=webhook.pk)
    assert deliveries.take()  # And never ends it.
    assert deliveries.take() is None

    later()
    send_webhooks.send_due(60)
    assert len(receiver.sent) == 1


def test_a_try_that_was_thought_dead_writes_nothing_any_more(cast, webhook, receiver):
    webhooks.test(actor=cast.editor, webhook_id=webhook.pk)
    late = deliveries.take()
    later()
    again = deliveries.take()
    deliveries.end(again, status=200, problem="")
    deliveries.end(late, status=500, problem="Late.")

    late.refresh_from_db()
    assert late.delivered_at
    assert late.problem == ""


def test_private_networks_are_refused_unless_a_setting_allows_them(
    cast, webhook, receiver, settings
):
    settings.FETCH_PRIVATE = False
    row = webhooks.test(actor=cast.editor, webhook_id=webhook.pk)
    send_webhooks.send_due(60)

    row.refresh_from_db()
    assert "private network" in row.problem
    assert receiver.sent == []


def test_old_messages_are_forgotten(cast, webhook, receiver):
    webhooks.test(actor=cast.editor, webhook_id=webhook.pk)
    send_webhooks.send_due(60)
    Delivery.objects.update(created_at=Now() - deliveries.KEPT - timedelta(days=1))
    task()

    assert not Delivery.objects.exists()


def test_one_that_is_away_is_tried_once_a_round_and_keeps_no_other_waiting(cast, webhook, receiver):
    receiver.pages["/away"] = Page(status=500)
    away = webhooks.add(actor=cast.editor, desk_id=cast.desk.pk, address=f"{receiver.url}/away")
    for _ in range(3):
        webhooks.test(actor=cast.editor, webhook_id=away.pk)
    row = webhooks.test(actor=cast.editor, webhook_id=webhook.pk)
    send_webhooks.send_due(60)

    row.refresh_from_db()
    assert row.delivered_at
    assert sorted(Delivery.objects.filter(webhook=away).values_list("tries", flat=True)) == [
        0,
        0,
        1,
    ]


def test_of_an_article_under_embargo_nothing_is_told_but_that_it_was_lifted(
    cast, article, webhook, receiver
):
    embargoes.put(actor=cast.editor, article_id=article.pk)
    factory.make_claim(cast, article, actor=cast.editor)
    send()
    assert told(receiver) == []

    embargoes.lift(actor=cast.editor, article_id=article.pk)
    send()
    assert [(one["type"], one["data"]["id"]) for one in told(receiver)][-1:] == [
        ("article.changed", article.pk)
    ]


def test_what_becomes_of_a_public_page_is_told_by_name(cast, article, receiver):
    open_pages(cast)
    claim = factory.make_checked_claim(cast, article)
    webhooks.add(actor=cast.editor, desk_id=cast.desk.pk, address=f"{receiver.url}/hook")
    page = publishing.publish_claim(actor=cast.editor, claim_id=claim.pk)
    requests.ask(key=page.key, words="It is 42.")
    send()
    assert [(one["type"], one["data"]["id"]) for one in told(receiver)] == [
        ("publication.published", page.pk)
    ]
    rate(cast, claim, "refuted")
    send()
    assert "publication.changed" in {one["type"] for one in told(receiver)}
    publishing.unpublish(actor=cast.editor, publication_id=page.pk)
    send()
    assert told(receiver)[-1]["type"] == "publication.unpublished"
