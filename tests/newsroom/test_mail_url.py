"""`EMAIL_URL`: a mail server by its URL, or one sentence that says how it has to look."""

import pytest
from django.core.exceptions import ImproperlyConfigured

from newsroom import env
from newsroom.env import Mail

SENDER = "desk@example.org"


@pytest.mark.parametrize(
    ("url", "found"),
    [
        ("", Mail()),
        (f"smtp://mx.example/?from={SENDER}", Mail("mx.example", 587, "", "", "starttls", SENDER)),
        (
            f"smtp://me%40x:p%3Aw%2F@mx.example:2525?from={SENDER}&tls=none",
            Mail("mx.example", 2525, "me@x", "p:w/", "none", SENDER),
        ),
        (f"smtps://mx.example?from={SENDER}", Mail("mx.example", 465, "", "", "implicit", SENDER)),
        (
            "smtp://[::1]:25/?from=Desk%20%3Cdesk%40example.org%3E&tls=none",
            Mail("::1", 25, "", "", "none", "Desk <desk@example.org>"),
        ),
    ],
)
def test_a_server_is_read_from_its_url(monkeypatch, url, found):
    monkeypatch.setenv("EMAIL_URL", url)
    assert env.mail("EMAIL_URL") == found


@pytest.mark.parametrize(
    "url",
    [
        "mx.example",
        "http://mx.example?from=a@b",
        "smtp://?from=a@b",
        "smtp://mx.example",
        "smtp://mx.example?from=nobody",
        "smtp://user:secret@mx.example:port?from=a@b",
        "smtp://user:secret@mx.example:99999?from=a@b",
        "smtp://user:secret@mx.example?from=a@b&tls=perhaps",
        "smtp://user:secret@mx.example?from=a@b&ssl=1",
        "smtp://user:secret@mx.example/inbox?from=a@b",
        "smtp://user:secret@mx.example?from=a@b#x",
    ],
)
def test_any_other_is_refused_without_being_repeated(monkeypatch, url):
    monkeypatch.setenv("EMAIL_URL", url)
    with pytest.raises(ImproperlyConfigured, match="EMAIL_URL must look like") as refused:
        env.mail("EMAIL_URL")
    assert "secret" not in str(refused.value)
