"""/api/v1/guest-links/: made, shown once, answered, revoked."""

import pytest
from django.urls import resolve

from annotations.models import GuestLink
from annotations.models.idempotency import Answer
from annotations.services.guests import guests
from tests import factory
from tests.api.calls import ids, nothing_written, refused
from tests.api.test_queries import questions


@pytest.fixture
def claim(cast):
    return factory.make_claim(cast, words="41 bridges")


@pytest.fixture
def body(claim) -> dict:
    return {
        "article": claim.article_id,
        "claims": [claim.pk],
        "guest": "Dr Advocat",
        "action": "confirm",
        "message": "Is it so?",
    }


def secret_of(address: str) -> str:
    return resolve(address.removeprefix("http://testserver")).kwargs["secret"]


def test_a_link_is_made_and_its_address_shown_once(cast, api, claim, body):
    made = api.checker.post("guest-links/", body)
    row = made.json()
    address = row.pop("address")
    assert (made.status_code, made["Location"]) == (201, row["url"])
    assert guests.opened(secret=secret_of(address)).pk == row["id"]
    shown = api.viewer.get(row["url"]).json()
    assert shown == row | {"openings": 1, "opened_at": shown["opened_at"],
                           "updated_at": shown["updated_at"]}  # fmt: skip
    assert row["claims"] == [
        {"claim": claim.pk, "statement": claim.statement, "words": row["claims"][0]["words"]}
    ]
    assert row["claims"][0]["words"][0][1] == "41 bridges"
    assert (row["action"], row["is_open"], row["created_by"]) == ("confirm", True, cast.checker.pk)


def test_a_repeat_makes_no_second_link_and_does_not_tell_the_address_again(api, body):
    headers = {"Idempotency-Key": "one"}
    first = api.checker.post("guest-links/", body, **headers)
    secret = secret_of(first.json()["address"])
    again = api.checker.post("guest-links/", body, **headers)

    assert again["Idempotent-Replayed"] == "true"
    assert again.json() == first.json() | {"address": None}
    assert GuestLink.objects.count() == 1
    assert secret not in str(Answer.objects.values_list("body", "headers").get())


def test_answers_are_listed_and_a_link_is_revoked_once(api, body):
    row = api.checker.post("guest-links/", body).json()
    guests.answer(secret=secret_of(row["address"]), answer="objected", words="It was 40.")
    (said,) = api.viewer.get("guest-links/?state=answered").json()["results"]
    assert (said["answer"], said["words"]) == ("objected", "It was 40.")
    ended = api.checker.post(f"{row['url']}revoke/").json()
    assert (ended["is_open"], ended["words"]) == (False, "It was 40.")
    refused(api.checker.post(f"{row['url']}revoke/"), 409, "wrong-state")
    assert ids(api.viewer.get("guest-links/?state=ended")) == [row["id"]]
    assert ids(api.viewer.get("guest-links/?state=open")) == []
    assert ids(api.viewer.get(f"guest-links/?article={row['article']}")) == [row["id"]]
    assert ids(api.viewer.get("guest-links/?desk=politics")) == [row["id"]]


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"claims": []}, "claims"),
        ({"claims": [987_654_321]}, "claims"),
        ({"article": 987_654_321}, "article"),
        ({"guest": ""}, "guest"),
        ({"action": "approve"}, "action"),
        ({"days": 61}, "days"),
        ({"secret": "x"}, "secret"),
    ],
)
def test_what_breaks_a_rule_is_refused(given, field, api, body):
    with nothing_written():
        refused(api.checker.post("guest-links/", body | given), 422, "invalid", field)


def test_a_list_asks_the_same_however_long_it_is(api, body):
    api.checker.post("guest-links/", body)
    api.viewer.get("desks/")
    few, statements = questions(api.viewer, "guest-links/")
    for _ in range(4):
        api.checker.post("guest-links/", body)
    assert questions(api.viewer, "guest-links/")[0] == few <= 3
    assert not any('"text"' in one.split(" FROM ")[0] for one in statements)
