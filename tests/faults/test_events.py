"""The events of a running Newsroom: to whom they come, how soon, and what they survive."""

import contextlib
import http.client
import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
from http.cookies import SimpleCookie

import pytest

from tests.browser.running import ROOT, Running, running
from tests.faults.test_embedded_server import connect, postmaster, wait_for
from tests.faults.test_up import Caller, child, children_of, is_alive

pytestmark = pytest.mark.faults

SOON = 60  # Seconds; an event takes a few milliseconds, on a machine that is not busy.
OTHER_DESK = """
from annotations.models import Membership, User
from annotations.services.accounts import desks
admin = User.objects.get(username="admin")
desk = desks.create(actor=admin, name="Other", slug="other")
user = User.objects.create_user("stranger", password="stranger-demo")
desks.set_role(actor=admin, desk=desk, user=user, role="editor")
"""


class Desk:
    """A started Newsroom as its people and programs use it."""

    def __init__(self, started: Running, data):
        self.started, self.data = started, data
        self.call = Caller(started, data)
        self.article = self.call("GET", "/api/v1/articles/?search=bridge")["results"][0]
        self._next = 0

    def manage(self, code: str) -> None:
        subprocess.run(
            [sys.executable, "manage.py", "shell", "-v", "0", "-c", code],
            cwd=ROOT,
            env={
                **os.environ,
                "NEWSROOM_DATA": str(self.data),
                "DJANGO_SETTINGS_MODULE": "newsroom.settings",
            },
            check=True,
            capture_output=True,
        )

    def claim(self) -> int:
        """Make a claim over REST; its id."""
        self._next += 1
        body = {
            "revision": self.article["current_revision"]["id"],
            "start": self._next,
            "end": self._next + 20,
        }
        return self.call("POST", "/api/v1/claims/", body)["id"]

    def ask(self, method: str, path: str, body: str = "", **headers: str):
        link = http.client.HTTPConnection("127.0.0.1", self.started.port, timeout=120)
        link.request(method, path, body, headers)
        return link.getresponse()

    def sign_in(self, name: str) -> str:
        """The Cookie header of this person."""
        page = self.ask("GET", "/accounts/login/")
        token = re.search(rb'csrfmiddlewaretoken" value="(\w+)"', page.read()).group(1).decode()
        csrf = SimpleCookie(page.headers["Set-Cookie"])["newsroom_csrf"].value
        answer = self.ask(
            "POST",
            "/accounts/login/",
            f"csrfmiddlewaretoken={token}&login={name}&password={name}-demo",
            **{
                "Cookie": f"newsroom_csrf={csrf}",
                "Content-Type": "application/x-www-form-urlencoded",
            },
        )
        assert answer.status == 302
        cookies = SimpleCookie("; ".join(answer.headers.get_all("Set-Cookie")))
        return f"newsroom_session={cookies['newsroom_session'].value}"

    def events_port(self, cookie: str) -> int:
        """As the page says it."""
        page = self.ask("GET", "/articles/", Cookie=cookie).read().decode()
        return int(re.search(r'data-events-url="http://127\.0\.0\.1:(\d+)/events"', page).group(1))


class Stream:
    """An open `/events` as a browser holds it."""

    def __init__(self, port: int, cookie: str = "", path: str = "/events", **headers: str):
        self.socket = socket.create_connection(("127.0.0.1", port), timeout=SOON)
        lines = {"Host": f"127.0.0.1:{port}", "Cookie": cookie, **headers}
        asked = "".join(f"{name}: {value}\r\n" for name, value in lines.items() if value)
        self.socket.sendall(f"GET {path} HTTP/1.1\r\n{asked}\r\n".encode())
        self._kept = b""

    def __enter__(self) -> "Stream":
        return self

    def __exit__(self, *_) -> None:
        self.socket.close()

    @property
    def status(self) -> int:
        return int(self._until(b"\r\n").split()[1])

    def next(self, seconds: float = SOON) -> dict | None:
        """The next event of what people do; None when none comes in time or the line ended."""
        deadline = time.monotonic() + seconds
        with contextlib.suppress(TimeoutError, ConnectionError):
            while time.monotonic() < deadline:
                self.socket.settimeout(max(0.01, deadline - time.monotonic()))
                event = json.loads(self._until(b"\n\n").rsplit(b"data: ", 1)[1])
                if event["kind"] not in ("resync", "run", "mention", "worker"):
                    return event
        return None

    def resync(self) -> bool:
        """Whether the page is told to fetch everything anew."""
        with contextlib.suppress(TimeoutError, ConnectionError):
            return b'"resync"' in self._until(b'{"kind": "resync"}\n\n')
        return False

    def is_listening(self) -> "Stream":
        """Wait until it is open, and listens."""
        assert self.status == 200
        assert self.resync()
        return self

    def _until(self, end: bytes) -> bytes:
        while end not in self._kept:
            got = self.socket.recv(65536)
            if not got:
                raise ConnectionError("the server closed the line")
            self._kept += got
        found, self._kept = self._kept.split(end, 1)
        return found + end


@pytest.fixture(scope="module")
def desk(tmp_path_factory):
    data = tmp_path_factory.mktemp("events") / "data"
    with running(data) as started:
        desk = Desk(started, data)
        desk.manage(OTHER_DESK)
        yield desk


@pytest.fixture(scope="module")
def cookie(desk) -> str:
    return desk.sign_in("checker")


