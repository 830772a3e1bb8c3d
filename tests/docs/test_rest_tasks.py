"""Every example of docs/rest-tasks.md does what the page says, against a server."""

import shutil
import subprocess

import pytest

from tests.api.calls import Caller

from .pages import DOCS, lines

PAGE = DOCS / "rest-tasks.md"
SHOWN = "#> "
BETWEEN = "--- next block ---"


def blocks() -> list[tuple[str, list[str]]]:
    """What is typed in each block, and what it prints."""
    found: list[tuple[list[str], list[str]]] = []
    last = 0
    for line in lines(PAGE):
        if line.fence != "bash":
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


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(not shutil.which("jq") or not shutil.which("curl"), reason="needs curl and jq")
def test_each_block_prints_what_the_page_says(subtests, cast, live_server):
    people = {
        name: Caller(getattr(cast, name)).credentials["Authorization"].split()[1]
        for name in ("reporter", "checker", "editor")
    }
    setting = [f"{name}={token}" for name, token in people.items()]
    setting += [f"api={live_server.url}/api/v1", f"desk={cast.desk.slug}"]
    script = "\n".join([*setting, *(f"{typed}\necho '{BETWEEN}'" for typed, _ in blocks())])
    ran = subprocess.run(
        ["bash", "-uo", "pipefail", "-c", script],
        capture_output=True, text=True, check=False, timeout=150,
    )  # fmt: skip
    printed = ran.stdout.split(f"{BETWEEN}\n")

    assert len(blocks()) > 15
    for (typed, shown), out in zip(blocks(), printed, strict=False):
        with subtests.test(typed.splitlines()[0][:60]):
            assert out.splitlines() == shown, (typed, ran.stderr[-500:])
    assert (ran.returncode, ran.stderr) == (0, "")
