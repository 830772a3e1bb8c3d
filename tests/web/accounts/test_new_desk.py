"""*New desk*: administrators make one in the browser and invite people to it."""

import pytest

from annotations.models import Desk, Membership, Rating
from tests.web.scene import words

PATH = "/desks/new/"


def test_an_administrator_makes_one_is_its_editor_and_invites(cast, sign_in):
    client = sign_in(cast.admin)
    assert f'href="{PATH}"' in words(client.get("/articles/"))
    response = client.post(PATH, {"name": "Регіональний відділ", "slug": ""})

    desk = Desk.objects.latest("pk")
    assert (desk.name, desk.slug) == ("Регіональний відділ", "regionalniy-viddil")
    assert Membership.objects.get(desk=desk).user == cast.admin
    assert Rating.objects.filter(desk=desk).exists()
    assert response["Location"] == f"/desks/{desk.pk}/members/"
    assert "Invite" in words(client.get(response["Location"]))


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({"name": ""}, "required"),
        ({"name": "Politics", "slug": "politics"}, "Another desk has this slug."),
        ({"name": "Politics", "slug": "not a slug"}, "slug"),
        ({"name": "…"}, "slug"),
    ],
)
def test_what_is_refused_comes_back_with_the_reason(cast, sign_in, given, told):
    before = Desk.objects.count()
    response = sign_in(cast.admin).post(PATH, given)
    assert response.status_code == 422
    assert told in words(response)
    assert Desk.objects.count() == before


def test_nobody_else_is_offered_it(cast, sign_in):
    assert PATH not in words(sign_in(cast.editor).get("/articles/"))
