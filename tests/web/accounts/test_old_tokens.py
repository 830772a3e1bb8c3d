"""A form with an old token is refused with the one that stands, and says whose it is."""

from django.test import Client

from tests.cast import PASSWORD
from tests.web.scene import HTMX


def signed_in(cast) -> Client:
    client = Client(enforce_csrf_checks=True)
    client.force_login(cast.reporter)
    client.get("/articles/new/")
    return client


def test_the_refusal_brings_the_token_with_which_it_is_taken(cast):
    client = signed_in(cast)
    given = {"desk": cast.desk.pk, "text": "Words."}
    refused = client.post("/articles/new/", given, headers=HTMX | {"X-CSRFToken": "a" * 64})
    assert refused.status_code == 403
    assert refused["X-User"] == str(cast.reporter.pk)
    assert refused["HX-Reswap"] == "none"

    token = refused["X-CSRFToken"]
    assert client.post("/articles/new/", given, headers={"X-CSRFToken": token}).status_code == 302


def test_every_page_says_whose_it_is(cast):
    client = signed_in(cast)
    page = client.get("/jobs/pulse/", headers=HTMX).content.decode()
    assert f'data-user="{cast.reporter.pk}"' in page


def test_nobodys_refusal_names_nobody(db):
    client = Client(enforce_csrf_checks=True)
    refused = client.post("/accounts/login/", {"username": "x", "password": PASSWORD})
    assert (refused.status_code, refused["X-User"]) == (403, "")
