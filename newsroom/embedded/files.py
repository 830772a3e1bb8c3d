"""The files by which the users of one embedded server find each other."""

from pathlib import Path

from . import paths


class Place:
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
