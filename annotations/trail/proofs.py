"""Proof that some lines are in the trail, for somebody who sees none of the others.

A bundle holds the lines, the way of each up to a signed head, and, when the reader has an older
head already, the way from that one to this. It is JSON and needs nothing but a public key.
"""

from collections.abc import Mapping
from dataclasses import asdict
from datetime import datetime
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from .canonical import plain, unplain
from .heads import BadHead, SignedHead, check, read_head
from .leaf import BrokenLine, Line, leaf_hash, moment
from .merkle import is_consistent, root_by_inclusion

FORMAT = "newsroom proof 1"


class BadProof(ValueError):
    """The bundle proves nothing; the message says what does not fit."""


def write_line(line: Line) -> dict[str, Any]:
    """A line as the bundle has it."""
    said = asdict(line)
    return said | {
        "at": moment(line.at),
        "salt": None if line.salt is None else line.salt.hex(),
        "old": plain(line.old),
        "new": plain(line.new),
    }


def read_line(said: Mapping[str, Any]) -> Line:
    """Raises BadProof."""
    try:
        return Line(
            **dict(said)
            | {
                "at": datetime.fromisoformat(said["at"].replace("Z", "+00:00")),
                "salt": None if said["salt"] is None else bytes.fromhex(said["salt"]),
                "old": unplain(said["old"]),
                "new": unplain(said["new"]),
            }
        )
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise BadProof("A line of this bundle is no line.") from error


def check_bundle(
    bundle: Any, keys: Mapping[str, Ed25519PublicKey]
) -> tuple[list[Line], list[SignedHead]]:
    """The lines that the bundle proves, and the heads under which they are; raises BadProof."""
    if not isinstance(bundle, Mapping) or bundle.get("format") != FORMAT:
        raise BadProof("This is no proof of this version.")
    try:
        heads = {head.tree: head for head in map(read_head, bundle["heads"])}
        for head in heads.values():
            check(head, keys)
        lines = [_proved(one, heads) for one in bundle["lines"]]
        older = [_begins(one, heads, keys) for one in bundle["since"]]
    except BadHead as error:
        raise BadProof(str(error)) from error
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise error if isinstance(error, BadProof) else BadProof("The bundle is broken.") from error
    return lines, [*heads.values(), *older]


def _proved(said: Mapping[str, Any], heads: Mapping[int, SignedHead]) -> Line:
    line, head = read_line(said["line"]), heads[said["tree"]]
    try:
        leaf = leaf_hash(line)
    except BrokenLine as error:
        raise BadProof(str(error)) from error
    path = [bytes.fromhex(one) for one in said["path"]]
    root = root_by_inclusion(leaf, said["index"], head.size, path)
    if root is None or root.hex() != head.root:
        raise BadProof(f"Line {line.id} is not in the trail as it stands here.")
    return line


def _begins(
    said: Mapping[str, Any], heads: Mapping[int, SignedHead], keys: Mapping[str, Ed25519PublicKey]
) -> SignedHead:
    old = read_head(said["head"])
    check(old, keys)
    new, path = heads[old.tree], [bytes.fromhex(one) for one in said["path"]]
    roots = bytes.fromhex(old.root), bytes.fromhex(new.root)
    if not is_consistent(old.size, roots[0], new.size, roots[1], path):
        raise BadProof(f"Head {new.number} does not continue head {old.number}.")
    return old
