"""The demo people on the sign-in page: one click, on this machine only, watched like every door."""

import re

import pytest
from django.test import Client

from annotations.demo.people import PEOPLE
from annotations.models import User
from tests.web.accounts.test_rate_limits import BY_NAME, SLOW_DOWN, clock, guess
from tests.web.accounts.test_sign_in import LOGIN, is_in

__all__ = ["clock"]  # The clock by which tries are counted.
PATH = "/accounts/login/demo/"
THIS_MACHINE = "127.0.0.1"


@pytest.fixture
def demo(db, settings):
    settings.DEMO = True
    for one in PEOPLE:
        User.objects.create_user(one.username, password=one.password)


def click(client, person="checker", *, address=THIS_MACHINE, **more):
    return client.post(PATH, {"person": person, **more}, REMOTE_ADDR=address)


@pytest.mark.parametrize("person", PEOPLE, ids=[one.username for one in PEOPLE])
def test_one_click_signs_in_as_each_of_them(demo, client, person):
    page = client.get(LOGIN, REMOTE_ADDR=THIS_MACHINE).content.decode()
    assert f'name="person" value="{person.username}">{person.display_name}' in page
    assert click(client, person.username)["Location"] == "/"

    assert is_in(client)
    assert client.get("/articles/").wsgi_request.user.username == person.username
    assert client.session.get_expiry_date() == client.session.get_expiry_date()  # A date, as ever.


def test_the_page_holds_no_password_and_each_form_its_token(demo, client):
    page = client.get(LOGIN, REMOTE_ADDR=THIS_MACHINE).content.decode()

    assert not any(one.password in page for one in PEOPLE)
    for form in re.findall(r"<form.*?</form>", page, re.DOTALL):
        assert 'method="post"' in form
        assert "csrfmiddlewaretoken" in form


def test_it_leads_to_where_one_was_going_and_to_no_other_site(demo, client):
    page = client.get(f"{LOGIN}?next=/claims/", REMOTE_ADDR=THIS_MACHINE).content.decode()
    assert page.count('name="next" value="/claims/"') == 2

    assert click(Client(), next="/claims/")["Location"] == "/claims/"
    assert click(Client(), next="//evil.example/")["Location"] == "/"


@pytest.mark.parametrize(
    ("shown", "address"),
    [
        (True, "127.0.0.1"),
        (True, "::1"),
        (False, "203.0.113.1"),
        (False, ""),
        (False, "nonsense"),
    ],
)
def test_they_are_for_this_machine_only(demo, client, shown, address):
    page = client.get(LOGIN, REMOTE_ADDR=address).content.decode()

    assert (PATH in page) is shown
    assert click(client, address=address).status_code == (302 if shown else 404)
    assert is_in(client) is shown


def test_an_installation_that_is_no_demo_has_no_such_door(demo, client, settings):
    settings.DEMO = False

    assert PATH not in client.get(LOGIN, REMOTE_ADDR=THIS_MACHINE).content.decode()
    assert click(client).status_code == 404


@pytest.mark.parametrize("nobody", ["", "root", "CHECKER", "checker "])
def test_only_the_demo_people_come_in_so(demo, client, nobody):
    User.objects.create_superuser("root", password="root of all things")

    assert click(client, nobody).status_code == 404
    assert not is_in(client)


def test_it_needs_its_token(demo):
    client = Client(enforce_csrf_checks=True)

    assert click(client).status_code == 403
    assert not is_in(client)


def test_a_link_signs_nobody_in(demo, client):
    assert client.get(f"{PATH}?person=admin", REMOTE_ADDR=THIS_MACHINE).status_code == 405
    assert not is_in(client)


def test_who_gave_a_demo_person_a_password_of_their_own_types_it(demo, client):
    person = User.objects.get(username="checker")
    person.set_password("one of my own")
    person.save()
    response = click(client)

    page = response.content.decode()
    assert response.status_code == 200
    assert "This person has changed the password since. Type it." in page
    assert 'name="login" value="checker"' in page
    assert "This field is required." not in page
    assert not is_in(client)


def test_who_left_does_not_come_in(demo, client):
    User.objects.filter(username="checker").update(is_active=False)

    assert click(client).status_code == 200
    assert not is_in(client)


def test_the_brake_holds_here_too(demo, client):
    guess(BY_NAME + 1, "checker")

    assert SLOW_DOWN in click(client).content.decode()
    assert not is_in(client)
    assert click(client, "editor").status_code == 302
