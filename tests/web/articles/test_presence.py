"""Who is on an article's page tells the others, and nobody outside the desk."""

import json

import psycopg
import pytest

from annotations.live.stream import _connection_params
from annotations.models.notice import CHANNEL
from tests.web.scene import send, words


@pytest.fixture
def listening(transactional_db):
    """What was notified since, as a list, when it is called."""
    with psycopg.connect(**_connection_params(), autocommit=True) as link:
        link.execute(f"LISTEN {CHANNEL}")

        def heard() -> list[dict]:
            events = [json.loads(one.payload) for one in link.notifies(timeout=0.3)]
            return [event for event in events if event["kind"] == "presence"]

        yield heard


def test_the_others_hear_who_is_here_and_with_which_claim(listening, scene, cast, sign_in):
    path = f"/articles/{scene.article.pk}/here/"
    response = send(sign_in(cast.viewer), path, tab="one", claim=scene.claim.pk)

    assert response.status_code == 204
    assert listening() == [
        {
            "kind": "presence",
            "desk": cast.desk.pk,
            "article": scene.article.pk,
            "person": cast.viewer.pk,
            "name": "viewer",
            "tab": "one",
            "claim": scene.claim.pk,
        }
    ]


@pytest.mark.parametrize("claim", ["", "none", "-1", "9" * 40])
def test_no_claim_is_open(listening, scene, cast, sign_in, claim):
    send(sign_in(cast.viewer), f"/articles/{scene.article.pk}/here/", tab="one", claim=claim)

    assert [event["claim"] for event in listening()] == [None]


@pytest.mark.parametrize("tab", ["", "x" * 65, "é"])
def test_a_page_without_a_name_is_refused(scene, cast, sign_in, tab):
    response = send(sign_in(cast.viewer), f"/articles/{scene.article.pk}/here/", tab=tab)

    assert response.status_code == 422
    assert "Reload the page" in words(response)


def test_strangers_tell_nothing(listening, scene, cast, sign_in):
    response = send(sign_in(cast.stranger), f"/articles/{scene.article.pk}/here/", tab="one")

    assert response.status_code == 404
    assert listening() == []
