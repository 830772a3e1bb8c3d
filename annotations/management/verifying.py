"""What the commands that verify share: the keys they are given, and why something is unreadable."""

from argparse import ArgumentParser
from pathlib import Path


def add_keys(parser: ArgumentParser, otherwise: str) -> None:
    """`--key`, any number of times; `otherwise` says what counts without it."""
    parser.add_argument(
        "--key",
        type=Path,
        action="append",
        metavar="PUBLICKEY",
        help="a public key that you know to be the newsroom's, a folder of them, or the keys.json "
        f"of its site; may be said again. Without it: {otherwise}",
    )


def reason(error: Exception) -> str:
    """Why something could not be read, on one line: of a file its name and the system's words."""
    if isinstance(error, OSError) and error.strerror:
        return f"{error.filename}: {error.strerror}" if error.filename else error.strerror
    return str(error).strip().partition("\n")[0]
