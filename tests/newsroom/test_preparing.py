"""What `manage.py up` does before the processes start."""

import contextlib
import errno
import http.client
import socket
import subprocess
from unittest.mock import Mock

import pytest
from django.contrib.auth import authenticate
from django.db import OperationalError, ProgrammingError

from annotations.demo.people import PEOPLE
from annotations.models import Desk, User
from annotations.work import wakeup
from newsroom.database import roles
from newsroom.launcher import preparing, stack
from newsroom.launcher.preparing import CannotStart
from newsroom.management.commands import up
from tests.browser.running import free_port
from tests.faults.test_embedded_server import wait_for

HOST = "127.0.0.1"


@pytest.fixture
def taken():
    """A port that somebody listens on."""
    with socket.socket() as other:
        other.bind((HOST, 0))
        other.listen()
        yield other.getsockname()[1]


def test_a_port_in_use_is_one_sentence_with_another_to_try(taken):
    with pytest.raises(CannotStart) as refusal:
        preparing.reserve_port(HOST, taken)

    assert str(refusal.value).startswith(f"Port {taken} on {HOST} cannot be used (")
    assert str(refusal.value).endswith(f"try --port {taken + 10}.")


def test_a_host_that_is_not_this_machine_is_one_sentence():
    with pytest.raises(CannotStart, match=r"on 203\.0\.113\.7 cannot be used"):
        preparing.reserve_port("203.0.113.7", 8000)


@pytest.mark.parametrize("host", [HOST, "localhost", "0.0.0.0"])
def test_a_reserved_port_is_given_to_nobody_else(host):
    port = free_port()

    with preparing.reserve_port(host, port), pytest.raises(CannotStart):
        preparing.reserve_port(host, port)
    preparing.reserve_port(host, port).close()


def test_our_servers_listen_on_a_reserved_port(tmp_path):
    port = free_port()
    words = stack.python(
        "-m", "granian", *stack.GRANIAN, "--interface", "wsgi", "--port", str(port), "app:hello"
    )
    (tmp_path / "app.py").write_text(
        "def hello(environ, start):\n    start('204', [])\n    return []"
    )

    with preparing.reserve_port(HOST, port), subprocess.Popen(words, cwd=tmp_path) as server:
        assert wait_for(lambda: _status(port) == 204)
        server.terminate()


def _status(port: int) -> int | None:
    link = http.client.HTTPConnection(HOST, port, timeout=5)
    with contextlib.suppress(OSError):
        link.request("GET", "/")
        return link.getresponse().status


def test_the_next_free_port_is_taken():
    first = free_port()

    with preparing.reserve_port(HOST, first), preparing.reserve_port_from(HOST, first) as second:
        assert first < second.getsockname()[1] < first + 20


def test_the_search_for_a_port_ends(monkeypatch):
    monkeypatch.setattr(preparing, "reserve_port", Mock(side_effect=CannotStart("in use")))

    with pytest.raises(CannotStart, match=r"No port from 8001 to 8020 on 127\.0\.0\.1 is free\."):
        preparing.reserve_port_from(HOST, 8001)
    assert preparing.reserve_port.call_count == 20


@pytest.mark.parametrize("error", [OperationalError("no route\nto host"), UnicodeError("no route")])
def test_a_database_out_of_reach_is_one_sentence(monkeypatch, error):
    monkeypatch.setattr(preparing.connection, "ensure_connection", Mock(side_effect=error))

    with pytest.raises(CannotStart, match=r"^The database cannot be reached: no route$"):
        preparing.database(print)


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (
            ProgrammingError("permission denied for schema public\nLINE 1"),
            "The tables cannot be made",
        ),
        (roles.RoleError("There is no role web."), "There is no role web."),
        (OperationalError("could not write"), "The disk is full"),
    ],
)
def test_what_a_database_refuses_is_one_sentence(monkeypatch, error, said):
    if said.startswith("The disk"):
        error.__cause__ = OSError(errno.ENOSPC, "No space left on device")
    monkeypatch.setattr(preparing.connection, "ensure_connection", Mock(side_effect=error))

    with pytest.raises(CannotStart) as refused:
        preparing.database(print)
    assert str(refused.value).startswith(said)
    assert "\n" not in str(refused.value)


