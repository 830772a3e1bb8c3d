"""Requests in a claim's panel, and the page of all of them."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from annotations.models import ReplyRequest
from annotations.services.claims import contacts
from tests.web.scene import ask, send, words


@pytest.fixture
def request_(cast, scene) -> ReplyRequest:
    return contacts.ask(
        actor=cast.checker, claim_id=scene.claim.pk, asked="Gazette", kind="correction"
    )


def test_a_request_is_recorded_and_shown_in_the_panel(cast, scene, sign_in):
    answer = send(
        sign_in(cast.checker),
        f"/claims/{scene.claim.pk}/contacts/",
        kind="reply",
        asked="The ministry",
        channel="E-mail",
        deadline="2099-03-01",
    )

    assert answer.status_code == 200
    assert "The ministry" in words(answer)
    assert ReplyRequest.objects.get().deadline.day in (1, 2)


@pytest.mark.parametrize("deadline", ["tomorrow", "2026-13-01", "2026-02-31"])
def test_a_refused_form_comes_back_as_it_was_sent(cast, scene, sign_in, deadline):
    answer = send(
        sign_in(cast.checker),
        f"/claims/{scene.claim.pk}/contacts/",
        kind="reply",
        asked="The ministry",
        deadline=deadline,
    )

    assert answer.status_code == 422
    assert "YYYY-MM-DD" in words(answer)
    assert 'value="The ministry"' in words(answer)
    assert not ReplyRequest.objects.exists()


def test_a_reply_is_recorded(cast, scene, sign_in, request_):
    answer = send(
        sign_in(cast.checker),
        f"/contacts/{request_.pk}/answer/",
        version=1,
        reply="We stand by it.",
        published="“We stand by it.”",
    )

    assert answer.status_code == 200
    assert "We stand by it." in words(answer)


def test_two_replies_at_once_lose_neither(cast, scene, sign_in, request_):
    path = f"/contacts/{request_.pk}/answer/"
    send(sign_in(cast.editor), path, version=1, reply="We stand by it.")
    answer = send(sign_in(cast.checker), path, version=1, reply="We correct it.")

    assert answer.status_code == 412
    assert "We stand by it." in words(answer)
    assert "We correct it." in words(answer)


def test_an_outcome_is_confirmed(cast, scene, sign_in, request_):
    answer = send(
        sign_in(cast.checker), f"/contacts/{request_.pk}/confirm/", version=1, outcome="corrected"
    )

    assert answer.status_code == 200
    assert "confirmed by checker" in words(answer)


def test_an_outcome_that_there_is_not_is_refused(cast, scene, sign_in, request_):
    answer = send(
        sign_in(cast.checker), f"/contacts/{request_.pk}/confirm/", version=1, outcome="sold"
    )
    assert answer.status_code == 422


def test_the_page_tells_all_requests_and_who_corrects(cast, scene, sign_in, request_):
    contacts.confirm(
        actor=cast.checker, request_id=request_.pk, seen_version=1, outcome="corrected"
    )
    page = words(sign_in(cast.viewer).get("/contacts/"))

    assert "Gazette" in page
    assert "Who corrects" in page
    assert "Gazette" not in words(sign_in(cast.stranger).get("/contacts/"))


def test_more_requests_cost_no_query_more(cast, scene, sign_in):
    viewer = sign_in(cast.viewer)

    def add(number: int) -> None:
        for index in range(number):
            contacts.ask(
                actor=cast.checker, claim_id=scene.claim.pk, asked=f"Outlet {number} {index}",
                kind="correction",
            )  # fmt: skip

    for path, asked in (("/contacts/", viewer.get), (f"/claims/{scene.claim.pk}/", None)):
        asked = asked or (lambda path: ask(viewer, path))
        add(2)
        asked(path)
        with CaptureQueriesContext(connection) as before:
            asked(path)
        add(10)
        with CaptureQueriesContext(connection) as after:
            asked(path)
        assert len(after) == len(before)
