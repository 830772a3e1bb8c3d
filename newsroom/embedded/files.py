"""The files by which the users of one embedded server find each other."""

import os
from pathlib import Path
from typing import IO

from . import paths


class Files:
    """Where everything of the server of one data folder lies."""

    def __init__(self, data: Path):
        self.data = data
        self.cluster = data / "pg18"
        self.users = data / "pg18.users"
        self.keeper = data / "pg18.keeper"
        self.ready = data / "pg18.ready"
        self.failure = data / "pg18.failure"
        self.log = data / "pg18.log"
        self.socket = paths.socket_folder(data)

    def open_log(self) -> IO[bytes]:
        """For writing at its end, readable by nobody else; also one that an older version made."""
        handle = os.open(self.log, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
        os.fchmod(handle, 0o600)
        return os.fdopen(handle, "ab")
