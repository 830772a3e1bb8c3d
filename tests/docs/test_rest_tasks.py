"""Every example of docs/rest-tasks.md does what the page says, against a server."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.api.calls import Caller

from .pages import DOCS, ROOT, lines

PAGE = DOCS / "rest-tasks.md"
SHOWN = "#> "
BETWEEN = "--- next block ---"
TOOLS = ROOT / "var" / "client" / "bin" / "python"
Blocks = list[tuple[str, list[str]]]


def blocks(language: str) -> Blocks:
    """What is typed in each block of a language, and what it prints."""
    found: list[tuple[list[str], list[str]]] = []
    last = 0
    for line in lines(PAGE):
        if line.fence != language:
            continue
        if line.number != last + 1:
            found.append(([], []))
        last = line.number
        typed, shown = found[-1]
        if line.text.startswith(SHOWN):
            shown.append(line.text.removeprefix(SHOWN))
        else:
            typed.append(line.text)
    return [("\n".join(typed), shown) for typed, shown in found]


@pytest.fixture
def people(cast) -> dict[str, str]:
    """The tokens of those who work on the page."""
    return {
        name: Caller(getattr(cast, name)).credentials["Authorization"].split()[1]
        for name in ("reporter", "checker", "editor")
    }


@pytest.fixture(scope="module")
def client(tmp_path_factory) -> Path:
    """The folder of the typed client, written anew; the first time with the tools for it."""
    folder = tmp_path_factory.mktemp("client")
    made = subprocess.run(
        [ROOT / "script" / "client", folder],
        capture_output=True, text=True, check=False, timeout=600,
    )  # fmt: skip
    assert made.returncode == 0, made.stdout + made.stderr
    return folder


def check(subtests, ran: subprocess.CompletedProcess, asked: Blocks) -> None:
    printed = ran.stdout.split(f"{BETWEEN}\n")

    assert len(asked) > 15
    for (typed, shown), out in zip(asked, printed, strict=False):
        with subtests.test(typed.strip().splitlines()[0][:60]):
            assert out.splitlines() == shown, (typed, ran.stderr[-900:])
    assert (ran.returncode, ran.stderr) == (0, "")


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(not shutil.which("jq") or not shutil.which("curl"), reason="needs curl and jq")
def test_each_block_for_a_shell_prints_what_the_page_says(subtests, cast, people, live_server):
    setting = [f"{name}={token}" for name, token in people.items()]
    setting += [f"api={live_server.url}/api/v1", f"desk={cast.desk.slug}"]
    asked = blocks("bash")
    script = "\n".join([*setting, *(f"{typed}\necho '{BETWEEN}'" for typed, _ in asked)])
    ran = subprocess.run(
        ["bash", "-uo", "pipefail", "-c", script],
        capture_output=True, text=True, check=False, timeout=150,
    )  # fmt: skip

    check(subtests, ran, asked)


def in_python(**setting: str) -> str:
    """All blocks as one program."""
    known = [f"{name} = {value!r}" for name, value in setting.items()]
    typed = [f'{typed}\nprint("{BETWEEN}")' for typed, _ in blocks("python")]
    return "\n".join([*known, *typed, ""])


@pytest.mark.slow
@pytest.mark.skipif(sys.version_info < (3, 11), reason="the client is for Python 3.11 and newer")
@pytest.mark.django_db(transaction=True)
def test_each_block_in_python_prints_what_the_page_says(
    subtests, cast, people, live_server, client
):
    code = in_python(site=live_server.url, desk=cast.desk.slug, **people)
    ran = subprocess.run(
        [TOOLS, "-"], input=code, env={**os.environ, "PYTHONPATH": str(client)},
        capture_output=True, text=True, check=False, timeout=150,
    )  # fmt: skip

    check(subtests, ran, blocks("python"))


@pytest.mark.slow
@pytest.mark.skipif(sys.version_info < (3, 11), reason="the client is for Python 3.11 and newer")
def test_mypy_finds_nothing_in_the_client_and_its_examples(client):
    examples = client / "examples.py"
    examples.write_text(in_python(site="", desk="", reporter="", checker="", editor=""))
    ran = subprocess.run(
        [
            sys.executable, "-m", "mypy", "--config-file=", "--strict",
            f"--python-executable={TOOLS}", f"--cache-dir={ROOT / 'var' / 'client' / 'mypy'}",
            "newsroom_client", "examples.py",
        ],
        cwd=client, capture_output=True, text=True, check=False, timeout=300,
    )  # fmt: skip

    assert ran.stdout.startswith("Success"), ran.stdout + ran.stderr


@pytest.mark.skipif(sys.version_info < (3, 11), reason="the client is for Python 3.11 and newer")
@pytest.mark.slow
def test_the_client_has_a_function_for_every_operation(client):
    """None is left out: the generator passes over what it cannot read."""
    names = {path.stem for path in (client / "newsroom_client" / "api").rglob("[!_]*.py")}
    schema = (ROOT / "var" / "client" / "schema.json").read_text()
    assert names == set(re.findall(r'"operationId": "(\w+)"', schema))
    assert len(names) > 200
