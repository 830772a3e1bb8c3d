"""What costs the most of public pages has its pace, by network address."""

import pytest
from django.test import Client

from annotations.api.shell import throttling
from tests.web.scene import words

from .scene import open_pages, published

DESK = "/fact-checks/by/politics/"


@pytest.fixture(autouse=True)
def slow(cast, settings):
    open_pages(cast)
    settings.PUBLIC_RATE = 2
    throttling._counted.clear()
    yield
    throttling._counted.clear()


def read(path: str = "", address: str = "192.0.2.1", **params):
    return Client(REMOTE_ADDR=address).get(DESK + path, params)


@pytest.mark.parametrize(
    ("path", "params"),
    [("", {"q": "bridges"}), ("claims.rss", {}), ("claimreview.jsonld", {}), ("sitemap.xml", {})],
)
def test_who_asks_too_often_is_told_when_to_come_again(path, params):
    assert [read(path, **params).status_code for _ in range(3)] == [200, 200, 429]
    busy = read(path, **params)
    assert 1 <= int(busy["Retry-After"]) <= 60
    assert busy["Cache-Control"] == "no-store"
    assert "Too many requests" in words(busy)
    assert read(path, "192.0.2.2", **params).status_code == 200


def test_addresses_of_one_connection_are_one():
    found = [read("", f"2001:db8::{one}", q="x").status_code for one in (1, 2, 3)]
    assert found == [200, 200, 429]


def test_pages_have_no_pace_and_searches_one_of_their_own(cast):
    row = published(cast)
    for _ in range(4):
        assert read().status_code == 200
        assert Client().get(f"/fact-checks/{row.key}/").status_code == 200
    for _ in range(3):
        read(q="bridges")
    assert read("claims.rss").status_code == 200


def test_without_a_limit_nobody_waits(settings):
    settings.PUBLIC_RATE = 0
    assert {read(q="bridges").status_code for _ in range(5)} == {200}
