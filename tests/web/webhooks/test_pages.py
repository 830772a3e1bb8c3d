"""The page of a desk's webhooks."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from annotations.models import Delivery, Webhook
from annotations.services.webhooks import webhooks
from tests.web.scene import words


@pytest.fixture
def path(cast) -> str:
    return f"/desks/{cast.desk.pk}/webhooks/"


def test_an_editor_adds_a_receiver_and_sees_its_secret(cast, sign_in, path):
    editor = sign_in(cast.editor)
    answer = editor.post(
        f"{path}add/", {"address": "https://example.org/hook", "kinds": ["claim.checked"]}
    )

    assert answer.status_code == 302
    webhook = Webhook.objects.get()
    page = words(editor.get(path))
    assert webhook.secret in page
    assert "claim.checked" in page


def test_a_refused_form_comes_back_as_it_was_sent(cast, sign_in, path):
    answer = sign_in(cast.editor).post(
        f"{path}add/", {"address": "example", "kinds": ["claim.checked"]}
    )

    assert answer.status_code == 422
    assert 'value="example"' in words(answer)
    assert 'value="claim.checked" checked' in " ".join(words(answer).split())
    assert not Webhook.objects.exists()


@pytest.mark.parametrize("name", ["viewer", "reporter", "checker"])
def test_who_may_not_keep_them_does_not_see_secrets(cast, sign_in, path, name):
    webhook = webhooks.add(
        actor=cast.editor, desk_id=cast.desk.pk, address="https://example.org/hook"
    )
    answer = sign_in(cast.by_role(name)).get(path)

    assert answer.status_code == 403
    assert webhook.secret not in words(answer)


def test_a_test_is_shown_waiting_and_can_be_sent_again_once_it_arrived(cast, sign_in, path):
    editor = sign_in(cast.editor)
    webhook = webhooks.add(
        actor=cast.editor, desk_id=cast.desk.pk, address="https://example.org/hook"
    )
    editor.post(f"/webhooks/{webhook.pk}/test/")
    assert "Waiting" in words(editor.get(path))

    row = Delivery.objects.get()
    Delivery.objects.update(due_at=None, delivered_at="2026-01-01T00:00:00Z")
    assert "Delivered" in words(editor.get(path))
    editor.post(f"/deliveries/{row.pk}/replay/")
    assert "Waiting" in words(editor.get(path))


def test_ten_more_cost_no_query_more(cast, sign_in, path):
    def add(start: int) -> None:
        for number in range(start, start + 5):
            webhook = webhooks.add(
                actor=cast.editor, desk_id=cast.desk.pk, address=f"https://example.org/{number}"
            )
            webhooks.test(actor=cast.editor, webhook_id=webhook.pk)

    editor = sign_in(cast.editor)
    add(0)
    editor.get(path)
    with CaptureQueriesContext(connection) as before:
        editor.get(path)
    add(5)
    with CaptureQueriesContext(connection) as after:
        editor.get(path)
    assert len(after) == len(before)
