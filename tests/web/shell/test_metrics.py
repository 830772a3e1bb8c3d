"""`/metrics`: for Prometheus alone, and only where somebody set its token."""

import pytest
from django.db import OperationalError, connection
from prometheus_client.parser import text_string_to_metric_families

from annotations.models import TaggingRun
from annotations.web.shell import health
from annotations.work import heartbeat, wakeup
from tests.factory import make_article

TOKEN = "a-token-of-prometheus"
KNOWN = {"Authorization": f"Bearer {TOKEN}"}


@pytest.fixture
def ask(client, db, settings, monkeypatch):
    """The numbers by name."""
    settings.METRICS_TOKEN = TOKEN
    monkeypatch.setattr(wakeup, "answers", lambda: True)
    # In the test's own transaction.
    monkeypatch.setattr(health.Probe, "begin", lambda probe: probe)
    monkeypatch.setattr(health.Probe, "end", lambda probe, seconds: probe._ask())

    def asked() -> dict[str, float]:
        response = client.get("/metrics", headers=KNOWN)
        assert response.status_code == 200
        assert response["Content-Type"].startswith("text/plain")
        families = text_string_to_metric_families(response.content.decode())
        return {one.name: one.samples[0].value for one in families if one.type == "gauge"}

    return asked


def test_without_a_token_there_is_no_such_page(client, db, settings):
    assert settings.METRICS_TOKEN == ""
    for headers in ({}, {"Authorization": "Bearer "}, {"Authorization": "Bearer"}):
        assert client.get("/metrics", headers=headers).status_code == 404


@pytest.mark.parametrize("given", ["", "Bearer", "Bearer ", TOKEN, f"Bearer {TOKEN}x", "Bearer é"])
def test_without_its_token_it_says_nothing(client, db, settings, given):
    settings.METRICS_TOKEN = TOKEN
    response = client.get("/metrics", headers={"Authorization": given} if given else {})

    assert (response.status_code, response.content) == (401, b"")
    assert response["WWW-Authenticate"].startswith("Bearer")


def test_an_administrator_s_session_is_no_token(cast, sign_in, settings):
    settings.METRICS_TOKEN = TOKEN
    assert sign_in(cast.admin).get("/metrics").status_code == 401


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete", "options"])
def test_it_is_read_only(client, db, settings, method):
    settings.METRICS_TOKEN = TOKEN
    response = getattr(client, method)("/metrics", headers=KNOWN)

    assert (response.status_code, response["Allow"]) == (405, "GET, HEAD")


def test_it_says_what_waits_and_who_works(ask, cast):
    heartbeat.beat("one:1")
    waiting, worked_on, parked, mended = (make_article(cast) for _ in range(4))
    failed = TaggingRun.objects.filter(article__in=[parked, mended])
    failed.update(state="failed")
    worked_on.runs.update(
        state="running", lease_until="2030-01-01T00:00Z", started_at="2030-01-01T00:00Z"
    )
    again = mended.runs.get()
    again.pk, again.state = None, "done"
    again.save()
    found = ask()

    assert waiting.runs.get().state == "queued"
    assert found.pop("newsroom_oldest_queued_seconds") >= 0
    assert found == {
        "newsroom_database_up": 1, "newsroom_broker_up": 1, "newsroom_workers": 1,
        "newsroom_workers_by_rules": 0, "newsroom_runs_queued": 1, "newsroom_runs_running": 1,
        "newsroom_runs_parked": 1,
    }  # fmt: skip


def test_where_the_database_is_away_it_says_that_alone(ask, monkeypatch):
    def refuse(*_):
        raise OperationalError("gone")

    with monkeypatch.context() as patch:
        patch.setattr(connection, "cursor", refuse)
        assert ask() == {"newsroom_database_up": 0, "newsroom_broker_up": 1}


def test_it_holds_no_word_of_anybody(ask, client, cast):
    article = make_article(cast, headline="Xylocarp")
    client.get(f"/articles/{article.pk}/?q=Xylocarp")
    text = client.get("/metrics", headers=KNOWN).content.decode()

    assert "Xylocarp" not in text
    assert cast.viewer.username not in text


def test_failed_runs_are_found_by_their_index(cast):
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        failed = TaggingRun.objects.filter(state="failed")
        assert "run_failed" in failed.order_by("revision").explain()
