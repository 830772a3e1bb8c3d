"""A line of the audit trail as a leaf of a Merkle tree, and how its words are taken out of it.

Each value is hashed for itself, with a salt of its own that comes from the salt of the line. So a
value can give way to its hash and the leaf stays the same; the salt of the line goes with it, and
those of the values that stay take its place, so that nobody can try values against the hash.
"""

import hashlib
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timezone
from typing import Any

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.hmac import HMAC

from .canonical import canonical, canonical_of_words

Values = Mapping[str, Any]
REASON = "reason"
HIDDEN = "redacted"  # {"redacted": hash} in the place of a value, "redacted:hash" of a reason.
HASH_DIGITS = 64


class BrokenLine(ValueError):
    """A line that nobody could have written: its salts or hidden values make no sense."""


@dataclass(frozen=True)
class Line:
    """One line of the trail. `field_salts` (in hex, by field) stand where `salt` was taken away."""

    id: int
    at: datetime
    table: str
    object_id: int
    action: str
    actor: int | None
    request: str
    reason: str
    desk: int | None
    article: int | None
    claim: int | None
    old: Values | None
    new: Values | None
    salt: bytes | None
    field_salts: Mapping[str, str] | None = None


def leaf_hash(line: Line) -> bytes:
    """The hash of a line as a leaf (RFC 9162); raises BrokenLine."""
    return hashlib.sha256(b"\x00" + canonical_of_words(leaf(line))).digest()


def leaf(line: Line) -> dict[str, Any]:
    """What a leaf says of a line: its values by their hashes, everything else in the open."""
    salts = _Salts(line)
    return {
        "id": line.id,
        "at": moment(line.at),
        "table": line.table,
        "object_id": line.object_id,
        "action": line.action,
        "actor": line.actor,
        "request": line.request,
        "reason": salts.hashed(REASON, line.reason),
        "desk": line.desk,
        "article": line.article,
        "claim": line.claim,
        **{
            side: None
            if values is None
            else {name: salts.hashed(f"{side}:{name}", value) for name, value in values.items()}
            for side, values in (("old", line.old), ("new", line.new))
        },
    }


def moment(at: datetime) -> str:
    """A time in UTC, always with six digits of a second."""
    return at.astimezone(timezone.utc).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def hide(line: Line, columns: Collection[str], *, reason: bool = False) -> Line:
    """The line without the values of these columns, before and after, and of the same leaf.

    `reason` takes the words of the reason too. A line that has none of them is returned as it is.
    """
    gone = {
        f"{side}:{name}" for side in ("old", "new") for name in columns if name in _side(line, side)
    }
    return hide_fields(line, gone | ({REASON} if reason else set()))


def hide_fields(line: Line, fields: Collection[str]) -> Line:
    """The same without these fields (`old:column`, `new:column` or `reason`)."""
    gone = {field for field in fields if not is_hidden(line, field)}
    if not gone:
        return line
    salts = _Salts(line)
    hashes = {
        field: salts.hashed(field, value) for field, value in fields_of(line) if field in gone
    }
    left = {f: salts.of(f).hex() for f, _ in fields_of(line) if not is_hidden(line, f)}
    return replace(
        line,
        old=_marked(line.old, "old", hashes),
        new=_marked(line.new, "new", hashes),
        reason=f"{HIDDEN}:{hashes[REASON]}" if REASON in hashes else line.reason,
        salt=None,
        field_salts={field: salt for field, salt in left.items() if field not in gone},
    )


def is_hidden(line: Line, field: str) -> bool:
    """Whether a field (`old:column`, `new:column` or `reason`) gave way to its hash."""
    return line.salt is None and field not in (line.field_salts or {})


def _side(line: Line, side: str) -> Values:
    return (line.old if side == "old" else line.new) or {}


def fields_of(line: Line) -> Iterator[tuple[str, Any]]:
    """What can be hidden of a line: each field with its value."""
    yield REASON, line.reason
    for side in ("old", "new"):
        for name, value in _side(line, side).items():
            yield f"{side}:{name}", value


def _marked(values: Values | None, side: str, hashes: Mapping[str, str]) -> Values | None:
    if values is None:
        return None
    return {
        name: {HIDDEN: hashes[field]} if (field := f"{side}:{name}") in hashes else value
        for name, value in values.items()
    }


class _Salts:
    """The salts of a line's fields, and their hashes with them."""

    def __init__(self, line: Line) -> None:
        self._line = line
        # Keyed once a line: the key is most of the work, and a trail has millions of fields.
        self._keyed = None if line.salt is None else HMAC(bytes(line.salt), SHA256())

    def hashed(self, field: str, value: Any) -> str:
        """The hash that a leaf has for a field, in hex."""
        if self._keyed is not None or not is_hidden(self._line, field):
            return hashlib.sha256(self.of(field) + canonical(value)).hexdigest()
        if field == REASON:
            given = value.removeprefix(f"{HIDDEN}:")
        else:
            given = value.get(HIDDEN) if isinstance(value, Mapping) else None
        if not isinstance(given, str) or len(given) != HASH_DIGITS:
            raise BrokenLine(f"{field} of line {self._line.id} has neither a salt nor a hash.")
        return given

    def of(self, field: str) -> bytes:
        """Raises BrokenLine."""
        if self._keyed is not None:
            salted = self._keyed.copy()
            salted.update(field.encode())
            return salted.finalize()
        try:
            return bytes.fromhex((self._line.field_salts or {})[field])
        except (ValueError, TypeError) as error:
            raise BrokenLine(f"The salt of {field} of line {self._line.id} is no salt.") from error