@pytest.mark.owner
def test_where_one_role_does_everything_that_is_said(db, settings):
    settings.DATABASE_OWNER, lines = {}, []
    preparing.database(lines.append)

    assert lines[-1].startswith("DATABASE_OWNER_URL is not set: the web works as the owner")


@pytest.mark.owner
def test_a_database_that_is_up_to_date_is_not_migrated(db, monkeypatch):
    monkeypatch.setattr(preparing, "call_command", Mock())
    preparing.database(print)

    preparing.call_command.assert_not_called()


def people(*, ask=lambda prompt, secret: "", demo=True, is_loopback=True) -> None:
    preparing.first_people(demo=demo, is_loopback=is_loopback, ask=ask, say=print)


@pytest.fixture
def nobody_named(monkeypatch):
    for name in ("NEWSROOM_ADMIN_USERNAME", "NEWSROOM_ADMIN_PASSWORD"):
        monkeypatch.delenv(name, raising=False)


def test_an_empty_database_on_this_machine_gets_the_demo_desk(db):
    people()

    assert set(User.objects.values_list("username", flat=True)) == {one.username for one in PEOPLE}


@pytest.mark.parametrize("how", [{"demo": False}, {"is_loopback": False}])
def test_without_the_demo_the_administrator_is_asked_for(db, nobody_named, how):
    prompts = []

    def ask(prompt, secret):
        prompts.append((prompt, secret))
        return "ada" if not secret else "a long password"

    people(ask=ask, **how)

    admin = User.objects.get()
    assert (admin.username, admin.is_superuser) == ("ada", True)
    assert authenticate(username="ada", password="a long password") == admin
    assert [secret for _, secret in prompts] == [False, True]
    assert not Desk.objects.exists()


def test_the_administrator_may_come_by_the_environment(db, monkeypatch):
    monkeypatch.setenv("NEWSROOM_ADMIN_USERNAME", "ada")
    monkeypatch.setenv("NEWSROOM_ADMIN_PASSWORD", "a long password")
    people(demo=False, ask=Mock(side_effect=AssertionError("asked")))

    assert authenticate(username="ada", password="a long password").is_superuser


@pytest.mark.parametrize(("name", "password"), [("", ""), ("ada", ""), ("", "a long password")])
def test_without_name_or_password_nothing_starts(db, nobody_named, name, password):
    with pytest.raises(CannotStart, match="Set NEWSROOM_ADMIN_USERNAME and"):
        people(demo=False, ask=lambda prompt, secret: password if secret else name)
    assert not User.objects.exists()


@pytest.mark.parametrize("weak", ["123", "password", "20261128", "margaret", "x" * 5000])
def test_the_administrators_password_is_validated_like_everybodys(db, monkeypatch, weak):
    monkeypatch.setenv("NEWSROOM_ADMIN_USERNAME", "margaret")
    monkeypatch.setenv("NEWSROOM_ADMIN_PASSWORD", weak)

    with pytest.raises(CannotStart, match=r"^NEWSROOM_ADMIN_PASSWORD: .*password .*\.$"):
        people(demo=False)
    assert not User.objects.exists()


@pytest.mark.parametrize("odd", ["a name with spaces", "x" * 151, "a<b>"])
def test_the_administrators_name_is_one_that_the_panel_would_take(db, monkeypatch, odd):
    monkeypatch.setenv("NEWSROOM_ADMIN_USERNAME", odd)
    monkeypatch.setenv("NEWSROOM_ADMIN_PASSWORD", "a long password")

    with pytest.raises(CannotStart, match=r"^NEWSROOM_ADMIN_USERNAME: "):
        people(demo=False)


def test_who_is_asked_is_told_what_is_wrong_and_asked_again(db, nobody_named):
    answers = iter(["no name", "ada", "123", "ada", "a long password"])
    prompts = []

    def ask(prompt, secret):
        prompts.append(prompt)
        return next(answers)

    people(demo=False, ask=ask)

    assert authenticate(username="ada", password="a long password").is_superuser
    assert [prompt.splitlines()[-1] for prompt in prompts] == [
        "First administrator's name: ",
        "First administrator's name: ",
        "Password: ",
        "Password: ",
        "Password: ",
    ]
    assert "valid username" in prompts[1]
    assert "too short" in prompts[3]


