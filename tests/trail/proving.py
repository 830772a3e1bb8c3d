"""Proofs of lines of a small trail, and such proofs broken in one place each."""

import copy
import json
from collections.abc import Callable
from datetime import datetime, timezone
from functools import cache
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from annotations.exchange.bundles.leaflet import PROOF
from annotations.trail.heads import NOTHING, SignedHead, key_id, sign
from annotations.trail.leaf import Line, hide_fields, leaf_hash
from annotations.trail.merkle import inclusion_ranges, roots_of
from annotations.trail.proofs import FORMAT, write_line
from annotations.work.sealing.key_files import pem

KEY = Ed25519PrivateKey.from_private_bytes(bytes([7] * 32))
NAME = key_id(KEY.public_key())
Proof = dict[str, Any]


def lines() -> list[Line]:
    """Of every kind: with values of all sorts, a reason, some of it hidden."""
    value = {
        "statement": "41 Br\u00fccken \u2028 \U0001f600 \x07\"\\", "n": 2**60, "f": 1e21, "d": 0.1, "z": -0.0,
        "list": [None, True, {"b": 1, "a": "\x00x", "\ue000": 2, "\U00010000": 3}], "id": 5,
    }  # fmt: skip
    at = datetime(2026, 11, 30, 12, 0, 0, 123, tzinfo=timezone.utc)
    whole = [
        Line(
            id=n, at=at, table="claim", object_id=5, action="U", actor=1, request="r", desk=1,
            reason="Because" if n % 2 else "", article=2, claim=None, old=value if n else None,
            new=value | {"n": n}, salt=bytes([n + 1] * 32),
        )
        for n in range(5)
    ]  # fmt: skip
    gone = {"reason", "new:statement", "old:list", "new:f"}
    return [hide_fields(line, gone) if line.id in (2, 3) else line for line in whole]


def proof_of(rows: list[Line]) -> Proof:
    """As a bundle has it: the lines, and the one head under which they are."""
    leaves = [leaf_hash(line) for line in rows]
    size = len(leaves)
    ranges = {n: inclusion_ranges(n, size) for n in range(size)}
    roots = roots_of(
        lambda a, b: leaves[a:b], size, {r for one in ranges.values() for r in one}, {}
    )
    head = SignedHead(
        number=3, tree=1, size=size, root=roots[0, size].hex(), at="2026-11-30T12:00:00.000000Z",
        floor=9, previous=NOTHING, key=NAME,
    )  # fmt: skip
    return {
        "format": FORMAT, "claim": 5, "heads": [vars(sign(head, KEY))], "since": [],
        "lines": [
            {
                "line": write_line(line), "tree": 1, "index": n,
                "path": [roots[one].hex() for one in ranges[n]],
            }
            for n, line in enumerate(rows)
        ],
    }  # fmt: skip


def audit_keys() -> dict[str, bytes]:
    return {f"audit/{NAME}.pub": pem(KEY.public_key())}


def _in(*path: str | int, to: object) -> Callable[[Proof], None]:
    def change(proof: Proof) -> None:
        place: Any = proof
        for step in path[:-1]:
            place = place[step]
        place[path[-1]] = to(place[path[-1]]) if callable(to) else to

    return change


CHANGES: dict[str, Callable[[Proof], object]] = {
    "whole": lambda proof: None,
    "an import": lambda proof: proof.update(lines=[], heads=[]),
    "another format": _in("format", to="newsroom proof 2"),
    "a value": _in("lines", 0, "line", "new", "id", to=6),
    "a value of many": _in("lines", 1, "line", "new", "statement", to="42 bridges"),
    "a number": _in("lines", 1, "line", "new", "d", to=0.2),
    "a reason": _in("lines", 1, "line", "reason", to="Because!"),
    "who": _in("lines", 0, "line", "actor", to=2),
    "when": _in("lines", 0, "line", "at", to="2026-11-30T12:00:00.000124Z"),
    "a salt": _in("lines", 0, "line", "salt", to=lambda salt: f"ff{salt[2:]}"),
    "a salt of a field": _in("lines", 2, "line", "field_salts", "new:id", to="00" * 32),
    "no salt": _in("lines", 2, "line", "field_salts", "new:id", to="zz"),
    "a hash": _in("lines", 2, "line", "new", "statement", "redacted", to="0" * 64),
    "no hash": _in("lines", 2, "line", "new", "statement", to=lambda mark: mark["redacted"]),
    "a place": _in("lines", 0, "index", to=1),
    "no place": _in("lines", 0, "index", to=5),
    "a way": _in("lines", 0, "path", 0, to="0" * 64),
    "a shorter way": _in("lines", 0, "path", to=lambda path: path[1:]),
    "a longer way": _in("lines", 0, "path", to=lambda path: [*path, path[0]]),
    "another tree": _in("lines", 0, "tree", to=2),
    "no line": _in("lines", 0, "line", to={}),
    "a root": _in("heads", 0, "root", to="0" * 64),
    "a size": _in("heads", 0, "size", to=6),
    "no head": _in("heads", 0, to=lambda head: {"key": head["key"]}),
    "another key": _in("heads", 0, "key", to="0" * 16),
    "no heads": _in("heads", to=[]),
}


@cache
def broken() -> dict[str, dict[str, bytes]]:
    """Files by what is wrong in them."""
    found = {}
    for name, change in CHANGES.items():
        proof = copy.deepcopy(proof_of(lines()))
        change(proof)
        found[name] = {PROOF: json.dumps(proof).encode()}
    return found | {
        "no JSON": {PROOF: b"{"},
        "no key": {f"audit/{NAME}.pub": b"nothing"},
    }
