"""The key that signs, in a file that its process alone can read, and public keys beside it."""

import json
import os
from collections.abc import Iterable
from pathlib import Path

from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_pem_private_key,
    load_pem_public_key,
)

from annotations.trail.heads import key_id

PUBLIC = ".pub"


class KeyProblem(Exception):
    """A key cannot be used; the message is one sentence for the person."""


def signing_key(path: Path) -> Ed25519PrivateKey:
    """The key kept in `path`, made on first use with mode 0600; its public half beside it.

    Raises KeyProblem: others may read it, or it is no such key.
    """
    if not path.exists():
        _make(path)
    if path.stat().st_mode & 0o077:
        raise KeyProblem(f"Others may read the key {path}: chmod 600 it, or better make a new one.")
    try:
        key = load_pem_private_key(path.read_bytes(), None)
    except (OSError, ValueError, TypeError, UnsupportedAlgorithm) as error:
        raise KeyProblem(f"{path} holds no key that can be read.") from error
    if not isinstance(key, Ed25519PrivateKey):
        raise KeyProblem(f"{path} holds no Ed25519 key.")
    public = path.with_name(f"{key_id(key.public_key())}{PUBLIC}")
    if not public.exists():
        public.write_bytes(pem(key.public_key()))
    return key


def public_keys(paths: Iterable[Path]) -> dict[str, Ed25519PublicKey]:
    """Public keys by their names, from files, from the folders that keep them, and from the
    keys.json of a newsroom's site.

    Raises KeyProblem: a file holds none, or there is no key at all.
    """
    files = [file for path in paths for file in _files(path)]
    keys = [key for file in files for key in _in_file(file)]
    if not keys:
        raise KeyProblem("There is no public key to verify with: name one by --key.")
    return {key_id(key): key for key in keys}


def pem(key: Ed25519PublicKey) -> bytes:
    return key.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)


def _make(path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    made = Ed25519PrivateKey.generate()
    fresh = path.with_name(f".{path.name}.{os.getpid()}")
    descriptor = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(made.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    try:
        # Unlike a rename, a link never replaces the key that another process made first.
        os.link(fresh, path)
    except FileExistsError:
        pass
    finally:
        fresh.unlink()


def _files(path: Path) -> list[Path]:
    return sorted(path.glob(f"*{PUBLIC}")) if path.is_dir() else [path]


def _in_file(path: Path) -> list[Ed25519PublicKey]:
    try:
        body = path.read_bytes()
        if not body.lstrip().startswith(b"{"):
            return [public_key(body, str(path))]
        raw_keys = [bytes.fromhex(one["public_key"]) for one in json.loads(body)["keys"]]
        return [Ed25519PublicKey.from_public_bytes(raw) for raw in raw_keys]
    except OSError as error:
        raise KeyProblem(f"{path}: {error.strerror}") from error
    except (ValueError, LookupError, TypeError, RecursionError) as error:
        raise KeyProblem(f"{path} holds no public key that can be read.") from error


def public_key(body: bytes, name: str = "It") -> Ed25519PublicKey:
    """Of a file's bytes (PEM); raises KeyProblem, which calls it `name`."""
    try:
        key = load_pem_public_key(body)
    except (ValueError, UnsupportedAlgorithm) as error:
        raise KeyProblem(f"{name} holds no public key that can be read.") from error
    if not isinstance(key, Ed25519PublicKey):
        raise KeyProblem(f"{name} holds no Ed25519 key.")
    return key
