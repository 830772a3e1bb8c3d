"""`manage.py verify_bundle FILE`: checks a provenance bundle; with `--key` it needs no database.

Exit status: 0 genuine, 1 not, 2 it could not be checked.
"""

import json
from collections.abc import Sized
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError

from annotations.management.verifying import add_keys, reason
from annotations.services.publications.bundles import public_keys as keys_here
from annotations.trail.bundles import MOST_BYTES, BadBundle, Bundle, check
from annotations.trail.proofs import BadProof, check_bundle
from annotations.work.sealing.key_files import KeyProblem, public_key, public_keys
from newsroom.embedded.errors import EmbeddedError

NOT_GENUINE, UNKNOWN = 1, 2
PROOF = "audit/proof.json"


class Command(BaseCommand):
    help = "Checks that a provenance bundle is as a newsroom signed it."
    requires_system_checks = ()

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path)
        add_keys(parser, "those that signed bundles here")

    def handle(self, *, file, key, **_):
        try:
            keys = public_keys(key) if key else _known()
            if file.stat().st_size > MOST_BYTES:
                raise KeyProblem(f"{file} is larger than any bundle.")
            data = file.read_bytes()
        except (KeyProblem, OSError, DatabaseError, EmbeddedError) as error:
            raise CommandError(reason(error), returncode=UNKNOWN) from error
        try:
            bundle = check(data, keys)
            proved = _proved(bundle)
        except (BadBundle, BadProof) as error:
            raise CommandError(f"{file}: {error}", returncode=NOT_GENUINE) from error
        manifest = bundle.manifest
        self.stdout.write(
            f"{manifest['desk']['name']}: “{manifest['statement']}” {manifest['verdict']}"
        )
        self.stdout.write(f"{len(bundle.files)} files, signed by key {bundle.key}")
        self.stdout.write(proved)
        self.stdout.write("The bundle is genuine.")


def _known() -> dict[str, Ed25519PublicKey]:
    """Those of the database, and those beside the key."""
    keys = keys_here()
    if settings.BUNDLE_KEY.parent.is_dir():
        keys |= {name: one for name, one in _beside(settings.BUNDLE_KEY.parent).items()}
    if not keys:
        raise KeyProblem("No bundle was signed here: name the newsroom's public key by --key.")
    return keys


def _beside(folder: Path) -> dict[str, Ed25519PublicKey]:
    try:
        return public_keys([folder])
    except KeyProblem:
        return {}


def _proved(bundle: Bundle) -> str:
    """How many lines lead to heads that keys of the signed bundle signed.

    exchange/bundles/verifier/proof.js says the same.
    """
    if PROOF not in bundle.files:
        raise BadProof(f"{PROOF} is missing.")
    try:
        proof = json.loads(bundle.files[PROOF])
        if not proof["lines"]:
            return "No lines of the audit trail: the verdict came here by an import"
        unknown = {head["key"] for head in proof["heads"]} - (keys := _trail_keys(bundle)).keys()
    except KeyProblem as error:
        raise BadProof(str(error)) from error
    except (ValueError, LookupError, TypeError) as error:
        raise BadProof("The bundle is broken.") from error
    proved = proof["lines"]
    how = f"by the key {min(unknown)}, which the bundle does not hold" if unknown else ""
    if not unknown:
        proved, heads = check_bundle(proof, keys)
        how = f"proved by {_counted(heads, 'signed head')}"
    return f"{_counted(proved, 'line')} of the audit trail, {how}"


def _counted(rows: Sized, one: str) -> str:
    return f"{len(rows)} {one if len(rows) == 1 else f'{one}s'}"


def _trail_keys(bundle: Bundle) -> dict[str, Ed25519PublicKey]:
    """The public keys of the trail that it holds; raises KeyProblem."""
    return {
        name.removeprefix("audit/").removesuffix(".pub"): public_key(body, name)
        for name, body in bundle.files.items()
        if name.startswith("audit/") and name.endswith(".pub")
    }
