"""`If-Match`: writes say which version they saw."""

import re

from django.utils.translation import gettext as _

from annotations.errors import PreconditionRequired, Stale, Unreadable

# What stands behind the version is for If-None-Match (conditional.py).
TAG = re.compile(r'(?:W/)?"(\d{1,9})(?:\.[0-9a-f]{8})?"')


def seen_version(request, row, *, required: bool = True, any_will_do: bool = True) -> int | None:
    """The version the caller saw, once it is known to be the row's; None when any will do (`*`).

    Without `any_will_do` the caller has to have seen one: `*` is as good as nothing.

    Raises PreconditionRequired (428) without the header, Stale (412) for another version,
    Unreadable for what is no list of versions. The service compares again under its lock.
    """
    header = request.headers.get("If-Match", "").strip()
    if not header or (header == "*" and not any_will_do):
        if required:
            raise PreconditionRequired(_("Send If-Match with the ETag of the version you saw."))
        return None
    if header == "*":
        return None
    versions = set()
    for part in header.split(","):
        match = TAG.fullmatch(part.strip())
        if not match:
            message = _("If-Match has to contain ETags exactly as you received them.")
            raise Unreadable(message, field="If-Match")
        versions.add(int(match.group(1)))
    if row.version not in versions:
        raise Stale(row)
    return row.version
