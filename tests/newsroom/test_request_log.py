"""One line a request: who, which route, what came of it; never what was asked or written."""

import json
import logging
import sys
from types import SimpleNamespace

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.test import Client

from newsroom import request_log
from newsroom.logs import Json, Refusals
from tests.factory import make_article

WORD = "Xylocarp"


@pytest.fixture
def lines(caplog):
    """The lines of requests: (level, fields)."""
    caplog.set_level(logging.DEBUG, logger="newsroom.requests")

    def told() -> list[tuple[str, dict]]:
        return [(r.levelname, r.fields) for r in caplog.records if r.name == "newsroom.requests"]

    return told


def test_a_page_is_one_line_with_person_route_status_and_time(cast, sign_in, lines):
    article = make_article(cast)
    response = sign_in(cast.viewer).get(f"/articles/{article.pk}/?tab={WORD}")
    [(level, fields)] = lines()

    assert response.status_code == 200
    assert level == "INFO"
    assert 0 < fields.pop("ms") < 600_000
    assert fields == {
        "method": "GET",
        "route": "/articles/<int:pk>/",
        "status": 200,
        "person": cast.viewer.pk,
        "request": response["X-Request-ID"],
    }


@pytest.mark.parametrize("error", [OSError("No space"), ImproperlyConfigured("Somebody else's")])
def test_what_was_done_is_answered_where_it_cannot_be_counted(
    db, client, settings, monkeypatch, caplog, error
):
    def fall(*_):
        raise error

    settings.METRICS_TOKEN = WORD
    monkeypatch.setitem(sys.modules, "newsroom.counting", SimpleNamespace(count=fall))
    assert client.get("/articles/").status_code == 302
    assert f"a request is not counted: {error}" in caplog.messages


def test_a_program_is_known_by_its_token(cast, client, bearer, lines):
    client.get("/api/v1/articles/", headers=bearer(cast.reporter))
    [(_, fields)] = lines()

    assert (fields["route"], fields["person"]) == ("/api/v1/articles/", cast.reporter.pk)


def test_nobody_is_nobody(db, client, lines):
    client.get("/articles/")
    client.get("/api/v1/articles/", headers={"Authorization": f"Bearer {WORD}"})

    assert [(f["status"], f["person"]) for _, f in lines()] == [(302, None), (401, None)]


@pytest.mark.parametrize("path", [f"/{WORD}/?q={WORD}", f"/api/v1/{WORD}/", f"/articles/{WORD}/"])
def test_what_there_is_not_is_information_without_its_address(db, client, lines, caplog, path):
    caplog.set_level(logging.DEBUG)
    assert client.get(path, headers={"User-Agent": WORD, "Referer": WORD}).status_code in (401, 404)
    [(level, _)] = lines()

    assert level == "INFO"
    shown = [r for r in caplog.records if Refusals().filter(r)]
    assert WORD not in "".join(map(Json().format, shown))


def test_a_method_that_there_is_not_is_not_repeated(db, client, lines):
    client.generic(WORD.upper(), "/healthz")
    [(_, fields)] = lines()

    assert (fields["method"], fields["status"]) == ("OTHER", 405)


def test_what_broke_is_an_error_with_its_traceback_beside_it(cast, monkeypatch, lines, caplog):
    def fail(*_, **__):
        raise ZeroDivisionError

    monkeypatch.setattr("annotations.models.Article.objects.visible_to", fail)
    client = Client(raise_request_exception=False)
    client.force_login(cast.viewer)
    assert client.get("/articles/").status_code == 500
    [(level, fields)] = lines()

    assert (level, fields["status"], fields["person"]) == ("ERROR", 500, cast.viewer.pk)
    [broken] = [r for r in caplog.records if r.name == "django.request"]
    assert Refusals().filter(broken)
    assert "ZeroDivisionError" in json.loads(Json().format(broken))["error"]


def test_machines_that_ask_all_the_time_are_for_who_looks_closely(db, client, lines):
    client.get("/healthz")
    client.get("/metrics")  # There is none, which somebody may want to know.

    assert [(level, f["route"]) for level, f in lines()] == [
        ("DEBUG", "/healthz"),
        ("INFO", "/metrics"),
    ]


def test_a_refused_host_is_information_and_hints_at_the_setting(db, client, lines, caplog):
    assert client.get("/articles/", headers={"Host": "elsewhere.example"}).status_code == 400
    [record] = [r for r in caplog.records if r.name.startswith("django.security")]

    assert Refusals("INFO").filter(record)
    assert (record.levelname, record.exc_info) == ("INFO", None)
    assert "ALLOWED_HOSTS" in record.getMessage()
    assert not Refusals("WARNING").filter(record)
    assert [f["status"] for _, f in lines()] == [400]


def test_what_django_says_of_refusals_by_itself_is_left_out(db, client, caplog):
    client.get("/none/")
    [record] = [r for r in caplog.records if r.name == "django.request"]

    assert not Refusals().filter(record)


def test_a_line_is_the_same_in_words_and_as_json(caplog):
    caplog.set_level(logging.INFO, logger="newsroom.requests")
    request_log.log_request(
        method="POST", route="/claims/", status=201, seconds=0.0421, person=7, request="abcdefgh"
    )
    [record] = caplog.records
    assert record.getMessage() == "POST /claims/ 201 42 ms person=7 request=abcdefgh"
    told = json.loads(Json().format(record))
    assert told.pop("time").endswith("+00:00")
    assert told == {
        "level": "INFO", "logger": "newsroom.requests", "message": record.getMessage(),
        "method": "POST", "route": "/claims/", "status": 201, "ms": 42, "person": 7,
        "request": "abcdefgh",
    }  # fmt: skip
