"""What `up` asks to learn whether everything is there."""

import pytest

from annotations.work import heartbeat, wakeup
from newsroom.management.commands import up


@pytest.mark.parametrize(
    ("hosts", "asked"),
    [
        (["*"], "localhost"),
        ([".news.example", "x"], "news.example"),
        (["news.example"], "news.example"),
        (["[::1]"], "[::1]"),
    ],
)
@pytest.mark.django_db(transaction=True)
def test_it_asks_for_a_host_that_is_admitted(client, settings, monkeypatch, hosts, asked):
    """Through the product itself, behind TLS."""
    monkeypatch.setattr(wakeup, "answers", lambda: True)
    settings.ALLOWED_HOSTS = hosts
    settings.SECURE_SSL_REDIRECT = True
    heartbeat.beat("worker")
    names = []

    class Link:
        def __init__(self, *_, **__):
            pass

        def request(self, method, path, headers):
            names.append(headers["Host"])
            self.answer = client.get(path, headers=headers)

        def getresponse(self):
            self.answer.status, self.answer.read = (
                self.answer.status_code,
                lambda: self.answer.content,
            )
            return self.answer

        def close(self):
            pass

    monkeypatch.setattr(up, "HTTPConnection", Link)

    assert up._is_ready("127.0.0.1", 8000)
    assert names == [asked]
    assert client.get("/articles/", headers={"Host": asked}).status_code == 301
