"""Bad days of a running product: what it says of them, how soon, and that it comes back."""

import contextlib
import http.client
import json
import os
import secrets
import signal
import socket
import stat
import subprocess
import sys
from pathlib import Path

import psycopg
import pytest

from newsroom.embedded import paths
from tests.browser.running import ROOT, Running, free_port, running
from tests.faults.test_embedded_server import connect, postmaster, wait_for
from tests.faults.test_up import Caller, children_of, up

pytestmark = pytest.mark.faults
SOON = 60  # Seconds; a slow machine takes ten.
WORD = "Zanzibarski"  # In no text of the demo.


@pytest.fixture(scope="module")
def started(tmp_path_factory):
    data = tmp_path_factory.mktemp("bad days") / "data"
    with running(data, NEWSROOM_STATEMENT_SECONDS="1") as started:
        started.data = data
        yield started


@pytest.fixture(scope="module")
def call(started) -> Caller:
    return Caller(started, started.data)


def ask(started: Running, path: str, method: str = "GET", body=None, **headers: str):
    """Status and body of the answer."""
    link = http.client.HTTPConnection("127.0.0.1", started.port, timeout=SOON)
    with contextlib.closing(link):
        link.request(method, path, body, headers)
        answer = link.getresponse()
        return answer.status, answer.read()


def health(started: Running) -> tuple[int, dict]:
    status, body = ask(started, "/healthz")
    return status, json.loads(body)


@contextlib.contextmanager
def hung(data: Path):
    """The database takes calls, and answers none, as long as the block lasts."""
    main = postmaster(data)
    family = [main, *children_of(main)]
    for pid in family:
        os.kill(pid, signal.SIGSTOP)
    try:
        yield
    finally:
        for pid in reversed(family):
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGCONT)


def test_a_hung_database_is_away_and_requests_end(started, call):
    with hung(started.data):
        for _ in range(3):
            status, said = health(started)
            assert (status, said["status"], said["database"]) == (503, "down", "away")
        status, page = ask(started, "/api/v1/articles/", Authorization=f"Bearer {call.token}")
        assert status == 503
        assert b"/problems/try-again" in page

    assert wait_for(lambda: health(started)[0] == 200)
    assert call("GET", "/api/v1/articles/")["results"]


def test_a_request_that_waits_for_a_lock_ends(started, call):
    with connect(started.data) as link, link.transaction():
        link.execute("LOCK TABLE annotations_article IN ACCESS EXCLUSIVE MODE")
        status, said = ask(started, "/api/v1/articles/", Authorization=f"Bearer {call.token}")
        assert (status, json.loads(said)["type"]) == (503, "/problems/try-again")

    assert call("GET", "/api/v1/articles/")["results"]


def test_every_process_works_as_the_application(started, call):
    """But for the two that have to be the owner: who seals the trail, and who takes down."""
    call("GET", "/api/v1/articles/")
    with connect(started.data) as link:
        roles = link.execute(
            "SELECT usename, count(*) FROM pg_stat_activity "
            "WHERE backend_type = 'client backend' AND pid <> pg_backend_pid() GROUP BY usename"
        ).fetchall()

    sessions = dict(roles)
    assert sessions.pop("newsroom_application") >= 4
    assert sum(sessions.values()) <= 2


@pytest.mark.parametrize(
    "statement",
    [
        "SET session_replication_role = replica",
        "TRUNCATE annotations_event",
        "ALTER TABLE annotations_revision DISABLE TRIGGER ALL",
        "UPDATE annotations_event SET request = ''",
        "DELETE FROM annotations_event",
    ],
)
def test_the_application_cannot_switch_a_guard_off(started, statement):
    folder = str(paths.socket_folder(started.data))
    with (
        psycopg.connect(host=folder, user="newsroom_application", dbname="newsroom") as link,
        pytest.raises(psycopg.errors.InsufficientPrivilege),
    ):
        link.execute(statement)


def test_a_body_in_pieces_is_refused_by_the_real_server(started, call):
    link = http.client.HTTPConnection("127.0.0.1", started.port, timeout=SOON)
    headers = {"Authorization": f"Bearer {call.token}", "Content-Type": "application/json"}
    pieces = iter([b'{"desk": "demo", ', b'"headline": "H", "text": "Words."}'])
    with contextlib.suppress(BrokenPipeError):  # It is answered before all pieces are sent.
        link.request("POST", "/api/v1/articles/", pieces, headers, encode_chunked=True)
    answer = link.getresponse()

    assert answer.status == 411
    assert json.loads(answer.read())["type"] == "/problems/length-required"


def test_a_second_start_with_the_same_data_is_one_sentence(started):
    run = up(started.data, "--port", str(free_port()))

    assert run.returncode == 1
    assert "Newsroom is already running with the data in" in run.stderr
    assert started.url in run.stderr
    assert "Traceback" not in run.stderr
    assert health(started)[0] == 200


def test_what_people_write_and_look_for_is_in_no_log(started, call):
    """Neither in the files nor in what the processes print: words, names, slow or refused."""
    call("POST", "/api/v1/articles/", {"desk": "demo", "headline": WORD, "text": f"{WORD} left."})
    call("GET", f"/api/v1/articles/?search={WORD}")
    for path in (f"/articles/?search={WORD}", f"/none/?name={WORD}", f"/api/v1/none/?q={WORD}"):
        ask(started, path, Authorization=f"Bearer {call.token}")
    folder = str(paths.socket_folder(started.data))
    with psycopg.connect(
        host=folder, user="newsroom_application", dbname="newsroom", autocommit=True
    ) as link:
        link.execute("SELECT pg_sleep(0.6), %s", [WORD])
        for statement in (
            f"SELECT pg_sleep(0.6), '{WORD}'",
            f"SELECT '{WORD}'::int",
            f"INSERT INTO annotations_desk (id, name) VALUES (1, '{WORD}')",
            f"SELECT {WORD}",
        ):
            with contextlib.suppress(psycopg.Error):
                link.execute(statement)

    logs = [path for path in started.data.glob("*") if path.suffix == ".log"]
    assert logs
    for path in logs:
        assert WORD.lower() not in path.read_text(errors="replace").lower()
        assert "annotations_" not in path.read_text(errors="replace")
    assert WORD.lower() not in "".join(started.lines).lower()


