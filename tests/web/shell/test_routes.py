"""Every address of the pages: a declared policy, no way in for others, no change by reading."""

import hashlib

import pytest
from django.db import connection
from django.urls import get_resolver

from annotations.web import urls
from annotations.web.shell import policy
from tests.web.scene import HTMX

ROUTES = {pattern.name: pattern for pattern in urls.urlpatterns}
OF_PEOPLE = [name for name, one in ROUTES.items() if one.callback.policy == "members"]
WITH_OBJECT = [name for name in OF_PEOPLE if ROUTES[name].pattern.converters]
READABLE = [name for name in OF_PEOPLE if "GET" in ROUTES[name].callback.methods]
WRITABLE = [name for name in OF_PEOPLE if "POST" in ROUTES[name].callback.methods]
# What these change is the person's own and nobody else's.
OWN = {"account-profile", "claim-watch", "claims-view", "filter-save"} | {
    name for name, one in ROUTES.items() if one.callback.is_own
}
WRITE_ONLY = [name for name in WRITABLE if name not in READABLE]


def address(name: str, scene) -> str:
    route = str(ROUTES[name].pattern)
    pk = str(scene.pk_for(route)) if "<int:pk>" in route else ""
    for variable, value in (
        ("<int:pk>", pk),
        ("<action:action>", "take"),
        ("<decision:decision>", "same"),
        ("<feed_verb:verb>", "read"),
        ("<thread_verb:verb>", "resolve"),
        ("<webhook_verb:verb>", "pause"),
        ("<import_verb:verb>", "start"),
        ("<feed_answer:answer>", "keep"),
    ):
        route = route.replace(variable, value)
    return "/" + route


@pytest.fixture(autouse=True)
def row_of_the_address(request):
    """What the address names is there before a test counts what changes."""
    name = getattr(request.node, "callspec", None) and request.node.callspec.params.get("name")
    if name and "scene" in request.fixturenames:
        address(name, request.getfixturevalue("scene"))


def fingerprint() -> str:
    """Of every row of every table of the application."""
    digest = hashlib.sha256()
    with connection.cursor() as cursor:
        for table in sorted(connection.introspection.table_names(cursor)):
            if table.startswith("annotations_"):
                cursor.execute(f'SELECT t::text FROM "{table}" t ORDER BY 1')
                digest.update(repr((table, cursor.fetchall())).encode())
    return digest.hexdigest()


def test_every_page_declares_who_may_ask_and_how():
    for pattern in get_resolver("annotations.web.urls").url_patterns:
        assert pattern.callback.policy in ("members", "anyone"), pattern
        assert pattern.callback.methods in (policy.READ, policy.WRITE, policy.FORM), pattern


def test_only_sign_in_and_out_need_no_person():
    assert set(ROUTES) - set(OF_PEOPLE) == {
        "account_login",
        "account_logout",
        "demo-login",
        "account_reset_password",
        "account_reset_password_done",
        "account_reset_password_from_key",
        "oidc",
        "oidc-callback",
        "mfa_authenticate",
        "mfa_login_webauthn",
        "catalogue",
        "problems",
        "problem",
        "invitation",
        "guest",
        "oembed",
        "fact-checks",
        "fact-check-map",
        "fact-check-feed",
        "fact-check-policy",
        "fact-check",
        "fact-check-card",
        "fact-check-review",
        "fact-check-reviews",
        "fact-check-correction",
        "fact-check-bundle",
        "fact-check-text",
        "bundle-keys",
        "bundle-verifier",
    }


@pytest.mark.parametrize("name", OF_PEOPLE)
def test_without_a_person_it_leads_to_sign_in(name, scene, client):
    method = "get" if name in READABLE else "post"
    response = getattr(client, method)(address(name, scene))
    assert response.status_code == 302
    assert response["Location"].startswith("/accounts/login/?next=/")


@pytest.mark.parametrize("name", OF_PEOPLE)
def test_without_a_person_a_fragment_is_401_and_no_page(name, scene, client):
    method = "get" if name in READABLE else "post"
    response = getattr(client, method)(address(name, scene), headers=HTMX)
    assert response.status_code == 401
    assert b"<html" not in response.content


@pytest.mark.parametrize("name", WITH_OBJECT)
def test_a_stranger_gets_the_same_404_as_for_nothing(name, scene, cast, sign_in):
    stranger = sign_in(cast.stranger)
    path = address(name, scene)
    nowhere = path.replace(f"/{scene.pk_for(str(ROUTES[name].pattern))}/", "/987654321/")
    before = fingerprint()
    for method in ROUTES[name].callback.methods:
        ask = getattr(stranger, method.lower())
        foreign, missing = ask(path), ask(nowhere)
        assert (foreign.status_code, missing.status_code) == (404, 404), method
        assert _without_tokens(foreign) == _without_tokens(missing)
    assert fingerprint() == before


def _without_tokens(response) -> list[str]:
    return [line for line in response.content.decode().splitlines() if "csrf" not in line.lower()]


@pytest.mark.parametrize("name", WITH_OBJECT)
def test_an_id_too_large_for_the_database_is_nothing(name, scene, cast, sign_in):
    path = address(name, scene)
    path = path.replace(f"/{scene.pk_for(str(ROUTES[name].pattern))}/", f"/{2**63}/")
    method = "get" if name in READABLE else "post"
    assert getattr(sign_in(cast.editor), method)(path).status_code == 404


@pytest.mark.parametrize("name", READABLE)
def test_reading_changes_nothing(name, scene, cast, sign_in):
    editor, path = sign_in(cast.editor), address(name, scene)
    before = fingerprint()
    for headers in ({}, HTMX):
        answer = editor.get(path, headers=headers)
        # The article has no original file; some pages are administrators'.
        assert answer.status_code in (200, 302, 403, 404), name
        answer.getvalue()  # A download ends its transaction with its last line.
    assert fingerprint() == before


@pytest.mark.parametrize("name", WRITE_ONLY)
def test_what_changes_something_refuses_get(name, scene, cast, sign_in):
    editor, path = sign_in(cast.editor), address(name, scene)
    before = fingerprint()
    assert editor.get(path).status_code == 405
    assert fingerprint() == before


@pytest.mark.parametrize("name", sorted(set(OF_PEOPLE) - set(WRITABLE)))
def test_what_only_shows_refuses_post(name, scene, cast, sign_in):
    assert sign_in(cast.editor).post(address(name, scene)).status_code == 405


@pytest.mark.parametrize("name", WRITABLE)
@pytest.mark.parametrize("override", [{}, {"X-HTTP-Method-Override": "POST"}])
def test_without_its_token_a_form_is_refused(name, override, scene, cast, sign_in):
    client = sign_in(cast.editor)
    client.handler.enforce_csrf_checks = True
    before = fingerprint()
    response = client.post(address(name, scene), {"version": "1"}, headers=override)
    assert response.status_code == 403
    assert fingerprint() == before


@pytest.mark.parametrize("name", sorted(set(WRITABLE) - OWN))
def test_a_viewer_changes_nothing(name, scene, cast, sign_in):
    viewer = sign_in(cast.viewer)
    before = fingerprint()
    response = viewer.post(
        address(name, scene),
        {
            "version": "1", "statement": "Mine", "note": "", "desk": cast.desk.pk, "text": "Words",
            "claim": scene.claim.pk,
        },
    )  # fmt: skip
    expected = (404,) if name == "notification-read" else (403, 422)  # It is another's.
    assert response.status_code in expected, response.content.decode()[:500]
    assert fingerprint() == before
