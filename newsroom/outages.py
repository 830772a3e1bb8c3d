"""What keeps all of the product from working: what waiting cures, and what it does not."""

import errno
import shutil

from django.conf import settings
from django.db import InterfaceError, OperationalError
from django.utils.translation import gettext_lazy as _

from newsroom.database.timeouts import InDoubt
from newsroom.embedded.errors import EmbeddedError

AWAY = (OperationalError, InterfaceError, EmbeddedError)
NO_ROOM = {errno.ENOSPC, errno.EDQUOT}
DISK_FULL = "53100"  # PostgreSQL's code.
# Less than PostgreSQL needs for its next piece of log: it ends, and cannot start again.
LEAST = 16_000_000  # Bytes.
IN_DOUBT = _(
    "The database did not answer: this may have been saved, or not. Send it again under the same"
    " Idempotency-Key: it is not done twice."
)
FULL = _("The disk is full: somebody has to make room. What was saved before is kept.")


def is_away(error: BaseException) -> bool:
    """Whether the database is away or overloaded: that passes."""
    return isinstance(error, AWAY)


def is_in_doubt(error: BaseException) -> bool:
    """Whether the database may have done what it was asked, and could not say so."""
    return isinstance(error.__cause__, InDoubt)


def is_disk_full(error: BaseException) -> bool:
    """Whether a disk without room is the cause: ours, or the database's.

    The embedded database that ended for want of room cannot say so: then what is left tells.
    """
    cause: BaseException | None = error
    while cause is not None:
        if getattr(cause, "errno", None) in NO_ROOM or _sqlstate(cause) == DISK_FULL:
            return True
        cause = cause.__cause__ or cause.__context__
    return settings.EMBEDDED and is_away(error) and _is_full()


def _sqlstate(error: BaseException) -> str:
    return getattr(error, "sqlstate", None) or ""


def _is_full() -> bool:
    try:
        return shutil.disk_usage(settings.DATA).free < LEAST
    except OSError:
        return False
