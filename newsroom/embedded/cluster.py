"""The data folder of the embedded server: made whole or not at all, opened by its own version."""

import re
import shutil
import subprocess
from functools import cache
from pathlib import Path

from . import binaries, identity
from .errors import EmbeddedError

INITDB = (
    "--username=newsroom", "--auth=trust", "--encoding=UTF8",
    # The same order and folding on every machine, without the system's locales.
    "--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8",
)  # fmt: skip


@cache
def major_version() -> int:
    """Of the embedded binaries."""
    line = subprocess.run(
        [binaries.folder() / "postgres", "--version"], capture_output=True, text=True, check=True
    ).stdout
    return int(re.findall(r"\d+", line)[0])


def check(folder: Path) -> None:
    """Raises EmbeddedError when another major version of PostgreSQL wrote the folder."""
    written_by = folder / "PG_VERSION"
    if not written_by.exists():
        return
    version, ours = int(written_by.read_text().strip()), major_version()
    if version != ours:
        age = "newer" if version > ours else "older"
        raise EmbeddedError(
            f"{folder} was written by the {age} PostgreSQL {version}; this is PostgreSQL {ours}."
        )


def make(folder: Path) -> None:
    """Initialise `folder` beside itself and rename it: a killed start leaves no half of one."""
    if (folder / "PG_VERSION").exists():
        return
    fresh = folder.with_name(folder.name + ".init")
    shutil.rmtree(fresh, ignore_errors=True)
    identity.own(fresh)
    run = subprocess.run(
        identity.command(str(binaries.folder() / "initdb"), "-D", str(fresh), *INITDB),
        capture_output=True,
        text=True,
        cwd="/",
        check=False,
    )
    if run.returncode:
        raise EmbeddedError(f"initdb failed: {' '.join(run.stderr.strip().splitlines()[-1:])}")
    fresh.rename(folder)
