"""Makes the bundles that are due: what the page says, its proof, a signature."""

import hashlib
import logging
import time

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.conf import settings
from django.db.models.functions import Now

from annotations.exchange.bundles import leaflet
from annotations.exchange.bundles.content import TEXT, Content
from annotations.exchange.publications.fact_checks import moment
from annotations.exchange.site import unasked
from annotations.models import Bundle
from annotations.services.publications import bundles
from annotations.services.publications.bundles import Wanted
from annotations.trail import bundles as archive
from annotations.trail.credentials import FROM, CannotMark, mark
from annotations.work.sealing.disclosing import Unsealed, disclose
from annotations.work.sealing.key_files import KeyProblem, pem, public_keys, signing_key
from annotations.work.sealing.proving import CannotProve

logger = logging.getLogger(__name__)


def make_due(seconds: float) -> int:
    """Make them until none is due or `seconds` have passed; says how many were looked at."""
    until = time.monotonic() + seconds
    bundles.follow()
    done = 0
    while time.monotonic() < until:
        row = bundles.take()
        if row is None:
            break
        _make(row)
        done += 1
    return done


def _make(row: Bundle) -> None:
    """Whatever is wrong with one, the others are made."""
    try:
        _look(row)
    except Exception:
        logger.exception("bundle %s could not be made", row.pk)
        bundles.end(row, bundles.unmade(), problem=bundles.BROKEN)


def _look(row: Bundle) -> None:
    wanted = bundles.wanted(row)
    if wanted and row.made_at and row.basis == wanted.content.basis:
        bundles.end(row)
        return
    wanted = bundles.wanted(row, bodies=True)
    if wanted is None:
        bundles.end(row, bundles.unmade(), problem=bundles.NOT_SHOWN)
        return
    if not unasked():
        bundles.end(row, bundles.unmade(), seconds=bundles.RETRY, problem=bundles.NO_ADDRESS)
        return
    try:
        made = _made(wanted)
    except Unsealed:
        bundles.end(row, bundles.unmade(), seconds=bundles.SOON, problem=bundles.WAITS)
    except (CannotProve, CannotMark, KeyProblem, OSError) as error:
        logger.error("bundle %s cannot be made: %s", row.pk, error)
        # Where its files lie is nothing for people who read the panel.
        is_key = isinstance(error, KeyProblem | OSError)
        problem = bundles.NO_KEY if is_key else str(error)[:500]
        bundles.end(row, bundles.unmade(), seconds=bundles.RETRY, problem=problem)
    else:
        bundles.end(row, made)


def _made(wanted: Wanted) -> dict[str, object]:
    """The columns of a bundle that is whole; raises Unsealed, CannotProve, KeyProblem."""
    key = signing_key(settings.BUNDLE_KEY)
    proof = disclose(
        bundles.rows_of(wanted),
        until=("publishedverdict", wanted.bundle.pk),
        claim=wanted.bundle.verdict.assessment.claim_id,
    )
    files = _files(wanted.content, proof) | _marked(wanted.content, key)
    data = archive.make(files, wanted.content.about, key)
    return {
        "key": bundles.known_key(key.public_key()),
        "content": data,
        "size": len(data),
        "sha256": hashlib.sha256(data).hexdigest(),
        "basis": wanted.content.basis,
        "made_at": Now(),
    }


def _files(content: Content, proof: dict[str, object]) -> dict[str, bytes]:
    return content.files | leaflet.files(proof) | _audit_keys()


def _marked(content: Content, key: Ed25519PrivateKey) -> dict[str, bytes]:
    """The plain text with its Content Credential, where that is wanted; raises CannotMark."""
    if not settings.CONTENT_CREDENTIALS:
        return {}
    about, text = content.about, content.files[TEXT].decode()
    when = moment(about["shown_at"]) or FROM
    return {TEXT: mark(text, key, name=about["desk"]["name"], when=when).encode()}


def _audit_keys() -> dict[str, bytes]:
    """The public keys of the audit trail, where this machine has them."""
    try:
        keys = public_keys([settings.DATA / "audit"])
    except KeyProblem:
        return {}
    return {f"audit/{name}.pub": pem(key) for name, key in keys.items()}
