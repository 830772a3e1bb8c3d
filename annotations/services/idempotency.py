"""A request that is sent twice is done once: its first answer is kept for a day."""

import hashlib

from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _

from annotations.errors import Invalid, Unreadable
from annotations.models import Answer, User
from annotations.models.base import longest

LONGEST = longest(Answer, "key")


def answered(user: User, key: str, fingerprint: str) -> tuple[Answer, bool]:
    """The kept answer and True, or a new row to fill and False; call it in the transaction of the
    work. A second request waits here until the first has committed or failed.

    Raises Unreadable for a key that cannot be one, Invalid when it was used for another request.
    """
    if not key.isascii() or not key.isprintable() or len(key) > LONGEST:
        message = _("Idempotency-Key is at most %(longest)s ASCII characters.") % {
            "longest": LONGEST
        }
        raise Unreadable(message, field="Idempotency-Key")
    Answer.objects.expired().filter(user=user, key=key).delete()
    row = Answer(user=user, key=key, fingerprint=fingerprint)
    Answer.objects.bulk_create([row], ignore_conflicts=True)
    kept = Answer.objects.get(user=user, key=key)
    if kept.fingerprint != fingerprint:
        raise Invalid(_("This key was used for another request."), field="Idempotency-Key")
    return kept, kept.status is not None


def keep(answer: Answer, *, status: int, headers: dict[str, str], body: object) -> None:
    """Fill the row; it counts once the transaction commits."""
    answer.status, answer.headers, answer.body = status, headers, body
    answer.save(update_fields=["status", "headers", "body"])


def digest_of(value: str | UploadedFile) -> bytes:
    """Of one value that a form sent, for a fingerprint; a file with its name and type."""
    if isinstance(value, str):
        return hashlib.sha256(value.encode()).digest()
    found = hashlib.sha256(f"{value.name}\n{value.content_type}\n".encode())
    for chunk in value.chunks():
        found.update(chunk)
    value.seek(0)
    return found.digest()
