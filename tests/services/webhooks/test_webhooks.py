"""Who may say where a desk's changes are sent, and what is refused."""

import pytest

from annotations.errors import Invalid, NotAllowed, NotFound, Stale, WrongState
from annotations.models import Delivery, Event, Webhook
from annotations.services.webhooks import webhooks

ADDRESS = "https://example.org/hook"


@pytest.fixture
def webhook(cast) -> Webhook:
    return add(cast)


def add(cast, actor=None, address=ADDRESS, **given) -> Webhook:
    return webhooks.add(actor=actor or cast.editor, desk_id=cast.desk.pk, address=address, **given)


def test_an_editor_adds_one_with_a_secret_of_its_own(cast, webhook):
    other = add(cast, address="https://example.org/other", kinds=["claim.checked"])

    assert webhook.secret.startswith("whsec_")
    assert webhook.secret != other.secret
    assert webhook.wants("claim.created")
    assert not other.wants("claim.created")


def test_the_secret_is_not_in_the_trail(webhook):
    told = Event.objects.get(table="webhook", object_id=webhook.pk)

    assert told.new["address"] == ADDRESS
    assert webhook.secret not in str(told.new)


@pytest.mark.parametrize(
    ("name", "error"),
    [("viewer", NotAllowed), ("reporter", NotAllowed), ("checker", NotAllowed),
     ("stranger", NotFound)],
)  # fmt: skip
def test_others_may_do_nothing_of_it(cast, webhook, name, error):
    actor = cast.by_role(name)
    row = webhooks.test(actor=cast.editor, webhook_id=webhook.pk)
    Delivery.objects.update(due_at=None)
    for act in (
        lambda: add(cast, actor, "https://example.org/mine"),
        lambda: webhooks.pause(actor=actor, webhook_id=webhook.pk),
        lambda: webhooks.resume(actor=actor, webhook_id=webhook.pk),
        lambda: webhooks.remove(actor=actor, webhook_id=webhook.pk),
        lambda: webhooks.test(actor=actor, webhook_id=webhook.pk),
        lambda: webhooks.replay(actor=actor, delivery_id=row.pk),
    ):
        with pytest.raises(error):
            act()


@pytest.mark.parametrize(
    "address",
    [
        "",
        "nonsense",
        "ftp://example.org/",
        "javascript:alert(1)",
        f"https://example.org/{'x' * 500}",
    ],
)
def test_what_is_no_web_address_is_refused_beside_it(cast, address):
    with pytest.raises(Invalid) as refusal:
        add(cast, address=address)
    assert refusal.value.field == "address"


def test_the_same_address_twice_is_refused(cast, webhook):
    with pytest.raises(Invalid, match="already"):
        add(cast)


def test_one_too_many_is_refused(cast, webhook, monkeypatch):
    monkeypatch.setattr(webhooks, "MOST", 1)
    with pytest.raises(Invalid, match="at most 1"):
        add(cast, address="https://example.org/2")


def test_a_kind_that_there_is_not_is_refused(cast):
    with pytest.raises(Invalid) as refusal:
        add(cast, kinds=["claim.sold"])
    assert refusal.value.field == "kinds"


def test_pausing_twice_and_resuming_twice_are_refused(cast, webhook):
    given = {"actor": cast.editor, "webhook_id": webhook.pk}
    with pytest.raises(WrongState):
        webhooks.resume(**given)
    webhooks.pause(**given)
    with pytest.raises(WrongState):
        webhooks.pause(**given)
    with pytest.raises(WrongState):
        webhooks.test(**given)


def test_what_somebody_else_changed_is_told(cast, webhook):
    webhooks.pause(actor=cast.second_editor, webhook_id=webhook.pk, seen_version=1)
    with pytest.raises(Stale):
        webhooks.remove(actor=cast.editor, webhook_id=webhook.pk, seen_version=1)


def test_a_message_that_still_waits_is_not_sent_twice(cast, webhook):
    row = webhooks.test(actor=cast.editor, webhook_id=webhook.pk)
    with pytest.raises(WrongState):
        webhooks.replay(actor=cast.editor, delivery_id=row.pk)
