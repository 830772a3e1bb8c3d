"""The files of deploy/ name only what there is; where its linter is installed, it reads them."""

import os
import re
import shlex
import shutil
import subprocess
from configparser import ConfigParser
from pathlib import Path

import pytest
import yaml
from django.core.management import get_commands, load_command_class

from newsroom.launcher import stack
from newsroom.management.commands import serve
from newsroom.management.commands.serve import PORTS, PROCESSES

from .pages import ROOT
from .server import PAGE, blocks

DEPLOY = ROOT / "deploy"
SERVICES = yaml.safe_load((DEPLOY / "compose.yaml").read_text())["services"]
OURS = {name: one for name, one in SERVICES.items() if one["image"] == "newsroom"}
UNIT = DEPLOY / "systemd" / "newsroom@.service"
BESIDE = UNIT.with_name("newsroom-beside@.service")
DOCKERFILE = (DEPLOY / "Dockerfile").read_text()
READ = re.compile(r'env\.\w+\("([A-Z_]+)"')


def settings() -> set[str]:
    """The variables that the product reads."""
    sources = (path.read_text() for path in (ROOT / "newsroom").rglob("*.py"))
    return {name for text in sources for name in READ.findall(text)}


def parse(words: list[str]) -> None:
    """Exits when there is no such command of manage.py, or it takes no such words."""
    name, *options = words
    load_command_class(get_commands()[name], name).create_parser("manage.py", name).parse_args(
        options
    )


def unit(path: Path) -> ConfigParser:
    found = ConfigParser(interpolation=None, strict=False)
    found.optionxform = str
    found.read(path)
    return found


def test_containers_are_given_only_settings_that_there_are():
    given = {name for one in OURS.values() for name in one["environment"]}
    assert len(given) > 7
    assert given <= settings()


def test_so_is_the_server_of_the_document():
    given = {name for block in blocks() for name in re.findall(r"^([A-Z_]+)=", block, re.MULTILINE)}
    assert len(given) > 7
    assert given <= settings()


def test_what_compose_asks_for_stands_in_the_example():
    text = (DEPLOY / "compose.yaml").read_text()
    asked = set(re.findall(r"\$\{([A-Z_]+)", text))
    assert asked == set(re.findall(r"^([A-Z_]+)=", (DEPLOY / "env.example").read_text(), re.M))
    assert "image: newsroom\n" in text
    assert not re.search(r"image: \S+(:latest|[a-z]\n)", text.replace("image: newsroom\n", ""))


@pytest.mark.parametrize("name", OURS)
def test_a_container_runs_a_command_that_there_is_and_may_change_nothing(name):
    one = OURS[name]
    parse(one["command"])
    assert one["read_only"] is True
    assert one["cap_drop"] == ["ALL"]
    assert one["security_opt"] == ["no-new-privileges:true"]
    # Only who migrates, who seals the audit trail and who takes down know the owner of the tables.
    owns = name in ("migrate", "seal", "redact")
    assert ("DATABASE_OWNER_URL" in one["environment"]) == owns


def test_nobody_else_reads_the_key_that_signs_the_audit_trail():
    volumes = {name: one["volumes"] for name, one in OURS.items()}
    [own] = volumes.pop("seal")
    assert all(own.split(":")[0] not in str(others) for others in volumes.values())
    service = unit(UNIT.with_name("newsroom-seal.service"))["Service"]
    assert service["User"] not in ("root", unit(UNIT)["Service"]["User"])
    words = shlex.split(service["ExecStart"])
    parse(words[words.index("manage.py") + 1 :])
    assert f"NEWSROOM_DATA=/var/lib/{service['StateDirectory']}" in words


def test_commands_for_containers_name_services_and_commands_that_there_are():
    text = " ".join(PAGE.read_text().split())
    ran = re.findall(r"`docker compose [^`]*?run --rm (\w+) ([^`]+)`", text)
    assert len(ran) == 4
    for service, command in ran:
        assert service in OURS
        parse(shlex.split(command))
    [paragraph] = re.findall(r"To restore, stop (.*?), then", text)
    stopped = set(re.findall(r"`(\w+)`", paragraph))
    assert stopped == {name for name, one in OURS.items() if one.get("restart") != "no"}


def test_every_process_has_a_container_and_starts_after_what_it_needs():
    assert {one["command"][1] for one in OURS.values() if one["command"][0] == "serve"} == {
        *PROCESSES
    }
    needed = [
        (other, how["condition"])
        for one in SERVICES.values()
        for other, how in one.get("depends_on", {}).items()
    ]
    assert len(needed) > len(PROCESSES)
    for other, condition in needed:
        assert (SERVICES[other].get("restart") == "no") == (
            condition == "service_completed_successfully"
        )
        if condition == "service_healthy":
            assert "disable" not in SERVICES[other].get("healthcheck", {})


