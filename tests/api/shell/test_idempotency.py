"""`Idempotency-Key`: a POST that comes twice is done once."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone

from annotations.models import Answer, Claim
from annotations.work.sweep import sweep
from tests import factory
from tests.cast import make_cast

CLAIMS = "/api/v1/claims/"


@pytest.fixture
def article(cast):
    return factory.make_article(cast)


def send(client, headers, article, key, **body):
    body = {"revision": article.current_revision_id, "start": 0, "end": 4} | body
    headers = headers | {"Idempotency-Key": key}
    return client.post(CLAIMS, body, content_type="application/json", headers=headers)


def test_the_second_request_gets_the_answer_of_the_first(client, cast, bearer, article):
    headers = bearer(cast.reporter)

    first, second = (send(client, headers, article, "one") for _ in range(2))

    assert first.status_code == second.status_code == 201
    assert first.json() == second.json()
    assert (first["ETag"], first["Location"]) == (second["ETag"], second["Location"])
    assert second["Idempotent-Replayed"] == "true"
    assert "Idempotent-Replayed" not in first
    assert Claim.objects.count() == 1


def test_another_body_under_the_key_is_refused(client, cast, bearer, article):
    headers = bearer(cast.reporter)
    send(client, headers, article, "one")

    refused = send(client, headers, article, "one", end=6)

    assert refused.status_code == 422
    assert refused.json()["errors"][0]["field"] == "Idempotency-Key"
    assert Claim.objects.count() == 1


def test_a_key_belongs_to_one_person(client, cast, bearer, article):
    mine = send(client, bearer(cast.reporter), article, "one")
    theirs = send(client, bearer(cast.checker), article, "one")

    assert mine.json()["id"] != theirs.json()["id"]


def test_a_refused_request_may_be_mended_under_its_key(client, cast, bearer, article):
    headers = bearer(cast.reporter)

    assert send(client, headers, article, "one", end=0).status_code == 422
    assert send(client, headers, article, "one").status_code == 201


@pytest.mark.parametrize("key", ["ключ".encode().decode("latin-1"), "k" * 256])
def test_what_cannot_be_a_key_is_refused(client, cast, bearer, article, key):
    refused = send(client, bearer(cast.reporter), article, key)

    assert refused.status_code == 400
    assert Claim.objects.count() == 0


def test_a_key_is_free_again_after_a_day(client, cast, bearer, article):
    headers = bearer(cast.reporter)
    send(client, headers, article, "one")
    Answer.objects.update(created_at=timezone.now() - timedelta(hours=25))

    assert "Idempotent-Replayed" not in send(client, headers, article, "one")
    assert Claim.objects.count() == 2


def test_the_sweep_forgets_old_answers(client, cast, bearer, article):
    headers = bearer(cast.reporter)
    send(client, headers, article, "old")
    Answer.objects.update(created_at=timezone.now() - timedelta(hours=25))
    send(client, headers, article, "new")

    sweep()

    assert list(Answer.objects.values_list("key", flat=True)) == ["new"]


@pytest.mark.django_db(transaction=True)
def test_twenty_at_once_make_one_claim(bearer):
    cast = make_cast()
    article, headers = factory.make_article(cast), bearer(cast.reporter)

    def send_alone(_):
        try:
            return send(Client(), headers, article, "one").json()["id"]
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as threads:
        ids = set(threads.map(send_alone, range(20)))

    assert len(ids) == 1
    assert Claim.objects.count() == 1
