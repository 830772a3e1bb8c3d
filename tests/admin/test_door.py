"""The panel has no sign-in of its own: one door for all, and it is watched."""

import pytest
from django.urls import reverse

from tests.cast import PASSWORD
from tests.web.accounts.test_sign_in import is_in, send


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize(
    ("asked", "led"),
    [
        ("/admin/login/", "/accounts/login/?next=/admin/"),
        (
            "/admin/login/?next=/admin/annotations/desk/%3Fq%3Dx",
            "/accounts/login/?next=/admin/annotations/desk/%3Fq%3Dx",
        ),
    ],
)
def test_its_sign_in_leads_to_the_one_of_all(cast, client, method, asked, led):
    form = {"username": "admin", "password": PASSWORD}
    answer = client.get(asked) if method == "get" else client.post(asked, form)

    assert (answer.status_code, answer["Location"]) == (302, led)
    assert not is_in(client)


def test_who_signs_in_on_the_way_arrives_where_they_wanted_to(cast, client):
    page = client.get("/admin/annotations/desk/", follow=True)
    [*_, (led, _)] = page.redirect_chain
    answer = send(client, "admin", query=led.removeprefix("/accounts/login/"))

    assert answer["Location"] == "/admin/annotations/desk/"
    assert client.get(answer["Location"]).status_code == 200


def test_nobody_is_led_to_another_site_through_it(cast, client):
    led = client.get("/admin/login/?next=//evil.example/")["Location"]
    answer = send(client, "admin", query=led.removeprefix("/accounts/login/"))

    assert answer["Location"] == "/"


def test_who_is_no_administrator_is_told_so_and_not_sent_round_in_circles(cast, sign_in):
    answer = sign_in(cast.editor).get("/admin/", follow=True)

    assert answer.status_code == 403
    assert len(answer.redirect_chain) == 1


def test_an_administrator_who_is_in_is_led_on(cast, sign_in):
    answer = sign_in(cast.admin).get("/admin/login/", follow=True)

    assert answer.status_code == 200
    assert answer.redirect_chain[-1][0] == reverse("admin:index")
