"""NEWSROOM_SECOND_FACTOR: who has to have one and has none does nothing else by session."""

import pytest
from django.conf import settings as product

from annotations.live import stream
from annotations.models import Membership
from annotations.services.accounts import tokens
from tests.web.accounts.factors import set_up_app, with_app
from tests.web.scene import HTMX, words

PAGE = "/account/signing-in/"
PAGES = ("/join/x/", "/", "/articles/", "/claims/", "/jobs/pulse/", "/account/", "/teaching/")


@pytest.fixture
def asked(settings):
    settings.SECOND_FACTOR = "editors"


def cookie_of(client) -> str:
    return f"{product.SESSION_COOKIE_NAME}={client.session.session_key}"


@pytest.mark.parametrize("path", PAGES)
def test_pages_lead_an_editor_to_setting_one_up(cast, sign_in, asked, path):
    client = sign_in(cast.editor)
    response = client.get(path)
    assert (response.status_code, response["Location"]) == (302, PAGE)
    assert "Your newsroom asks you for a second factor" in words(client.get(PAGE))


@pytest.mark.parametrize(
    "headers",
    [
        {},
        HTMX,
        {"Accept": "application/json"},
        {"Authorization": "Bearer nr_wrong"},
        {"X-Requested-With": "XMLHttpRequest"},
        {"X-Forwarded-For": "127.0.0.1"},
        {"X-HTTP-Method-Override": "OPTIONS"},
        {"X-Original-URL": PAGE},
    ],
)
def test_no_header_switches_it_off(cast, sign_in, asked, headers):
    client = sign_in(cast.editor)
    for path in ("/articles/", "/admin/", "/claims/", "/api/v1/articles/", "/api/docs/"):
        response = client.get(path, headers=headers)
        assert response.status_code in (302, 401, 403), path
        if response.status_code == 302:
            assert response["Location"] == PAGE


def test_a_fragment_is_403_and_leads_the_page_there(cast, sign_in, asked):
    response = sign_in(cast.editor).get("/jobs/pulse/", headers=HTMX)
    assert (response.status_code, response["HX-Redirect"]) == (403, PAGE)
    assert "<html" not in words(response)


def test_nothing_is_changed_by_post(cast, sign_in, asked):
    client = sign_in(cast.editor)
    response = client.post("/articles/new/", {"desk": cast.desk.pk, "text": "Words."})
    assert response["Location"] == PAGE
    assert not cast.desk.articles.exists()


def test_rest_says_it_as_a_problem(cast, sign_in, asked):
    response = sign_in(cast.editor).get("/api/v1/articles/")
    assert response.status_code == 403
    assert response.json()["type"] == "/problems/second-factor-missing"


def test_the_events_stream_is_closed(cast, sign_in, asked, monkeypatch):
    monkeypatch.setattr(stream, "close_old_connections", lambda: None)
    client = sign_in(cast.editor)
    assert stream.reader_of(cookie_of(client)) is None
    with_app(cast.editor)
    assert stream.reader_of(cookie_of(client)).person == cast.editor.pk


def test_the_panel_has_no_other_door(cast, sign_in, asked):
    client = sign_in(cast.admin)
    for path in ("/admin/", "/admin/annotations/user/", "/admin/password_change/", "/admin/login/"):
        assert client.get(path)["Location"] in (PAGE, "/accounts/password/change/"), path


def test_with_one_everything_is_open_again(cast, sign_in, asked):
    client = sign_in(cast.editor)
    set_up_app(client)
    assert client.get("/articles/").status_code == 200
    assert client.get("/api/v1/articles/").status_code == 200


@pytest.mark.parametrize("who", ["viewer", "reporter", "checker"])
def test_others_are_not_asked(cast, sign_in, asked, who):
    assert sign_in(cast.by_role(who)).get("/articles/").status_code == 200


def test_who_becomes_an_editor_of_any_desk_is_asked_from_then_on(cast, sign_in, asked):
    client = sign_in(cast.viewer)
    Membership.objects.create(user=cast.viewer, desk=cast.other_desk, role="editor")
    assert client.get("/articles/")["Location"] == PAGE


def test_everybody_may_be_asked(cast, sign_in, settings):
    settings.SECOND_FACTOR = "everybody"
    assert sign_in(cast.viewer).get("/articles/")["Location"] == PAGE


def test_off_asks_nobody(cast, sign_in):
    assert sign_in(cast.admin).get("/admin/").status_code == 200


def test_signing_out_the_password_and_the_language_stay_open(cast, sign_in, asked):
    client = sign_in(cast.editor)
    assert client.get("/accounts/password/change/").status_code == 200
    assert client.post("/language/", {"language": "uk"})["Location"] != PAGE
    assert client.post("/accounts/logout/").status_code == 302


def test_a_token_goes_on_but_no_new_one_is_made(cast, sign_in, asked, client):
    secret = tokens.create(actor=cast.editor, user=cast.editor)
    headers = {"Authorization": f"Bearer {secret}"}
    assert client.get("/api/v1/articles/", headers=headers).status_code == 200
    assert sign_in(cast.editor).get("/account/tokens/new/")["Location"] == PAGE
