"""Sessions and tokens, seen and ended by their owner."""

import re
from datetime import timedelta

import pytest
from allauth.usersessions.models import UserSession
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from annotations.models import Token
from annotations.services.accounts import tokens
from annotations.web.accounts import session_notes
from annotations.web.accounts.browsers import named
from tests.web.accounts.factors import confirm
from tests.web.accounts.test_sign_in import is_in, send
from tests.web.scene import words

PAGE, END, OTHERS = (
    "/account/signing-in/",
    "/account/sessions/end/",
    "/account/sessions/end-others/",
)
NEW, REVOKE = "/account/tokens/new/", "/account/tokens/revoke/"
FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"


@pytest.fixture(autouse=True)
def no_tries_yet(db):
    cache.clear()


def browser(cast, name="viewer", agent=FIREFOX, **more) -> Client:
    client = Client(headers={"User-Agent": agent})
    send(client, name, **more)
    return client


def row_of(client) -> UserSession:
    return UserSession.objects.get(session_key=client.session.session_key)


def test_each_session_is_listed_with_browser_and_address_and_without_its_key(cast):
    here = browser(cast, address="203.0.113.9")
    there = browser(cast, agent="", address="198.51.100.7")
    page = words(here.get(PAGE, REMOTE_ADDR="203.0.113.9"))

    for said in ("Firefox on Linux", "this session", "203.0.113.9", "Unknown browser"):
        assert said in page
    assert "198.51.100.7" in page
    for client in (here, there):
        assert client.session.session_key not in page


def test_one_is_ended_and_the_others_go_on(cast):
    here, there, third = (browser(cast) for _ in range(3))
    assert here.post(END, {"session": row_of(there).pk}).status_code == 302

    assert [is_in(client) for client in (here, there, third)] == [True, False, True]
    change = cast.viewer.sign_in_changes.get()
    assert (change.kind, change.about) == ("session-ended", "Firefox on Linux")


def test_all_others_are_ended(cast):
    here, there, third = (browser(cast) for _ in range(3))
    here.post(OTHERS)
    assert [is_in(client) for client in (here, there, third)] == [True, False, False]
    assert cast.viewer.sign_in_changes.get().kind == "sessions-ended"


@pytest.mark.parametrize("which", ["another's", "this one", "0", "x", "", str(2**63)])
def test_nobody_ends_anybody_elses_nor_this_one_so(cast, which):
    here, hers = browser(cast), browser(cast, "editor")
    pk = {"another's": row_of(hers).pk, "this one": row_of(here).pk}.get(which, which)
    assert here.post(END, {"session": pk}).status_code == 302
    assert is_in(here)
    assert is_in(hers)


def test_what_a_new_password_ended_is_listed_no_more(cast):
    here, there = browser(cast), browser(cast)
    cast.viewer.set_password("another long password")
    cast.viewer.save()
    assert not is_in(here)
    fresh = browser(cast, password="another long password")
    assert words(fresh.get(PAGE)).count("Firefox on Linux") == 1
    assert not is_in(there)


def test_a_note_is_written_once_a_minute(cast, monkeypatch):
    here = browser(cast)
    then = timezone.now() - timedelta(hours=1)
    UserSession.objects.update(last_seen_at=then)
    here.get(PAGE)
    assert row_of(here).last_seen_at == then

    monkeypatch.setattr(session_notes, "EVERY", 0)
    here.get(PAGE)
    assert row_of(here).last_seen_at > then


def test_a_session_from_before_there_were_notes_gets_one(cast, monkeypatch):
    here = browser(cast)
    UserSession.objects.all().delete()
    monkeypatch.setattr(session_notes, "EVERY", 0)
    here.get(PAGE)
    assert row_of(here).user == cast.viewer


def test_more_sessions_take_no_more_queries(cast, django_assert_max_num_queries):
    here = browser(cast)
    here.get(PAGE)
    for _ in range(6):
        browser(cast)
    with django_assert_max_num_queries(30):
        here.get(PAGE)


@pytest.mark.parametrize(
    ("agent", "words"),
    [
        (FIREFOX, "Firefox on Linux"),
        ("Mozilla/5.0 (Windows NT 10.0) Chrome/140.0 Safari/537.36 Edg/140.0", "Edge on Windows"),
        ("Mozilla/5.0 (Macintosh) Version/18.0 Safari/605.1.15", "Safari on Mac"),
        ("Mozilla/5.0 (iPhone) CriOS/140.0 Mobile Safari/604.1", "Chrome on iPhone"),
        ("Mozilla/5.0 (Linux; Android 15) Chrome/140.0 Mobile Safari/537.36", "Chrome on Android"),
        ("curl/8", "Unknown browser"),
        ("<script>alert(1)</script>", "Unknown browser"),
    ],
)
def test_a_browser_has_a_name(agent, words):
    assert named(agent) == words


# --- tokens -----------------------------------------------------------------------------------


def make(client, **given):
    return client.post(NEW, {"name": "Archive", "scopes": ["read"], "days": "90"} | given)


def secret_on(page) -> str:
    return re.search(r'id="secret">(nr_[\w-]+)<', words(page))[1]


def test_a_token_asks_for_the_password_is_shown_once_and_listed(cast, sign_in):
    client = sign_in(cast.viewer)
    assert make(client).status_code == 302
    assert not Token.objects.exists()

    confirm(client)
    made = make(client)
    secret, token = secret_on(made), Token.objects.get()
    assert "no-store" in made["Cache-Control"]
    assert (token.user, token.scopes, token.prefix) == (cast.viewer, ["read"], secret[:8])
    assert 89 <= (token.expires_at - timezone.now()).days <= 90
    page = words(client.get(PAGE))
    assert secret not in page
    assert f"{secret[:8]}…" in page
    assert "not used yet" in page


def test_its_answer_is_kept_for_no_second_sending(cast, sign_in):
    client = sign_in(cast.viewer)
    confirm(client)
    given = {"name": "A", "scopes": ["read"], "days": "0"}
    pages = [client.post(NEW, given, headers={"Idempotency-Key": "k" * 20}) for _ in range(2)]
    assert secret_on(pages[0]) != secret_on(pages[1])


@pytest.mark.parametrize(
    "wrong",
    [{"name": ""}, {"name": "x" * 121}, {"scopes": []}, {"scopes": ["root"]}, {"days": "7"}],
)
def test_what_is_no_token_is_refused(cast, sign_in, wrong):
    client = sign_in(cast.viewer)
    confirm(client)
    assert make(client, **wrong).status_code == 422
    assert not Token.objects.exists()


def test_it_is_revoked_by_its_owner_alone(cast, sign_in):
    secret = tokens.create(actor=None, user=cast.viewer)
    token = Token.objects.get()
    assert sign_in(cast.editor).post(REVOKE, {"token": token.pk}).status_code == 404
    assert sign_in(cast.viewer).post(REVOKE, {"token": "x"}).status_code == 404

    sign_in(cast.viewer).post(REVOKE, {"token": token.pk})
    asked = Client().get("/api/v1/me/", headers={"Authorization": f"Bearer {secret}"})
    assert asked.status_code == 401
