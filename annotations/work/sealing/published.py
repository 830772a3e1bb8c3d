"""Heads outside the database: a file, or an address that each is sent to.

Who rewrites the trail and has the key too can sign it anew; what was published before says
otherwise.
"""

import json
import os
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import IO

import requests

from annotations.models import Head
from annotations.trail.heads import BadHead, SignedHead, read_head

LAST = 8_192  # A head is shorter.
PATIENCE = (5, 20)  # Seconds to connect and to be answered.


class Unpublished(Exception):
    """Heads could not be published, or others were before; the message is for the person."""


def check(where: str, state: Path) -> int:
    """The number of the head that was published last, 0 when there is none.

    Raises Unpublished when the database knows another under that number.
    """
    kept = _kept(where, state)
    last = _last(kept)
    if last and not _is_ours(last):
        raise Unpublished(
            f"{kept} has another head {last.number} than the database: run manage.py verify_audit. "
            "If an older backup was put back, keep that file elsewhere first (docs/audit.md)."
        )
    return last.number if last else 0


def publish(where: str, state: Path) -> int:
    """Publish the heads that were not yet; how many.

    `where` is a file or an address; of an address `state` keeps what was sent last. Raises
    Unpublished.
    """
    new = [head.signed() for head in Head.objects.after(check(where, state))]
    try:
        if _is_address(where):
            for head in new:
                _send(where, head)
                _keep(state, head)
        elif new:
            _append(Path(where), new)
    except (OSError, requests.RequestException) as error:
        raise Unpublished(f"Heads cannot be published at {where}: {error}") from error
    return len(new)


def _is_address(where: str) -> bool:
    return where.startswith(("http://", "https://"))


def _kept(where: str, state: Path) -> Path:
    return state if _is_address(where) else Path(where)


def read(path: Path) -> Iterator[SignedHead]:
    """The heads in a file, one a line; raises BadHead, OSError."""
    with path.open(encoding="utf-8") as file:
        for number, line in enumerate(file, 1):
            try:
                yield read_head(json.loads(line))
            except ValueError as error:
                raise BadHead(f"Line {number} of {path} is no head.") from error


def _is_ours(head: SignedHead) -> bool:
    found = Head.objects.filter(pk=head.number).first()
    return found is not None and found.signed() == head


def _last(path: Path) -> SignedHead | None:
    """The last whole line of the file; a half one is what a power cut left."""
    try:
        with path.open("rb") as file:
            file.seek(0, os.SEEK_END)
            file.seek(max(0, file.tell() - LAST))
            lines = file.read().split(b"\n")[:-1]
    except FileNotFoundError:
        return None
    except OSError as error:
        raise Unpublished(f"{path} cannot be read: {error.strerror}.") from error
    if not lines:
        return None
    try:
        return read_head(json.loads(lines[-1]))
    except ValueError as error:
        raise Unpublished(f"The last line of {path} is no head.") from error


def _line(head: SignedHead) -> bytes:
    return json.dumps(asdict(head)).encode() + b"\n"


def _append(path: Path, heads: list[SignedHead]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("r+b" if path.exists() else "x+b") as file:
        file.seek(0, os.SEEK_END)
        _cut_half_line(file)
        for head in heads:
            file.write(_line(head))
        file.flush()
        os.fsync(file.fileno())


def _cut_half_line(file: IO[bytes]) -> None:
    end = file.tell()
    file.seek(max(0, end - LAST))
    half = file.read().rsplit(b"\n", 1)[-1]
    file.seek(end - len(half))
    file.truncate()


def _send(address: str, head: SignedHead) -> None:
    answer = requests.post(address, json=asdict(head), timeout=PATIENCE, allow_redirects=False)
    answer.raise_for_status()


def _keep(path: Path, head: SignedHead) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_name(f".{path.name}.new")
    fresh.write_bytes(_line(head))
    os.replace(fresh, path)
