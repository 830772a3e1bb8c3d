"""/language/ and /catalogue/: each person reads in their language, and at the times of their place."""

from datetime import datetime, timezone
from zoneinfo import ZoneInfo

import pytest
from django.conf import settings
from django.utils import translation

from annotations.models import User
from tests.factory import make_article
from tests.web.scene import HTMX

UKRAINIAN = {"headers": {"accept-language": "uk-UA,uk;q=0.9,en;q=0.5"}}


def choose(client, language="uk", there="/claims/?desk="):
    return client.post("/language/", {"language": language, "next": there})


def lang(response) -> str:
    return response.content.decode().split('<html lang="')[1].split('"')[0]


def test_a_person_chooses_a_language_and_is_led_back(cast, client):
    client.force_login(cast.reporter)
    response = choose(client)

    assert (response.status_code, response["Location"]) == (302, "/claims/?desk=")
    assert lang(client.get("/articles/")) == "uk"
    assert User.objects.get(pk=cast.reporter.pk).language == "uk"


def test_whoever_chose_nothing_reads_in_the_language_of_the_browser(cast, client):
    client.force_login(cast.reporter)
    assert lang(client.get("/articles/", **UKRAINIAN)) == "uk"
    assert lang(client.get("/articles/")) == "en-gb"
    assert lang(client.get("/articles/", headers={"accept-language": "fr"})) == "en-gb"


def test_a_choice_counts_more_than_the_browser(cast, client):
    client.force_login(cast.reporter)
    choose(client, "en-gb")
    assert lang(client.get("/articles/", **UKRAINIAN)) == "en-gb"


def test_the_choice_comes_along_to_another_browser(cast, client):
    cast.reporter.language = "uk"
    cast.reporter.set_password("known to nobody")
    cast.reporter.save()
    client.post(
        "/accounts/login/", {"login": cast.reporter.username, "password": "known to nobody"}
    )
    assert lang(client.get("/articles/")) == "uk"


@pytest.mark.parametrize("language", ["", "xx", "../etc", "en"])
def test_a_language_that_is_not_there_is_refused(cast, client, language):
    client.force_login(cast.reporter)
    assert client.post("/language/", {"language": language}, **HTMX).status_code == 422
    assert User.objects.get(pk=cast.reporter.pk).language == ""


@pytest.mark.parametrize("there", ["https://elsewhere.example/", "//elsewhere.example", "", "x\ny"])
def test_nobody_is_led_to_another_site(cast, client, there):
    client.force_login(cast.reporter)
    assert choose(client, there=there)["Location"] == "/"


def test_the_scripts_sentences_come_in_their_language_and_may_be_kept(client):
    response = client.get(f"/catalogue/uk/{settings.FINGERPRINT}.js")
    assert response.status_code == 200
    assert "immutable" in response["Cache-Control"]
    assert "gettext" in response.content.decode()
    assert response["Content-Type"].startswith("text/javascript")


def test_those_of_another_version_are_kept_by_nobody(client):
    assert "immutable" not in client.get("/catalogue/uk/old.js").get("Cache-Control", "")


def test_there_are_none_of_a_language_that_is_not_there(client):
    assert client.get("/catalogue/xx/old.js").status_code == 404


def test_only_pages_in_another_language_load_them(cast, client):
    client.force_login(cast.reporter)
    assert "/catalogue/" not in client.get("/articles/").content.decode()
    assert "/catalogue/uk/" in client.get("/articles/", **UKRAINIAN).content.decode()


@pytest.mark.parametrize(
    ("zone", "known"), [("Asia/Tokyo", "Asia/Tokyo"), ("Nowhere/../etc", "UTC"), ("", "UTC")]
)
def test_times_are_those_of_the_browsers_place(cast, client, zone, known):
    made = datetime(2022, 8, 8, 22, 5, tzinfo=timezone.utc)
    article = make_article(cast, published_at=made)
    client.force_login(cast.reporter)
    client.cookies["newsroom_time_zone"] = zone
    page = client.get(f"/articles/{article.pk}/").content.decode()
    assert f'datetime="{made.astimezone(ZoneInfo(known)).isoformat()}"' in page


def test_a_page_that_was_drawn_before_the_browser_said_its_zone_says_so(cast, client):
    """Only one that may be asked for once more."""
    client.force_login(cast.reporter)
    page = client.get("/articles/").content.decode()
    assert '<html lang="en-gb" dir="ltr" data-zone="UTC">' in page
    assert "<noscript><p" in page
    assert "Times are in UTC. Turn on JavaScript" in page
    refused = client.post("/articles/new/", {})
    assert refused.status_code == 422
    assert "data-zone" not in refused.content.decode()
    client.cookies["newsroom_time_zone"] = "Asia/Tokyo"
    assert "data-zone" not in client.get("/articles/").content.decode()
    client.cookies["newsroom_time_zone"] = "Nowhere"
    assert 'data-zone="UTC"' in client.get("/articles/").content.decode()


def test_programs_are_answered_in_utc_wherever_they_are(cast, client):
    client.force_login(cast.reporter)
    client.cookies["newsroom_time_zone"] = "Asia/Tokyo"
    answer = client.get(f"/api/v1/articles/{make_article(cast).pk}/").json()
    assert answer["created_at"].endswith("+00:00")


def test_nothing_of_a_reader_is_left_for_the_next_one(cast, client):
    client.force_login(cast.reporter)
    client.get("/articles/", **UKRAINIAN)
    assert translation.get_language() == "en-gb"