@pytest.mark.parametrize("how", [{}, {"demo": False}, {"is_loopback": False}])
def test_people_who_are_there_are_left_alone(cast, how):
    before = list(User.objects.order_by("pk").values())
    people(ask=Mock(side_effect=AssertionError("asked")), **how)

    assert list(User.objects.order_by("pk").values()) == before


def test_public_passwords_are_never_served_to_other_machines(db):
    people()
    with pytest.raises(CannotStart, match="The demo people have public passwords"):
        people(is_loopback=False)

    User.objects.update(is_active=False)
    people(is_loopback=False)


@pytest.mark.parametrize(
    ("host", "is_loopback"),
    [
        ("127.0.0.1", True),
        ("127.8.8.8", True),
        ("::1", True),
        ("localhost", True),
        ("0.0.0.0", False),
        ("::", False),
        ("192.168.1.5", False),
        ("", False),
        ("localhost.evil.example", False),
        ("news.example", False),
    ],
)
def test_only_addresses_of_this_machine_count_as_such(host, is_loopback):
    assert up._is_loopback(host) is is_loopback


def test_a_server_that_does_not_answer_is_not_ready(taken):
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        port = probe.getsockname()[1]

    assert up._is_ready(HOST, port) is False


@pytest.fixture
def collect(settings, tmp_path, monkeypatch):
    """Static files of this state go to a folder of their own; how often they were collected."""
    settings.STATIC_ROOT = tmp_path / "static" / "0123456789ab"

    def collectstatic(*_, **__):
        settings.STATIC_ROOT.mkdir(parents=True, exist_ok=True)
        (settings.STATIC_ROOT / "a.css").write_text("a {}")

    command = Mock(side_effect=collectstatic)
    monkeypatch.setattr(preparing, "call_command", command)
    return command


def test_static_files_are_collected_once_for_each_state(collect, settings):
    preparing.static_files(print)
    preparing.static_files(print)
    assert collect.call_count == 1

    settings.STATIC_ROOT = settings.STATIC_ROOT.with_name("ba9876543210")
    preparing.static_files(print)
    assert collect.call_count == 2
    assert [one.name for one in settings.STATIC_ROOT.parent.iterdir()] == ["ba9876543210"]


def test_static_files_of_a_start_that_was_killed_are_collected_again(collect, settings):
    settings.STATIC_ROOT.mkdir(parents=True)
    (settings.STATIC_ROOT / "half.css").touch()
    preparing.static_files(print)

    assert not (settings.STATIC_ROOT / "half.css").exists()
    assert (settings.STATIC_ROOT / "a.css").exists()


def test_each_step_of_a_first_start_is_a_line(db, collect):
    lines = []
    preparing.first_people(demo=True, is_loopback=True, ask=Mock(), say=lines.append)
    preparing.static_files(lines.append)

    assert lines == ["Loading the demo desk …", "Collecting static files …"]


def test_a_second_start_with_the_same_data_is_one_sentence_that_says_where_the_first_is(tmp_path):
    first = preparing.alone(tmp_path / "new", "http://127.0.0.1:8000")
    with pytest.raises(CannotStart) as refusal:
        preparing.alone(tmp_path / "new", "http://127.0.0.1:8010")
    assert str(refusal.value) == (
        f"Newsroom is already running with the data in {tmp_path / 'new'}, at http://127.0.0.1:8000: "
        "stop it first, or set NEWSROOM_DATA to another folder."
    )

    first.close()
    preparing.alone(tmp_path / "new", "http://127.0.0.1:8010").close()


def test_a_broker_that_is_away_is_one_sentence(monkeypatch):
    lines = []
    monkeypatch.setattr(wakeup, "problem", lambda: "Connection refused")
    preparing.broker(lines.append)

    [line] = lines
    assert line.startswith("The message broker does not answer (Connection refused): nothing is")
    assert "CELERY_BROKER_URL" in line


def test_a_broker_that_is_there_is_not_worth_a_line(monkeypatch):
    lines = []
    monkeypatch.setattr(wakeup, "problem", lambda: "")
    preparing.broker(lines.append)

    assert lines == []
