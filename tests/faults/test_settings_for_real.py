"""Settings of a public installation, with the whole product running."""

import http.client

import pytest

from tests.browser.running import free_port, running
from tests.faults.test_up import data, up  # noqa: F401


@pytest.mark.parametrize(
    "env",
    [
        {"NEWSROOM_HTTPS": "1"},
        {"ALLOWED_HOSTS": "*"},
        {"ALLOWED_HOSTS": ".news.example"},
        {"LOG_LEVEL": "info"},
    ],
)
def test_it_gets_ready(data, env):  # noqa: F811
    with running(data, **env) as started:
        assert started.stop() == 0


def test_an_unknown_log_level_is_one_clear_sentence(data):  # noqa: F811
    run = up(data, "--port", str(free_port()), LOG_LEVEL="loud")

    assert run.returncode == 1
    assert run.stderr.startswith("LOG_LEVEL must be one of DEBUG, INFO,")
    assert "Traceback" not in run.stderr


@pytest.mark.parametrize("path", ["/api/v1/articles/", "/articles/upload/"])
def test_seventy_megabytes_are_refused_unread(data, path):  # noqa: F811
    with running(data) as started:
        link = http.client.HTTPConnection("127.0.0.1", started.port, timeout=120)
        link.putrequest("POST", path)
        link.putheader("Content-Type", "application/json")
        link.putheader("Content-Length", str(70_000_000))
        link.endheaders()
        answer = link.getresponse()  # Nothing of the body was sent.

        assert answer.status == 413
        assert b"64,000,000 bytes" in answer.read()
