"""The page of an article's guests, and what a guest sees."""

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from annotations.models import Answer, GuestLink
from annotations.services.guests import guests
from tests.web.scene import words


@pytest.fixture
def path(scene) -> str:
    return f"/articles/{scene.article.pk}/guests/"


@pytest.fixture
def secret(cast, scene) -> str:
    return guests.invite(
        actor=cast.editor,
        article_id=scene.article.pk,
        claim_ids=[scene.claim.pk],
        guest="Dr Advocat",
        action="confirm",
        message="Is that so?",
    ).secret


def test_a_link_is_made_shown_once_and_leads_to_the_claim(cast, scene, sign_in, path, client):
    checker = sign_in(cast.checker)
    answer = checker.post(
        f"{path}invite/",
        {"guest": "Dr Advocat", "action": "comment", "claims": [scene.claim.pk], "days": "7"},
    )

    assert answer.status_code == 201
    assert answer.cookies["newsroom_taken"].value == f"{path}invite/"  # Its draft may go.
    [address] = set(re.findall(r"http://testserver(/guest/[\w-]+/)", words(answer)))
    assert address not in words(checker.get(path))
    assert "41 bridges" in words(client.get(address))


def test_the_link_is_kept_nowhere_also_when_it_is_sent_with_a_key(cast, scene, sign_in, path):
    sent = {"guest": "Dr Advocat", "action": "comment", "claims": [scene.claim.pk], "days": "7"}
    answer = sign_in(cast.checker).post(
        f"{path}invite/", sent, headers={"Idempotency-Key": "made-once-1"}
    )

    secret = re.findall(r"http://testserver/guest/([\w-]+)/", words(answer))[0]
    assert secret not in str([str(row.body) for row in Answer.objects.all()])


def test_a_refused_form_comes_back_as_it_was_sent(cast, scene, sign_in, path):
    answer = sign_in(cast.checker).post(
        f"{path}invite/",
        {"guest": "Dr Advocat", "action": "comment", "claims": [scene.claim.pk], "days": "900"},
    )

    assert answer.status_code == 422
    assert 'value="Dr Advocat"' in words(answer)
    assert not GuestLink.objects.exists()


def test_a_guest_answers_and_sees_it_again(client, secret):
    page = client.get(f"/guest/{secret}/")
    assert page.status_code == 200
    assert "Is that so?" in words(page)

    answer = client.post(f"/guest/{secret}/", {"answer": "objected", "words": "It was 40."})
    assert answer.status_code == 302
    page = words(client.get(f"/guest/{secret}/"))
    assert "It was 40." in page
    assert 'name="answer"' not in page


def test_after_the_answer_the_link_shows_nothing_else_and_there_is_nothing_to_revoke(
    cast, client, sign_in, path, secret
):
    editor = sign_in(cast.editor)
    assert "Revoke link" in words(editor.get(path))
    client.post(f"/guest/{secret}/", {"answer": "objected", "words": "It was 40."})

    assert "Revoke link" not in words(editor.get(path))
    assert "41 bridges" not in words(client.get(f"/guest/{secret}/"))


def test_an_answer_that_is_refused_keeps_the_words(client, secret):
    answer = client.post(f"/guest/{secret}/", {"answer": "commented", "words": "It was 40."})

    assert answer.status_code == 422
    assert "It was 40." in words(answer)


def test_an_answer_sent_again_changes_nothing(client, secret):
    client.post(f"/guest/{secret}/", {"answer": "confirmed"})
    answer = client.post(f"/guest/{secret}/", {"answer": "objected", "words": "No."})

    assert answer.status_code == 409
    assert GuestLink.objects.get().answer == "confirmed"


def test_unknown_expired_and_revoked_links_are_one_page(client, cast, secret):
    unknown = words(client.get("/guest/nonsense/"))
    GuestLink.objects.update(expires_at="2020-01-01T00:00:00Z")
    expired = client.get(f"/guest/{secret}/")
    GuestLink.objects.update(expires_at="2099-01-01T00:00:00Z", revoked_at="2020-01-01T00:00:00Z")
    revoked = client.get(f"/guest/{secret}/")

    assert (expired.status_code, revoked.status_code) == (404, 404)
    assert _tokenless(unknown) == _tokenless(words(expired)) == _tokenless(words(revoked))
    assert client.post(f"/guest/{secret}/", {"answer": "confirmed"}).status_code == 404


def _tokenless(page: str) -> list[str]:
    return [line for line in page.splitlines() if "csrf" not in line.lower()]


def test_no_other_site_no_cache_and_no_search_engine_is_told(client, secret):
    for answer in (client.get(f"/guest/{secret}/"), client.get("/guest/nonsense/")):
        assert answer["Referrer-Policy"] == "same-origin"
        assert answer["Cache-Control"] == "no-store"
        assert answer["X-Robots-Tag"] == "noindex"


def test_a_guest_s_form_needs_its_token(secret):
    client = Client(enforce_csrf_checks=True)
    assert client.post(f"/guest/{secret}/", {"answer": "confirmed"}).status_code == 403


def test_the_link_opens_nothing_else(client, scene, secret):
    client.get(f"/guest/{secret}/")
    for path in (f"/articles/{scene.article.pk}/", f"/claims/{scene.claim.pk}/", "/api/v1/claims/"):
        assert client.get(path).status_code in (302, 401)


def test_the_desk_reads_the_answer_and_an_outsider_nothing(cast, client, sign_in, path, secret):
    client.post(f"/guest/{secret}/", {"answer": "objected", "words": "It was 40."})

    assert "It was 40." in words(sign_in(cast.viewer).get(path))
    assert sign_in(cast.stranger).get(path).status_code == 404


def test_a_revoked_link_is_shown_so(cast, client, sign_in, path, secret):
    editor = sign_in(cast.editor)
    editor.post(f"/guest-links/{GuestLink.objects.get().pk}/revoke/")

    assert "Revoked" in words(editor.get(path))
    assert client.get(f"/guest/{secret}/").status_code == 404


def test_more_links_cost_no_query_more(cast, scene, sign_in, path):
    viewer = sign_in(cast.viewer)

    def add(number: int) -> None:
        for _ in range(number):
            guests.invite(
                actor=cast.editor, article_id=scene.article.pk, claim_ids=[scene.claim.pk],
                guest="Somebody", action="comment",
            )  # fmt: skip

    add(2)
    viewer.get(path)
    with CaptureQueriesContext(connection) as before:
        viewer.get(path)
    add(10)
    with CaptureQueriesContext(connection) as after:
        viewer.get(path)
    assert len(after) == len(before)
