"""Services outside that refuse, hang, fail or talk nonsense: workers say so, and come again later."""

import contextlib
import socket
import threading
from collections.abc import Iterator

import pytest
from django.core.mail.backends import smtp
from django.utils import timezone

from annotations.jobs import fetch, send_mail, send_webhooks
from annotations.models import Delivery, Invitation, SnapshotRequest
from annotations.services.accounts import invitations
from annotations.services.feeds import feeds
from annotations.services.sources import fetch_requests
from annotations.services.webhooks import webhooks
from annotations.work import fetch_url, send_url
from tests import factory

pytestmark = pytest.mark.django_db(transaction=True)
SILENCE = 0.5
PATIENCE = 60  # Seconds: a worker that has not hung up on silence by then never would.
# What a server says to whoever calls, before it hangs up; None: nothing, and it does not hang up.
SAYS = {
    "silent": None,
    "hangs up": b"",
    "garbage": b"\x00\xff\xfe" * 500,
    "no end of a header": b"HTTP/1.1 200 OK\r\nX: " + b"x" * 100_000,
    "half an answer": b"HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\nhalf",
    "fails": b"HTTP/1.1 500 No\r\nContent-Length: 0\r\n\r\n",
    "asks to wait": b"HTTP/1.1 429 No\r\nRetry-After: 900\r\nContent-Length: 0\r\n\r\n",
    "mail that fails": b"421 Not now\r\n",
}


@pytest.fixture(params=["refuses", *SAYS])
def bad(request, settings, monkeypatch) -> Iterator[str]:
    """Host and port of a service that is none."""
    settings.FETCH_PRIVATE, settings.FETCH_PORTS = True, range(1, 65_536)
    settings.EMAIL_TIMEOUT = SILENCE
    for one in (fetch_url, send_url):
        monkeypatch.setattr(one, "SILENCE", SILENCE)
    with socket.socket() as server:
        server.bind(("127.0.0.1", 0))
        if request.param != "refuses":
            server.listen(20)
            outlasted = _answer(server, SAYS[request.param])
        else:
            outlasted = []
        yield f"127.0.0.1:{server.getsockname()[1]}"
    assert outlasted == []


def _answer(server: socket.socket, says: bytes | None) -> list[socket.socket]:
    """Serve in the background; the silent connections on which nobody hung up come to be in it."""
    outlasted: list[socket.socket] = []

    def answer() -> None:
        while True:
            try:
                link, _ = server.accept()
            except OSError:
                return
            if says is None:
                threading.Thread(target=wait, args=[link], daemon=True).start()
                continue
            link.settimeout(SILENCE)
            with link, contextlib.suppress(OSError):
                if not says.startswith(b"421"):
                    link.recv(65_536)
                link.sendall(says)

    def wait(link: socket.socket) -> None:
        link.settimeout(PATIENCE)
        with link, contextlib.suppress(ConnectionError):
            try:
                while link.recv(65_536):
                    pass
            except TimeoutError:
                outlasted.append(link)

    threading.Thread(target=answer, daemon=True).start()
    return outlasted


def test_what_is_fetched_and_sent_is_told_and_tried_later(bad, cast):
    """Whoever wished it was answered before anything was asked; nobody is asked twice at once."""
    source = factory.make_source(cast, f"http://{bad}/report")
    feed = feeds.add(actor=cast.editor, desk_id=cast.desk.pk, address=f"http://{bad}/feed.xml")
    hook = webhooks.add(actor=cast.editor, desk_id=cast.desk.pk, address=f"http://{bad}/hook")
    row = webhooks.test(actor=cast.editor, webhook_id=hook.pk)
    fetch_requests.request(actor=cast.checker, source_id=source.pk)

    for _ in range(2):
        assert fetch.fetch_due(60)
        send_webhooks.send_due(60)

    feed.refresh_from_db()
    row.refresh_from_db()
    assert feed.problem
    assert feed.failures == 1
    assert feed.due_at > timezone.now()
    assert SnapshotRequest.objects.get().problem
    # Of 200 the body is not read.
    assert bool(row.problem) == (row.delivered_at is None)
    assert row.tries == 1
    assert Delivery.objects.due().count() == 0


def test_mail_waits_until_its_server_is_one(bad, cast, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = bad.split(":")[0], int(bad.split(":")[1])
    assert smtp.EmailBackend().timeout == SILENCE
    invitations.invite(
        actor=cast.editor, desk_id=cast.desk.pk, email="new@example.org", role="reporter",
        origin="https://news.example", language="en",
    )  # fmt: skip

    assert [send_mail.send_due(60), send_mail.send_due(60)] == [0, 0]
    kept = Invitation.objects.get()
    assert kept.problem
    assert kept.tries == 1
