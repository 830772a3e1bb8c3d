"""A provenance bundle: files, a manifest with the hash of each, and a signature, as one ZIP.

Nothing in it is compressed and no byte is free: of the same files and key there is one ZIP, and
whoever checks one makes it anew and compares. So no byte of it can change unnoticed, be it of a
file, a name or a time.
"""

import hashlib
import io
import json
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from .canonical import canonical
from .heads import key_id

FORMAT = "newsroom bundle 1"
CONTEXT = b"newsroom bundle 1\n"  # A signature for something else is none for a bundle.
MANIFEST, SIGNATURE = "manifest.json", "signature.json"
OURS = (MANIFEST, SIGNATURE)
SIGNED = {"algorithm", "key", "public_key", "signature"}
EPOCH = (1980, 1, 1, 0, 0, 0)
MOST_BYTES = 256 * 2**20
Files = Mapping[str, bytes]
Keys = Mapping[str, Ed25519PublicKey]


class BadBundle(ValueError):
    """What is wrong with it, in one sentence."""


@dataclass(frozen=True)
class Bundle:
    """One that was checked: what its manifest says, its files, and whose key signed it."""

    manifest: Mapping[str, Any]
    files: Files
    key: str


def make(files: Files, about: Mapping[str, Any], key: Ed25519PrivateKey) -> bytes:
    """The ZIP; `about` goes into the manifest beside the list of files."""
    manifest = canonical({**about, "format": FORMAT, "members": _listed(files)})
    public = key.public_key()
    signed = {
        "algorithm": "Ed25519",
        "key": key_id(public),
        "public_key": public.public_bytes_raw().hex(),
        "signature": key.sign(CONTEXT + manifest).hex(),
    }
    return _zip({MANIFEST: manifest, SIGNATURE: canonical(signed)} | dict(files))


def check(data: bytes, keys: Keys) -> Bundle:
    """The bundle, if it is one of these keys' (by their names) and as it was made; else BadBundle.

    Says the first thing that is wrong, the most telling first: whose signature it is, which file
    was changed, is missing or was put in.
    """
    files = _unzip(data)
    missing = [name for name in OURS if name not in files]
    if missing:
        raise BadBundle(f"{missing[0]} is missing: this is no bundle, or not a whole one.")
    signed = _read_signature(files[SIGNATURE])
    key = keys.get(signed["key"])
    if key is None or key.public_bytes_raw().hex() != signed["public_key"]:
        raise BadBundle(f"It is signed by the key {signed['key']}, which is none of those known.")
    try:
        key.verify(bytes.fromhex(signed["signature"]), CONTEXT + files[MANIFEST])
    except (InvalidSignature, ValueError) as error:
        raise BadBundle(f"The signature does not fit {MANIFEST}.") from error
    manifest = json.loads(files[MANIFEST])
    if manifest["format"] != FORMAT:
        raise BadBundle("This is no bundle of this version.")
    inside = {name: body for name, body in files.items() if name not in OURS}
    _compare(manifest["members"], inside)
    if _zip(files) != data:
        raise BadBundle("The ZIP file itself was changed, outside of its files.")
    return Bundle(manifest, inside, signed["key"])


def signer(data: bytes) -> Ed25519PublicKey:
    """The key that a bundle says it was signed by, whoever's that is; raises BadBundle."""
    signed = _read_signature(_unzip(data).get(SIGNATURE, b""))
    return Ed25519PublicKey.from_public_bytes(bytes.fromhex(signed["public_key"]))


def _listed(files: Files) -> list[dict[str, Any]]:
    return [
        {"name": name, "sha256": hashlib.sha256(files[name]).hexdigest(), "size": len(files[name])}
        for name in sorted(files)
    ]


def _compare(listed: list[dict[str, Any]], files: Files) -> None:
    names = {one["name"] for one in listed}
    for one in listed:
        if one["name"] not in files:
            raise BadBundle(f"{one['name']} is missing.")
    for name in files:
        if name not in names:
            raise BadBundle(f"{name} was put in: the manifest does not name it.")
    for one, found in zip(listed, _listed(files), strict=True):
        if one != found:
            raise BadBundle(f"{one['name']} was changed.")


def _read_signature(body: bytes) -> dict[str, str]:
    """Written in one way only: so no byte of it is free either."""
    try:
        signed = json.loads(body)
        is_whole = signed.keys() == SIGNED and all(type(one) is str for one in signed.values())
        is_whole = is_whole and signed["algorithm"] == "Ed25519" and canonical(signed) == body
        key = Ed25519PublicKey.from_public_bytes(bytes.fromhex(signed["public_key"]))
        is_whole = is_whole and key_id(key) == signed["key"]
        is_whole = is_whole and bytes.fromhex(signed["signature"]).hex() == signed["signature"]
    except (ValueError, AttributeError, KeyError, TypeError, RecursionError) as error:
        raise BadBundle(f"{SIGNATURE} cannot be read.") from error
    if not is_whole:
        raise BadBundle(f"{SIGNATURE} was changed.")
    return dict(signed)


def _zip(files: Files) -> bytes:
    """In one way only: what is ours first, then by name, stored, with a time that says nothing."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as archive:
        for name in sorted(files, key=lambda name: (name not in OURS, name)):
            info = zipfile.ZipInfo(name, EPOCH)
            info.create_system, info.external_attr = 3, 0o644 << 16
            archive.writestr(info, files[name])
    return target.getvalue()


def _unzip(data: bytes) -> dict[str, bytes]:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            infos = archive.infolist()
            if any(one.compress_type != zipfile.ZIP_STORED for one in infos):
                raise BadBundle("Its files are compressed: this is no bundle as it was made.")
            if sum(one.file_size for one in infos) > len(data):
                raise BadBundle("It says that it is larger than it is.")
            if len({one.filename for one in infos}) != len(infos):
                raise BadBundle("It has two files of one name.")
            return {one.filename: archive.read(one) for one in infos}
    except BadBundle:
        raise
    except zipfile.BadZipFile as error:
        name = str(error).removeprefix("Bad CRC-32 for file ").strip("'")
        if name != str(error):
            raise BadBundle(f"{name} was changed.") from error
        raise BadBundle("This is no ZIP file, or not a whole one.") from error
    except (OSError, ValueError, RuntimeError, NotImplementedError, EOFError) as error:
        raise BadBundle("This is no ZIP file, or not a whole one.") from error
