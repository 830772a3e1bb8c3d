"""Signed heads: how many lines of which tree there were when, and that they were these."""

import hashlib
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from .canonical import canonical

CONTEXT = b"newsroom audit head 1\n"  # A signature for something else is none for a head.
NOTHING = "0" * 64  # What comes before the first head.


class BadHead(ValueError):
    """Something that is no head, or is signed by nobody known."""


@dataclass(frozen=True)
class SignedHead:
    """What is signed, and the signature; hashes and signatures in hex.

    `number` counts the heads of all trees, each of which names the one before by its hash.
    Lines whose number is not above `floor` were all there.
    """

    number: int
    tree: int
    size: int
    root: str
    at: str
    floor: int
    previous: str
    key: str
    signature: str = ""

    def body(self) -> bytes:
        """The bytes that are signed."""
        said = asdict(self)
        del said["signature"]
        return CONTEXT + canonical(said)

    def link(self) -> str:
        """The hash by which the next head names this one."""
        return hashlib.sha256(self.body() + bytes.fromhex(self.signature)).hexdigest()


FIELDS = {"number": int, "tree": int, "size": int, "floor": int}
TEXTS = ("root", "at", "previous", "key", "signature")


def read_head(said: Any) -> SignedHead:
    """A head from its JSON; raises BadHead."""
    kinds = FIELDS | dict.fromkeys(TEXTS, str)
    if not isinstance(said, Mapping) or said.keys() != kinds.keys():
        raise BadHead("This is no head.")
    if any(type(said[name]) is not kind for name, kind in kinds.items()):
        raise BadHead("This is no head.")
    return SignedHead(**said)


def key_id(key: Ed25519PublicKey) -> str:
    """The name of a key: the beginning of its hash."""
    return hashlib.sha256(key.public_bytes_raw()).hexdigest()[:16]


def sign(head: SignedHead, key: Ed25519PrivateKey) -> SignedHead:
    """The head with its signature, and the name of the key that made it."""
    named = SignedHead(**asdict(head) | {"key": key_id(key.public_key())})
    return SignedHead(**asdict(named) | {"signature": key.sign(named.body()).hex()})


def check(head: SignedHead, keys: Mapping[str, Ed25519PublicKey]) -> None:
    """Raises BadHead: none of these keys, by their names, signed this head."""
    key = keys.get(head.key)
    if key is None:
        raise BadHead(f"Head {head.number} is signed by the unknown key {head.key}.")
    try:
        key.verify(bytes.fromhex(head.signature), head.body())
    except (InvalidSignature, ValueError) as error:
        raise BadHead(f"The signature of head {head.number} does not fit it.") from error