def test_the_image_is_small_and_not_root_s():
    assert re.findall(r"^FROM (\S+)", DOCKERFILE, re.M) == ["python:3.13-slim-bookworm"] * 2
    last = DOCKERFILE.rsplit("FROM ", 1)[1]
    assert re.findall(r"^USER (\S+)", last, re.M) == ["10001"]
    assert "useradd --system --uid 10001" in last
    assert "HEALTHCHECK" in last
    assert "pip install --no-cache-dir" in DOCKERFILE
    parse(["serve", *yaml.safe_load(re.findall(r"^CMD (.*)$", last, re.M)[0])[1:]])
    allowed = (DEPLOY / "Dockerfile.dockerignore").read_text().split("\n")
    for words in re.findall(r"^COPY (?!--from)(.*) \S+$", DOCKERFILE, re.M):
        for source in words.split():
            assert (ROOT / source).exists()
            assert f"!{source}" in allowed


def test_systemd_keeps_every_process_and_its_worker_is_patient():
    words = shlex.split(unit(UNIT)["Service"]["ExecStart"])
    assert words[:3] == ["/usr/bin/env", ".venv/bin/python", "manage.py"]
    for process in PROCESSES:
        parse([word.replace("%i", process) for word in words[3:]])
    wanted = unit(UNIT.with_name("newsroom.target"))["Unit"]["Wants"]
    assert wanted.split() == [f"newsroom@{process}.service" for process in PROCESSES]
    nice = UNIT.with_name("newsroom@worker.service.d") / "nice.conf"
    assert int(unit(nice)["Service"]["Nice"]) > 0
    service = unit(UNIT)["Service"]
    assert service["EnvironmentFile"] in PAGE.read_text()
    assert (service["Restart"], service["KillMode"]) == ("always", "mixed")


def test_those_that_stand_in_are_of_the_same_kind_and_the_proxies_know_them():
    service, other = unit(UNIT)["Service"], unit(BESIDE)["Service"]
    assert other["ExecStart"] == f"{service['ExecStart']} --beside"
    assert dict(other) | {"ExecStart": ""} == dict(service) | {"ExecStart": ""}
    for path in ("nginx/newsroom.conf", "caddy/Caddyfile"):
        text = (DEPLOY / path).read_text()
        for port in PORTS.values():
            assert f"127.0.0.1:{port + serve.BESIDE}" in text
        # The file that gives them everything, as the document makes and removes it.
        assert re.search(r"/run/newsroom-beside|root /run\n\t+try_files newsroom-beside\n", text)
    assert re.search(r"touch /run/newsroom-beside\n(.*\n)+rm /run/newsroom-beside\n", blocks()[-1])


def test_what_is_under_way_is_waited_for_longer_than_requests_may_take():
    """The limit of a statement is 30 seconds, that of a server that does not answer 5 more."""
    assert stack.PATIENT > 60
    waited = int(unit(UNIT)["Service"]["TimeoutStopSec"])
    assert waited > stack.PATIENT
    assert OURS["web"]["stop_grace_period"] == f"{waited}s"


@pytest.mark.parametrize("path", ["nginx/newsroom.conf", "caddy/Caddyfile"])
def test_proxies_part_events_from_pages_and_keep_metrics_inside(path):
    text = (DEPLOY / path).read_text()
    assert "/events" in text
    assert "/metrics" in text
    for port in PORTS.values():
        assert f"127.0.0.1:{port}" in text
    assert re.search(r"client_max_body_size 64000000;|max_size 64MB", text)


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="needs systemd")
def test_systemd_understands_its_units(tmp_path):
    shutil.copytree(UNIT.parent, tmp_path, dirs_exist_ok=True)
    units = [f"newsroom@{process}.service" for process in PROCESSES]
    units += ["newsroom-beside@web.service", "newsroom-seal.service", "newsroom-redact.service"]
    run = subprocess.run(
        ["systemd-analyze", "verify", "--man=no", *units, "newsroom.target"],
        cwd=tmp_path, env={"SYSTEMD_UNIT_PATH": f"{tmp_path}:", "PATH": "/usr/bin:/bin"},
        capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    assert "newsroom" not in run.stderr, run.stderr
    assert run.returncode == 0


@pytest.mark.skipif(not shutil.which("hadolint"), reason="needs hadolint")
def test_the_linter_of_images_has_nothing_to_say():
    words = ["hadolint", "--no-color", str(DEPLOY / "Dockerfile")]
    run = subprocess.run(words, capture_output=True, text=True, timeout=60, check=False)
    assert (run.returncode, run.stdout) == (0, "")


@pytest.mark.skipif(not shutil.which("caddy"), reason="needs caddy")
def test_caddy_understands_its_file(tmp_path):
    run = subprocess.run(
        ["caddy", "validate", "--adapter", "caddyfile", "--config", DEPLOY / "caddy" / "Caddyfile"],
        env={"HOME": str(tmp_path), "PATH": "/usr/bin:/bin"},
        capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    assert run.returncode == 0, run.stderr


def test_workers_have_names_of_their_own_and_that_of_a_container_is_asked_for(monkeypatch):
    """RabbitMQ ends the second of two that are called the same."""
    assert f"worker{os.getpid()}@%h" in stack.worker()
    monkeypatch.setattr(os, "getpid", lambda: 1)
    assert "worker1@%h" in stack.worker()
    assert "--destination worker1@$$(hostname)" in OURS["worker"]["healthcheck"]["test"][1]
