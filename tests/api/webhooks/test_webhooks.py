"""/api/v1/desks/{id}/webhooks/, webhooks/ and deliveries/."""

import pytest

from annotations.models import Delivery, Event, Webhook
from annotations.models.idempotency import Answer
from annotations.services.webhooks import webhooks
from tests.api.calls import ids, nothing_written, refused
from tests.api.test_queries import questions

ADDRESS = "https://hooks.example.org/newsroom"


@pytest.fixture
def path(cast) -> str:
    return f"desks/{cast.desk.pk}/webhooks/"


@pytest.fixture
def made(api, path) -> dict:
    response = api.editor.post(path, {"address": ADDRESS, "kinds": ["claim.checked"]})
    assert response.status_code == 201, response.content
    return response.json()


def test_a_webhook_is_added_and_its_secret_shown_once(cast, api, path, made):
    kept = Webhook.objects.get()
    assert made.pop("secret") == kept.secret
    assert made == {
        "id": kept.pk,
        "url": f"http://testserver/api/v1/webhooks/{kept.pk}/",
        "version": 1,
        "created_at": made["created_at"],
        "updated_at": made["updated_at"],
        "desk": cast.desk.pk,
        "address": ADDRESS,
        "kinds": ["claim.checked"],
        "is_paused": False,
        "problem": "",
        "secret_since": made["secret_since"],
        "added_by": cast.editor.pk,
        "assignee": cast.editor.pk,
    }
    assert api.editor.get(made["url"]).json() == made
    assert api.editor.get(path).json()["results"] == [made]
    assert api.editor.delete(made["url"], seen=1).status_code == 204
    assert not Webhook.objects.exists()


def test_a_secret_is_rotated_and_kept_nowhere_else(api, made):
    headers = {"Idempotency-Key": "rotate"}
    first = api.editor.post(f"{made['url']}rotate/", seen=1, **headers).json()
    kept = Webhook.objects.get()
    assert first["secret"] == kept.secret != made["secret"]
    assert first["version"] == 2
    again = api.editor.post(f"{made['url']}rotate/", seen=1, **headers).json()
    assert again == first | {"secret": None}
    assert kept.secret not in str(Answer.objects.values_list("body").get())
    trail = list(Event.objects.filter(table="webhook").order_by("pk"))
    assert kept.secret not in str([(one.old, one.new) for one in trail])
    assert list(trail[-1].new) == ["secret_since"]
    assert first["secret_since"] > made["secret_since"]
    refused(api.editor.post(f"{made['url']}rotate/", seen=1), 412, "stale")


def test_a_webhook_is_edited_paused_and_resumed(api, path, made):
    url = made["url"]
    refused(api.editor.patch(url, {"is_paused": True}), 428, "precondition-required")
    row = api.editor.patch(url, {"is_paused": True, "kinds": []}, seen=1).json()
    assert (row["is_paused"], row["kinds"], row["version"]) == (True, [], 2)
    assert api.editor.patch(url, {"is_paused": True}, seen=2).json()["version"] == 2
    refused(api.editor.post(f"{url}test/"), 409, "wrong-state")
    Webhook.objects.update(problem="It is gone.")
    row = api.editor.patch(url, {"is_paused": False, "address": f"{ADDRESS}/2"}, seen=2).json()
    assert (row["is_paused"], row["problem"], row["address"]) == (False, "", f"{ADDRESS}/2")
    assert Webhook.objects.get().secret == made["secret"]

    api.editor.post(path, {"address": ADDRESS})
    with nothing_written():
        refused(api.editor.patch(url, {"address": ADDRESS}, seen=3), 422, "invalid", "address")
        refused(api.editor.patch(url, {"secret": "mine"}, seen=3), 422, "invalid", "secret")


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"address": ""}, "address"),
        ({"address": "ftp://example.org/"}, "address"),
        ({"kinds": ["claim.born"]}, "kinds.0"),
        ({"kinds": ["test"]}, "kinds.0"),
    ],
)
def test_what_breaks_a_rule_is_refused(given, field, api, path):
    with nothing_written():
        refused(api.editor.post(path, {"address": ADDRESS} | given), 422, "invalid", field)


def test_a_test_is_sent_logged_and_replayed(api, made):
    sent = api.editor.post(f"{made['url']}test/")
    row = sent.json()
    assert (sent.status_code, row["kind"], row["tries"]) == (201, "test", 0)
    log = f"{made['url']}deliveries/"
    assert api.editor.get(log).json()["results"] == [row]
    refused(api.editor.post(f"{row['url']}replay/"), 409, "wrong-state")

    Delivery.objects.update(due_at=None, tries=10, status=500, problem="It answered 500.")
    assert ids(api.editor.get(f"{log}?state=given-up")) == [row["id"]]
    given_up = api.editor.get(row["url"]).json()
    assert (given_up["is_given_up"], given_up["status"]) == (True, 500)
    again = api.editor.post(f"{row['url']}replay/").json()
    assert (again["message_id"], again["tries"], again["problem"]) == (row["message_id"], 0, "")
    assert ids(api.editor.get(f"{log}?state=waiting")) == [row["id"]]
    assert ids(api.editor.get(f"{log}?state=delivered")) == []
    refused(api.editor.get(f"{log}?state=lost"), 400, "unreadable", "state")


def test_the_lists_ask_the_same_however_long_they_are(cast, api, path, made):
    log = f"{made['url']}deliveries/"
    webhook = Webhook.objects.get()
    webhooks.test(actor=cast.editor, webhook_id=webhook.pk)
    api.editor.get("desks/")
    few = [questions(api.editor, one)[0] for one in (path, log)]
    for number in range(4):
        webhooks.add(actor=cast.editor, desk_id=cast.desk.pk, address=f"{ADDRESS}/{number}")
        webhooks.test(actor=cast.editor, webhook_id=webhook.pk)
    assert [questions(api.editor, one)[0] for one in (path, log)] == few
    assert max(few) <= 4