def test_nothing_under_the_data_folder_is_anybody_else_s(started):
    """But for what everybody is sent: static files."""
    open_to_others = [
        path
        for path in started.data.rglob("*")
        if path.is_file() and path.stat().st_mode & (stat.S_IRWXG | stat.S_IRWXO)
        if not path.is_relative_to(started.data / "static")
    ]
    assert open_to_others == []


def test_a_log_of_an_older_version_is_closed(tmp_path):
    from newsroom.embedded.files import Files  # noqa: PLC0415

    place = Files(tmp_path)
    place.log.touch(mode=0o644)
    place.log.chmod(0o644)
    place.open_log().close()

    assert place.log.stat().st_mode & 0o777 == 0o600


def test_an_import_that_is_stopped_says_in_one_line_how_to_go_on(started, call, tmp_path):
    for i in range(12_000):
        (tmp_path / f"{i}.txt").write_text(f"Stopped import {i}.\n\nIlka Varn resigned.")
    process = subprocess.Popen(
        [sys.executable, "manage.py", "import_articles", str(tmp_path), "--desk", "demo", "--as", "reporter"],
        cwd=ROOT,
        env={**os.environ, "NEWSROOM_DATA": str(started.data), "DJANGO_SETTINGS_MODULE": "newsroom.settings"},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        # A run in the background has it ignored, and so would the import.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    )  # fmt: skip

    def has_begun() -> bool:
        found = call("GET", "/api/v1/articles/?search=Stopped")
        return bool(found["results"]) or process.poll() is not None

    assert wait_for(has_begun)
    process.send_signal(signal.SIGINT)
    _, said = process.communicate(timeout=60)

    assert process.returncode == 130
    [line] = [line for line in said.splitlines() if line.strip()]
    assert "Run the same command again to go on" in line


def test_a_folder_of_the_version_before_gets_both_roles_at_the_next_start(tmp_path):
    data = tmp_path / "data"
    with running(data), connect(data) as link:
        link.execute("DROP OWNED BY newsroom_application")
        # What still works is of the role that goes; it signs in no more.
        link.execute("ALTER ROLE newsroom_application NOLOGIN")
        link.execute("ALTER ROLE newsroom_application RENAME TO gone")
    with running(data) as again:
        assert Caller(again, data)("GET", "/api/v1/articles/")["results"]
        steps = [line for line in again.lines if line.rstrip().endswith("…")]
        assert steps[0].startswith("Starting the database")


def test_a_broker_that_is_away_at_the_start_is_told_and_tried_again(tmp_path):
    with socket.socket() as nobody:
        nobody.bind(("127.0.0.1", 0))  # Taken, and nobody listens.
        url = f"redis://:hunter2@127.0.0.1:{nobody.getsockname()[1]}/0"
        started = Running(tmp_path / "data", CELERY_BROKER_URL=url)
        try:
            assert wait_for(lambda: "Trying again" in "".join(started.lines))
            assert wait_for(lambda: _status(started) == 200)
            assert health(started)[1]["broker"] == "away"
            assert started.process.poll() is None
        finally:
            started.process.send_signal(signal.SIGINT)
            started.process.wait(60)
    said = "".join(started.lines)
    assert said.count("The message broker does not answer") == 1
    assert "Traceback" not in said
    assert "hunter2" not in said


def _status(started: Running) -> int:
    with contextlib.suppress(OSError, http.client.HTTPException):
        return health(started)[0]
    return 0


@pytest.fixture
def small_disk(tmp_path):
    """A disk of its own, which a test may fill."""
    folder = tmp_path / "disk"
    folder.mkdir()
    run = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=320m,mode=755", "tmpfs", str(folder)],
        capture_output=True,
        text=True,
        check=False,
    )
    if run.returncode:
        pytest.skip(f"only who may mount can fill a disk here: {run.stderr.strip()}")
    yield folder
    subprocess.run(["umount", "--lazy", str(folder)], check=True)


def test_a_full_disk_is_told_and_work_goes_on_when_there_is_room(small_disk):
    with running(small_disk / "data") as started:
        call = Caller(started, small_disk / "data")
        headers = {"Authorization": f"Bearer {call.token}", "Content-Type": "application/json"}

        def add() -> tuple[int, dict]:
            text = " ".join(secrets.token_hex(20) for _ in range(40_000))
            body = json.dumps({"desk": "demo", "headline": "Long", "text": text})
            status, said = ask(started, "/api/v1/articles/", "POST", body, **headers)
            return status, json.loads(said)

        assert add()[0] == 201
        filler = small_disk / "filler"
        with filler.open("wb") as file, contextlib.suppress(OSError):
            while True:
                file.write(b"\0" * 65_536)
                file.flush()
        status, said = add()
        assert (status, said["type"]) == (507, "/problems/disk-full")

        filler.unlink()
        assert wait_for(lambda: _status(started) == 200)
        assert wait_for(lambda: add()[0] == 201)
