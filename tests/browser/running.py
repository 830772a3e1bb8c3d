"""The real product in processes of its own: what `manage.py up` starts, and how a test drives it."""

import contextlib
import os
import random
import re
import shutil
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from weakref import WeakSet

import pytest
from playwright.sync_api import Page

ROOT = Path(__file__).resolve().parents[2]
READY_WITHIN = 600  # Seconds.
SAVED = "#saved[data-state=saved]"  # Its words are “just now” for two seconds.
STARTED: "WeakSet[Running]" = WeakSet()
COLLECTED = Path(os.environ.get("NEWSROOM_DATA", ROOT / "var" / "test")) / "collected"


class Running:
    """A started Newsroom: its address, its lines, its process."""

    def __init__(self, data: Path, *options: str, **env: str):
        _seed(data)
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.lines: list[str] = []
        self._ready = threading.Event()
        self._sessions: dict[str, list] = {}  # Cookies of people who signed in, by name.
        self.process = subprocess.Popen(
            [sys.executable, "manage.py", "up", "--port", str(self.port), *options],
            cwd=ROOT,
            env={
                **os.environ,
                "NEWSROOM_DATA": str(data),
                "DJANGO_SETTINGS_MODULE": "newsroom.settings",
                **env,
            },
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        threading.Thread(target=self._read, daemon=True).start()
        STARTED.add(self)

    def _read(self) -> None:
        for line in self.process.stdout:
            self.lines.append(line)
            if "is ready at" in line:
                self._ready.set()
        self._ready.set()

    def wait_until_ready(self) -> "Running":
        assert self._ready.wait(READY_WITHIN), "".join(self.lines[-30:])
        assert any("Newsroom is ready at" in line for line in self.lines), "".join(self.lines[-30:])
        return self

    def stop(self) -> int:
        """As Ctrl-C does; the exit status."""
        self.process.send_signal(signal.SIGINT)
        return self.process.wait(120)

    def sign_in(self, page: Page, name: str) -> Page:
        """At the list of articles, by the form; the next time by the session that it began."""
        if name in self._sessions:
            page.context.add_cookies(self._sessions[name])
            page.goto(f"{self.url}/articles/")
            if page.url == f"{self.url}/articles/":
                return page
        page.goto(f"{self.url}/accounts/login/?next=/articles/")
        page.fill("#id_login", name)
        page.fill("#id_password", f"{name}-demo")
        page.click("main .button.primary")
        page.wait_for_url(re.compile(r"/articles/$"))
        self._sessions[name] = page.context.cookies()
        return page

    def add_article(self, page: Page, text: str) -> None:
        """Of `text`, by the form; its workbench is open then."""
        page.goto(f"{self.url}/articles/new/")
        page.fill("#id_text", text)
        page.click("button:has-text('Add article')")
        page.wait_for_selector("annotated-text")


def told(report: pytest.TestReport) -> pytest.TestReport:
    """A failed test's report with what the products that ran meanwhile said last."""
    if report.failed:
        for one in STARTED:
            report.sections.append((f"{one.url} said last", "".join(one.lines[-60:])))
    return report


def free_port() -> int:
    """Below those that the kernel gives to outgoing connections, of other tests for example."""
    while True:
        port = random.randrange(20_000, 30_000)
        with socket.socket() as probe, contextlib.suppress(OSError):
            probe.bind(("127.0.0.1", port))
            return port


def _seed(data: Path) -> None:
    """Static files as an earlier start collected them, if they are of this state: half a minute."""
    if COLLECTED.is_dir() and not (data / "static").exists():
        shutil.copytree(COLLECTED, data / "static")


def _keep(data: Path) -> None:
    """For the next start; whoever is first keeps them, for good."""
    [now] = (data / "static").iterdir()
    if (COLLECTED / now.name).exists():
        return
    fresh = COLLECTED.with_name(f"collected.{os.getpid()}")
    shutil.copytree(data / "static", fresh)
    with contextlib.suppress(OSError):
        shutil.rmtree(COLLECTED, ignore_errors=True)
        fresh.rename(COLLECTED)
    shutil.rmtree(fresh, ignore_errors=True)


@contextmanager
def running(data: Path, *options: str, **env: str) -> Iterator[Running]:
    started = Running(data, *options, **env)
    try:
        started.wait_until_ready()
        _keep(data)
        yield started
    finally:
        if started.process.poll() is None:
            started.stop()


def mark_claim(page: Page, words: str) -> None:
    """Make a claim of `words` by key; its panel is open then."""
    select(page, words)
    page.keyboard.press("c")
    page.wait_for_selector("[data-panel-claim]")


def select(page: Page, words: str, nth: int = 0) -> None:
    """Select `words` in the article as a drag of the mouse would."""
    page.wait_for_selector("annotated-text:defined")
    page.wait_for_selector(".gutter:not(:empty), #map:not(:empty)", state="attached")
    found = page.evaluate(
        """([words, nth]) => {
            const text = document.querySelector("annotated-text");
            const walker = document.createTreeWalker(text, NodeFilter.SHOW_TEXT);
            let left = nth;
            while (walker.nextNode()) {
                const at = walker.currentNode.data.indexOf(words);
                if (at < 0 || left-- > 0) continue;
                const range = document.createRange();
                range.setStart(walker.currentNode, at);
                range.setEnd(walker.currentNode, at + words.length);
                walker.currentNode.parentElement.scrollIntoView({block: "center"});
                const selection = document.getSelection();
                selection.removeAllRanges();
                selection.addRange(range);
                document.dispatchEvent(new PointerEvent("pointerup", {bubbles: true}));
                return true;
            }
            return false;
        }""",
        [words, nth],
    )
    assert found, f"{words!r} is not in the text"
    page.wait_for_selector("#toolbar:not([hidden])")
