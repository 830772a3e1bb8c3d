"""Child processes: their lines, their end, and nothing left of them."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from newsroom.launcher import children, stack
from newsroom.launcher.children import Child, Falls, stop, watch
from newsroom.launcher.priority import give_way

ROOT = Path(__file__).resolve().parents[2]
SLEEP = "import time; print('up', flush=True); time.sleep(60)"
STUBBORN = f"import signal; signal.signal(signal.SIGTERM, signal.SIG_IGN); {SLEEP}"


@pytest.fixture
def start(capfd):
    """Starts a child that runs this code; whatever is left of it is killed."""
    started = []

    def make(code: str, name: str = "child", **env: str) -> Child:
        child = Child(name, [sys.executable, "-c", code], env, until=signal.SIGKILL)
        started.append(child)
        return child

    yield make
    for child in started:
        child.kill()
        child.process.wait()


def printed(capfd, words: str) -> str:
    """Everything printed, once `words` are among it."""
    text, deadline = "", time.monotonic() + 60
    while words not in text and time.monotonic() < deadline:
        text += capfd.readouterr().out
        time.sleep(0.005)
    return text


def test_each_line_is_shown_with_the_name_of_its_process(start, capfd):
    code = "import sys, os; print(os.environ['X']); print('wrong', file=sys.stderr)"
    start(code, "web", X="words").process.wait()

    text = printed(capfd, "wrong")
    assert "web     | words\n" in text
    assert "web     | wrong\n" in text


def test_a_line_of_json_stays_one(start, capfd):
    start("""print('{"level": "INFO"}')""").process.wait()

    assert printed(capfd, "INFO") == '{"level": "INFO"}\n'


def test_bytes_that_are_no_text_are_shown_too(start, capfd):
    start("import os; os.write(1, b'a\\xff\\n')").process.wait()

    assert "child   | a\ufffd\n" in printed(capfd, "\ufffd")


def test_a_child_reads_nothing_and_has_a_session_of_its_own(start, capfd):
    code = "import os, sys; print(repr(sys.stdin.read()), os.getsid(0) == os.getpid())"
    start(code).process.wait()

    assert "| '' True\n" in printed(capfd, "True")


def test_the_one_that_ended_is_told(start):
    ended = start("raise SystemExit(3)")
    family = [start(SLEEP), ended]

    assert watch(family, is_over=lambda: False, tick=0.01) is ended
    assert ended.process.returncode == 3


def test_one_that_ended_is_started_again_as_it_was(start, capfd):
    ended = start("import os; print(os.environ['X'])", "web", X="words")
    ended.process.wait()
    printed(capfd, "words")
    again = ended.again()
    again.process.wait()
    assert "web     | words\n" in printed(capfd, "words")


def test_one_that_gives_way_does_so_also_when_it_is_started_again():
    child = Child("worker", [sys.executable, "-c", SLEEP], {}, until=signal.SIGKILL, nice=7)
    try:
        assert way_given(child.process.pid) == (7, "nice 7")
        child = child.again()
        assert way_given(child.process.pid) == (7, "nice 7")
    finally:
        child.kill()
        child.process.wait()


def way_given(pid: int) -> tuple[int, str]:
    """What a process has, and what its session has where Linux shares between sessions."""
    session = Path(f"/proc/{pid}/autogroup")
    nice = os.getpriority(os.PRIO_PROCESS, pid)
    try:
        return nice, session.read_text().strip().partition(" ")[2]
    except OSError:
        return nice, f"nice {nice}"


ASK = """
import os
from django.db import connection
os.nice(3)
connection.ensure_connection()
pid = connection.connection.info.backend_pid
print(os.getpriority(os.PRIO_PROCESS, 0), os.getpriority(os.PRIO_PROCESS, pid))
"""


def test_the_database_gives_way_for_a_process_that_does():
    words = [sys.executable, "manage.py", "shell", "--verbosity", "0", "--command", ASK]
    said = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    nice, of_database = said.split()
    assert int(nice) >= 3
    assert of_database == nice


def test_to_give_way_comes_too_late_for_one_that_ended(start):
    child = start("")
    child.process.wait()
    give_way(child.process.pid, 7)


def test_falling_now_and_then_is_not_falling_again_and_again(monkeypatch):
    now = [0.0]
    monkeypatch.setattr(children.time, "monotonic", lambda: now[0])
    falls = Falls(2, 60.0)

    def falls_at(second: float) -> bool:
        now[0] = second
        return falls.are_too_many()

    assert [falls_at(second) for second in (0, 30, 70, 95)] == [False] * 4
    assert falls_at(96)


def test_watching_ends_when_it_is_asked_to(start):
    answers = iter([False, False, True])

    assert watch([start(SLEEP)], is_over=lambda: next(answers), tick=0.01) is None


def test_stopping_ends_all_of_them(start, capfd):
    family = [start(SLEEP), start(SLEEP)]
    assert printed(capfd, "up\nchild   | up").count("up") == 2
    stop(family, patience=10)

    assert [child.process.returncode for child in family] == [-signal.SIGTERM] * 2


def test_one_that_does_not_listen_is_killed_after_some_patience(start, capfd):
    child = start(STUBBORN)
    printed(capfd, "up")
    stop([child], patience=0.2)

    assert child.process.returncode == -signal.SIGKILL


def test_stopping_what_has_ended_is_no_error(start):
    child = start("")
    child.process.wait()
    stop([child], patience=1)
    child.ask_to_stop()

    assert child.process.returncode == 0


def test_grandchildren_go_with_their_parent(start, capfd):
    code = (
        "import subprocess, sys; "
        f"child = subprocess.Popen([sys.executable, '-c', {SLEEP!r}]); "
        "print('pid', child.pid, flush=True); child.wait()"
    )
    child = start(code)
    text = printed(capfd, "| up\n")
    grandchild = int(text.split("pid ")[1].split()[0])
    stop([child], patience=10)

    deadline = time.monotonic() + 60
    while is_running(grandchild) and time.monotonic() < deadline:
        time.sleep(0.01)
    assert not is_running(grandchild)


def is_running(pid: int) -> bool:
    try:
        status = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0]
    except FileNotFoundError:
        return False
    return status != "Z"


def test_commands_use_this_very_python():
    commands = [
        stack.web("127.0.0.1", 8000), stack.events("127.0.0.1", 8001), stack.worker(),
        stack.beat(Path("/data")), stack.seal(),
    ]  # fmt: skip

    assert {command[0] for command in commands} == {sys.executable}
    assert children.python("-V") == [sys.executable, "-V"]
    assert os.access(sys.executable, os.X_OK)


def test_pages_are_served_by_wsgi_and_events_by_asgi():
    web, events = stack.web("::1", 80), stack.events("::1", 81)

    assert web[-1] == "newsroom.wsgi:application"
    assert events[-1] == "newsroom.asgi:application"
    for command, port in ((web, "80"), (events, "81")):
        assert command[command.index("--host") + 1] == "::1"
        assert command[command.index("--port") + 1] == port
