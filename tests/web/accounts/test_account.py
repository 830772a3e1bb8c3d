"""*Account*: a person's own name, e-mail address and language."""

import json

from tests.cast import PASSWORD
from tests.web.scene import words

PAGE, SAVE = "/account/", "/account/profile/"


def save(client, **given):
    return client.post(
        SAVE, {"display_name": "Vera View", "email": "", "language": "browser"} | given
    )


def test_name_and_language_are_kept(cast, sign_in):
    client = sign_in(cast.viewer)
    response = save(client, language="uk")

    cast.viewer.refresh_from_db()
    assert (response.status_code, response["Location"]) == (302, PAGE)
    assert (str(cast.viewer), cast.viewer.language) == ("Vera View", "uk")
    assert 'lang="uk"' in words(client.get(PAGE))


def test_another_address_needs_the_password(cast, sign_in):
    client = sign_in(cast.viewer)
    for password in ({}, {"password": "wrong"}):
        response = save(client, email="vera@example.org", **password)
        assert response.status_code == 422
        assert "This is not your password." in words(response)
    cast.viewer.refresh_from_db()
    assert cast.viewer.email == ""

    assert save(client, email="vera@example.org", password=PASSWORD).status_code == 302
    cast.viewer.refresh_from_db()
    assert cast.viewer.email == "vera@example.org"
    assert save(client, email="vera@example.org").status_code == 302


def test_what_is_no_address_or_too_long_comes_back_as_it_was_typed(cast, sign_in):
    client = sign_in(cast.viewer)
    response = save(client, email="nowhere", display_name="V" * 121)

    assert response.status_code == 422
    assert 'value="nowhere"' in words(response)
    assert "at most 120 characters" in words(response)
    assert save(client, language="xx").status_code == 422
    assert client.post(SAVE, {}).status_code == 422


def test_the_menu_of_a_person_leads_there(cast, sign_in):
    assert f'href="{PAGE}"' in words(sign_in(cast.viewer).get("/articles/"))


def test_ones_own_data_is_a_file_that_no_cache_keeps(cast, sign_in):
    client = sign_in(cast.viewer)
    response = client.get(f"{PAGE}data/")
    assert response["Content-Disposition"] == 'attachment; filename="my-data.json"'
    assert response["Cache-Control"] == "no-store"
    found = json.loads(b"".join(response.streaming_content))
    assert found["profile"]["username"] == "viewer"
    assert f"{PAGE}data/" in words(client.get(PAGE))
