"""The blocks of docs/running.md make a server out of a machine, word by word."""

import contextlib
import json
import re
import shutil
import socket
import ssl
import subprocess
from collections.abc import Iterator

import pytest

from tests.faults.test_embedded_server import wait_for

from .hammer import Hammer
from .pages import ROOT
from .server import CADDY, NGINX, SITE, Server, blocks

pytestmark = [pytest.mark.faults, pytest.mark.slow]
NEEDED = ("bash", "curl", "openssl", "tar")
# Needs systemd as the first process: its units are looked at in test_deploy.py.
SYSTEMD = "systemctl enable"
STALLED = 12  # Uploads; the web processes have eight threads.


@pytest.fixture
def server(tmp_path):
    made = Server(tmp_path)
    yield made
    made.stop()


def curl(server: Server, address: str, *options: str) -> str:
    port = server.ports["443"]
    run = subprocess.run(
        ["curl", "--silent", "--show-error", "--max-time", "60", "--cacert",
         f"{server.root}/etc/newsroom/tls.crt", "--resolve", f"{SITE}:{port}:127.0.0.1", *options,
         f"https://{SITE}:{port}{address}"],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    return run.stdout


@contextlib.contextmanager
def stalled(server: Server, bearer: str) -> Iterator[None]:
    """People who stop in the middle of an upload, and stay."""
    context = ssl.create_default_context(cafile=f"{server.root}/etc/newsroom/tls.crt")
    head = (
        f"POST /api/v1/articles/bulk/ HTTP/1.1\r\nHost: {SITE}\r\nContent-Length: 200000\r\n"
        f"Authorization: Bearer {bearer}\r\nContent-Type: application/x-ndjson\r\n\r\n"
    )
    with contextlib.ExitStack() as stack:
        for _ in range(STALLED):
            link = socket.create_connection(("127.0.0.1", int(server.ports["443"])), timeout=60)
            link = stack.enter_context(context.wrap_socket(link, server_hostname=SITE))
            link.sendall(head.encode() + b"x" * 100_000)
        yield


@pytest.mark.skipif(
    not NGINX or not all(map(shutil.which, NEEDED)), reason="needs nginx, curl and openssl"
)
def test_a_bare_machine_becomes_a_site_that_serves_tells_and_tags(server):
    server.start_postgresql()
    server.start_redis()
    site = [f"cp {server.root}/site.conf deploy/nginx/newsroom.conf"]
    (server.root / "site.conf").write_text(
        server.placed((ROOT / "deploy" / "nginx" / "newsroom.conf").read_text())
    )
    ran = [block for block in blocks() if SYSTEMD not in block]
    assert len(ran) == len(blocks()) - 1 == 9
    *first, proxy, last, upgrade = ran
    said = server.run(*first, *site, proxy, last)

    assert '"database": "ok"' in said
    [password] = re.findall(r"administrator's password, to be changed at once: (\S+)", said)
    # A worker, whose heart beats.
    assert wait_for(lambda: json.loads(curl(server, "/healthz"))["workers"] == 1)

    # Pages: signing in.
    jar = str(server.root / "cookies")
    kept = ("--cookie", jar, "--cookie-jar", jar)
    page = curl(server, "/accounts/login/", *kept)
    [token] = re.findall(r'name="csrfmiddlewaretoken" value="(\w+)"', page)[:1]
    curl(
        server, "/accounts/login/", *kept, "--referer", f"https://{SITE}/",
        "--data-urlencode", "login=administrator", "--data-urlencode", f"password={password}",
        "--data", f"csrfmiddlewaretoken={token}", "--header", f"Origin: https://{SITE}:{server.ports['443']}",
    )  # fmt: skip
    assert "administrator" in curl(server, "/articles/", *kept)
    [style] = re.findall(r'href="(/static/[^"]+\.css)"', page)[:1]
    assert "{" in curl(server, style)
    assert curl(server, "/metrics", "--output", "/dev/null", "--write-out", "%{http_code}") == "404"
    # Events.
    assert curl(server, "/events", "--write-out", "%{http_code}") == "401"
    assert "data:" in curl(server, "/events", *kept, "--max-time", "3")

    # The API, and a worker that tags.
    made = server.say(
        "set -a && . /etc/newsroom/newsroom.env && cd /opt/newsroom && "
        ".venv/bin/python manage.py create_token administrator"
    )
    [bearer] = re.findall(r"nr_\S+", made)
    known = (
        "--header",
        f"Authorization: Bearer {bearer}",
        "--header",
        "Content-Type: application/json",
    )
    curl(server, "/api/v1/desks/", *known, "--data", '{"name": "Politics", "slug": "politics"}')
    article = {"desk": "politics", "headline": "Kept", "text": "Ilka Varn met Tomas Okell in Oslo."}
    made = json.loads(curl(server, "/api/v1/articles/", *known, "--data", json.dumps(article)))
    runs = f"/api/v1/tagging-runs/?revision={made['current_revision']['id']}"
    assert wait_for(lambda: json.loads(curl(server, runs, *known))["results"][0]["state"] == "done")

    # The proxy keeps bodies until they are whole.
    with stalled(server, bearer):
        assert json.loads(curl(server, "/api/v1/articles/", *known))["results"]

    # What a request leaves is one line, with its route and person.
    log = server.log()
    assert re.search(r"GET /articles/ 200 \d+ ms person=\d+ request=\w{32}", log)
    assert bearer not in log
    assert [*(server.root / "var/lib/newsroom").glob("beat*")]

    # The next version, made ready beside it: whoever writes meanwhile is answered, and told the truth.
    began = len(server.log())
    ports = [int(server.ports["443"]), *([server.start_caddy()] if CADDY else [])]
    hammer = Hammer(SITE, ports, f"{server.root}/etc/newsroom/tls.crt", bearer)
    with hammer.at_work():
        server.run(upgrade, last)
    assert (hammer.broken, set(hammer.statuses())) == ([], {201})
    assert hammer.statuses()[201] > 100
    assert hammer.misfits(server.headlines()) == {}
    assert '"database": "ok"' in server.log()[began:]
    assert wait_for(lambda: json.loads(curl(server, "/healthz"))["workers"] == 1)
    assert "administrator" in curl(server, "/articles/", *kept)
    assert server.headlines()["Kept"] == 1
    assert [*(server.root / "var/lib/newsroom").glob("*.zip")]
    releases = [*(server.root / "opt").glob("newsroom-*/manage.py")]
    assert len(releases) == 2
    assert (server.root / "opt/newsroom/manage.py").samefile(max(releases))
