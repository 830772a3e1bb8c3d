"""Processes that let others have the processor first."""

import contextlib
import os
from pathlib import Path


def give_way(pid: int, nice: int) -> None:
    """This leader of a session, and all that it will start, get less of a busy processor.

    Where Linux shares the processor between sessions (`autogroup`), the number of a process counts
    only within its own: the session gets it too. A process that ended needs none.
    """
    with contextlib.suppress(ProcessLookupError):
        os.setpriority(os.PRIO_PROCESS, pid, nice)
    with contextlib.suppress(OSError):
        Path(f"/proc/{pid}/autogroup").write_text(str(nice))


def follow(pid: int, nice: int) -> None:
    """What this process of PostgreSQL does for one that gives way, gives way as far: of tagging it
    is a fifth. Another person's process stays as it is.
    """
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.setpriority(os.PRIO_PROCESS, pid, nice)