@pytest.fixture(scope="module")
def port(desk, cookie) -> int:
    return desk.events_port(cookie)


@pytest.fixture
def listen(port, cookie):
    """Opens a stream that is closed after the test."""
    with contextlib.ExitStack() as stack:
        yield lambda who=cookie: stack.enter_context(Stream(port, who)).is_listening()


def test_a_change_by_a_program_is_heard_at_once_and_holds_ids_only(desk, listen):
    stream = listen()
    made = desk.claim()

    assert stream.next() == {
        "kind": "claim",
        "desk": desk.article["desk"],
        "article": desk.article["id"],
        "id": made,
    }


@pytest.mark.parametrize("cookie_", ["", "newsroom_session=nonsense", "newsroom_session="])
def test_a_stranger_is_refused_by_the_real_server(port, cookie_):
    with Stream(port, cookie_) as stream:
        assert stream.status == 401


def test_a_page_of_another_site_is_refused_by_the_real_server(port, cookie):
    with Stream(port, cookie, Origin="https://evil.example") as stream:
        assert stream.status == 403


@pytest.mark.parametrize("path", ["/", "/articles/", "/api/v1/claims/", "/events/../admin/"])
def test_the_events_server_serves_nothing_else(port, cookie, path):
    with Stream(port, cookie, path) as stream:
        assert stream.status == 404


def test_people_of_another_desk_hear_nothing_and_an_administrator_everything(desk, listen):
    stranger, admin = listen(desk.sign_in("stranger")), listen(desk.sign_in("admin"))
    made = desk.claim()

    assert admin.next()["id"] == made
    assert stranger.next(0.5) is None


def test_whoever_signs_out_cannot_listen_again(desk, port):
    cookie = desk.sign_in("reporter")
    page = desk.ask("GET", "/articles/", Cookie=cookie)
    token = re.search(rb'csrfmiddlewaretoken" value="(\w+)"', page.read()).group(1).decode()
    csrf = SimpleCookie(page.headers["Set-Cookie"])["newsroom_csrf"].value
    answer = desk.ask(
        "POST",
        "/accounts/logout/",
        f"csrfmiddlewaretoken={token}",
        **{
            "Cookie": f"{cookie}; newsroom_csrf={csrf}",
            "Content-Type": "application/x-www-form-urlencoded",
        },
    )
    assert answer.status == 302

    with Stream(port, cookie) as stream:
        assert stream.status == 401


def test_many_open_pages_hear_everything_and_keep_no_page_waiting(desk, listen):
    streams = [listen() for _ in range(60)]
    made = [desk.claim() for _ in range(5)]

    for stream in streams:
        assert [stream.next()["id"] for _ in made] == made
    assert desk.ask("GET", "/accounts/login/").status == 200


def test_a_page_that_reads_nothing_keeps_no_other_waiting(desk, port, cookie, listen):
    """More than any buffer between the two holds."""
    burst = """SELECT pg_notify('newsroom', json_build_object(
        'kind', 'claim', 'desk', %s::int, 'id', i, 'pad', repeat('x', 7000))::text)
        FROM generate_series(1, 90) i"""
    with Stream(port, cookie), connect(desk.data) as link:
        stream = listen()
        for _ in range(20):
            link.execute(burst, [desk.article["desk"]])
            assert [stream.next()["id"] for _ in range(90)] == list(range(1, 91))
        made = desk.claim()
        assert stream.next()["id"] == made


def test_pages_that_left_are_no_burden(desk, listen, port, cookie):
    for _ in range(100):
        with Stream(port, cookie):
            pass
    stream = listen()
    made = desk.claim()

    assert stream.next()["id"] == made


def test_a_killed_database_is_told_and_events_come_again(desk, listen):
    stream = listen()
    os.kill(postmaster(desk.data), signal.SIGKILL)
    assert stream.resync()

    assert wait_for(lambda: desk.ask("GET", "/healthz").status == 200)
    made = desk.claim()
    assert stream.next()["id"] == made


def test_ctrl_c_ends_open_streams_and_everything_else(tmp_path):
    data = tmp_path / "data"
    with running(data) as started:
        desk = Desk(started, data)
        cookie = desk.sign_in("checker")
        family = children_of(started.process.pid)
        with Stream(desk.events_port(cookie), cookie) as stream:
            stream.is_listening()
            assert started.stop() == 0
            assert stream.next() is None
    assert wait_for(lambda: not any(map(is_alive, family)))


def test_an_events_server_that_died_is_started_again_until_it_dies_too_often(tmp_path):
    data = tmp_path / "data"
    with running(data) as started:
        desk = Desk(started, data)
        cookie = desk.sign_in("checker")
        killed = child(started, "newsroom.asgi")
        os.kill(killed, signal.SIGKILL)
        assert wait_for(lambda: "starting it again" in "".join(started.lines))
        assert wait_for(lambda: child(started, "newsroom.asgi") not in (None, killed))
        port = desk.events_port(cookie)
        assert wait_for(lambda: is_open(port))

        family = children_of(started.process.pid)
        deadline = time.monotonic() + 300
        while started.process.poll() is None and time.monotonic() < deadline:
            with contextlib.suppress(ProcessLookupError, TypeError):
                os.kill(child(started, "newsroom.asgi"), signal.SIGKILL)
            time.sleep(0.3)
        assert started.process.wait(300) == 1
    assert "events ended with status -9: everything is stopped" in "".join(started.lines)
    assert wait_for(lambda: not any(map(is_alive, family)))


def is_open(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0
