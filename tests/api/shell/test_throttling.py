"""A token has its pace, told in every answer."""

import pytest

from annotations.api.shell import throttling
from tests.api.calls import Caller, refused


@pytest.fixture(autouse=True)
def fresh():
    throttling._counted.clear()
    yield
    throttling._counted.clear()


def test_answers_say_how_many_requests_are_left(cast, settings, api):
    settings.API_RATE = 3

    told = [api.viewer.get("me/")["RateLimit"] for _ in range(2)]
    assert told == ['"minute";r=2;t=60', '"minute";r=1;t=60']
    last = api.viewer.get("claims/0/")
    assert last["RateLimit-Policy"] == '"minute";q=3;w=60'
    assert (last.status_code, last["RateLimit"]) == (404, '"minute";r=0;t=60')


def test_above_its_pace_a_token_waits_and_others_do_not(cast, settings, api):
    settings.API_RATE = 1
    other = Caller(cast.viewer)
    assert api.viewer.get("me/").status_code == 200

    answer = api.viewer.get("me/")
    refused(answer, 429, "too-many")
    assert 1 <= int(answer["Retry-After"]) <= 60
    assert '"minute";r=0' in answer["RateLimit"]
    assert other.get("me/").status_code == 200


def test_after_a_minute_all_of_it_is_there_again():
    assert throttling.count("a", 100.0) == (1, 60)
    assert throttling.count("a", 130.5) == (2, 30)
    assert throttling.count("a", 160.0) == (1, 60)


def test_only_so_many_are_remembered(monkeypatch):
    monkeypatch.setattr(throttling, "MOST_COUNTED", 3)
    for number in range(3):
        throttling.count(str(number), 0.0)
    throttling.count("new", 61.0)

    assert list(throttling._counted) == ["new"]

    for number in range(5):
        throttling.count(str(number), 62.0)
    assert list(throttling._counted) == ["2", "3", "4"]


def test_without_a_limit_nothing_is_counted(cast, settings, api):
    settings.API_RATE = 0

    assert "RateLimit" not in api.viewer.get("me/")
    assert not throttling._counted


def test_strangers_are_turned_away_as_strangers(settings, cast, api):
    settings.API_RATE = 1

    assert [api.nobody.get("me/").status_code for _ in range(3)] == [401] * 3
