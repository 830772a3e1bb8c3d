"""Under which user the server runs: PostgreSQL refuses to run as root."""

import ctypes
import os
import shutil
import signal
import sys
from collections.abc import Callable
from pathlib import Path

from .errors import EmbeddedError

NOBODY = 65534
PR_SET_PDEATHSIG = 1


def command(*words: str, until_parent_ends: bool = False) -> list[str]:
    """`words`, run as nobody when we are root.

    Nobody keeps the right to walk into folders it does not own, so that a home folder with mode
    0700 stays as it is.
    """
    if os.geteuid() != 0:
        return list(words)
    if not shutil.which("setpriv"):
        raise EmbeddedError("Running as root needs the program setpriv (package util-linux).")
    death = ["--pdeathsig", "INT"] if until_parent_ends else []
    return [
        "setpriv", f"--reuid={NOBODY}", f"--regid={NOBODY}", "--clear-groups",
        "--inh-caps=+dac_override", "--ambient-caps=+dac_override", *death, "--", *words,
    ]  # fmt: skip


def own(folder: Path) -> None:
    """Make `folder` belong to the server's user alone."""
    folder.mkdir(parents=True, exist_ok=True)
    if os.geteuid() == 0:
        os.chown(folder, NOBODY, NOBODY)
    folder.chmod(0o700)


def die_with_parent(sig: int = signal.SIGINT) -> Callable[[], None] | None:
    """For `preexec_fn`: the kernel sends `sig` when the parent ends. Linux only, else None."""
    if sys.platform != "linux":
        return None
    libc = ctypes.CDLL(None, use_errno=True)
    parent = os.getpid()

    def set_death_signal() -> None:
        libc.prctl(PR_SET_PDEATHSIG, sig)
        if os.getppid() != parent:  # The parent ended before the call.
            os._exit(1)

    return set_death_signal
