"""Content Credentials of a plain text (C2PA 2.4, annex A.8), by the optional package `c2patxt`.

What the package writes by itself says that a model made the text. Fact-checks are written by
people, and a signed statement has to be true: so the manifest is put together here from the parts
of the one version that is pinned, with `digitalCreation` as its source. It is verified by what the
package offers everybody.
"""

import hashlib
import unicodedata
import uuid
from datetime import datetime, timezone
from importlib import import_module
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.x509.oid import NameOID

BY_PEOPLE = "http://cv.iptc.org/newscodes/digitalsourcetype/digitalCreation"
HASH = "sha256"
LONGEST_NAME = 64  # Bytes of a common name.
# A certificate of the key's own: of the same key always the same.
FROM, TO = datetime(2020, 1, 1, tzinfo=timezone.utc), datetime(2070, 1, 1, tzinfo=timezone.utc)
USES = {
    "digital_signature": True, "content_commitment": False, "key_encipherment": False,
    "data_encipherment": False, "key_agreement": False, "key_cert_sign": False, "crl_sign": False,
    "encipher_only": False, "decipher_only": False,
}  # fmt: skip


class CannotMark(Exception):
    """The package is not there, or takes no such text; the message is for the person."""


def mark(text: str, key: Ed25519PrivateKey, *, name: str, when: datetime) -> str:
    """The text in NFC with its credential behind it, which no reader sees.

    `name` is who signs, `when` the text was made. Of the same the same. Raises CannotMark.
    """
    parts = _parts()
    normal = unicodedata.normalize("NFC", text)
    body = normal.encode()
    signer = parts.Signer(private_key=key, certificates=(_certificate(parts, key, name),))
    claimed: dict[str, Any] = {
        "text": hashlib.sha256(body).digest(),
        "start": len(body),
        "when": when,
    }

    def prepare(length: int) -> Any:
        prepared = _manifest(parts, claimed, length)
        signed = parts.embed._prepare_signed_claim(signer, prepared.claim_bytes)

        def build(pad: int) -> Any:
            signature = parts.embed._serialize_signed_claim(signed, pad=pad)
            return parts.embed.build_wrapper(
                parts.manifest._serialize_prepared_manifest(
                    prepared, signature=signature, manifest_uuid=_number(claimed["text"], 0)
                )
            )

        return build

    try:
        wrapper, _ = parts.embed.solve(prepare)
    except (ValueError, RuntimeError) as error:
        raise CannotMark(f"The text can carry no Content Credential: {error}") from error
    return normal + str(wrapper)


class _Parts:
    """Those of the package; private ones too, for which reason its version is pinned."""

    def __init__(self) -> None:
        public = import_module("c2patxt")
        self.Signer, self.use = public.Signer, public.C2PA_CLAIM_SIGNING_EKU
        self.embed, self.manifest = (
            import_module("c2patxt._embed"),
            import_module("c2patxt.manifest"),
        )
        self.cbor = import_module("c2patxt._cbor")


def _parts() -> _Parts:
    try:
        return _Parts()
    except (ImportError, AttributeError) as error:
        raise CannotMark(
            "Content Credentials need the package in requirements-c2pa.txt, of that version."
        ) from error


def _manifest(parts: _Parts, claimed: dict[str, Any], length: int) -> Any:
    """What is signed: that people made the text at that time, and the hash of its words."""
    maker = parts.manifest
    made = {
        "action": "c2pa.created",
        "digitalSourceType": BY_PEOPLE,
        "when": parts.cbor.Tagged(0, maker._rfc3339_tdate(claimed["when"])),
    }
    assertions = [
        maker.Assertion(label=maker.ASSERTION_ACTIONS, payload={"actions": [made]}),
        maker._hash_data_assertion(
            claimed["text"], claimed["start"], length, algorithm=HASH, pad=b""
        ),
    ]
    boxes = tuple(one.to_box() for one in assertions)
    links = tuple(
        maker.hashed_uri(box, f"{maker.ASSERTION_URI_PREFIX}{one.label}", HASH)
        for one, box in zip(assertions, boxes, strict=True)
    )
    claim = maker.Claim(
        instance_id=f"xmp:iid:{_number(claimed['text'], 1)}",
        claim_generator_name="Newsroom",
        claim_generator_version=None,
        created_assertions=links,
        signature_url=maker.CLAIM_SIGNATURE_URI,
        algorithm=HASH,
    )
    return maker._PreparedManifest(
        assertion_boxes=boxes, claim_bytes=parts.cbor.dumps(claim.to_payload())
    )


def _number(digest: bytes, which: int) -> uuid.UUID:
    """A UUID that this text has and no other."""
    return uuid.UUID(bytes=hashlib.sha256(digest + bytes([which])).digest()[:16], version=4)


def _certificate(parts: _Parts, key: Ed25519PrivateKey, name: str) -> x509.Certificate:
    """Signed by the key itself: it says whose the key is; that it is theirs, the site says."""
    public = key.public_key()
    short = name.encode()[:LONGEST_NAME].decode(errors="ignore")
    called = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, short or "Newsroom")])
    number = int.from_bytes(hashlib.sha256(public.public_bytes_raw()).digest()[:16], "big")
    return (
        x509.CertificateBuilder()
        .subject_name(called)
        .issuer_name(called)
        .public_key(public)
        .serial_number(number)
        .not_valid_before(FROM)
        .not_valid_after(TO)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(x509.KeyUsage(**USES), critical=True)
        .add_extension(x509.ExtendedKeyUsage([parts.use]), critical=False)
        .sign(key, None)
    )
