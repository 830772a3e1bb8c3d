"""Where the embedded PostgreSQL of one data folder lives. Pure: nothing is made here."""

import hashlib
import os
import tempfile
from pathlib import Path


def socket_folder(data: Path) -> Path:
    """A short folder for the socket, whatever the length of `data`, one per user and data folder.

    A Unix socket's path may have about 100 bytes, and a data folder's may be longer.
    """
    digest = hashlib.sha256(str(data).encode()).hexdigest()[:12]
    return Path(tempfile.gettempdir()) / f"newsroom-{os.geteuid()}-{digest}"
